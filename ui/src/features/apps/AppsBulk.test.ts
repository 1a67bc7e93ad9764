import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { axeFaults } from "../../../dev/axe";
import { appHandlers, detail, sampleApps } from "../../../dev/mock/apps";
import { calls, installMock } from "../../../dev/mock/handlers";
import { importHandlers } from "../../../dev/mock/imports";
import { toasts } from "../../state/toasts.svelte";

import AppsPage from "./AppsPage.svelte";

const rows = () => screen.queryAllByTestId("app-row");
const names = () => rows().map((row) => row.querySelector("b")?.textContent);
const inputOf = (name: string) => calls.findLast((call) => call.name === name)?.input;

async function show(records = sampleApps()) {
  installMock({ ...appHandlers(records), ...importHandlers() });
  const shown = render(AppsPage, { route: { room: "apps" } });
  await screen.findByRole("grid");
  return shown;
}

describe("several apps at once", () => {
  beforeEach(async () => void (await show()));

  it("Space ticks, Shift with Down goes on, Escape lets go", async () => {
    rows()[0]?.focus();
    await userEvent.keyboard(" {Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    expect((await screen.findByTestId("selected-count")).textContent).toBe("3 selected");
    expect(
      rows()
        .map((row) => row.getAttribute("aria-selected"))
        .slice(0, 4),
    ).toEqual(["true", "true", "true", "false"]);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByTestId("selection-bar")).toBeNull();
  });

  it("archives what is ticked and takes it back", async () => {
    const before = names();
    rows()[0]?.focus();
    await userEvent.keyboard(" {Shift>}{ArrowDown}{/Shift}");
    await userEvent.click(screen.getByTestId("bulk-archive"));
    await vi.waitFor(() => expect(names()).not.toContain(before[0]));
    expect(inputOf("app_archive_many")).toEqual({ ids: [3, 2], archived: true });
    expect(toasts.current?.text).toBe("2 apps are in the archive");
    toasts.undoCurrent();
    await vi.waitFor(() => expect(names()).toEqual(before));
  });

  it("tests what is ticked, one after another, and counts", async () => {
    rows()[0]?.focus();
    await userEvent.keyboard(" {Shift>}{ArrowDown}{/Shift}");
    await userEvent.click(screen.getByTestId("bulk-test"));
    await vi.waitFor(() => expect(toasts.current?.text).toBe("2 tested: 2 passed."));
    const tested = calls.filter(({ name }) => name === "token_issue").map(({ input }) => input);
    expect(tested).toEqual([
      { appId: 3, clock: "local", grant: null },
      { appId: 2, clock: "local", grant: null },
    ]);
    expect(screen.getByTestId("bulk-test")).toBeTruthy();
  });

  it("begins no other test once it is stopped", async () => {
    installMock({ ...appHandlers(sampleApps(), { outcome: "running" }) });
    rows()[0]?.focus();
    await userEvent.keyboard(" {Shift>}{ArrowDown}{/Shift}");
    await userEvent.click(screen.getByTestId("bulk-test"));
    const stop = await screen.findByTestId("bulk-test-stop");
    expect(stop.textContent).toContain("1 of 2");
    await userEvent.click(stop);
    expect(calls.filter(({ name }) => name === "token_issue")).toHaveLength(1);
  });

  it("copies the Client IDs of what is ticked, a line each", async () => {
    rows()[0]?.focus();
    await userEvent.keyboard(" {Shift>}{ArrowDown}{/Shift}");
    await userEvent.click(screen.getByTestId("bulk-copy"));
    const ids = rows()
      .slice(0, 2)
      .map((row) => row.querySelector(".mono")?.getAttribute("title"));
    expect(ids.every(Boolean)).toBe(true);
    expect(inputOf("text_copy")).toEqual({ text: ids.join("\n") });
  });

  it("tags what is ticked, and takes the tag from those that got it", async () => {
    await userEvent.type(screen.getByRole("searchbox"), "Calendar");
    await userEvent.click(screen.getByTestId("tick-all"));
    await userEvent.click(screen.getByTestId("bulk-tag"));
    await userEvent.type(await screen.findByTestId("tag-name"), "予定{Enter}");
    await vi.waitFor(() =>
      expect(inputOf("app_tag_many")).toEqual({ ids: [6, 7], add: ["予定"], remove: [] }),
    );
    await vi.waitFor(() => expect(toasts.current?.text).toContain("予定"));
    toasts.undoCurrent();
    await vi.waitFor(() =>
      expect(inputOf("app_tag_many")).toEqual({ ids: [6, 7], add: [], remove: ["予定"] }),
    );
  });

  it("acts on nothing that a search hides", async () => {
    await userEvent.click(screen.getByTestId("tick-all"));
    await userEvent.type(screen.getByRole("searchbox"), "staging");
    expect(screen.getByTestId("selected-count").textContent).toBe("1 selected");
    await userEvent.click(screen.getByTestId("bulk-archive"));
    expect(inputOf("app_archive_many")).toEqual({ ids: [7], archived: true });
  });

  it("exports what is ticked, in the order that is seen", async () => {
    rows()[0]?.focus();
    await userEvent.keyboard(" {Shift>}{ArrowDown}{/Shift}");
    await userEvent.click(screen.getByTestId("bulk-export"));
    await userEvent.click(await screen.findByRole("menuitem", { name: "CSV, for spreadsheets" }));
    expect(inputOf("export_save")).toEqual({ ids: [3, 2], format: "csv" });
    await vi.waitFor(() => expect(toasts.current?.text).toContain("2 apps"));
  });

  it("narrows by a filter that names what is chosen", async () => {
    await userEvent.click(screen.getByTestId("filter-environment"));
    await userEvent.click(await screen.findByTestId("choice-sandbox"));
    await vi.waitFor(() => expect(names()).toEqual(["Calendar sync (staging)"]));
    expect(screen.getByTestId("filter-environment").textContent).toContain("Environment: Sandbox");
  });
});

