import { describe, expect, it, vi } from "vitest";

import { submitOnEnter } from "./submitOnEnter";

function formWith(save: () => void) {
  const form = document.createElement("form");
  const field = document.createElement("input");
  form.append(field);
  document.body.append(form);
  submitOnEnter(save)(form);
  /** As a browser does it: the keydown, then the submit that Enter causes, then the keyup. */
  const enter = (how: KeyboardEventInit & { keyCode?: number }) => {
    const down = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, ...how });
    if (how.keyCode) Object.defineProperty(down, "keyCode", { value: how.keyCode });
    field.dispatchEvent(down);
    form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    field.dispatchEvent(new KeyboardEvent("keyup", { key: "Enter", bubbles: true }));
  };
  return { form, field, enter };
}

describe("submitOnEnter", () => {
  it("saves on Enter and never lets the browser send the form", () => {
    const save = vi.fn();
    const { form, enter } = formWith(save);
    let prevented = false;
    form.addEventListener("submit", (event) => (prevented = event.defaultPrevented));
    enter({});
    expect(save).toHaveBeenCalledOnce();
    expect(prevented, "the page would be replaced by the form's address").toBe(true);
  });

  it("does not save on the Enter that ends a conversion", () => {
    const save = vi.fn();
    const { enter } = formWith(save);
    enter({ isComposing: true });
    expect(save).not.toHaveBeenCalled();
  });

  it("does not save on WebKit's last Enter, which only keyCode 229 gives away", () => {
    const save = vi.fn();
    const { enter } = formWith(save);
    enter({ keyCode: 229 });
    expect(save).not.toHaveBeenCalled();
  });

  it("saves on the next Enter after a conversion", () => {
    const save = vi.fn();
    const { enter } = formWith(save);
    enter({ keyCode: 229 });
    enter({});
    expect(save).toHaveBeenCalledOnce();
  });

  it("saves by the button after a conversion", () => {
    const save = vi.fn();
    const { form, field } = formWith(save);
    const down = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, isComposing: true });
    field.dispatchEvent(down);
    field.dispatchEvent(new KeyboardEvent("keyup", { key: "Enter", bubbles: true }));
    form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    expect(save).toHaveBeenCalledOnce();
  });
});
