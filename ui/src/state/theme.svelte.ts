// Light or dark, text size and row height: attributes of the root element that styles/tokens.css reads.

export type ThemeChoice = "system" | "light" | "dark";

let choice = $state<ThemeChoice>("system");
let systemDark = $state(false);
const dark = $derived(choice === "dark" || (choice === "system" && systemDark));

function show() {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export const theme = {
  get choice() {
    return choice;
  },
  get dark() {
    return dark;
  },
  choose(next: ThemeChoice) {
    choice = next;
    show();
  },
  /** `percent`: 90 to 130. */
  scaleText(percent: number) {
    document.documentElement.style.setProperty("--text-scale", String(percent / 100));
  },
  setDense(dense: boolean) {
    document.documentElement.dataset.density = dense ? "dense" : "comfortable";
  },
  start(): () => void {
    const wish = window.matchMedia("(prefers-color-scheme: dark)");
    const follow = () => {
      systemDark = wish.matches;
      show();
    };
    follow();
    wish.addEventListener("change", follow);
    return () => wish.removeEventListener("change", follow);
  },
};
