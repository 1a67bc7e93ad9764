// Events that Rust sends by itself, each with its payload type.
import { listen } from "@tauri-apps/api/event";

import type {
  ClipboardView,
  InspectorDropView,
  KeyCandidateView,
  VaultStatusView,
  WireError,
} from "./bindings";

export interface RustEvents {
  "vault-changed": VaultStatusView;
  "vault-locked": null;
  "clipboard-changed": ClipboardView;
  "apps-changed": Record<string, never>;
  "inspector-dropped": InspectorDropView;
  "key-dropped": KeyCandidateView;
  "key-drop-failed": WireError;
}

/** Hears an event until the returned function is called; that may be before listening has begun. */
export function on<K extends keyof RustEvents>(name: K, hear: (payload: RustEvents[K]) => void): () => void {
  let stopped = false;
  let unlisten: (() => void) | null = null;
  void listen<RustEvents[K]>(name, (event) => {
    if (!stopped) hear(event.payload);
  }).then((stop) => {
    if (stopped) stop();
    else unlisten = stop;
  });
  return () => {
    stopped = true;
    unlisten?.();
  };
}
