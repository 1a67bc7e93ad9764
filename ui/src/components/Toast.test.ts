import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { live } from "$lib/state/live.svelte";
import { toasts } from "$lib/state/toasts.svelte";

import Toast from "./Toast.svelte";

async function pass(ms: number) {
  await vi.advanceTimersByTimeAsync(ms);
  await tick();
}

describe("Toast", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    render(Toast);
  });

  it("leaves after six seconds, and the next one comes", async () => {
    toasts.show("First");
    toasts.show("Second");
    await tick();
    expect(screen.getByText("First")).toBeTruthy();
    expect(screen.queryByText("Second"), "one at a time").toBeNull();
    await pass(6000);
    expect(screen.queryByText("First")).toBeNull();
    expect(screen.getByText("Second")).toBeTruthy();
  });

  it("stays as long as it is pointed at", async () => {
    toasts.show("Archived");
    await tick();
    await fireEvent.pointerEnter(screen.getByText("Archived").closest(".toast") as Element);
    await pass(20_000);
    expect(screen.getByText("Archived")).toBeTruthy();
  });

  it("undoes and leaves", async () => {
    const undo = vi.fn();
    toasts.show("Archived", { undo });
    await tick();
    await fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText("Archived")).toBeNull();
  });

  it("is read out", () => {
    toasts.show("Archived");
    expect(live.polite.text).toBe("Archived");
  });
});
