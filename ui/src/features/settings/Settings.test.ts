import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import type { SettingsView, VaultStatusView } from "$lib/ipc/bindings";
import { router } from "$lib/state/router.svelte";
import { session } from "$lib/state/session.svelte";

import App from "../../App.svelte";
import "../../../dev/rooms";
import { axeFaults } from "../../../dev/axe";
import { calls, installMock, refusal, type Handlers } from "../../../dev/mock/handlers";
import { settingsView, vaultHandlers, vaultStatus } from "../../../dev/mock/vault";

async function settings(
  vault: Partial<VaultStatusView> = {},
  view: Partial<SettingsView> = {},
  over: Handlers = {},
) {
  installMock({ ...vaultHandlers(vaultStatus(vault), settingsView(view)), ...over });
  router.reset({ room: "settings" });
  render(App);
  await screen.findByRole("heading", { level: 1, name: "Settings" });
  await screen.findByText("Credenza 0.1.0");
}
const row = (name: string) => within(screen.getByRole("group", { name }));
const asked = (name: string) => calls.filter((call) => call.name === name).map((call) => call.input);

describe("settings", () => {
  it("has no accessibility fault", async () => {
    await settings(
      {},
      { cas: [{ name: "root.pem", sha256: "7F:3A" }], proxy: { kind: "manual", url: "http://p:1" } },
    );
    expect(await axeFaults()).toEqual([]);
  });

  it("applies a choice at once and takes it back with Ctrl Z", async () => {
    await settings();
    await userEvent.selectOptions(row("Lock by itself").getByRole("combobox"), "after 30 minutes");
    await expect.poll(() => session.settings?.autoLockMinutes).toBe(30);
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.poll(() => session.settings?.autoLockMinutes).toBe(10);
  });

  it("goes back to what holds when Rust refuses, and says so", async () => {
    await settings(
      {},
      {},
      {
        settings_update: () => {
          throw refusal("diskFull");
        },
      },
    );
    await userEvent.click(screen.getByRole("radio", { name: "Dark" }));
    expect(await screen.findByText("The disk is full")).toBeTruthy();
    expect(session.settings?.theme).toBe("light");
    expect(document.documentElement.dataset.theme).toBe("light");
  });

  it("changes the language of the whole page at once", async () => {
    await settings();
    await userEvent.click(screen.getByRole("radio", { name: "日本語" }));
    expect(await screen.findByRole("heading", { level: 1, name: "設定" })).toBeTruthy();
    expect(screen.getByRole("navigation", { name: "メイン" })).toBeTruthy();
  });

  it("finds a setting by its words and says when there is none", async () => {
    await settings();
    const find = screen.getByRole("searchbox", { name: "Find a setting" });
    await userEvent.type(find, "proxy");
    expect(screen.getByRole("group", { name: "Proxy" })).toBeTruthy();
    expect(screen.queryByRole("group", { name: "Theme" })).toBeNull();
    await userEvent.type(find, "zzz");
    expect(screen.getByText("No setting matches “proxyzzz”")).toBeTruthy();
  });
});

