// Which apps the list shows, and in which order: what needs attention first.
import type { AppSummaryView } from "$lib/ipc/bindings";

const RANK: Record<AppSummaryView["lastTest"]["kind"], number> = {
  failed: 0,
  cancelled: 1,
  never: 1,
  passed: 2,
};

export function byAttention(apps: readonly AppSummaryView[], language: string): AppSummaryView[] {
  const collator = new Intl.Collator(language, { numeric: true });
  return apps.toSorted(
    (a, b) => RANK[a.lastTest.kind] - RANK[b.lastTest.kind] || collator.compare(a.name, b.name),
  );
}

/** Letter case and full or half width make no difference. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** Apps in which every word of `query` occurs: in the name, Client ID, owner or a tag. */
export function matching(apps: readonly AppSummaryView[], query: string): AppSummaryView[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...apps];
  return apps.filter((app) => {
    const text = fold([app.name, app.clientId, app.owner, ...app.tags].join("\n"));
    return words.every((word) => text.includes(word));
  });
}
