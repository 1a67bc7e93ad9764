import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import type { VaultStatusView } from "$lib/ipc/bindings";

import App from "../../App.svelte";
import "../../../dev/rooms";
import { axeFaults } from "../../../dev/axe";
import { calls, installMock, refusal, type Handlers } from "../../../dev/mock/handlers";
import { PASSPHRASE, RECOVERY_KEY, settingsView, vaultHandlers, vaultStatus } from "../../../dev/mock/vault";

async function locked(change: Partial<VaultStatusView> = {}, over: Handlers = {}) {
  const vault = vaultStatus({ state: "locked", lockReason: "started", locksAt: null, ...change });
  installMock({ ...vaultHandlers(vault, settingsView()), ...over });
  render(App);
  await screen.findByRole("heading", { level: 1 });
}
const passphraseOnly = { keyring: false, passphrase: true, recovery: false };
const inside = () => screen.findByRole("navigation", { name: "Main" });

describe("unlock", () => {
  it("says why it is locked and what locking wiped", async () => {
    await locked({ lockReason: "idle", wiped: { tokens: 2, clipboard: true } });
    expect(screen.getByRole("heading", { name: "Aoba IT vault is locked" })).toBeTruthy();
    expect(screen.getByText("Locked by itself after 10 minutes without use")).toBeTruthy();
    expect(
      screen.getByText("When it locked, 2 tokens were wiped from memory and the clipboard was cleared."),
    ).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it("offers this computer first and opens by it with Enter", async () => {
    await locked();
    expect(document.activeElement?.textContent).toContain("Unlock with this computer");
    await userEvent.keyboard("{Enter}");
    await inside();
    expect(calls.find(({ name }) => name === "vault_unlock")?.input).toEqual({ with: { kind: "keyring" } });
  });

  it("keeps the wrong passphrase's refusal at the field and the focus in it", async () => {
    await locked({ slots: passphraseOnly });
    const field = screen.getByLabelText("Passphrase");
    expect(document.activeElement).toBe(field);
    await userEvent.keyboard("not this one{Enter}");
    expect(await screen.findByText(/That passphrase does not open this vault/)).toBeTruthy();
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(field);
    expect(await axeFaults()).toEqual([]);
  });

  it("opens by the right passphrase", async () => {
    await locked({ slots: passphraseOnly });
    await userEvent.keyboard(`${PASSPHRASE}{Enter}`);
    await inside();
  });

  it("reads the list once for the shell and its first room", async () => {
    await locked({ slots: passphraseOnly });
    await userEvent.keyboard(`${PASSPHRASE}{Enter}`);
    await inside();
    await screen.findByRole("heading", { level: 1 });
    const lists = calls.filter(({ name }) => name === "app_list");
    expect(lists.map(({ input }) => input)).toEqual([{ archived: false }, { archived: true }]);
  });

  it("opens by the recovery key when the passphrase is forgotten", async () => {
    await locked({ slots: { ...passphraseOnly, recovery: true } });
    await userEvent.click(screen.getByRole("button", { name: "Forgot it?" }));
    await userEvent.click(screen.getByRole("button", { name: "Use the recovery key" }));
    await userEvent.type(screen.getByLabelText("Recovery key"), `${RECOVERY_KEY}{Enter}`);
    await inside();
  });

  it("says plainly that nothing helps without a recovery key", async () => {
    await locked({ slots: passphraseOnly });
    await userEvent.click(screen.getByRole("button", { name: "Forgot it?" }));
    expect(
      screen.getByText(/A passphrase cannot be recovered, and this vault has no recovery key/),
    ).toBeTruthy();
  });

  it("asks for the passphrase at once when the keyring does not answer, and says so", async () => {
    await locked({ keyring: "locked" });
    expect(screen.getByText(/The keyring is locked/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("Passphrase"));
  });

  it.each([
    ["keyringDenied", "The keyring refused"],
    ["keyringTimedOut", "The keyring did not answer within 30 s"],
    ["keyringEntryLost", "The key of this vault is not in the keyring any more"],
    ["vaultDamaged", "The vault file is damaged"],
    ["vaultTooNew", "This vault was written by a newer Credenza"],
    ["vaultBusy", "The vault is in use"],
  ] as const)("tells %s in place, with what to do", async (code, words) => {
    await locked(
      {},
      {
        vault_unlock: () => {
          throw refusal(code);
        },
      },
    );
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByRole("navigation", { name: "Main" })).toBeNull();
  });

  it("reopens the practice vault without asking for anything", async () => {
    await locked({ practice: true, slots: { keyring: false, passphrase: false, recovery: false } });
    expect(screen.queryByRole("textbox")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Open again" }));
    await inside();
  });
});
