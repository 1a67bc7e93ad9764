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

  it("gives way to the newest, and comes back where it can be undone", async () => {
    const undo = vi.fn();
    toasts.show("Copied");
    toasts.show("Archived", { undo });
    toasts.show("Copied again");
    await tick();
    expect(screen.getByText("Copied again")).toBeTruthy();
    expect(toasts.undoCurrent(), "what is shown can't be undone").toBe(false);
    await pass(6000);
    expect(screen.queryByText("Copied again")).toBeNull();
    await fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText("Copied"), "nothing is told late").toBeNull();
  });

  it("leaves after six seconds", async () => {
    toasts.show("Copied");
    await pass(5900);
    expect(screen.getByText("Copied")).toBeTruthy();
    await pass(200);
    expect(screen.queryByText("Copied")).toBeNull();
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
