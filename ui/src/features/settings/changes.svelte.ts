// Settings apply at once; the last change can be taken back.
import type { SettingsPatch } from "$lib/ipc/bindings";
import { asIpcError, type IpcError } from "$lib/ipc/call";
import { m } from "$lib/paraglide/messages";
import { live } from "$lib/state/live.svelte";
import { session } from "$lib/state/session.svelte";
import { toasts } from "$lib/state/toasts.svelte";

let before: SettingsPatch | null = null;
let error = $state.raw<IpcError | null>(null);

function present(patch: SettingsPatch): SettingsPatch {
  const now = session.settings;
  if (!now) return {};
  const names = Object.keys(patch) as (keyof SettingsPatch)[];
  return Object.fromEntries(names.map((name) => [name, now[name]]));
}

async function apply(patch: SettingsPatch): Promise<boolean> {
  error = null;
  try {
    await session.update(patch);
    return true;
  } catch (thrown) {
    error = asIpcError(thrown);
    return false;
  }
}

export const changes = {
  /** Why the last change was refused. */
  get error() {
    return error;
  },
  async make(patch: SettingsPatch): Promise<boolean> {
    const old = present(patch);
    const done = await apply(patch);
    if (done) {
      before = old;
      live.announce(m.settings_applied());
    }
    return done;
  },
  async undo() {
    if (!before) return;
    const patch = before;
    before = null;
    if (await apply(patch)) toasts.show(m.settings_undone());
  },
  forget() {
    before = null;
    error = null;
  },
};
