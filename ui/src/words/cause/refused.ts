// What a server refuses of a token request, and what its answer is short of, in words.
import type { Cause } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

import type { CauseWords } from "./facts";

export const refused = {
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
} satisfies Partial<Record<Cause, CauseWords>>;
