// What a line of the conformance list wanted and found. Rust gives words of its own ("missing", "30 d") and text of the
// server; only the former are put into the language of the page. The report does the same in Rust
// (crates/engine/src/customer_sso/report/values.rs).
import type { SsoCheck } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

const words: Record<string, () => string> = {
  "practice server": m.sso_value_practice,
  "https, practice server": m.sso_value_practiceHttps,
  trusted: m.sso_value_trusted,
  untrusted: m.sso_value_untrusted,
  "another host": m.sso_value_anotherHost,
  "no TLS": m.sso_value_noTls,
  expired: m.sso_value_expired,
  "not yet valid": m.sso_value_notYetValid,
  kept: m.sso_value_kept,
  another: m.sso_value_another,
  missing: m.sso_value_missing,
  present: m.sso_value_present,
  empty: m.sso_value_empty,
  refused: m.sso_value_refused,
  none: m.sso_value_none,
  text: m.sso_value_text,
  seconds: m.sso_value_seconds,
  number: m.sso_value_number,
  name: m.sso_value_name,
  "number / name": m.sso_value_numberOrName,
  "number + name": m.sso_value_numberAndName,
  "no such host": m.sso_value_noSuchHost,
  "other bytes": m.sso_value_otherBytes,
  "no content type": m.sso_value_noContentType,
  "JSON, no object": m.sso_value_noObject,
  code: m.sso_value_code,
};

/** Words around a number or around a text of the server. */
const measured: readonly [RegExp, (...parts: string[]) => string][] = [
  [/^same, (\d+) characters$/, (count = "") => m.sso_value_same({ count })],
  [/^text, (\d+) characters$/, (count = "") => m.sso_value_textOf({ count })],
  [/^number (\d+)$/, (value = "") => m.sso_value_numberIs({ value })],
  [/^text "(\d+)"$/, (value = "") => m.sso_value_textIs({ value })],
  [/^(\d+) bits$/, (bits = "") => m.sso_value_bits({ bits })],
  [/^(\d+) bits, (\d+) codes$/, (bits = "", codes = "") => m.sso_value_bitsOf({ bits, codes })],
  [/^(.+), chain of (\d+)$/, (versions = "", count = "") => m.sso_value_chain({ versions, count })],
  [/^missing: (.+)$/s, (list = "") => m.sso_value_missingAt({ list })],
  [/^error (.+)$/s, (error = "") => m.sso_value_error({ error })],
  [/^(-?\d+) d$/, (days = "") => m.sso_value_days({ days })],
  [/^(-?\d+) d, (.+)$/s, (days = "", subject = "") => m.sso_value_daysOf({ days, subject })],
  [
    /^(expired|not yet valid): (-?\d+) d, (.+)$/s,
    (problem = "", days = "", subject = "") =>
      m.sso_value_daysWrong({ problem: words[problem]?.() ?? problem, days, subject }),
  ],
];

/** One value in words; what is not one of ours stays as it is. */
export function ssoValue(text: string): string {
  const word = Object.hasOwn(words, text) ? words[text] : undefined;
  if (word) return word();
  for (const [pattern, say] of measured) {
    const found = pattern.exec(text);
    if (found) return say(...found.slice(1));
  }
  return text;
}

export function expectedWords({ id, expected }: SsoCheck): string {
  // The member's own name may be any word.
  return id === "userIdExpected" ? (expected ?? "") : ssoValue(expected ?? "");
}

export function actualWords({ id, result, actual }: SsoCheck): string {
  const ofServer = id === "userIdExpected" || id === "mailError" || (id === "userId" && result === "passed");
  return ofServer ? (actual ?? "") : ssoValue(actual ?? "");
}
