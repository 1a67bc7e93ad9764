import { beforeEach, describe, expect, it, vi } from "vitest";

import { checkWhileTyping } from "./checkWhileTyping";

describe("checkWhileTyping", () => {
  const check = vi.fn();
  let field: HTMLInputElement;

  beforeEach(() => {
    vi.useFakeTimers();
    check.mockReset();
    field = document.createElement("input");
    document.body.append(field);
    checkWhileTyping(check)(field);
  });

  function type(text: string) {
    field.value = text;
    field.dispatchEvent(new InputEvent("input"));
  }

  it("checks once, 200 ms after the last change", () => {
    type("a");
    vi.advanceTimersByTime(150);
    type("ab");
    vi.advanceTimersByTime(199);
    expect(check).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(check).toHaveBeenCalledExactlyOnceWith("ab");
  });

  it("waits for the end of a conversion", () => {
    field.dispatchEvent(new CompositionEvent("compositionstart"));
    type("きんたい");
    vi.advanceTimersByTime(1000);
    expect(check, "half-typed kana are no input yet").not.toHaveBeenCalled();
    field.value = "勤怠";
    field.dispatchEvent(new CompositionEvent("compositionend"));
    vi.advanceTimersByTime(200);
    expect(check).toHaveBeenCalledExactlyOnceWith("勤怠");
  });

  it("checks at once when the field is left", () => {
    type("abc");
    field.dispatchEvent(new FocusEvent("blur"));
    expect(check).toHaveBeenCalledExactlyOnceWith("abc");
  });
});
