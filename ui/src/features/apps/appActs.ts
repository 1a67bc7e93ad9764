// What can be done with an app as a whole, from the list and from its page. What can be taken back is done at once.
import { call } from "$lib/ipc/call";
import type { AppId, Grant } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { apps } from "$lib/state/apps.svelte";
import { refuse } from "$lib/state/refuse";
import { runs, type StartedRun } from "$lib/state/runs.svelte";
import { toasts } from "$lib/state/toasts.svelte";

export interface NamedApp {
  id: AppId;
  name: string;
}

/** True when it was done. */
async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    await apps.load();
    return true;
  } catch (thrown) {
    refuse(thrown);
    return false;
  }
}

export async function setArchived({ id, name }: NamedApp, archived: boolean): Promise<boolean> {
  const done = await attempt(() => call("app_archive", { id, archived }));
  if (!done) return false;
  const undo = async () => void (await attempt(() => call("app_archive", { id, archived: !archived })));
  toasts.show(archived ? m.apps_didArchive({ name }) : m.apps_didRestore({ name }), { undo });
  return true;
}

export async function deleteApp({ id, name }: NamedApp): Promise<boolean> {
  const done = await attempt(() => call("app_delete", { id }));
  if (!done) return false;
  const undo = async () => void (await attempt(() => call("app_undelete", { id })));
  toasts.show(m.apps_didDelete({ name }), { undo });
  return true;
}

/** The number of the copy, or null when there is none. */
export async function duplicateApp({ id }: NamedApp): Promise<AppId | null> {
  let copy: AppId | null = null;
  const done = await attempt(async () => {
    const made = await call("app_duplicate", { id });
    copy = made.id;
    toasts.show(m.apps_didDuplicate({ name: made.draft.name }));
  });
  return done ? copy : null;
}

/** Starts a test run; null when one is under way already or none could begin. */
export async function startTest({ id }: NamedApp, grant: Grant | null = null): Promise<StartedRun | null> {
  if (runs.isRunning(id)) return null;
  try {
    const started = await runs.start(id, "local", grant);
    started.finished.catch(refuse);
    return started;
  } catch (thrown) {
    refuse(thrown);
    return null;
  }
}

/** Lists the key IDs of a channel: proves its key, and spends nothing. */
export async function startChannelTest({ id }: NamedApp): Promise<StartedRun | null> {
  if (runs.isRunning(id)) return null;
  try {
    const ask = { kind: "keyIds", key: null } as const;
    const started = await runs.begin("channel_run", { appId: id, ask });
    started.finished.catch(refuse);
    return started;
  } catch (thrown) {
    refuse(thrown);
    return null;
  }
}
