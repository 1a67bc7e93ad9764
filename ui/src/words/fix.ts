// What can be done about a failed run: a sentence, and the words of its button where there is one. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { Fix } from "$lib/ipc/bindings";

interface FixWords {
  text: (retryAfter: string | undefined) => string;
  button: (() => string) | null;
}

export const fixWords: Record<Fix, FixWords> = {
  runWithServerTime: { text: () => m.fix_runWithServerTime(), button: m.fix_runWithServerTime_button },
  syncClock: { text: () => m.fix_syncClock(), button: null },
  setLifetime: { text: () => m.fix_setLifetime(), button: m.fix_setLifetime_button },
  importKey: { text: () => m.fix_importKey(), button: m.fix_importKey_button },
  setSecret: { text: () => m.fix_setSecret(), button: m.fix_setSecret_button },
  editScopes: { text: () => m.fix_editScopes(), button: m.fix_editScopes_button },
  editClientId: { text: () => m.fix_editClientId(), button: m.fix_editClientId_button },
  editServiceAccount: { text: () => m.fix_editServiceAccount(), button: m.fix_editServiceAccount_button },
  editEnvironment: { text: () => m.fix_editEnvironment(), button: m.fix_editEnvironment_button },
  openNetworkSettings: { text: () => m.fix_openNetworkSettings(), button: m.fix_openNetworkSettings_button },
  startSandbox: { text: () => m.fix_startSandbox(), button: m.fix_startSandbox_button },
  runAgain: { text: () => m.fix_runAgain(), button: m.fix_runAgain_button },
  checkConsole: { text: () => m.fix_checkConsole(), button: null },
  addCa: { text: () => m.fix_addCa(), button: m.fix_addCa_button },
  waitAndRetry: {
    text: (seconds) => (seconds ? m.fix_waitAndRetryFor({ seconds }) : m.fix_waitAndRetry()),
    button: m.fix_runAgain_button,
  },
};
