// What "Find a setting" asks for, handed down to the rows.
import { getContext, setContext } from "svelte";

const KEY = Symbol("settings search");

export function provideQuery(query: () => string) {
  setContext(KEY, query);
}

/** Whether a row with these words is asked for. Everything is while nothing is typed. */
export function isAskedFor(words: () => (string | undefined)[]): () => boolean {
  const query = getContext<(() => string) | undefined>(KEY);
  return () => {
    const asked = (query?.() ?? "").trim().toLowerCase();
    return asked === "" || words().some((word) => word?.toLowerCase().includes(asked));
  };
}
