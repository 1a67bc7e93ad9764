// What a visit would ask for: by https, without query and fragment. Rust decides again.
export interface Visited {
  url: string;
  /** As it goes over the wire: in ASCII and lower case. */
  host: string;
}

export function visited(text: string): Visited | null {
  const url = URL.parse(text);
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "") return null;
  url.search = "";
  url.hash = "";
  return { url: url.href, host: url.hostname };
}
