// Short reports at the bottom right: the newest is shown, over those before it that can be undone or tell of an error;
// they come back when it is gone. Never the only place where an error is told.
import { live } from "./live.svelte";

export interface Toast {
  id: number;
  text: string;
  tone: "ok" | "info" | "bad";
  undo: (() => void | Promise<void>) | null;
}

const SHOWN_MS = 6000;

/** The newest is the last. */
let pile = $state<Toast[]>([]);
let nextId = 1;

export const toasts = {
  shownMs: SHOWN_MS,
  get current(): Toast | null {
    return pile.at(-1) ?? null;
  },
  show(text: string, options: { tone?: Toast["tone"]; undo?: Toast["undo"] } = {}) {
    const toast = { id: nextId++, text, tone: options.tone ?? "ok", undo: options.undo ?? null };
    pile = [...pile.filter(({ tone, undo }) => undo !== null || tone === "bad"), toast];
    live.announce(text);
  },
  dismiss(id: number) {
    pile = pile.filter((toast) => toast.id !== id);
  },
  /** Runs the undo of the toast on the screen. False when there is none. */
  undoCurrent(): boolean {
    const toast = pile.at(-1);
    if (!toast?.undo) return false;
    toasts.dismiss(toast.id);
    void toast.undo();
    return true;
  },
  clear() {
    pile = [];
  },
};
