// Tells Rust that the window is in use, so that the idle lock counts from the last key or pointer press.

const EVERY_MS = 15_000;

/** Calls `touch` at most once in 15 s while keys or the pointer are pressed. */
export function keepAwake(touch: () => void): () => void {
  let last = 0;
  const used = (event: Event) => {
    if (event.timeStamp - last < EVERY_MS && last !== 0) return;
    last = event.timeStamp;
    touch();
  };
  const names = ["pointerdown", "keydown", "wheel"] as const;
  for (const name of names) window.addEventListener(name, used, { capture: true, passive: true });
  return () => {
    for (const name of names) window.removeEventListener(name, used, { capture: true });
  };
}
