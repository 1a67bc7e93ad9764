// Why a run failed, in words: a title, the reason, and two words for a list. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { Cause } from "$lib/ipc/bindings";

/** Every value a sentence about a cause may name, already in words. A value that is not known is empty. */
export interface CauseFacts {
  seconds: string;
  limit: string;
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
