// Short reports at the bottom right: one is shown, the others wait. Never the only place where an error is told.
import { live } from "./live.svelte";

export interface Toast {
  id: number;
  text: string;
  tone: "ok" | "info" | "bad";
  undo: (() => void | Promise<void>) | null;
}

const SHOWN_MS = 6000;

let queue = $state<Toast[]>([]);
let nextId = 1;

export const toasts = {
  shownMs: SHOWN_MS,
  get current(): Toast | null {
    return queue[0] ?? null;
  },
  show(text: string, options: { tone?: Toast["tone"]; undo?: Toast["undo"] } = {}) {
    queue = [...queue, { id: nextId++, text, tone: options.tone ?? "ok", undo: options.undo ?? null }];
    live.announce(text);
  },
  dismiss(id: number) {
    queue = queue.filter((toast) => toast.id !== id);
  },
  /** Runs the undo of the toast on the screen. False when there is none. */
  undoCurrent(): boolean {
    const toast = queue[0];
    if (!toast?.undo) return false;
    toasts.dismiss(toast.id);
    void toast.undo();
    return true;
  },
  clear() {
    queue = [];
  },
};
