import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { VaultStatusView } from "$lib/ipc/bindings";
import { page } from "$lib/state/page";
import { session } from "$lib/state/session.svelte";

import App from "../App.svelte";
import "../../dev/rooms";
import { axeFaults } from "../../dev/axe";
import { calls, installMock, tell, type Handlers } from "../../dev/mock/handlers";
import { settingsView, vaultHandlers, vaultStatus } from "../../dev/mock/vault";

const now = () => Math.floor(Date.now() / 1000);

async function shell(vault: Partial<VaultStatusView> = {}, over: Handlers = {}) {
  installMock({ ...vaultHandlers(vaultStatus(vault), settingsView()), ...over });
  render(App);
  return within(await screen.findByRole("navigation", { name: "Main" }));
}

describe("the shell", () => {
  const reload = vi.spyOn(page, "reload");
  beforeEach(() => reload.mockReset().mockImplementation(() => undefined));
  afterEach(() => reload.mockReset());

  it("has its landmarks, one h1, and no accessibility fault", async () => {
    await shell();
    expect(screen.getAllByRole("main")).toHaveLength(1);
    expect(await screen.findAllByRole("heading", { level: 1 })).toHaveLength(1);
    expect(screen.getByRole("contentinfo")).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it("enters each room that it offers, and puts the focus on its heading", async () => {
    const nav = await shell();
    const names = ["Key desk", "Token inspector", "Redirect checker", "Explain", "Settings", "Apps"];
    for (const name of names) {
      await userEvent.click(nav.getByRole("button", { name: new RegExp(`^${name}`) }));
      await expect.poll(() => document.activeElement?.tagName).toBe("H1");
    }
  });

  it("locks from the button, and the page is loaded anew so that nothing of the vault stays in it", async () => {
    await shell();
    await userEvent.click(screen.getByRole("button", { name: "Lock now" }));
    await expect.poll(() => calls.some(({ name }) => name === "vault_lock")).toBe(true);
    await expect.poll(() => reload.mock.calls.length).toBeGreaterThan(0);
  });

  it("locks with Ctrl L from inside a text field", async () => {
    await shell();
    await userEvent.click(screen.getAllByRole("searchbox")[0] ?? document.body);
    await userEvent.keyboard("{Control>}l{/Control}");
    await expect.poll(() => calls.some(({ name }) => name === "vault_lock")).toBe(true);
  });

  it("is loaded anew when Rust locks by itself", async () => {
    await shell();
    await tell("vault-changed", vaultStatus({ state: "locked", lockReason: "idle" }));
    await expect.poll(() => reload.mock.calls.length).toBe(1);
  });

  it("is loaded anew when another vault takes the place of this one", async () => {
    await shell();
    await tell("vault-changed", vaultStatus({ state: "open", practice: true }));
    await expect.poll(() => reload.mock.calls.length).toBe(1);
  });

  it("shows how long a copied secret stays, and clears it now", async () => {
    await shell();
    await screen.findByText(/vs auth\.worksmobile\.com/);
    await tell("clipboard-changed", { holds: "secret", clearsAt: now() + 24 });
    expect(await screen.findByText(/Clipboard clears in 2[34] s/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Clear now" }));
    expect(await screen.findByText("Clipboard: nothing from Credenza")).toBeTruthy();
  });

  it("tells a clock that is fast, with the number and the server", async () => {
    await shell(
      {},
      {
        network_status: () => ({
          skewSeconds: 412,
          skewHost: "auth.worksmobile.com",
          measuredAt: now(),
          proxy: null,
        }),
      },
    );
    expect(await screen.findByText("Clock 412 s fast vs auth.worksmobile.com")).toBeTruthy();
  });

  it("keeps the vault awake while it is used, without asking at every key", async () => {
    await shell();
    await userEvent.keyboard("{Shift}{Shift}{Shift}");
    await expect.poll(() => calls.filter(({ name }) => name === "vault_touch").length).toBe(1);
  });

  it("lists the shortcuts on ?", async () => {
    await shell();
    await userEvent.keyboard("?");
    expect(within(await screen.findByRole("dialog")).getByText("Lock the vault")).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it("says that it cannot start instead of staying empty", async () => {
    installMock({});
    render(App);
    expect(await screen.findByRole("heading", { name: "Credenza cannot start" })).toBeTruthy();
    expect(session.vault).toBeNull();
  });
});
