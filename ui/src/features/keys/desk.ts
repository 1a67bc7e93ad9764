// What several parts of the desk do.
import { call } from "$lib/ipc/call";
import type { KeyForm } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { refuse } from "$lib/state/refuse";
import { session } from "$lib/state/session.svelte";
import { toasts } from "$lib/state/toasts.svelte";

export async function copyText(text: string) {
  try {
    session.useClipboard(await call("text_copy", { text }));
    toasts.show(m.common_copied());
  } catch (thrown) {
    refuse(thrown);
  }
}

/** Where it goes is asked by the system's dialog; the page never learns it. */
export async function saveForm(handle: number, form: KeyForm) {
  try {
    const { saved } = await call("key_save", { handle, form });
    if (saved) toasts.show(m.desk_did_save());
  } catch (thrown) {
    refuse(thrown);
  }
}
