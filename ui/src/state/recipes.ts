// Token requests as programs, read from Rust and copied there.
import { call } from "$lib/ipc/call";
import type { RecipeLanguage, RecipeSource, RecipeView } from "$lib/ipc/bindings";

import { session } from "./session.svelte";

export interface RecipeAccess {
  read: (language: RecipeLanguage) => Promise<RecipeView>;
  copy: (recipe: RecipeView) => Promise<void>;
}

/** How the programs of one run or record are read and copied. */
export function recipesOf(source: RecipeSource): RecipeAccess {
  return {
    read: (language) => call("recipe_get", { source, language }),
    copy: async (recipe) => session.useClipboard(await call("text_copy", { text: recipe.text })),
  };
}
