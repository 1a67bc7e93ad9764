// Why a run failed, in words: a title, the reason, and two words for a list. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { Cause, Diagnosis } from "$lib/ipc/bindings";

/** Every value a sentence about a cause may name, already in words. A value that is not known is empty. */
export interface CauseFacts {
  seconds: string;
  limit: string;
  days: string;
  hours: string;
  computer: string;
  server: string;
  scopes: string;
  closed: string;
  expected: string;
  actual: string;
  path: string;
  code: string;
  location: string;
  contentType: string;
  host: string;
  status: string;
  error: string;
  field: string;
  iat: string;
  exp: string;
  claims: string;
  position: string;
  character: string;
  repairs: string;
  problem: string;
  lastKey: string;
  kid: string;
  newer: string;
  /** What the times of a pasted text were compared with; empty for a run. */
  reference: string;
}

interface CauseWords {
  title: (facts: CauseFacts) => string;
  why: (facts: CauseFacts) => string;
  short: () => string;
}

export const causeWords: Record<Cause, CauseWords> = {
  clockFast: { title: m.cause_clockFast_title, why: m.cause_clockFast_why, short: m.cause_clockFast_short },
  clockSlow: { title: m.cause_clockSlow_title, why: m.cause_clockSlow_why, short: m.cause_clockSlow_short },
  localTimeAsUtc: {
    title: m.cause_localTimeAsUtc_title,
    why: m.cause_localTimeAsUtc_why,
    short: m.cause_localTimeAsUtc_short,
  },
  lifetimeTooLong: {
    title: m.cause_lifetimeTooLong_title,
    why: () => m.cause_lifetimeTooLong_why(),
    short: m.cause_lifetimeTooLong_short,
  },
  keyMissing: {
    title: () => m.cause_keyMissing_title(),
    why: () => m.cause_keyMissing_why(),
    short: m.cause_keyMissing_short,
  },
  keyNotThisApps: {
    title: () => m.cause_keyNotThisApps_title(),
    why: () => m.cause_keyNotThisApps_why(),
    short: m.cause_keyNotThisApps_short,
  },
  clientSecretMissing: {
    title: () => m.cause_clientSecretMissing_title(),
    why: () => m.cause_clientSecretMissing_why(),
    short: m.cause_clientSecretMissing_short,
  },
  clientSecretWrong: {
    title: () => m.cause_clientSecretWrong_title(),
    why: () => m.cause_clientSecretWrong_why(),
    short: m.cause_clientSecretWrong_short,
  },
  clientUnknown: {
    title: () => m.cause_clientUnknown_title(),
    why: () => m.cause_clientUnknown_why(),
    short: m.cause_clientUnknown_short,
  },
  scopeNotAllowed: {
    title: () => m.cause_scopeNotAllowed_title(),
    why: (facts) =>
      facts.closed === "" ? m.cause_scopeNotAllowed_why(facts) : m.cause_scopeNotAllowed_whyClosed(facts),
    short: m.cause_scopeNotAllowed_short,
  },
  scopeEmpty: {
    title: () => m.cause_scopeEmpty_title(),
    why: () => m.cause_scopeEmpty_why(),
    short: m.cause_scopeEmpty_short,
  },
  issuerWrong: {
    title: () => m.cause_issuerWrong_title(),
    why: () => m.cause_issuerWrong_why(),
    short: m.cause_issuerWrong_short,
  },
  subjectWrong: {
    title: () => m.cause_subjectWrong_title(),
    why: () => m.cause_subjectWrong_why(),
    short: m.cause_subjectWrong_short,
  },
  assertionRefused: {
    title: () => m.cause_assertionRefused_title(),
    why: m.cause_assertionRefused_why,
    short: m.cause_assertionRefused_short,
  },
  requestRefused: {
    title: () => m.cause_requestRefused_title(),
    why: () => m.cause_requestRefused_why(),
    short: m.cause_requestRefused_short,
  },
  grantNotAllowed: {
    title: () => m.cause_grantNotAllowed_title(),
    why: () => m.cause_grantNotAllowed_why(),
    short: m.cause_grantNotAllowed_short,
  },
  wrongPath: {
    title: () => m.cause_wrongPath_title(),
    why: m.cause_wrongPath_why,
    short: m.cause_wrongPath_short,
  },
  unexpectedError: {
    title: m.cause_unexpectedError_title,
    why: () => m.cause_unexpectedError_why(),
    short: m.cause_unexpectedError_short,
  },
  resourceApiShape: {
    title: () => m.cause_resourceApiShape_title(),
    why: m.cause_resourceApiShape_why,
    short: m.cause_resourceApiShape_short,
  },
  redirected: {
    title: () => m.cause_redirected_title(),
    why: m.cause_redirected_why,
    short: m.cause_redirected_short,
  },
  notJson: {
    title: () => m.cause_notJson_title(),
    why: m.cause_notJson_why,
    short: m.cause_notJson_short,
  },
  truncatedJson: {
    title: () => m.cause_truncatedJson_title(),
    why: () => m.cause_truncatedJson_why(),
    short: m.cause_truncatedJson_short,
  },
  wrongContentType: {
    title: () => m.cause_wrongContentType_title(),
    why: m.cause_wrongContentType_why,
    short: m.cause_wrongContentType_short,
  },
  bodyTooLarge: {
    title: () => m.cause_bodyTooLarge_title(),
    why: m.cause_bodyTooLarge_why,
    short: m.cause_bodyTooLarge_short,
  },
  tokenMissing: {
    title: () => m.cause_tokenMissing_title(),
    why: () => m.cause_tokenMissing_why(),
    short: m.cause_tokenMissing_short,
  },
  serverError: {
    title: m.cause_serverError_title,
    why: () => m.cause_serverError_why(),
    short: m.cause_serverError_short,
  },
  rateLimited: {
    title: () => m.cause_rateLimited_title(),
    why: () => m.cause_rateLimited_why(),
    short: m.cause_rateLimited_short,
  },
  dnsFailed: {
    title: m.cause_dnsFailed_title,
    why: () => m.cause_dnsFailed_why(),
    short: m.cause_dnsFailed_short,
  },
  connectRefused: {
    title: m.cause_connectRefused_title,
    why: () => m.cause_connectRefused_why(),
    short: m.cause_connectRefused_short,
  },
  connectTimeout: {
    title: m.cause_connectTimeout_title,
    why: () => m.cause_connectTimeout_why(),
    short: m.cause_connectTimeout_short,
  },
  headersTimeout: {
    title: m.cause_headersTimeout_title,
    why: () => m.cause_headersTimeout_why(),
    short: m.cause_headersTimeout_short,
  },
  bodyTimeout: {
    title: m.cause_bodyTimeout_title,
    why: () => m.cause_bodyTimeout_why(),
    short: m.cause_bodyTimeout_short,
  },
  connectionReset: {
    title: () => m.cause_connectionReset_title(),
    why: m.cause_connectionReset_why,
    short: m.cause_connectionReset_short,
  },
  proxyFailed: {
    title: () => m.cause_proxyFailed_title(),
    why: m.cause_proxyFailed_why,
    short: m.cause_proxyFailed_short,
  },
  tlsExpired: {
    title: m.cause_tlsExpired_title,
    why: () => m.cause_tlsExpired_why(),
    short: m.cause_tlsExpired_short,
  },
  tlsNotYetValid: {
    title: m.cause_tlsNotYetValid_title,
    why: () => m.cause_tlsNotYetValid_why(),
    short: m.cause_tlsNotYetValid_short,
  },
  tlsWrongHost: {
    title: m.cause_tlsWrongHost_title,
    why: m.cause_tlsWrongHost_why,
    short: m.cause_tlsWrongHost_short,
  },
  tlsUntrusted: {
    title: m.cause_tlsUntrusted_title,
    why: () => m.cause_tlsUntrusted_why(),
    short: m.cause_tlsUntrusted_short,
  },
  tlsOther: {
    title: m.cause_tlsOther_title,
    why: () => m.cause_tlsOther_why(),
    short: m.cause_tlsOther_short,
  },
  malformedHttp: {
    title: m.cause_malformedHttp_title,
    why: () => m.cause_malformedHttp_why(),
    short: m.cause_malformedHttp_short,
  },
  hostNotConfirmed: {
    title: m.cause_hostNotConfirmed_title,
    why: () => m.cause_hostNotConfirmed_why(),
    short: m.cause_hostNotConfirmed_short,
  },
  recordIncomplete: {
    title: m.cause_recordIncomplete_title,
    why: m.cause_recordIncomplete_why,
    short: m.cause_recordIncomplete_short,
  },
  sandboxStopped: {
    title: () => m.cause_sandboxStopped_title(),
    why: () => m.cause_sandboxStopped_why(),
    short: m.cause_sandboxStopped_short,
  },
  cancelled: {
    title: () => m.cause_cancelled_title(),
    why: () => m.cause_cancelled_why(),
    short: m.cause_cancelled_short,
  },
  timesInMilliseconds: {
    title: () => m.cause_timesInMilliseconds_title(),
    why: m.cause_timesInMilliseconds_why,
    short: m.cause_timesInMilliseconds_short,
  },
  lifetimeInMilliseconds: {
    title: m.cause_lifetimeInMilliseconds_title,
    why: () => m.cause_lifetimeInMilliseconds_why(),
    short: m.cause_lifetimeInMilliseconds_short,
  },
  timesAsText: {
    title: () => m.cause_timesAsText_title(),
    why: m.cause_timesAsText_why,
    short: m.cause_timesAsText_short,
  },
  ordinaryBase64: {
    title: () => m.cause_ordinaryBase64_title(),
    why: m.cause_ordinaryBase64_why,
    short: m.cause_ordinaryBase64_short,
  },
  assertionBroken: {
    title: () => m.cause_assertionBroken_title(),
    why: m.cause_assertionBroken_why,
    short: m.cause_assertionBroken_short,
  },
  algorithmWrong: {
    title: () => m.cause_algorithmWrong_title(),
    why: m.cause_algorithmWrong_why,
    short: m.cause_algorithmWrong_short,
  },
  claimMissing: {
    title: m.cause_claimMissing_title,
    why: () => m.cause_claimMissing_why(),
    short: m.cause_claimMissing_short,
  },
  assertionStale: {
    title: m.cause_assertionStale_title,
    why: () => m.cause_assertionStale_why(),
    short: m.cause_assertionStale_short,
  },
  keyEscapedNewlines: {
    title: () => m.cause_keyEscapedNewlines_title(),
    why: () => m.cause_keyEscapedNewlines_why(),
    short: m.cause_keyEscapedNewlines_short,
  },
  keyTextDamaged: {
    title: () => m.cause_keyTextDamaged_title(),
    why: m.cause_keyTextDamaged_why,
    short: m.cause_keyTextDamaged_short,
  },
  keyCutOff: {
    title: () => m.cause_keyCutOff_title(),
    why: () => m.cause_keyCutOff_why(),
    short: m.cause_keyCutOff_short,
  },
  keyPkcs1: {
    title: () => m.cause_keyPkcs1_title(),
    why: () => m.cause_keyPkcs1_why(),
    short: m.cause_keyPkcs1_short,
  },
  keyWrapped: {
    title: () => m.cause_keyWrapped_title(),
    why: () => m.cause_keyWrapped_why(),
    short: m.cause_keyWrapped_short,
  },
  keyUnusable: {
    title: () => m.cause_keyUnusable_title(),
    why: m.cause_keyUnusable_why,
    short: m.cause_keyUnusable_short,
  },
  keyFileReadable: {
    title: () => m.cause_keyFileReadable_title(),
    why: () => m.cause_keyFileReadable_why(),
    short: m.cause_keyFileReadable_short,
  },
  encodedTwice: {
    title: () => m.cause_encodedTwice_title(),
    why: m.cause_encodedTwice_why,
    short: m.cause_encodedTwice_short,
  },
  grantTypeWrong: {
    title: () => m.cause_grantTypeWrong_title(),
    why: () => m.cause_grantTypeWrong_why(),
    short: m.cause_grantTypeWrong_short,
  },
  grantRefused: {
    title: () => m.cause_grantRefused_title(),
    why: () => m.cause_grantRefused_why(),
    short: m.cause_grantRefused_short,
  },
  scopeNotTicked: {
    title: () => m.cause_scopeNotTicked_title(),
    why: () => m.cause_scopeNotTicked_why(),
    short: m.cause_scopeNotTicked_short,
  },
  apiTokenRefused: {
    title: () => m.cause_apiTokenRefused_title(),
    why: () => m.cause_apiTokenRefused_why(),
    short: m.cause_apiTokenRefused_short,
  },
  apiNotForServiceAccounts: {
    title: () => m.cause_apiNotForServiceAccounts_title(),
    why: m.cause_apiNotForServiceAccounts_why,
    short: m.cause_apiNotForServiceAccounts_short,
  },
  meForServiceAccount: {
    title: () => m.cause_meForServiceAccount_title(),
    why: () => m.cause_meForServiceAccount_why(),
    short: m.cause_meForServiceAccount_short,
  },
  apiOneAddress: {
    title: () => m.cause_apiOneAddress_title(),
    why: m.cause_apiOneAddress_why,
    short: m.cause_apiOneAddress_short,
  },
  signInDenied: {
    title: () => m.cause_signInDenied_title(),
    why: m.cause_signInDenied_why,
    short: m.cause_signInDenied_short,
  },
  signInRefused: {
    title: () => m.cause_signInRefused_title(),
    why: m.cause_signInRefused_why,
    short: m.cause_signInRefused_short,
  },
  returnUnusable: {
    title: () => m.cause_returnUnusable_title(),
    why: m.cause_returnUnusable_why,
    short: m.cause_returnUnusable_short,
  },
  stateWrong: {
    title: () => m.cause_stateWrong_title(),
    why: () => m.cause_stateWrong_why(),
    short: m.cause_stateWrong_short,
  },
  answeredByAnother: {
    title: () => m.cause_answeredByAnother_title(),
    why: m.cause_answeredByAnother_why,
    short: m.cause_answeredByAnother_short,
  },
  codeRefused: {
    title: () => m.cause_codeRefused_title(),
    why: m.cause_codeRefused_why,
    short: m.cause_codeRefused_short,
  },
  idTokenRefused: {
    title: () => m.cause_idTokenRefused_title(),
    why: m.cause_idTokenRefused_why,
    short: m.cause_idTokenRefused_short,
  },
  signInPageRefused: {
    title: () => m.cause_signInPageRefused_title(),
    why: () => m.cause_signInPageRefused_why(),
    short: m.cause_signInPageRefused_short,
  },
  refreshTokenUnreadable: {
    title: () => m.cause_refreshTokenUnreadable_title(),
    why: () => m.cause_refreshTokenUnreadable_why(),
    short: m.cause_refreshTokenUnreadable_short,
  },
  refreshTokenExpired: {
    title: m.cause_refreshTokenExpired_title,
    why: m.cause_refreshTokenExpired_why,
    short: m.cause_refreshTokenExpired_short,
  },
  refreshTokenReplaced: {
    title: () => m.cause_refreshTokenReplaced_title(),
    why: () => m.cause_refreshTokenReplaced_why(),
    short: m.cause_refreshTokenReplaced_short,
  },
  refreshTokenRefused: {
    title: () => m.cause_refreshTokenRefused_title(),
    why: () => m.cause_refreshTokenRefused_why(),
    short: m.cause_refreshTokenRefused_short,
  },
  passwordChanged: {
    title: () => m.cause_passwordChanged_title(),
    why: () => m.cause_passwordChanged_why(),
    short: m.cause_passwordChanged_short,
  },
  consentOutdated: {
    title: () => m.cause_consentOutdated_title(),
    why: () => m.cause_consentOutdated_why(),
    short: m.cause_consentOutdated_short,
  },
  refreshTokenNotKept: {
    title: () => m.cause_refreshTokenNotKept_title(),
    why: () => m.cause_refreshTokenNotKept_why(),
    short: m.cause_refreshTokenNotKept_short,
  },
  bearerRefused: {
    title: () => m.cause_bearerRefused_title(),
    why: () => m.cause_bearerRefused_why(),
    short: m.cause_bearerRefused_short,
  },
  clientAssertionRefused: {
    title: () => m.cause_clientAssertionRefused_title(),
    why: () => m.cause_clientAssertionRefused_why(),
    short: m.cause_clientAssertionRefused_short,
  },
  tokenRefused: {
    title: () => m.cause_tokenRefused_title(),
    why: () => m.cause_tokenRefused_why(),
    short: m.cause_tokenRefused_short,
  },
  userinfoOfAnother: {
    title: () => m.cause_userinfoOfAnother_title(),
    why: () => m.cause_userinfoOfAnother_why(),
    short: m.cause_userinfoOfAnother_short,
  },
  tokenNotHeld: {
    title: () => m.cause_tokenNotHeld_title(),
    why: () => m.cause_tokenNotHeld_why(),
    short: m.cause_tokenNotHeld_short,
  },
  revokeRefused: {
    title: () => m.cause_revokeRefused_title(),
    why: () => m.cause_revokeRefused_why(),
    short: m.cause_revokeRefused_short,
  },
  channelIncomplete: {
    title: () => m.cause_channelIncomplete_title(),
    why: (facts) => m.cause_channelIncomplete_why(facts),
    short: m.cause_channelIncomplete_short,
  },
  channelAssertionWrong: {
    title: () => m.cause_channelAssertionWrong_title(),
    why: (facts) => m.cause_channelAssertionWrong_why(facts),
    short: m.cause_channelAssertionWrong_short,
  },
  tooManyTokens: {
    title: () => m.cause_tooManyTokens_title(),
    why: () => m.cause_tooManyTokens_why(),
    short: m.cause_tooManyTokens_short,
  },
  channelKeyUnknown: {
    title: () => m.cause_channelKeyUnknown_title(),
    why: (facts) => m.cause_channelKeyUnknown_why(facts),
    short: m.cause_channelKeyUnknown_short,
  },
  channelKeyOfAnother: {
    title: () => m.cause_channelKeyOfAnother_title(),
    why: () => m.cause_channelKeyOfAnother_why(),
    short: m.cause_channelKeyOfAnother_short,
  },
  assertionExpiryRefused: {
    title: () => m.cause_assertionExpiryRefused_title(),
    why: (facts) => m.cause_assertionExpiryRefused_why(facts),
    short: m.cause_assertionExpiryRefused_short,
  },
  channelAssertionRefused: {
    title: () => m.cause_channelAssertionRefused_title(),
    why: () => m.cause_channelAssertionRefused_why(),
    short: m.cause_channelAssertionRefused_short,
  },
  channelIdUnknown: {
    title: () => m.cause_channelIdUnknown_title(),
    why: () => m.cause_channelIdUnknown_why(),
    short: m.cause_channelIdUnknown_short,
  },
  channelSecretWrong: {
    title: () => m.cause_channelSecretWrong_title(),
    why: () => m.cause_channelSecretWrong_why(),
    short: m.cause_channelSecretWrong_short,
  },
  tokenOfOtherFamily: {
    title: () => m.cause_tokenOfOtherFamily_title(),
    why: () => m.cause_tokenOfOtherFamily_why(),
    short: m.cause_tokenOfOtherFamily_short,
  },
  channelTokenBroken: {
    title: () => m.cause_channelTokenBroken_title(),
    why: () => m.cause_channelTokenBroken_why(),
    short: m.cause_channelTokenBroken_short,
  },
  channelTokenOver: {
    title: () => m.cause_channelTokenOver_title(),
    why: () => m.cause_channelTokenOver_why(),
    short: m.cause_channelTokenOver_short,
  },
  pushedOut: {
    title: () => m.cause_pushedOut_title(),
    why: (facts) => m.cause_pushedOut_why(facts),
    short: m.cause_pushedOut_short,
  },
  statelessOnly: {
    title: () => m.cause_statelessOnly_title(),
    why: () => m.cause_statelessOnly_why(),
    short: m.cause_statelessOnly_short,
  },
  ssoConnectTooSlow: {
    title: () => m.cause_ssoConnectTooSlow_title(),
    why: m.cause_ssoConnectTooSlow_why,
    short: m.cause_ssoConnectTooSlow_short,
  },
  ssoAnswerTooSlow: {
    title: () => m.cause_ssoAnswerTooSlow_title(),
    why: m.cause_ssoAnswerTooSlow_why,
    short: m.cause_ssoAnswerTooSlow_short,
  },
  ssoRedirectRebuilt: {
    title: () => m.cause_ssoRedirectRebuilt_title(),
    why: m.cause_ssoRedirectRebuilt_why,
    short: m.cause_ssoRedirectRebuilt_short,
  },
  ssoStateLost: {
    title: () => m.cause_ssoStateLost_title(),
    why: () => m.cause_ssoStateLost_why(),
    short: m.cause_ssoStateLost_short,
  },
  ssoUserDiffers: {
    title: () => m.cause_ssoUserDiffers_title(),
    why: m.cause_ssoUserDiffers_why,
    short: m.cause_ssoUserDiffers_short,
  },
  ssoLoginTooLate: {
    title: () => m.cause_ssoLoginTooLate_title(),
    why: () => m.cause_ssoLoginTooLate_why(),
    short: m.cause_ssoLoginTooLate_short,
  },
  ssoMailRefused: {
    title: () => m.cause_ssoMailRefused_title(),
    why: m.cause_ssoMailRefused_why,
    short: m.cause_ssoMailRefused_short,
  },
  ssoLogoutStays: {
    title: () => m.cause_ssoLogoutStays_title(),
    why: m.cause_ssoLogoutStays_why,
    short: m.cause_ssoLogoutStays_short,
  },
  ssoAnswerUnusable: {
    title: () => m.cause_ssoAnswerUnusable_title(),
    why: m.cause_ssoAnswerUnusable_why,
    short: m.cause_ssoAnswerUnusable_short,
  },
  ssoRefused: {
    title: () => m.cause_ssoRefused_title(),
    why: m.cause_ssoRefused_why,
    short: m.cause_ssoRefused_short,
  },
  otherRefusal: {
    title: m.cause_otherRefusal_title,
    why: () => m.cause_otherRefusal_why(),
    short: m.cause_otherRefusal_short,
  },
  other: {
    title: () => m.cause_other_title(),
    why: () => m.cause_other_why(),
    short: m.cause_other_short,
  },
};

