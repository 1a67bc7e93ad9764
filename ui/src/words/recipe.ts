// Languages of a copied program, in words. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { RecipeLanguage, RecipeView } from "$lib/ipc/bindings";

export const recipeLanguages: readonly RecipeLanguage[] = ["curl", "python", "node", "rust"];

export const recipeNames: Record<RecipeLanguage, { long: () => string; short: () => string }> = {
  curl: { long: m.copyas_curl, short: m.copyas_curlShort },
  python: { long: m.copyas_python, short: m.copyas_python },
  node: { long: m.copyas_node, short: m.copyas_node },
  rust: { long: m.copyas_rust, short: m.copyas_rust },
};

/** Whether the program makes an assertion with the key of a file; otherwise it sends a token that was issued before. */
const signs = ({ variables }: RecipeView) => variables.includes("PRIVATE_KEY_FILE");
const named = ({ variables }: RecipeView) => ({ variables: variables.join(", ") });

export function copiedWords(recipe: RecipeView): string {
  return signs(recipe) ? m.copyas_copied() : m.copyas_copiedToken(named(recipe));
}

export function recipeText(recipe: RecipeView | null): string {
  return recipe === null || signs(recipe) ? m.copyas_text() : m.copyas_textToken(named(recipe));
}
