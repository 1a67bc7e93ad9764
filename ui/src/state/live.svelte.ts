// What a screen reader is told. `announce` waits its turn; `interrupt` is for a failure verdict and nothing else.

let polite = $state({ text: "", turn: 0 });
let assertive = $state({ text: "", turn: 0 });

export const live = {
  get polite() {
    return polite;
  },
  get assertive() {
    return assertive;
  },
  announce(text: string) {
    polite = { text, turn: polite.turn + 1 };
  },
  interrupt(text: string) {
    assertive = { text, turn: assertive.turn + 1 };
  },
};
