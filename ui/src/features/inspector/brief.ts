// Values of a token as they are shown: what hides is written out, and what is too long is cut and its length told.
// WebKit takes seconds to break one word of a whole token's length into lines.
import { visible } from "$lib/format/visible";
import { m } from "$lib/paraglide/messages";

const MOST = 2000;

export function brief(text: string): string {
  if (text.length <= MOST) return visible(text);
  const characters = Array.from(text);
  return m.inspect_cutValue({
    shown: visible(characters.slice(0, MOST).join("")),
    count: characters.length,
  });
}
