// Finding apps by what is typed. Rust sends with each app the folded text that is searched; what is typed is folded here
// by the same rules, and one list of cases holds both to the same result (crates/core/src/apps/search_cases.json).
import type { AppSummaryView } from "$lib/ipc/bindings";

const TO_KATAKANA = 0x60;

/** Letter case, full or half width, and hiragana or katakana make no difference. */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC")
    .replaceAll("ς", "σ")
    .replace(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + TO_KATAKANA));
}

/** The apps in which every word of `query` occurs, in the order given. */
export function matching(apps: readonly AppSummaryView[], query: string): readonly AppSummaryView[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return apps;
  return apps.filter(({ search }) => words.every((word) => search.includes(word)));
}
