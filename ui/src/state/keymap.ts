// Every keyboard shortcut that exists, as data: the dispatcher, the "?" list and Settings read this one table.
// Mod is Ctrl, and Cmd on macOS. A shortcut is here only when something answers to it.
import { m } from "$lib/paraglide/messages";

export interface Shortcut {
  keys: string;
  label: () => string;
  group: "anywhere" | "list" | "app";
}

const table = {
  lock: { keys: "Mod+L", label: m.keys_lock, group: "anywhere" },
  goApps: { keys: "Mod+2", label: m.keys_goApps, group: "anywhere" },
  goInspector: { keys: "Mod+3", label: m.keys_goInspector, group: "anywhere" },
  goRedirect: { keys: "Mod+4", label: m.keys_goRedirect, group: "anywhere" },
  goSettings: { keys: "Mod+6", label: m.keys_goSettings, group: "anywhere" },
  undo: { keys: "Mod+Z", label: m.keys_undo, group: "anywhere" },
  nextPane: { keys: "F6", label: m.keys_nextPane, group: "anywhere" },
  previousPane: { keys: "Shift+F6", label: m.keys_previousPane, group: "anywhere" },
  help: { keys: "?", label: m.keys_help, group: "anywhere" },
  run: { keys: "F5", label: m.keys_run, group: "app" },
  addApp: { keys: "N", label: m.keys_addApp, group: "list" },
  filter: { keys: "/", label: m.keys_filter, group: "list" },
} satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof table;
export const keymap: Record<ShortcutId, Shortcut> = table;
