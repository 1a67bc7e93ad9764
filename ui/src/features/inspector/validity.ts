// The times of a token as places on a bar: its life takes the middle four fifths, before and after one tenth each.
import type { Member } from "$lib/ipc/bindings";

export interface Life {
  iat: number | null;
  nbf: number | null;
  exp: number | null;
  /** When it begins to hold: nbf, else iat. */
  begin: number | null;
  /** Where now lies on the whole bar, in percent. */
  nowAt: number;
  /** How much of the life has passed, in percent. */
  passed: number;
}

const MARGIN = 10;

function timeOf(claims: readonly Member[], name: string): number | null {
  return claims.find((member) => member.name === name)?.time ?? null;
}

/** Null when no claim is a time. */
export function span(claims: readonly Member[], now: number): Life | null {
  const [iat, nbf, exp] = ["iat", "nbf", "exp"].map((name) => timeOf(claims, name)) as [
    number | null,
    number | null,
    number | null,
  ];
  if (iat === null && nbf === null && exp === null) return null;
  const begin = nbf ?? iat;
  const first = Math.min(iat ?? Infinity, begin ?? Infinity, exp ?? Infinity);
  const length = Math.max(1, (exp ?? first) - first);
  const share = (now - first) / length;
  const passed = Math.min(1, Math.max(0, share)) * 100;
  const outside = Math.min(MARGIN, Math.max(-MARGIN, (share < 0 ? share : Math.max(0, share - 1)) * 20));
  return { iat, nbf, exp, begin, passed, nowAt: MARGIN + passed * ((100 - 2 * MARGIN) / 100) + outside };
}

/** Changes when a moment of the token passes: then it has to be judged anew. */
export function phase(claims: readonly Member[], now: number): string {
  return claims.map(({ time }) => (time === null ? "" : String(now >= time))).join();
}
