import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import type { KeyringStateView } from "$lib/ipc/bindings";
import { session } from "$lib/state/session.svelte";

import App from "../../App.svelte";
import "../../../dev/rooms";
import { axeFaults } from "../../../dev/axe";
import { calls, installMock, refusal, type Handlers } from "../../../dev/mock/handlers";
import { RECOVERY_KEY, settingsView, vaultHandlers, vaultStatus } from "../../../dev/mock/vault";

const none = { keyring: false, passphrase: false, recovery: false };

function open(keyring: KeyringStateView = "ready", over: Handlers = {}) {
  const vault = vaultStatus({ state: "absent", keyring, name: "", slots: none, locksAt: null });
  installMock({ ...vaultHandlers(vault, settingsView()), ...over });
  render(App);
  return screen.findByRole("heading", { level: 1 });
}

const made = () => calls.find(({ name }) => name === "vault_create")?.input;

describe("first run", () => {
  it("suggests the keyring where one answers, and makes the vault with it", async () => {
    await open();
    const card = screen.getByRole<HTMLInputElement>("radio", { name: "Unlock with this computer" });
    expect(card.checked).toBe(true);
    expect(await axeFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Create vault" }));
    await screen.findByRole("heading", { name: "Keep a recovery key" });
    expect(made()).toEqual({ name: "My vault", unlock: { kind: "keyring" } });
  });

  it.each([
    ["absent", /No keyring answers on this computer/],
    ["locked", /The keyring is locked/],
    ["denied", /The keyring refused Credenza/],
    ["timedOut", /did not answer within 30 s/],
    ["noBus", /no session bus \(D-Bus\)/],
  ] as const)("offers the passphrase at once when the keyring is %s, and says why", async (state, words) => {
    await open(state);
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByLabelText("Passphrase")).toBeTruthy();
    expect(screen.queryByRole("radio", { name: "Unlock with this computer" })).toBeNull();
  });

  it("makes no vault with a short passphrase", async () => {
    await open("absent");
    await userEvent.type(screen.getByLabelText("Passphrase"), "too short{Enter}");
    expect(screen.getByText("3 more characters are needed.")).toBeTruthy();
    expect(made()).toBeUndefined();
  });

  it("makes a vault with a passphrase by Enter", async () => {
    await open("absent");
    await userEvent.clear(screen.getByLabelText("Vault name"));
    await userEvent.type(screen.getByLabelText("Vault name"), "Aoba IT");
    await userEvent.type(screen.getByLabelText("Passphrase"), "four unrelated words here");
    await userEvent.type(screen.getByLabelText("Repeat it"), "four unrelated words here{Enter}");
    await screen.findByRole("heading", { name: "Keep a recovery key" });
    expect(made()).toEqual({
      name: "Aoba IT",
      unlock: { kind: "passphrase", passphrase: "four unrelated words here" },
    });
  });

  it("says what, why and what to do when the vault can't be made", async () => {
    await open("ready", {
      vault_create: () => {
        throw refusal("diskFull");
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Create vault" }));
    const alert = await screen.findByText("The disk is full");
    expect(alert.closest("[role=alert]")?.textContent).toContain("Free some space");
  });

  it("shows the recovery key once, in groups, and has no copy button for it", async () => {
    await open();
    await userEvent.click(screen.getByRole("button", { name: "Create vault" }));
    await userEvent.click(await screen.findByRole("button", { name: "Create a recovery key" }));
    const shown = await screen.findByRole("group", { name: "Recovery key" });
    expect(shown.textContent.replaceAll(/\s/g, "")).toBe(RECOVERY_KEY.replaceAll("-", ""));
    expect(screen.queryByRole("button", { name: /copy/i })).toBeNull();
    expect(await axeFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Save…" }));
    expect(await screen.findByText("Recovery key saved", { selector: ".saved" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "I have kept it" }));
    expect(await screen.findByRole("navigation", { name: "Main" })).toBeTruthy();
    expect(screen.queryByText(RECOVERY_KEY.slice(0, 4))).toBeNull();
    expect(session.vault?.slots.recovery, "the settings must know that there is one now").toBe(true);
  });

  it("goes on without a recovery key", async () => {
    await open();
    await userEvent.click(screen.getByRole("button", { name: "Create vault" }));
    await userEvent.click(await screen.findByRole("button", { name: "Not now" }));
    expect(await screen.findByRole("navigation", { name: "Main" })).toBeTruthy();
    expect(calls.some(({ name }) => name === "vault_recovery_create")).toBe(false);
  });

  it("opens the practice vault with the sandbox", async () => {
    await open();
    await userEvent.click(screen.getByRole("button", { name: "Start the sandbox" }));
    const sidebar = await screen.findByRole("navigation", { name: "Main" });
    expect(within(sidebar).getByText("Practice vault")).toBeTruthy();
  });

  it("changes the language at once and keeps what was typed", async () => {
    await open("absent");
    await userEvent.type(screen.getByLabelText("Passphrase"), "half typed");
    await userEvent.click(screen.getByRole("radio", { name: "日本語" }));
    expect(await screen.findByRole("heading", { name: "Vault を作成" })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("パスフレーズ").value).toBe("half typed");
    expect(document.documentElement.lang).toBe("ja");
    expect(await axeFaults()).toEqual([]);
  });
});
