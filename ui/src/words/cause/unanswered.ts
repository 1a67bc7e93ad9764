// What kept a run from being sent or answered: addresses, connection, TLS, in words.
import type { Cause } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

import type { CauseWords } from "./facts";

export const unanswered = {
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
} satisfies Partial<Record<Cause, CauseWords>>;
