// What the words of a cause are made of.
/** Every value a sentence about a cause may name, already in words. A value that is not known is empty. */
export interface CauseFacts {
  seconds: string;
  limit: string;
  days: string;
  hours: string;
  computer: string;
  server: string;
  scopes: string;
  closed: string;
  expected: string;
  actual: string;
  path: string;
  code: string;
  location: string;
  contentType: string;
  host: string;
  status: string;
  error: string;
  field: string;
  iat: string;
  exp: string;
  claims: string;
  position: string;
  character: string;
  repairs: string;
  problem: string;
  lastKey: string;
  kid: string;
  newer: string;
  /** What the times of a pasted text were compared with; empty for a run. */
  reference: string;
}

export interface CauseWords {
  title: (facts: CauseFacts) => string;
  why: (facts: CauseFacts) => string;
  short: () => string;
}
