import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { axeFaults } from "../../dev/axe";
import { recipe } from "../../dev/mock/comparison";
import { calls, installMock, refusal } from "../../dev/mock/handlers";
import type { RecipeSource } from "../ipc/bindings";
import { recipesOf } from "../state/recipes";

import CopyAs from "./CopyAs.svelte";

function show(source: RecipeSource = { kind: "run", id: 12 }, made: RecipeSource = source) {
  installMock({
    recipe_get: ({ language }) => recipe({ language, source: made }),
    text_copy: () => ({ holds: "public", clearsAt: null }),
  });
  return render(CopyAs, { recipes: recipesOf(source) });
}

async function choose(name: string) {
  await userEvent.click(screen.getByRole("button", { name: "Copy as" }));
  await userEvent.click(await screen.findByRole("menuitem", { name }));
}

describe("copy as", () => {
  it("copies the program of the chosen language in Rust", async () => {
    show();
    await choose("Python");
    const asked = calls.find(({ name }) => name === "recipe_get");
    expect(asked?.input).toEqual({ source: { kind: "run", id: 12 }, language: "python" });
    const copied = calls.find(({ name }) => name === "text_copy")?.input;
    expect(copied).toEqual({ text: recipe({ language: "python", source: { kind: "run", id: 12 } }).text });
  });

  it("shows the program first, in each language, and copies what is shown", async () => {
    show();
    await choose("Show the program…");
    const dialog = await screen.findByRole("dialog", { name: "The request as a program" });
    expect(await within(dialog).findByText(/a program in curl/)).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("radio", { name: "Node" }));
    expect(await within(dialog).findByText(/a program in node/)).toBeTruthy();
    expect(within(dialog).getByText("Keep it as token.sh.")).toBeTruthy();
    expect(await axeFaults(dialog)).toEqual([]);
    await userEvent.click(within(dialog).getByRole("button", { name: "Copy" }));
    expect(calls.some(({ name }) => name === "text_copy")).toBe(true);
  });

  it("says when the run gave way to its record", async () => {
    show({ kind: "run", id: 12 }, { kind: "app", id: 1 });
    await choose("Show the program…");
    expect(await screen.findByText(/Nothing was sent in this run/)).toBeTruthy();
  });

  it("says why there is no program", async () => {
    installMock({
      recipe_get: () => {
        throw refusal("invalidInput");
      },
    });
    render(CopyAs, { recipes: recipesOf({ kind: "app", id: 1 }) });
    await choose("Show the program…");
    expect(await screen.findByRole("alert")).toBeTruthy();
  });
});
