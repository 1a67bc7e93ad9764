// A text cut where marks begin and end. Places count code points, as Rust's characters do; an index into a JavaScript
// string would cut an emoji in half.
import type { Span } from "$lib/ipc/bindings";

export interface Piece {
  text: string;
  marked: boolean;
}

/** The whole text, in order; marks that overlap or touch become one. */
export function marked(text: string, spans: readonly Span[]): Piece[] {
  const characters = Array.from(text);
  const within = (at: number) => spans.some(({ from, to }) => from <= at && at < to);
  const pieces: Piece[] = [];
  characters.forEach((character, at) => {
    const last = pieces.at(-1);
    const isMarked = within(at);
    if (last?.marked === isMarked) last.text += character;
    else pieces.push({ text: character, marked: isMarked });
  });
  return pieces;
}

/** The characters of a span. */
export function cut(text: string, { from, to }: Span): string {
  return Array.from(text).slice(from, to).join("");
}
