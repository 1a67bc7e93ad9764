import { render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import KeysProbe from "../../dev/KeysProbe.svelte";
import { keys } from "./keys.svelte";

describe("shortcuts", () => {
  const heard = vi.fn();
  let stop: () => void;

  beforeEach(() => {
    heard.mockReset();
    stop = keys.start();
    render(KeysProbe, { heard });
  });
  afterEach(() => stop());

  function press(key: string, how: KeyboardEventInit = {}, target: Element = document.body) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...how });
    target.dispatchEvent(event);
    return event;
  }

  it("answers to a letter outside text fields, in either case", () => {
    press("n");
    expect(heard).toHaveBeenCalledExactlyOnceWith("addApp");
  });

  it("leaves letters to a text field", () => {
    press("n", {}, screen.getByRole("textbox"));
    press("?", {}, screen.getByRole("textbox"));
    expect(heard).not.toHaveBeenCalled();
  });

  it("answers to F5 and Ctrl L inside a text field too", () => {
    press("F5", {}, screen.getByRole("textbox"));
    press("l", { ctrlKey: true }, screen.getByRole("textbox"));
    expect(heard.mock.calls.flat()).toEqual(["run", "lock"]);
  });

  it("leaves Ctrl Z to the text field, which has an undo of its own", () => {
    press("z", { ctrlKey: true }, screen.getByRole("textbox"));
    expect(heard).not.toHaveBeenCalled();
  });

  it("hears nothing during a conversion", () => {
    press("n", { isComposing: true });
    const last = new KeyboardEvent("keydown", { key: "n", bubbles: true });
    Object.defineProperty(last, "keyCode", { value: 229 });
    document.body.dispatchEvent(last);
    expect(heard).not.toHaveBeenCalled();
  });

  it("keeps all but the lock from acting behind an open dialog", () => {
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    document.body.append(dialog);
    press("n");
    press("l", { ctrlKey: true });
    dialog.remove();
    expect(heard.mock.calls.flat()).toEqual(["lock"]);
  });

  it("stops the web view from reloading on F5 even when nothing answers", () => {
    expect(press("r", { ctrlKey: true }).defaultPrevented).toBe(true);
  });
});
