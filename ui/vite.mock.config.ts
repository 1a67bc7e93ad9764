// The page with an invented Rust behind it, for looking at screens in a browser. Never part of the product:
// `npm run build` does not read this file.
import { defineConfig, mergeConfig } from "vite";

import base from "./vite.config.ts";

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self' ipc: http://ipc.localhost";

export default mergeConfig(
  base,
  defineConfig({
    plugins: [
      {
        name: "mock-ipc",
        transformIndexHtml: {
          order: "pre",
          handler: () => [
            {
              tag: "script",
              attrs: { type: "module", src: "/dev/mock-boot.ts" },
              injectTo: "head-prepend",
            },
          ],
        },
      },
    ],
    build: { outDir: "../target/ui-mock" },
    // `vite preview` of a mock build runs under the CSP of the product.
    preview: { headers: { "Content-Security-Policy": csp } },
  }),
);
