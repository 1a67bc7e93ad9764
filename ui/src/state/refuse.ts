// What went wrong with an act, told in a few words where reports stand.
import { asIpcError } from "$lib/ipc/call";
import { explainShortly } from "$lib/ipc/errors";

import { toasts } from "./toasts.svelte";

export function refuse(thrown: unknown) {
  toasts.show(explainShortly(asIpcError(thrown)), { tone: "bad" });
}
