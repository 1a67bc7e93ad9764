// What is done with several apps at once: all of it or nothing, and it can be taken back.
import { call } from "$lib/ipc/call";
import type { AppId, AppSummaryView, ListFormat } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { apps } from "$lib/state/apps.svelte";
import { refuse } from "$lib/state/refuse";
import { session } from "$lib/state/session.svelte";
import { toasts } from "$lib/state/toasts.svelte";

const idsOf = (chosen: readonly AppSummaryView[]): AppId[] => chosen.map(({ id }) => id);

async function attempt(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (thrown) {
    refuse(thrown);
    return false;
  }
}

/** Acts, and offers to take back what it has changed. */
async function act(
  change: () => Promise<{ changed: AppId[] }>,
  said: (count: number) => string,
  back: (changed: AppId[]) => Promise<unknown>,
): Promise<boolean> {
  return attempt(async () => {
    const { changed } = await change();
    await apps.load();
    const undo = async () => {
      await attempt(async () => {
        await back(changed);
        await apps.load();
      });
    };
    toasts.show(said(changed.length), changed.length > 0 ? { undo } : {});
  });
}

export function archiveMany(chosen: readonly AppSummaryView[], archived: boolean): Promise<boolean> {
  return act(
    () => call("app_archive_many", { ids: idsOf(chosen), archived }),
    (count) => (archived ? m.apps_didArchiveMany({ count }) : m.apps_didRestoreMany({ count })),
    (ids) => call("app_archive_many", { ids, archived: !archived }),
  );
}

export function tagMany(chosen: readonly AppSummaryView[], tag: string, add: boolean): Promise<boolean> {
  const input = (ids: AppId[], on: boolean) => ({ ids, add: on ? [tag] : [], remove: on ? [] : [tag] });
  return act(
    () => call("app_tag_many", input(idsOf(chosen), add)),
    (count) => (add ? m.apps_didTagMany({ count, tag }) : m.apps_didUntagMany({ count, tag })),
    (ids) => call("app_tag_many", input(ids, !add)),
  );
}

/** For the Developer Console's search and for tickets; apps without a Client ID are left out. */
export function copyIds(chosen: readonly AppSummaryView[]): Promise<boolean> {
  const ids = chosen.map(({ clientId }) => clientId).filter((id) => id !== "");
  return attempt(async () => {
    session.useClipboard(await call("text_copy", { text: ids.join("\n") }));
    toasts.show(m.apps_didCopyIds({ count: ids.length }));
  });
}

export function exportMany(chosen: readonly AppSummaryView[], format: ListFormat): Promise<boolean> {
  return attempt(async () => {
    const { saved } = await call("export_save", { ids: idsOf(chosen), format });
    if (saved) toasts.show(m.apps_didExport({ count: chosen.length }));
  });
}
