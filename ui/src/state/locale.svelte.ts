// The language of the page. Messages ask this state, so every sentence on the screen changes at once when it does:
// nothing is reloaded and nothing that was typed is lost.
import { overwriteGetLocale } from "$lib/paraglide/runtime";

export type Language = "en" | "ja";
export type LanguageChoice = "system" | Language;

function ofSystem(): Language {
  return navigator.language.toLowerCase().startsWith("ja") ? "ja" : "en";
}

let choice = $state<LanguageChoice>("system");
const current = $derived<Language>(choice === "system" ? ofSystem() : choice);

overwriteGetLocale(() => current);

export const locale = {
  get current(): Language {
    return current;
  },
  get choice(): LanguageChoice {
    return choice;
  },
  choose(next: LanguageChoice) {
    choice = next;
    document.documentElement.lang = current;
  },
};