describe("ten thousand apps", () => {
  it("are found, counted and ticked although few rows exist", async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => {
      const base = detail({ id: at + 1 });
      return { ...base, draft: { ...base.draft, name: `App ${at + 1}`, tags: [] } };
    });
    await show(many);
    expect(rows().length).toBeLessThan(60);
    expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("10001");
    await userEvent.click(screen.getByTestId("tick-all"));
    expect(screen.getByTestId("selected-count").textContent).toContain("10");
    await userEvent.type(screen.getByRole("searchbox"), "App 9999");
    await vi.waitFor(() => expect(names()).toEqual(["App 9999"]));
  });
});

describe("an import", () => {
  it("shows what would happen, does it once confirmed, and is taken back", async () => {
    await show();
    await userEvent.click(screen.getByTestId("import"));
    const dialog = await screen.findByRole("dialog");
    const lines = within(dialog).getAllByTestId("import-line");
    expect(lines.map((line) => line.lastElementChild?.textContent.trim())).toEqual([
      "Is added",
      "Is added; 2 values to look at",
      "There already: Attendance Bot (no. 1)",
      "The same as line 2",
      "Refused: it has no name",
    ]);
    expect(calls.some(({ name }) => name === "import_apply")).toBe(false);
    await userEvent.click(within(dialog).getByTestId("import-apply"));
    await within(dialog).findByText("2 apps are added");
    expect(inputOf("import_apply")).toEqual({ handle: 3 });
    await userEvent.click(within(dialog).getByTestId("import-undo"));
    await vi.waitFor(() => expect(inputOf("import_undo")).toEqual({ handle: 3 }));
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("that is given up lets go of the file", async () => {
    await show();
    await userEvent.click(screen.getByTestId("import"));
    await screen.findByRole("dialog");
    await userEvent.keyboard("{Escape}");
    await vi.waitFor(() => expect(inputOf("import_discard")).toEqual({ handle: 3 }));
  });

  it("has no accessibility faults", async () => {
    await show();
    await userEvent.click(screen.getByTestId("import"));
    expect(await axeFaults(await screen.findByRole("dialog"))).toEqual([]);
  });
});
