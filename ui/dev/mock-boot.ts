// Starts the mocked page. The address chooses the screen, such as
// ?vault=absent&keyring=noBus&language=ja&theme=dark; `npm run dev:mock` prints where to open it.
import type { KeyringStateView, Language, Theme, VaultState } from "../src/ipc/bindings";
import { router, type Route } from "../src/state/router.svelte";
import { appHandlers, sampleApps } from "./mock/apps";
import { installMock } from "./mock/handlers";
import { importHandlers } from "./mock/imports";
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

// ?apps=none for an empty vault, &run=failed or running for how tests go, &room=app&id=1&section=scopes for a page.
installMock({
  ...vaultHandlers(vault, settings),
  ...appHandlers(asked.get("apps") === "none" ? [] : sampleApps(), {
    outcome: (asked.get("run") ?? "passed") as "passed" | "failed" | "running",
    pauseMs: 150,
  }),
  ...importHandlers(),
});

const room = asked.get("room");
if (room) {
  const section = asked.get("section") ?? undefined;
  router.reset({ room, id: Number(asked.get("id") ?? 1), section, archived: asked.has("archived") } as Route);
}
