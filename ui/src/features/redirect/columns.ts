// Two URLs, one above the other: cut into columns, so that both stay aligned where a line is too long and breaks.
import type { Difference } from "$lib/ipc/bindings";
import { cut } from "$lib/format/marks";

export interface Column {
  sent: string;
  registered: string;
  /** Counted from 1; null where both are the same. */
  number: number | null;
}

/** Longest run of equal characters in one column: a line can break after each. */
const LONGEST = 8;

export function columns(sent: string, registered: string, differences: readonly Difference[]): Column[] {
  const found: Column[] = [];
  let at = 0;
  const same = (to: number) => {
    for (; at < to; at += LONGEST) {
      const text = cut(sent, { from: at, to: Math.min(at + LONGEST, to) });
      found.push({ sent: text, registered: text, number: null });
    }
    at = to;
  };
  differences.forEach(({ sentSpan, registeredSpan }, index) => {
    same(sentSpan.from);
    found.push({
      sent: cut(sent, sentSpan),
      registered: cut(registered, registeredSpan),
      number: index + 1,
    });
    at = sentSpan.to;
  });
  same(Array.from(sent).length);
  return found;
}
