import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { describe, expect, it, vi } from "vitest";

import { axeFaults } from "../../../dev/axe";
import { calls, installMock, refusal, type Handlers } from "../../../dev/mock/handlers";
import { comparison, runRow } from "../../../dev/mock/comparison";
import type { ComparedValue, Subject } from "../../ipc/bindings";
import { locale } from "../../state/locale.svelte";
import { router } from "../../state/router.svelte";
import { subjectName, valueText } from "../../words/comparison";

import ComparePage from "./ComparePage.svelte";

const RUNS = [runRow(12, "failed"), runRow(11, "failed"), runRow(10, "passed")];

function show(handlers: Handlers = {}, chosen: { from?: number; to?: number } = {}) {
  installMock({ run_list: () => RUNS, run_compare: () => comparison(10, 12), ...handlers });
  return render(ComparePage, { route: { room: "compare", appId: 1, ...chosen } });
}

describe("two runs side by side", () => {
  it("compares the newest run with the last one that worked, changes first", async () => {
    show();
    const changed = await screen.findByRole("table", { name: "What changed" });
    expect(calls.find(({ name }) => name === "run_compare")?.input).toEqual({ from: null, to: 12 });
    const names = within(changed).getAllByRole("rowheader");
    expect(names.map((head) => head.textContent)).toEqual(["Outcome", "Cause", "Field client_secret"]);
    const tables = screen.getAllByRole("table").map((table) => table.querySelector("caption")?.textContent);
    expect(tables).toEqual(["What changed", "Different in every run", "The same in both"]);
    expect(screen.getByText("3 changed")).toBeTruthy();
  });

  it("shows a secret by its seal and nothing else", async () => {
    show();
    const changed = await screen.findByRole("table", { name: "What changed" });
    const row = within(changed).getByRole("row", { name: /client_secret/ });
    expect(row.textContent).toContain("hidden, 10 characters");
    expect(row.textContent).toContain("SHA-256 e0169c73");
  });

  it("takes any other run of the app", async () => {
    show({}, { to: 12 });
    await screen.findByRole("table", { name: "What changed" });
    await userEvent.selectOptions(screen.getByLabelText("Earlier run"), "11");
    expect(router.current).toEqual({ room: "compare", appId: 1, from: 11, to: 12 });
    await userEvent.selectOptions(screen.getByLabelText("Later run"), "11");
    expect(router.current).toEqual({ room: "compare", appId: 1, to: 11 });
  });

  it("says so when nothing changed", async () => {
    show({ run_compare: () => ({ ...comparison(10, 12), rows: [] }) });
    expect(await screen.findByText("Nothing that can be compared has changed.")).toBeTruthy();
  });

  it("says so when none worked before, and still lets choose", async () => {
    show({
      run_compare: () => {
        throw refusal("noPassedRun");
      },
    });
    expect(await screen.findByRole("heading", { name: "No earlier run of this app worked" })).toBeTruthy();
    expect(screen.getByLabelText("Earlier run")).toBeTruthy();
  });

  it("needs two runs", async () => {
    show({ run_list: () => RUNS.slice(0, 1) });
    expect(await screen.findByRole("heading", { name: "Nothing to compare yet" })).toBeTruthy();
  });

  it("shows a value from outside as text", async () => {
    const view = comparison(10, 12);
    const evil = "<img src=x onerror=alert(1)>\u202e";
    const row = { subject: { kind: "serverWords" }, change: "changed" } as const;
    const rows = [{ ...row, from: null, to: { kind: "text", text: evil } as const }];
    const { container } = show({ run_compare: () => ({ ...view, rows }) });
    const table = await screen.findByRole("table", { name: "What changed" });
    expect(table.textContent).toContain("<img src=x onerror=alert(1)>‹U+202E›");
    expect(container.querySelector("img")).toBeNull();
  });

  it("has no accessibility faults", async () => {
    const { container } = show();
    await screen.findByRole("table", { name: "What changed" });
    expect(await axeFaults(container)).toEqual([]);
  });
});

it("has words for every subject and value in both languages", async () => {
  const subjects: Subject[] = [
    ...comparison(1, 2).rows.map(({ subject }) => subject),
    { kind: "timing", leg: "firstByte" },
    { kind: "answerHeader", name: "server" },
  ];
  const values: Parameters<typeof valueText>[0][] = [
    { kind: "seconds", seconds: -412 },
    { kind: "micros", us: 318_000 },
    { kind: "time", at: 1_776_231_128 },
    { kind: "cause", cause: "clockFast" },
    { kind: "clock", clock: "server" },
    { kind: "environment", environment: { kind: "custom", authBase: "https://x", confirmedHost: "x" } },
  ] satisfies ComparedValue[];
  for (const language of ["en", "ja"] as const) {
    locale.choose(language);
    await tick();
    const texts = [...subjects.map(subjectName), ...values.map(valueText)];
    for (const text of texts) expect(text).not.toMatch(/undefined|NaN|\{\w+\}|^$/);
  }
  locale.choose("en");
  await vi.waitFor(() => expect(subjectName({ kind: "key" })).toMatch(/^Key/));
});
