// Sets of app numbers that are replaced, never changed: whoever shows one sees a new one.
import type { AppId } from "$lib/ipc/bindings";

export type IdSet = ReadonlySet<AppId>;

export const NO_IDS: IdSet = new Set<AppId>();

export function together(ids: IdSet, more: readonly AppId[]): IdSet {
  return new Set([...ids, ...more]);
}

export function toggled(ids: IdSet, id: AppId): IdSet {
  const changed = new Set(ids);
  if (!changed.delete(id)) changed.add(id);
  return changed;
}
