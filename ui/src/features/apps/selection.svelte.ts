// Which apps are ticked. What a filter hides stays ticked and is not acted on until it shows again.
import type { AppId, AppSummaryView } from "$lib/ipc/bindings";

import { NO_IDS, together, toggled, type IdSet } from "./idSet";

const idsOf = (apps: readonly AppSummaryView[]) => apps.map(({ id }) => id);

export class Selection {
  #ids = $state.raw<IdSet>(NO_IDS);
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
    this.#ids = toggled(this.#ids, id);
    this.#anchor = id;
  }

  /** Ticks everything from the one that was ticked last to this one. */
  extend(apps: readonly AppSummaryView[], to: number) {
    const from = apps.findIndex(({ id }) => id === this.#anchor);
    const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    if (from < 0) this.#anchor = apps[to]?.id ?? null;
    this.#ids = together(this.#ids, idsOf(apps.slice(first, last + 1)));
  }

  /** For Shift with the arrows: the row that is left is where it begins. */
  begin(id: AppId | null) {
    if (this.#anchor === null || this.isEmpty) this.#anchor = id;
  }

  all(apps: readonly AppSummaryView[]) {
    this.#ids = together(this.#ids, idsOf(apps));
  }

  clear() {
    this.#ids = NO_IDS;
    this.#anchor = null;
  }
}
