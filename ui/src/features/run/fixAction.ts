// What the button of a fix does. A fix whose button leads to a field opens the section that holds it.
import { call } from "$lib/ipc/call";
import type { AppId, ClockSource, Fix } from "$lib/ipc/bindings";
import { router } from "$lib/state/router.svelte";
import { session } from "$lib/state/session.svelte";
import { fixSections } from "$lib/words/fixPlace";

export type RunWith = (clock: ClockSource) => Promise<void>;

export async function actOn(fix: Fix, appId: AppId, run: RunWith): Promise<void> {
  const section = fixSections[fix];
  if (section) return router.go({ room: "app", id: appId, section });
  switch (fix) {
    case "runWithServerTime":
      return run("server");
    case "runAgain":
    case "waitAndRetry":
      return run("local");
    case "signInAgain":
      return router.go({ room: "signIn", appId });
    case "startSandbox":
      session.useSandbox(await call("sandbox_start", {}));
      return run("local");
    case "mendKey":
    case "convertKey":
      return router.go({ room: "keys" });
    case "openNetworkSettings":
    case "addCa":
      return router.go({ room: "settings", section: "network" });
    default:
      return;
  }
}
