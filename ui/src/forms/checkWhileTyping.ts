// Checks a field as it is typed: 200 ms after the last change, and never in the middle of a conversion.
import type { Attachment } from "svelte/attachments";

const PAUSE_MS = 200;

/** `<input {@attach checkWhileTyping(check)}>`: `check` gets the text of the field. */
export function checkWhileTyping(
  check: (text: string) => void,
): Attachment<HTMLInputElement | HTMLTextAreaElement> {
  return (field) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let composing = false;
    const later = () => {
      clearTimeout(timer);
      if (!composing) timer = setTimeout(() => check(field.value), PAUSE_MS);
    };
    const begin = () => {
      composing = true;
      clearTimeout(timer);
    };
    const end = () => {
      composing = false;
      later();
    };
    const now = () => {
      clearTimeout(timer);
      check(field.value);
    };
    field.addEventListener("input", later);
    field.addEventListener("compositionstart", begin);
    field.addEventListener("compositionend", end);
    field.addEventListener("blur", now);
    return () => {
      clearTimeout(timer);
      field.removeEventListener("input", later);
      field.removeEventListener("compositionstart", begin);
      field.removeEventListener("compositionend", end);
      field.removeEventListener("blur", now);
    };
  };
}