describe("ways to unlock", () => {
  it("keeps the last of keyring and passphrase, and says why", async () => {
    await settings({ slots: { keyring: true, passphrase: false, recovery: false } });
    const keyring = row("Unlock with this computer");
    expect(keyring.getByRole<HTMLButtonElement>("button", { name: "Turn off…" }).disabled).toBe(true);
    expect(keyring.getByText(/It is the only way to open the vault/)).toBeTruthy();
  });

  it("asks for the present passphrase before it takes a way off", async () => {
    await settings();
    await userEvent.click(row("Unlock with this computer").getByRole("button", { name: "Turn off…" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByRole<HTMLButtonElement>("button", { name: "Remove" }).disabled).toBe(true);
    expect(await axeFaults()).toEqual([]);
    await userEvent.type(dialog.getByLabelText("Present passphrase"), "correct horse{Enter}");
    await expect
      .poll(() => asked("vault_slot_remove"))
      .toEqual([{ slot: "keyring", current: "correct horse" }]);
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  });

  it("changes the passphrase after the present one", async () => {
    await settings();
    await userEvent.click(row("Passphrase").getByRole("button", { name: "Change…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.type(dialog.getByLabelText("Present passphrase"), "correct horse");
    await userEvent.type(dialog.getByLabelText("New passphrase"), "four unrelated words here");
    await userEvent.type(dialog.getByLabelText("Repeat it"), "four unrelated words here{Enter}");
    await expect
      .poll(() => asked("vault_passphrase_set"))
      .toEqual([{ current: "correct horse", passphrase: "four unrelated words here" }]);
  });

  it("keeps a wrong present passphrase's refusal at its field", async () => {
    await settings(
      {},
      {},
      {
        vault_passphrase_set: () => {
          throw refusal("passphraseWrong");
        },
      },
    );
    await userEvent.click(row("Passphrase").getByRole("button", { name: "Change…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.type(dialog.getByLabelText("Present passphrase"), "wrong");
    await userEvent.type(dialog.getByLabelText("New passphrase"), "four unrelated words here");
    await userEvent.type(dialog.getByLabelText("Repeat it"), "four unrelated words here{Enter}");
    await dialog.findByText(/That passphrase does not open this vault/);
    expect(dialog.getByLabelText("Present passphrase").getAttribute("aria-invalid")).toBe("true");
  });

  it("does not let Esc throw away a recovery key that was not kept", async () => {
    await settings({ slots: { keyring: true, passphrase: true, recovery: false } });
    await userEvent.click(row("Recovery key").getByRole("button", { name: "Create…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: "Create a recovery key" }));
    await dialog.findByRole("group", { name: "Recovery key" });
    await userEvent.keyboard("{Escape}");
    expect(screen.getByRole("dialog")).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "I have kept it" }));
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    expect(await row("Recovery key").findByRole("button", { name: "Replace…" })).toBeTruthy();
  });

  it("has none to change in the practice vault", async () => {
    await settings({ practice: true });
    expect(screen.getByText(/its key lives in this process only/)).toBeTruthy();
    expect(screen.queryByRole("group", { name: "Unlock with this computer" })).toBeNull();
  });
});

describe("network", () => {
  it("uses a proxy by hand only once its address is given", async () => {
    await settings();
    await userEvent.click(screen.getByRole("radio", { name: "By hand" }));
    expect(asked("settings_update")).toEqual([]);
    await userEvent.type(screen.getByLabelText("Proxy address"), "http://proxy.example:8080{Enter}");
    await expect
      .poll(() => asked("settings_update"))
      .toEqual([{ settings: { proxy: { kind: "manual", url: "http://proxy.example:8080" } } }]);
  });

  it("refuses a timeout out of range in place", async () => {
    await settings();
    const connect = screen.getByLabelText("Connect");
    await userEvent.clear(connect);
    await userEvent.type(connect, "61{Enter}");
    expect(screen.getByText("A whole number from 1 to 60.")).toBeTruthy();
    expect(asked("settings_update")).toEqual([]);
    await userEvent.clear(connect);
    await userEvent.type(connect, "5{Enter}");
    await expect.poll(() => asked("settings_update")).toEqual([{ settings: { connectTimeoutSeconds: 5 } }]);
  });

  it("removes an authority only after asking", async () => {
    await settings({}, { cas: [{ name: "root.pem", sha256: "7F:3A" }] });
    await userEvent.click(screen.getByRole("button", { name: "Remove root.pem" }));
    expect(asked("settings_ca_remove")).toEqual([]);
    await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove" }));
    await expect.poll(() => asked("settings_ca_remove")).toEqual([{ sha256: "7F:3A" }]);
  });
});

describe("sandbox", () => {
  it("chooses a fault by its words", async () => {
    await settings({ practice: true });
    const select = within(await screen.findByRole("group", { name: "What it does wrong" })).getByRole(
      "combobox",
    );
    await userEvent.selectOptions(select, "Never answers");
    await expect.poll(() => asked("sandbox_fault")).toEqual([{ fault: "hang" }]);
  });
});
