// Narrowing the list by what is known of each app. Within one filter any choice fits; every filter has to fit.
import type { AppSummaryView } from "$lib/ipc/bindings";

export type FilterId = "environment" | "lastTest" | "tag" | "owner";
export type Filters = Record<FilterId, readonly string[]>;

export const NO_FILTERS: Filters = { environment: [], lastTest: [], tag: [], owner: [] };

const valuesOf: Record<FilterId, (app: AppSummaryView) => readonly string[]> = {
  environment: (app) => [app.environment.kind],
  lastTest: (app) => [app.lastTest.kind],
  tag: (app) => app.tags,
  owner: (app) => (app.owner === "" ? [] : [app.owner]),
};

const FILTERS = Object.keys(valuesOf) as FilterId[];

export function isNarrowed(filters: Filters): boolean {
  return FILTERS.some((id) => filters[id].length > 0);
}

export function filtered(apps: readonly AppSummaryView[], filters: Filters): readonly AppSummaryView[] {
  const set = FILTERS.filter((id) => filters[id].length > 0);
  if (set.length === 0) return apps;
  return apps.filter((app) =>
    set.every((id) => valuesOf[id](app).some((value) => filters[id].includes(value))),
  );
}

export interface Choice {
  value: string;
  count: number;
}

/** What can be chosen in a filter, the most frequent first. */
export function choices(apps: readonly AppSummaryView[], id: FilterId): Choice[] {
  const counts = new Map<string, number>();
  for (const app of apps) {
    for (const value of new Set(valuesOf[id](app))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const all = [...counts].map(([value, count]) => ({ value, count }));
  return all.sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}
