// An invented vault, its settings and its sandbox, kept in a few variables.
import type { SettingsView, VaultStatusView } from "../../src/ipc/bindings";
import { refusal, tell, type Handlers } from "./handlers";

export const PASSPHRASE = "correct horse battery staple";
export const RECOVERY_KEY = "K7QM-2XHD-9PWA-R4TC-VN6E-B3YJ-F8SG-5ULZ";

const now = () => Math.floor(Date.now() / 1000);

export function vaultStatus(change: Partial<VaultStatusView> = {}): VaultStatusView {
  return {
    state: "open",
    practice: false,
    name: "Aoba IT vault",
    folder: "/home/n.sato/.local/share/credenza",
    keyring: "ready",
    keyringName: "GNOME Keyring",
    slots: { keyring: true, passphrase: true, recovery: false },
    lockReason: null,
    wiped: null,
    locksAt: now() + 522,
    autoLockMinutes: 10,
    ...change,
  };
}

export function settingsView(change: Partial<SettingsView> = {}): SettingsView {
  return {
    language: "en",
    theme: "light",
    textScale: 100,
    dense: false,
    autoLockMinutes: 10,
    clipboardSeconds: 30,
    revealSeconds: 20,
    proxy: { kind: "system" },
    connectTimeoutSeconds: 10,
    totalTimeoutSeconds: 30,
    cas: [],
    ...change,
  };
}

const FAULTS = [
  "clock-off",
  "slow-headers",
  "slow-body",
  "hang",
  "reset",
  "server-error",
  "html",
  "truncated-json",
];

/** Handlers over a state of their own; `vault` and `settings` are how it begins. */
export function vaultHandlers(vault: VaultStatusView, settings: SettingsView): Handlers {
  let recovery = false;
  let fault: string | null = null;
  const sandbox = () => ({
    running: vault.practice,
    base: vault.practice ? "http://127.0.0.1:46213" : null,
    fault,
    faults: FAULTS,
  });
  const become = (change: Partial<VaultStatusView>) => {
    vault = { ...vault, ...change };
    return vault;
  };
  const open = (change: Partial<VaultStatusView> = {}) =>
    become({ state: "open", locksAt: now() + 600, wiped: null, lockReason: null, ...change });

  return {
    vault_status: () => vault,
    vault_create: ({ name, unlock }) =>
      open({
        name,
        slots: {
          keyring: unlock.kind === "keyring",
          passphrase: unlock.kind === "passphrase",
          recovery: false,
        },
      }),
    vault_unlock: (input) => {
      if (input.with.kind === "passphrase" && input.with.passphrase !== PASSPHRASE)
        throw refusal("passphraseWrong");
      if (input.with.kind === "recovery" && input.with.key !== RECOVERY_KEY)
        throw refusal("recoveryKeyWrong");
      return open();
    },
    vault_lock: async () => {
      const locked = become({
        state: "locked",
        lockReason: "asked",
        locksAt: null,
        wiped: { tokens: 2, clipboard: true },
      });
      await tell("vault-changed", locked);
      return locked;
    },
    vault_touch: () => ({ locksAt: open().locksAt }),
    vault_passphrase_set: () => become({ slots: { ...vault.slots, passphrase: true } }),
    vault_keyring_add: () => become({ slots: { ...vault.slots, keyring: true } }),
    vault_slot_remove: ({ slot }) => {
      const slots = { ...vault.slots, [slot]: false };
      if (!slots.keyring && !slots.passphrase) throw refusal("lastSlot");
      return become({ slots });
    },
    vault_recovery_create: () => {
      recovery = true;
      become({ slots: { ...vault.slots, recovery } });
      return { key: RECOVERY_KEY };
    },
    vault_recovery_save: () => ({ saved: recovery }),
    practice_start: () => open({ practice: true, name: "Practice" }),
    practice_leave: () => become({ state: "absent", practice: false }),
    sandbox_status: sandbox,
    sandbox_start: sandbox,
    sandbox_fault: (input) => {
      fault = input.fault;
      return sandbox();
    },
    clipboard_status: () => ({ holds: "nothing", clearsAt: null }),
    clipboard_clear: () => ({ holds: "nothing", clearsAt: null }),
    text_copy: () => ({ holds: "public", clearsAt: null }),
    network_status: () => ({
      skewSeconds: 0,
      skewHost: "auth.worksmobile.com",
      measuredAt: now() - 60,
      proxy: null,
    }),
    settings_get: () => settings,
    settings_update: (input) => {
      settings = { ...settings, ...input.settings };
      return settings;
    },
    settings_ca_add: () => {
      settings = {
        ...settings,
        cas: [...settings.cas, { name: "aoba-root.pem", sha256: "7F:3A:C1:09:5E:D2:44:8B" }],
      };
      return settings;
    },
    settings_ca_remove: ({ sha256 }) => {
      settings = { ...settings, cas: settings.cas.filter((ca) => ca.sha256 !== sha256) };
      return settings;
    },
    about_get: () => ({
      version: "0.1.0",
      sqlcipher: "4.10.0 community",
      webview: "WebKitGTK 2.50.6",
      folder: vault.folder,
      notices: "Credenza\nApache-2.0 OR MIT\n\nInter\nSIL Open Font License 1.1",
    }),
    app_list: () => [],
  };
}
