// Each state of the OS keyring in its own words.
import type { KeyringStateView } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

const off = {
  absent: m.vault_keyringOffAbsent,
  locked: m.vault_keyringOffLocked,
  denied: m.vault_keyringOffDenied,
  timedOut: m.vault_keyringOffTimedOut,
  noBus: m.vault_keyringOffNoBus,
};

/** Why the keyring can't be used now, or null when it can. */
export function keyringProblem(state: KeyringStateView): string | null {
  return state === "ready" ? null : off[state]();
}
