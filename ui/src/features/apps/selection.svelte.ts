// Which apps are ticked. What a filter hides stays ticked and is not acted on until it shows again.
import type { AppId, AppSummaryView } from "$lib/ipc/bindings";

export class Selection {
  #ids = $state.raw<ReadonlySet<AppId>>(new Set());
  #anchor: AppId | null = null;

  has(id: AppId): boolean {
    return this.#ids.has(id);
  }

  get isEmpty(): boolean {
    return this.#ids.size === 0;
  }

  among(apps: readonly AppSummaryView[]): AppSummaryView[] {
    return this.isEmpty ? [] : apps.filter(({ id }) => this.#ids.has(id));
  }

  toggle(id: AppId) {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
    this.#anchor = id;
  }

  /** Ticks everything from the one that was ticked last to this one. */
  extend(apps: readonly AppSummaryView[], to: number) {
    const from = apps.findIndex(({ id }) => id === this.#anchor);
    const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    if (from < 0) this.#anchor = apps[to]?.id ?? null;
    this.#ids = new Set([...this.#ids, ...apps.slice(first, last + 1).map(({ id }) => id)]);
  }

  /** For Shift with the arrows: the row that is left is where it begins. */
  begin(id: AppId | null) {
    if (this.#anchor === null || this.isEmpty) this.#anchor = id;
  }

  all(apps: readonly AppSummaryView[]) {
    this.#ids = new Set([...this.#ids, ...apps.map(({ id }) => id)]);
  }

  clear() {
    this.#ids = new Set();
    this.#anchor = null;
  }
}
