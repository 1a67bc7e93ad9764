// Sign-ins, the tokens that are held, and other servers, in words.
import type { Cause } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

import type { CauseWords } from "./facts";

export const signIn = {
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
  grantNotOffered: {
    title: () => m.cause_grantNotOffered_title(),
    why: () => m.cause_grantNotOffered_why(),
    short: m.cause_grantNotOffered_short,
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
} satisfies Partial<Record<Cause, CauseWords>>;
