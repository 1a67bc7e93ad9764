// Enter submits a form, but not the Enter that ends a Japanese conversion. WebKit lets that one through to the form
// (its keydown has keyCode 229 while isComposing is already false), so the submit it causes is swallowed here.
import type { Attachment } from "svelte/attachments";

import { isComposing } from "$lib/state/keys.svelte";

/** `<form {@attach submitOnEnter(save)}>`: calls `save` for Enter in a field and for the submit button. */
export function submitOnEnter(save: () => void): Attachment<HTMLFormElement> {
  return (form) => {
    let converting = false;
    const onKeydown = (event: KeyboardEvent) => {
      converting = event.key === "Enter" ? isComposing(event) : converting && isComposing(event);
    };
    const onKeyup = () => {
      converting = false;
    };
    const onSubmit = (event: SubmitEvent) => {
      event.preventDefault();
      if (!converting) save();
      converting = false;
    };
    form.noValidate = true;
    form.addEventListener("keydown", onKeydown, true);
    form.addEventListener("keyup", onKeyup, true);
    form.addEventListener("submit", onSubmit);
    return () => {
      form.removeEventListener("keydown", onKeydown, true);
      form.removeEventListener("keyup", onKeyup, true);
      form.removeEventListener("submit", onSubmit);
    };
  };
}
