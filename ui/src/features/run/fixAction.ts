// What the button of a fix does. A fix whose button leads to a field opens the section that holds it.
import { call } from "$lib/ipc/call";
import type { AppId, ClockSource, Fix } from "$lib/ipc/bindings";
import { router } from "$lib/state/router.svelte";
import { session } from "$lib/state/session.svelte";

/** Section of the app's page, and the field in it, that a fix leads to. */
const sections: Partial<Record<Fix, string>> = {
  setLifetime: "token",
  importKey: "key",
  setSecret: "credentials",
  editScopes: "scopes",
  editClientId: "credentials",
  editServiceAccount: "credentials",
  editEnvironment: "about",
};

export type RunWith = (clock: ClockSource) => Promise<void>;

export async function actOn(fix: Fix, appId: AppId, run: RunWith): Promise<void> {
  const section = sections[fix];
  if (section) return router.go({ room: "app", id: appId, section });
  switch (fix) {
    case "runWithServerTime":
      return run("server");
    case "runAgain":
    case "waitAndRetry":
      return run("local");
    case "startSandbox":
      session.useSandbox(await call("sandbox_start", {}));
      return run("local");
    case "openNetworkSettings":
    case "addCa":
      return router.go({ room: "settings", section: "network" });
    default:
      return;
  }
}

/** The command that sets the clock of this computer. */
export function syncCommand(platform: string): string {
  if (platform.startsWith("Win")) return "w32tm /resync";
  if (platform.startsWith("Mac")) return "sudo sntp -sS time.apple.com";
  return "sudo timedatectl set-ntp true";
}
