// What the whole page knows: the vault's state, the settings, the clipboard, the sandbox. Filled from Rust; a lock
// throws all of it away by reloading the page.
import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import type {
  ClipboardView,
  NetworkView,
  SandboxView,
  SettingsPatch,
  SettingsView,
  UnlockInput,
  VaultStatusView,
} from "$lib/ipc/bindings";

import { clock } from "./clock.svelte";
import { locale } from "./locale.svelte";
import { page } from "./page";
import { theme } from "./theme.svelte";

let vault = $state.raw<VaultStatusView | null>(null);
let settings = $state.raw<SettingsView | null>(null);
let clipboard = $state.raw<ClipboardView>({ holds: "nothing", clearsAt: null });
let sandbox = $state.raw<SandboxView | null>(null);
let openedWithRecovery = $state(false);
let network = $state.raw<NetworkView | null>(null);

function useSettings(next: SettingsView) {
  settings = next;
  locale.choose(next.language);
  theme.choose(next.theme);
  theme.scaleText(next.textScale);
  theme.setDense(next.dense);
}

function useVault(next: VaultStatusView) {
  // Closed, or another vault in its place: what the page still holds is of the old one.
  const left = vault?.state === "open" && (next.state !== "open" || next.practice !== vault.practice);
  vault = next;
  if (left) page.reload();
}

export const session = {
  get vault() {
    return vault;
  },
  get settings() {
    return settings;
  },
  get clipboard() {
    return clipboard;
  },
  get sandbox() {
    return sandbox;
  },
  /** This computer's clock against the server that answered last, and the proxy. */
  get network() {
    return network;
  },

  /** Opened by the recovery key: a forgotten passphrase may be replaced without it. */
  get openedWithRecovery() {
    return openedWithRecovery;
  },

  /** Takes a status that a vault command returned. */
  useVault,
  noteUnlock(way: UnlockInput["kind"]) {
    openedWithRecovery = way === "recovery";
  },
  useSettings,
  useClipboard(next: ClipboardView) {
    clipboard = next;
    clock.refresh();
  },
  useSandbox(next: SandboxView) {
    sandbox = next;
  },

  async load() {
    const [settings, vault] = await Promise.all([call("settings_get", {}), call("vault_status", {})]);
    useSettings(settings);
    useVault(vault);
  },
  /** What only an open vault can tell. */
  async loadOpen() {
    session.useClipboard(await call("clipboard_status", {}));
    session.useSandbox(await call("sandbox_status", {}));
    await session.loadNetwork();
  },
  /** After a run: what it measured of the clock. */
  async loadNetwork() {
    network = await call("network_status", {});
  },
  /** Applies a change at once; when Rust refuses it, the page goes back to what holds and the error is thrown. */
  async update(patch: SettingsPatch) {
    const before = settings;
    if (before) useSettings({ ...before, ...patch });
    try {
      useSettings(await call("settings_update", { settings: patch }));
    } catch (thrown) {
      if (before) useSettings(before);
      throw thrown;
    }
  },
  async lock() {
    useVault(await call("vault_lock", {}));
  },
  async touch() {
    const { locksAt } = await call("vault_touch", {});
    if (vault) vault = { ...vault, locksAt };
  },

  start(): () => void {
    const stops = [
      on("vault-changed", useVault),
      // Comes first and carries nothing: whatever the page still shows is thrown away at once.
      on("vault-locked", () => vault?.state === "open" && page.reload()),
      on("clipboard-changed", session.useClipboard),
    ];
    return () => stops.forEach((stop) => stop());
  },
  /** For tests: as after a fresh start. */
  forget() {
    vault = null;
    settings = null;
    clipboard = { holds: "nothing", clearsAt: null };
    sandbox = null;
    network = null;
    openedWithRecovery = false;
  },
};