type Told = Pick<CauseWords, "title" | "why">;

/** The words of a cause in a pasted text, where no record and no run is meant. */
const pastedWords: Partial<Record<Cause, Told>> = {
  clockFast: { title: m.cause_clockFast_titlePasted, why: m.cause_clockFast_whyPasted },
  localTimeAsUtc: { title: m.cause_localTimeAsUtc_titlePasted, why: m.cause_localTimeAsUtc_whyPasted },
  keyNotThisApps: {
    title: () => m.cause_keyNotThisApps_titlePasted(),
    why: () => m.cause_keyNotThisApps_whyPasted(),
  },
  issuerWrong: { title: () => m.cause_issuerWrong_titlePasted(), why: m.cause_issuerWrong_whyPasted },
  subjectWrong: { title: () => m.cause_subjectWrong_titlePasted(), why: m.cause_subjectWrong_whyPasted },
  refreshTokenExpired: {
    title: () => m.cause_refreshTokenExpired_titlePasted(),
    why: () => m.cause_refreshTokenExpired_whyPasted(),
  },
  wrongPath: { title: () => m.cause_wrongPath_titlePasted(), why: () => m.cause_wrongPath_whyPasted() },
};

/** Causes whose pasted words quote a claim; without one the general words stand. */
const QUOTING: readonly Cause[] = ["issuerWrong", "subjectWrong"];

/** The words of a cause as it was found. */
export function wordsOf({ cause, params }: Diagnosis): Told {
  if (cause === "keyNotThisApps" && params.signed)
    return { title: () => m.cause_otherKey_titlePasted(), why: () => m.cause_otherKey_whyPasted() };
  if (cause === "keyNotThisApps" && params.lastKey)
    return { title: () => m.cause_lastKey_titlePasted(), why: m.cause_lastKey_whyPasted };
  const pasted =
    params.pasted && (params.actual || !QUOTING.includes(cause)) ? pastedWords[cause] : undefined;
  return pasted ?? causeWords[cause];
}
