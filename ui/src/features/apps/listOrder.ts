// In which order the list shows apps: what needs attention first, or by a column.
import type { AppSummaryView } from "$lib/ipc/bindings";
import { environments } from "$lib/words/environment";

export type SortBy = "attention" | "name" | "environment" | "lastTest" | "key" | "owner" | "edited";

export interface Order {
  by: SortBy;
  descending: boolean;
}

export const BY_ATTENTION: Order = { by: "attention", descending: false };

const RANK: Record<AppSummaryView["lastTest"]["kind"], number> = {
  failed: 0,
  cancelled: 1,
  never: 1,
  passed: 2,
};

const testedAt = ({ lastTest }: AppSummaryView) => (lastTest.kind === "never" ? -Infinity : lastTest.at);

type Compare = (a: AppSummaryView, b: AppSummaryView) => number;

/** By this order; apps that it does not tell apart stand by name. */
export function sorted(apps: readonly AppSummaryView[], order: Order, language: string): AppSummaryView[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const byName: Compare = (a, b) => collator.compare(a.name, b.name);
  const compare: Record<SortBy, Compare> = {
    attention: (a, b) => RANK[a.lastTest.kind] - RANK[b.lastTest.kind],
    name: byName,
    environment: (a, b) =>
      collator.compare(environments[a.environment.kind].short(), environments[b.environment.kind].short()),
    // Newest first, as with the other columns the first press shows what is asked for most.
    lastTest: (a, b) => testedAt(b) - testedAt(a) || 0,
    key: (a, b) => (b.keyAgeDays ?? -1) - (a.keyAgeDays ?? -1),
    owner: (a, b) => collator.compare(a.owner, b.owner),
    edited: (a, b) => b.updatedAt - a.updatedAt,
  };
  const first = compare[order.by];
  const sign = order.descending ? -1 : 1;
  return apps.toSorted((a, b) => sign * first(a, b) || byName(a, b) || a.id - b.id);
}

/** What a press on a column does: this column, then the other way round, then by attention again. */
export function pressed(order: Order, by: SortBy): Order {
  if (order.by !== by) return { by, descending: false };
  return order.descending ? BY_ATTENTION : { by, descending: true };
}
