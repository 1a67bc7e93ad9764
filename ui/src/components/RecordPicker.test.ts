import { fireEvent, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { axeFaults } from "../../dev/axe";
import { detail, summary } from "../../dev/mock/apps";
import type { AppSummaryView } from "../ipc/bindings";
import { live } from "../state/live.svelte";

import RecordPicker from "./RecordPicker.svelte";

function record(id: number, name: string): AppSummaryView {
  const base = detail({ id });
  return summary({ ...base, draft: { ...base.draft, name } });
}

const few = [record(1, "Attendance Bot"), record(2, "勤怠連携"), record(3, "Payroll Bridge")];

function show(more: Partial<Parameters<typeof RecordPicker>[1]> = {}) {
  const onrecord = vi.fn();
  const onextra = vi.fn();
  const given = { "aria-label": "Record", value: 1, records: few, onrecord, onextra, ...more };
  render(RecordPicker, given);
  return { onrecord, onextra, field: screen.getByRole<HTMLInputElement>("combobox", { name: "Record" }) };
}

const options = () => screen.getAllByRole("option").map((one) => one.textContent.trim());

describe("the picker of a record", () => {
  it("names the chosen record and opens on a press, on typing and on the arrow", async () => {
    const { field } = show();
    expect(field.value).toBe("Attendance Bot");
    expect(field.getAttribute("aria-expanded")).toBe("false");
    await userEvent.click(field);
    expect(field.getAttribute("aria-expanded")).toBe("true");
    expect(within(screen.getByRole("listbox")).getAllByRole("option")).toHaveLength(3);
    expect(await axeFaults(document.body.firstElementChild ?? document.body)).toEqual([]);
    expect(await axeFaults(screen.getByRole("listbox"))).toEqual([]);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    await userEvent.keyboard("{ArrowDown}");
    expect(await screen.findByRole("listbox")).toBeTruthy();
  });

  it("finds by any word in any width and case, and takes the one that Enter is on", async () => {
    const { field, onrecord } = show();
    await userEvent.click(field);
    await userEvent.keyboard("ｂｒｉｄ");
    await vi.waitFor(() => expect(options()).toHaveLength(1));
    expect(options()[0]).toContain("Payroll Bridge");
    expect(live.polite.text).toBe("Records found: 1");
    const active = await vi.waitFor(() => {
      const id = field.getAttribute("aria-activedescendant");
      expect(id).not.toBeNull();
      return id ?? "";
    });
    expect(document.getElementById(active)?.textContent).toContain("Payroll Bridge");
    await userEvent.keyboard("{Enter}");
    expect(onrecord.mock.calls).toEqual([[3]]);
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("chooses nothing by the Enter that ends a conversion", async () => {
    const { field, onrecord } = show();
    await userEvent.click(field);
    await userEvent.keyboard("Brid");
    await vi.waitFor(() => expect(field.getAttribute("aria-activedescendant")).not.toBeNull());
    await fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
    expect(onrecord).not.toHaveBeenCalled();
    expect(screen.getByRole("listbox")).toBeTruthy();
  });

  it("gives the name of the chosen record back when the search is left", async () => {
    const { field, onrecord } = show();
    await userEvent.click(field);
    await userEvent.keyboard("zzz");
    expect(await screen.findByText("No record has these words")).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    await userEvent.keyboard("{Escape}");
    await vi.waitFor(() => expect(field.value).toBe("Attendance Bot"));
    expect(onrecord).not.toHaveBeenCalled();
  });

  it("shows the first fifty of ten thousand, the chosen one among them, and tells how many more", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => record(index + 1, `App ${index + 1}`));
    const { field, onrecord } = show({ records: many, value: 9_876 });
    await userEvent.click(field);
    expect(options()).toHaveLength(51);
    expect(options()[0]).toContain("App 9876");
    expect(options().at(-1)).toBe("9950 more: type to find them");
    await userEvent.keyboard("App 9999");
    await vi.waitFor(() => expect(options()).toHaveLength(1));
    await vi.waitFor(() => expect(field.getAttribute("aria-activedescendant")).not.toBeNull());
    await userEvent.keyboard("{Enter}");
    expect(onrecord.mock.calls).toEqual([[9_999]]);
  });

  it("offers choices that are no record first, and tells them from records", async () => {
    const extras = [{ value: "typed", label: "A typed list" }];
    const { field, onextra, onrecord } = show({ extras, value: "typed" });
    expect(field.value).toBe("A typed list");
    await userEvent.click(field);
    expect(options()[0]).toBe("A typed list");
    await userEvent.click(screen.getByRole("option", { name: /勤怠連携/ }));
    expect(onrecord.mock.calls).toEqual([[2]]);
    await userEvent.click(field);
    await userEvent.click(await screen.findByRole("option", { name: "A typed list" }));
    expect(onextra.mock.calls).toEqual([["typed"]]);
  });

  it("asks for a choice while there is none, and can be off", () => {
    const { field } = show({ value: null, disabled: true });
    expect(field.value).toBe("");
    expect(field.placeholder).toBe("Choose a record");
    expect(field.disabled).toBe(true);
  });
});
