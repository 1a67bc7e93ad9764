// Languages of a copied program, in words. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { RecipeLanguage } from "$lib/ipc/bindings";

export const recipeLanguages: readonly RecipeLanguage[] = ["curl", "python", "node", "rust"];

export const recipeNames: Record<RecipeLanguage, { long: () => string; short: () => string }> = {
  curl: { long: m.copyas_curl, short: m.copyas_curlShort },
  python: { long: m.copyas_python, short: m.copyas_python },
  node: { long: m.copyas_node, short: m.copyas_node },
  rust: { long: m.copyas_rust, short: m.copyas_rust },
};
