// Starts the mocked page. The address chooses the screen, such as
// ?vault=absent&keyring=noBus&language=ja&theme=dark; `npm run dev:mock` prints where to open it.
import type { KeyringStateView, Language, Theme, VaultState } from "../src/ipc/bindings";
import { installMock } from "./mock/handlers";
import { settingsView, vaultHandlers, vaultStatus } from "./mock/vault";

const asked = new URLSearchParams(window.location.search);
const state = (asked.get("vault") ?? "open") as VaultState;
const slots = (asked.get("slots") ?? "keyring,passphrase,recovery").split(",");

const vault = vaultStatus({
  state,
  practice: asked.has("practice"),
  keyring: (asked.get("keyring") ?? "ready") as KeyringStateView,
  slots: {
    keyring: slots.includes("keyring"),
    passphrase: slots.includes("passphrase"),
    recovery: slots.includes("recovery"),
  },
  lockReason: state === "locked" ? "idle" : null,
  wiped: state === "locked" ? { tokens: 2, clipboard: true } : null,
});
const settings = settingsView({
  language: (asked.get("language") ?? "system") as Language,
  theme: (asked.get("theme") ?? "system") as Theme,
  textScale: Number(asked.get("scale") ?? 100),
});

installMock({ ...vaultHandlers(vault, settings) });
