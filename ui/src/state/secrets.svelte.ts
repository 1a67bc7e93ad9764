// Which secret field is in the clear and which one was copied: at most one each, whatever page it is on.

let revealed = $state<string | null>(null);
let copied = $state<string | null>(null);

export const secrets = {
  get revealed() {
    return revealed;
  },
  get copied() {
    return copied;
  },
  reveal(field: string) {
    revealed = field;
  },
  hide(field: string) {
    if (revealed === field) revealed = null;
  },
  copy(field: string) {
    copied = field;
  },
};
