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
  checkServer: { text: () => m.fix_checkServer(), button: null },
  checkConsole: { text: () => m.fix_checkConsole(), button: null },
  addCa: { text: () => m.fix_addCa(), button: m.fix_addCa_button },
  useEpochTime: { text: () => m.fix_useEpochTime(), button: null },
  useSeconds: { text: () => m.fix_useSeconds(), button: null },
  liveOneHour: { text: () => m.fix_liveOneHour(), button: null },
  useNumbers: { text: () => m.fix_useNumbers(), button: null },
  useBase64url: { text: () => m.fix_useBase64url(), button: null },
  useRs256: { text: () => m.fix_useRs256(), button: null },
  setIssuerAndSubject: { text: () => m.fix_setIssuerAndSubject(), button: null },
  makeFreshAssertion: { text: () => m.fix_makeFreshAssertion(), button: null },
  mendKey: { text: () => m.fix_mendKey(), button: m.fix_openDesk_button },
  convertKey: { text: () => m.fix_convertKey(), button: m.fix_openDesk_button },
  copyKeyAgain: { text: () => m.fix_copyKeyAgain(), button: null },
  protectKeyFile: { text: () => m.fix_protectKeyFile(), button: null },
  encodeOnce: { text: () => m.fix_encodeOnce(), button: null },
  setGrantType: { text: () => m.fix_setGrantType(), button: null },
  sendSecret: { text: () => m.fix_sendSecret(), button: null },
  tickScope: { text: () => m.fix_tickScope(), button: null },
  getNewToken: { text: () => m.fix_getNewToken(), button: null },
  useUserAccount: { text: () => m.fix_useUserAccount(), button: null },
  useUserId: { text: () => m.fix_useUserId(), button: null },
  useTokenEndpoint: { text: () => m.fix_useTokenEndpoint(), button: null },
  signInAgain: { text: () => m.fix_signInAgain(), button: m.fix_signInAgain_button },
  copyWholeAddress: { text: () => m.fix_copyWholeAddress(), button: null },
  checkRedirectUrl: { text: () => m.fix_checkRedirectUrl(), button: m.fix_checkRedirectUrl_button },
  checkIssuerAndKeys: { text: () => m.fix_checkIssuerAndKeys(), button: m.fix_checkIssuerAndKeys_button },
  pressAddAndSave: { text: () => m.fix_pressAddAndSave(), button: null },
  turnRotationOn: { text: () => m.fix_turnRotationOn(), button: null },
  refreshInOnePlace: { text: () => m.fix_refreshInOnePlace(), button: null },
  mendSsoServer: { text: () => m.fix_mendSsoServer(), button: null },
  checkUserMapping: { text: () => m.fix_checkUserMapping(), button: null },
  waitAndRetry: {
    text: (seconds) => (seconds ? m.fix_waitAndRetryFor({ seconds }) : m.fix_waitAndRetry()),
    button: m.fix_runAgain_button,
  },
};
