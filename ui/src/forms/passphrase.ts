// How hard a new passphrase is to guess, roughly: a hint for the person who chooses it. The rule itself (length) is
// also kept in Rust.

export const SHORTEST = 12;

export type Strength = "short" | "weak" | "fair" | "good";

const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9\s]/];

function repeats(text: string): boolean {
  return /^(.{1,4})\1+$/u.test(text) || /^(?:0123456789|abcdefghij|qwertyuiop)/i.test(text);
}

/** Counts characters, not code units: 12 kanji are 12. */
export function characters(passphrase: string): number {
  return [...passphrase].length;
}

export function strength(passphrase: string): Strength {
  const length = characters(passphrase);
  if (length < SHORTEST) return "short";
  const different = new Set(passphrase).size;
  if (different < 6 || repeats(passphrase)) return "weak";
  const mixed = classes.filter((one) => one.test(passphrase)).length;
  const words = passphrase.trim().split(/[\s\-_.]+/).length;
  return length >= 20 || words >= 4 || (length >= 16 && mixed >= 3) ? "good" : "fair";
}
