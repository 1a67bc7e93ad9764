// Text from outside as it may be shown: characters that hide, reorder or control are written out, so that what is
// seen is what is there.

// Controls without tab and line feed; direction marks, zero-width and other format characters; line separators.
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** "pay‮exe" becomes "pay‹U+202E›exe". */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return `‹U+${point.toString(16).toUpperCase().padStart(4, "0")}›`;
  });
}
