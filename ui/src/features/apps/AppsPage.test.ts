import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { axeFaults } from "../../../dev/axe";
import { appHandlers, sampleApps } from "../../../dev/mock/apps";
import { calls, installMock, refusal } from "../../../dev/mock/handlers";
import { apps } from "../../state/apps.svelte";
import { keys } from "../../state/keys.svelte";
import { router } from "../../state/router.svelte";
import { runs } from "../../state/runs.svelte";
import { toasts } from "../../state/toasts.svelte";

import AppsPage from "./AppsPage.svelte";

async function show(handlers = appHandlers(sampleApps())) {
  installMock(handlers);
  const shown = render(AppsPage, { route: { room: "apps" } });
  await screen.findByRole("heading", { level: 1 });
  return shown;
}

const rowNames = () => screen.getAllByTestId("app-row").map((row) => row.querySelector("b")?.textContent);

describe("the list of apps", () => {
  it("puts failed apps first, then untested ones, then the rest by name", async () => {
    await show();
    await screen.findByRole("grid");
    expect(rowNames().slice(0, 3)).toEqual([
      "Recruiting 採用窓口",
      "勤怠連携バッチ",
      "Safety check 安否確認",
    ]);
  });

  it("tells the grid's size although only the rows in sight exist", async () => {
    const { findByRole } = await show();
    const grid = await findByRole("grid");
    expect(grid.getAttribute("aria-rowcount")).toBe(String(sampleApps().length + 1));
    expect(grid.getAttribute("aria-colcount")).toBe("7");
  });

  it("is one Tab stop: arrows and J, K move, Enter opens", async () => {
    await show();
    await screen.findByRole("grid");
    const rows = () => screen.getAllByTestId("app-row");
    expect(rows().filter((row) => row.tabIndex === 0)).toHaveLength(1);
    rows()[0]?.focus();
    await userEvent.keyboard("{ArrowDown}j");
    await vi.waitFor(() => expect(document.activeElement).toBe(rows()[2]));
    await userEvent.keyboard("k");
    await vi.waitFor(() => expect(document.activeElement).toBe(rows()[1]));
    await userEvent.keyboard("{Enter}");
    expect(router.current).toEqual({ room: "app", id: 2 });
  });

  it("keeps the focus on its app when the order changes under it", async () => {
    await show();
    await screen.findByRole("grid");
    const before = screen.getAllByTestId("app-row");
    before[1]?.focus();
    const id = before[1]?.dataset.app;
    const attention = sampleApps().map((app) =>
      String(app.id) === id ? { ...app, name: "zz", lastTest: { kind: "never" as const } } : app,
    );
    installMock(appHandlers(attention));
    await apps.load();
    await vi.waitFor(() => expect(rowNames()[1]).not.toBe("勤怠連携バッチ"));
    const focused = () => document.activeElement?.closest<HTMLElement>("[data-app]")?.dataset.app;
    await vi.waitFor(() => expect(focused()).toBe(id));
  });

  it("reaches a row's buttons with the arrow keys", async () => {
    await show();
    await screen.findByRole("grid");
    screen.getAllByTestId("app-row")[0]?.focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Select Recruiting 採用窓口");
    await userEvent.keyboard("{ArrowRight}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Run the test of Recruiting 採用窓口");
    await userEvent.keyboard("{ArrowRight}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("More for Recruiting 採用窓口");
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}{ArrowLeft}");
    expect(document.activeElement).toBe(screen.getAllByTestId("app-row")[0]);
  });

  it("T runs the test of the row and the row says so", async () => {
    await show(appHandlers(sampleApps(), { outcome: "running" }));
    await screen.findByRole("grid");
    const [row] = screen.getAllByTestId("app-row");
    row?.focus();
    await userEvent.keyboard("t");
    expect(await within(row as HTMLElement).findByText("Running")).toBeTruthy();
    runs.forget();
  });

  it("finds by name, Client ID, tag and owner, in full or half width", async () => {
    await show();
    const filter = await screen.findByRole("searchbox");
    await userEvent.type(filter, "ｓｔａｇｉｎｇ");
    expect(rowNames()).toEqual(["Calendar sync (staging)"]);
    await userEvent.clear(filter);
    await userEvent.type(filter, "nothing like this");
    expect(screen.getByText("No app matches “nothing like this”")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Show all apps" }));
    expect(rowNames().length).toBeGreaterThan(5);
  });

  it("N adds an app and / goes to the filter, but not while something is typed", async () => {
    const stop = keys.start();
    await show();
    const filter = await screen.findByRole("searchbox");
    await userEvent.keyboard("/");
    expect(document.activeElement).toBe(filter);
    await userEvent.keyboard("n");
    expect(router.current.room).toBe("apps");
    filter.blur();
    await userEvent.keyboard("n");
    expect(router.current.room).toBe("appNew");
    stop();
  });

  it("deletes at once and takes it back by the toast", async () => {
    await show();
    await screen.findByRole("grid");
    await userEvent.click(screen.getByRole("button", { name: "More for 勤怠連携バッチ" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
    await vi.waitFor(() => expect(rowNames()).not.toContain("勤怠連携バッチ"));
    expect(toasts.current?.text).toBe("勤怠連携バッチ is deleted");
    toasts.undoCurrent();
    await vi.waitFor(() => expect(rowNames()).toContain("勤怠連携バッチ"));
  });

  it("says what belongs here when there is none, with the sandbox as the other way", async () => {
    await show(appHandlers([]));
    expect(await screen.findByRole("heading", { name: "Add the first app to this vault" })).toBeTruthy();
    await userEvent.click(screen.getByTestId("empty-add"));
    expect(router.current.room).toBe("appNew");
  });

  it("shows why the list cannot be read, and reads it again on request", async () => {
    let refused = true;
    const handlers = appHandlers(sampleApps());
    await show({
      ...handlers,
      app_list: (input, tell) => {
        if (refused) throw refusal("vaultBusy");
        return handlers.app_list?.(input, tell) ?? [];
      },
    });
    await screen.findByRole("alert");
    refused = false;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("grid")).toBeTruthy();
    expect(calls.some(({ name }) => name === "app_list")).toBe(true);
  });

  it("has no accessibility faults", async () => {
    const { container } = await show();
    await screen.findByRole("grid");
    expect(await axeFaults(container)).toEqual([]);
  });
});
