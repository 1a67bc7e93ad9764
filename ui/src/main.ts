// The page starts here: styles, then the app into the one element of index.html.
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

import { mount } from "svelte";

import App from "./App.svelte";

// A file let go over the window must not replace the page; key files are taken by Rust.
for (const name of ["dragover", "drop"] as const) {
  window.addEventListener(name, (event) => event.preventDefault());
}

const target = document.getElementById("app");
if (target) mount(App, { target });
