// Identifiers in a narrow place are cut in the middle: their ends tell them apart.

/** "sDTOzw5w…EzcmeQA": at most `length` characters; a shorter text stays whole. */
export function cutMiddle(text: string, length = 16): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  const head = Math.ceil((length - 1) / 2);
  const tail = length - 1 - head;
  return `${characters.slice(0, head).join("")}…${characters.slice(-tail).join("")}`;
}
