// Where a rule is written down, by a name that its reader knows. Standards are named as they are; Rust names chapters of
// what is known of LINE WORKS and LINE by their numbers.
import { m } from "$lib/paraglide/messages";

const chapters: Record<string, () => string> = {
  1: m.source_oauth,
  2: m.source_serviceAccount,
  3: m.source_openId,
  4: m.source_scopes,
  5: m.source_redirectUrls,
  6: m.source_sso,
  7: m.source_line,
  8: m.source_failures,
};

export function sourceName(source: string): string {
  const chapter = /^facts (\d)/.exec(source)?.[1];
  return (chapter && chapters[chapter]?.()) || source;
}
