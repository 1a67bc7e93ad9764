import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

const onlyInIpc = {
  group: ["@tauri-apps/*"],
  message: "Rust is called through src/ipc only.",
};

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/paraglide/", "src/ipc/bindings/", "project.inlang/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      "no-console": "error",
      "no-undef": "off",
      // "== null" asks for null and undefined in one.
      eqeqeq: ["error", "always", { null: "ignore" }],
      "svelte/no-at-html-tags": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: 'SvelteAttribute[key.name="style"] > SvelteLiteral',
          message:
            "The CSP refuses a style attribute in markup; style:name={value} is set by script and allowed.",
        },
      ],
      "no-restricted-imports": ["error", { patterns: [onlyInIpc] }],
    },
  },
  { files: ["src/ipc/**", "dev/**"], rules: { "no-restricted-imports": "off" } },
  { files: ["dev/**"], rules: { "no-console": "off" } },
  {
    // Features are rooms of their own; what two of them need belongs in components, state or format.
    files: ["src/features/*/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            onlyInIpc,
            { group: ["$lib/features/*", "../../features/*"], message: "Features do not import each other." },
          ],
        },
      ],
    },
  },
);
