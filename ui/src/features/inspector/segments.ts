// A pasted token cut into its parts, and at the place where it breaks. Places count characters, not UTF-16 units.

export interface Segment {
  text: string;
  /** 1 header, 2 payload, 3 and on: signature; 0 for a dot. */
  part: number;
  /** Whether it breaks here. */
  broken: boolean;
}

/** Characters shown on each side of a place that breaks far from the beginning. */
const AROUND = 100;

/** Cuts at each dot and around the broken character. */
export function segmentsOf(text: string, breaksAt: number | null): Segment[] {
  let part = 1;
  let place = 0;
  const segments: Segment[] = [];
  for (const piece of text.split(/(\.)/)) {
    const own = piece === "." ? 0 : Math.min(part, 3);
    if (piece === ".") part += 1;
    const characters = Array.from(piece);
    const at = breaksAt === null ? -1 : breaksAt - place;
    place += characters.length;
    if (at < 0 || at >= characters.length) {
      if (piece !== "") segments.push({ text: piece, part: own, broken: false });
      continue;
    }
    const cut = [characters.slice(0, at), characters.slice(at, at + 1), characters.slice(at + 1)];
    cut.forEach((run, index) => {
      if (run.length > 0) segments.push({ text: run.join(""), part: own, broken: index === 1 });
    });
  }
  return segments;
}

/** The beginning of a long text, and what surrounds the place where it breaks; both ends of a gap have an ellipsis. */
export function excerptOf(text: string, breaksAt: number | null, most: number): Segment[] {
  const characters = Array.from(text);
  if (characters.length <= most) return segmentsOf(text, breaksAt);
  const gap: Segment = { text: "…", part: 0, broken: false };
  const head = segmentsOf(characters.slice(0, most).join(""), breaksAt);
  if (breaksAt === null || breaksAt < most) return [...head, gap];
  const [from, to] = [Math.max(most, breaksAt - AROUND), breaksAt + 1 + AROUND];
  const part = Math.min(3, 1 + characters.slice(0, from).filter((one) => one === ".").length);
  const around = segmentsOf(characters.slice(from, to).join(""), breaksAt - from);
  const moved = around.map((one) =>
    one.part === 0 ? one : { ...one, part: Math.min(3, one.part + part - 1) },
  );
  return [...head, gap, ...moved, ...(to < characters.length ? [gap] : [])];
}
