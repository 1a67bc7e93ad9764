// Hands key presses to whoever answers to them. Single characters work only outside text fields, and nothing works
// while an input method is composing.
import { keymap, type ShortcutId } from "./keymap";

type Answer = { id: ShortcutId; run: () => void };

const answers: Answer[] = [];
const mac = /Mac|iPhone|iPad/.test(navigator.platform);

/** True while an input method owns the key: WebKit reports the last Enter of a conversion by keyCode 229 alone. */
export function isComposing(event: KeyboardEvent): boolean {
  // keyCode is deprecated, and still the only sign of the Enter that ends a conversion in WebKit.
  return event.isComposing || event.keyCode === 229;
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (!(target instanceof HTMLInputElement)) return false;
  return !["button", "checkbox", "radio", "range", "submit"].includes(target.type);
}

function chord(event: KeyboardEvent): string {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // A printed character already tells of Shift ("?"); a named key does not ("F6").
  const shift = event.shiftKey && (event.key.length > 1 || mod);
  return [mod && "Mod", event.altKey && "Alt", shift && "Shift", key].filter(Boolean).join("+");
}

function inDialog(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

function hears(id: ShortcutId, event: KeyboardEvent): boolean {
  const { keys } = keymap[id];
  if (id === "lock") return true;
  if (inDialog()) return false;
  const typing = isTextField(event.target);
  return !typing || (keys.length > 1 && id !== "undo");
}

function dispatch(event: KeyboardEvent) {
  if (event.defaultPrevented || isComposing(event)) return;
  const pressed = chord(event);
  // A web view would reload the page, and with it drop what was typed.
  if (pressed === "F5" || pressed === "Mod+R") event.preventDefault();
  const answer = answers.findLast(({ id }) => keymap[id].keys === pressed && hears(id, event));
  if (!answer) return;
  event.preventDefault();
  answer.run();
}

/**
 * Answers to a shortcut as long as the component lives; call it while the component starts. When two answer to one
 * shortcut, the one that came last does.
 */
export function useShortcut(id: ShortcutId, run: () => void) {
  // "pre" runs the parent before the child, so that a page answers before the shell around it.
  $effect.pre(() => {
    const answer = { id, run };
    answers.push(answer);
    return () => {
      answers.splice(answers.indexOf(answer), 1);
    };
  });
}

/** The key names of a shortcut as this computer's keyboard shows them. */
export function keyNames(id: ShortcutId): string {
  return keymap[id].keys.replaceAll("+", " ").replace("Mod", mac ? "⌘" : "Ctrl");
}

export const keys = {
  start(): () => void {
    window.addEventListener("keydown", dispatch);
    return () => window.removeEventListener("keydown", dispatch);
  },
};
