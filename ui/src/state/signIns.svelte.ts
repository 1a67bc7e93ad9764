// Members' sign-ins that wait for their address to come back, one per app. They outlive their page: whoever looks
// something up elsewhere finds the sign-in still waiting.
import { SvelteMap } from "svelte/reactivity";

import { asIpcError, call, type IpcError } from "$lib/ipc/call";
import type { AppId, SignInView } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

import { runs, type StartedRun } from "./runs.svelte";

/** Who waits for the browser to come back: our own window, or a listener on this computer. */
export type Waiter = "window" | "listener";

interface Waiting {
  view: SignInView;
  waiter: Waiter | null;
  /** Whether the browser of the system was opened. */
  browsed: boolean;
  error: IpcError | null;
}

const waiting = new SvelteMap<AppId, Waiting>();

function change(appId: AppId, attempt: number, part: Partial<Waiting>) {
  const now = waiting.get(appId);
  if (now?.view.attempt === attempt) waiting.set(appId, { ...now, ...part });
}

/** Follows a run that ends the sign-in; null when it came to none. */
async function ended(
  appId: AppId,
  attempt: number,
  begin: () => Promise<StartedRun>,
): Promise<StartedRun | null> {
  change(appId, attempt, { error: null });
  try {
    const started = await begin();
    if (waiting.get(appId)?.view.attempt === attempt) waiting.delete(appId);
    return started;
  } catch (thrown) {
    change(appId, attempt, { waiter: null, error: asIpcError(thrown) });
    return null;
  }
}

export const signIns = {
  get(appId: AppId): Waiting | undefined {
    return waiting.get(appId);
  },
  /** Begins one in place of the one that waits. Rejects with an IpcError when the record lacks something. */
  async begin(appId: AppId, redirectUri: string | null, pkce: boolean | null): Promise<void> {
    await signIns.giveUp(appId);
    const view = await call("sign_in_begin", { appId, redirectUri, pkce });
    waiting.set(appId, { view, waiter: null, browsed: false, error: null });
  },
  async giveUp(appId: AppId): Promise<void> {
    const old = waiting.get(appId);
    if (!old) return;
    waiting.delete(appId);
    await call("sign_in_cancel", { attempt: old.view.attempt });
  },
  async browse(appId: AppId): Promise<void> {
    const now = waiting.get(appId);
    if (!now) return;
    const { attempt } = now.view;
    try {
      await call("sign_in_browse", { attempt });
      change(appId, attempt, { browsed: true, error: null });
    } catch (thrown) {
      change(appId, attempt, { error: asIpcError(thrown) });
    }
  },
  /** Opens our own window, or listens; resolves once the browser came back, or with null when it did not. */
  async wait(appId: AppId, waiter: Waiter): Promise<StartedRun | null> {
    const now = waiting.get(appId);
    if (!now || now.waiter !== null) return null;
    const { attempt } = now.view;
    change(appId, attempt, { waiter });
    return ended(appId, attempt, () =>
      waiter === "window"
        ? runs.follow("sign_in_window", { attempt })
        : runs.follow("sign_in_listen", {
            attempt,
            done: m.signin_backInBrowser(),
            stray: m.signin_strayInBrowser(),
          }),
    );
  },
  /** Ends it with the address that was pasted. */
  async paste(appId: AppId, returned: string): Promise<StartedRun | null> {
    const now = waiting.get(appId);
    if (!now) return null;
    const { attempt } = now.view;
    return ended(appId, attempt, () => runs.follow("sign_in_finish", { attempt, returned }));
  },
  /** For tests: as after a fresh start. */
  forget() {
    waiting.clear();
  },
};
