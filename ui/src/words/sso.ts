// A customer's SSO server in words: the lines of the conformance list, how they come out, and the flows. Complete by
// type. The report has the same words in Rust.
import { m } from "$lib/paraglide/messages";
import type { FlowKind, SsoCheckId, SsoCheckResult } from "$lib/ipc/bindings";

interface CheckWords {
  title: () => string;
  /** What to change when it fails; null where it is never judged. */
  advice: (() => string) | null;
}

export const checkWords: Record<SsoCheckId, CheckWords> = {
  addresses: { title: m.sso_check_addresses, advice: m.sso_advice_addresses },
  tlsTrusted: { title: m.sso_check_tlsTrusted, advice: m.sso_advice_tlsTrusted },
  tlsDaysLeft: { title: m.sso_check_tlsDaysLeft, advice: m.sso_advice_tlsDaysLeft },
  loginPage: { title: m.sso_check_loginPage, advice: m.sso_advice_loginPage },
  foreignRedirectRefused: {
    title: m.sso_check_foreignRedirectRefused,
    advice: m.sso_advice_foreignRedirectRefused,
  },
  redirectUnchanged: { title: m.sso_check_redirectUnchanged, advice: m.sso_advice_redirectUnchanged },
  stateKept: { title: m.sso_check_stateKept, advice: m.sso_advice_stateKept },
  codeReturned: { title: m.sso_check_codeReturned, advice: m.sso_advice_codeReturned },
  mailCode: { title: m.sso_check_mailCode, advice: m.sso_advice_mailCode },
  mailRefusal: { title: m.sso_check_mailRefusal, advice: m.sso_advice_mailRefusal },
  mailError: { title: m.sso_check_mailError, advice: null },
  tokenJson: { title: m.sso_check_tokenJson, advice: m.sso_advice_tokenJson },
  utf8: { title: m.sso_check_utf8, advice: m.sso_advice_utf8 },
  accessToken: { title: m.sso_check_accessToken, advice: m.sso_advice_accessToken },
  tokenType: { title: m.sso_check_tokenType, advice: m.sso_advice_tokenType },
  expiresIn: { title: m.sso_check_expiresIn, advice: m.sso_advice_expiresIn },
  userInfoJson: { title: m.sso_check_userInfoJson, advice: m.sso_advice_userInfoJson },
  userId: { title: m.sso_check_userId, advice: m.sso_advice_userId },
  userIdExpected: { title: m.sso_check_userIdExpected, advice: m.sso_advice_userIdExpected },
  codeOnce: { title: m.sso_check_codeOnce, advice: m.sso_advice_codeOnce },
  codeUnguessable: { title: m.sso_check_codeUnguessable, advice: m.sso_advice_codeUnguessable },
  unknownClient: { title: m.sso_check_unknownClient, advice: m.sso_advice_unknownClient },
  missingParameter: { title: m.sso_check_missingParameter, advice: m.sso_advice_missingParameter },
  wrongGrantType: { title: m.sso_check_wrongGrantType, advice: m.sso_advice_wrongGrantType },
  wrongSecret: { title: m.sso_check_wrongSecret, advice: m.sso_advice_wrongSecret },
  madeUpCode: { title: m.sso_check_madeUpCode, advice: m.sso_advice_madeUpCode },
  userInfoUnknownClient: {
    title: m.sso_check_userInfoUnknownClient,
    advice: m.sso_advice_userInfoUnknownClient,
  },
  userInfoMissingParameter: {
    title: m.sso_check_userInfoMissingParameter,
    advice: m.sso_advice_userInfoMissingParameter,
  },
  userInfoWrongSecret: { title: m.sso_check_userInfoWrongSecret, advice: m.sso_advice_userInfoWrongSecret },
  wrongToken: { title: m.sso_check_wrongToken, advice: m.sso_advice_wrongToken },
  errorDescription: { title: m.sso_check_errorDescription, advice: m.sso_advice_errorDescription },
  errorForm: { title: m.sso_check_errorForm, advice: m.sso_advice_errorForm },
  errorStatus: { title: m.sso_check_errorStatus, advice: null },
  postOnly: { title: m.sso_check_postOnly, advice: m.sso_advice_postOnly },
  formOnly: { title: m.sso_check_formOnly, advice: m.sso_advice_formOnly },
  noRedirect: { title: m.sso_check_noRedirect, advice: m.sso_advice_noRedirect },
  noStore: { title: m.sso_check_noStore, advice: m.sso_advice_noStore },
  noSecretEcho: { title: m.sso_check_noSecretEcho, advice: m.sso_advice_noSecretEcho },
  logoutReturns: { title: m.sso_check_logoutReturns, advice: m.sso_advice_logoutReturns },
  logoutForeignRefused: {
    title: m.sso_check_logoutForeignRefused,
    advice: m.sso_advice_logoutForeignRefused,
  },
  connectTime: { title: m.sso_check_connectTime, advice: m.sso_advice_connectTime },
  tokenTime: { title: m.sso_check_tokenTime, advice: m.sso_advice_tokenTime },
  userInfoTime: { title: m.sso_check_userInfoTime, advice: m.sso_advice_userInfoTime },
};

export const resultWords: Record<SsoCheckResult, () => string> = {
  passed: m.sso_result_passed,
  warning: m.sso_result_warning,
  failed: m.sso_result_failed,
  notRun: m.sso_result_notRun,
  notJudged: m.sso_result_notJudged,
};

export type SsoFlowKind = Extract<FlowKind, "ssoWeb" | "ssoApplication" | "ssoMail" | "ssoLogout">;

export const ssoFlows: Record<SsoFlowKind, () => string> = {
  ssoWeb: m.sso_flow_web,
  ssoApplication: m.sso_flow_application,
  ssoMail: m.sso_flow_mail,
  ssoLogout: m.sso_flow_logout,
};

/** A length of a session in the largest unit that divides it. */
export function sessionLength(seconds: number): string {
  if (seconds % 86_400 === 0) return m.sso_days({ count: seconds / 86_400 });
  if (seconds % 3600 === 0) return m.sso_hours({ count: seconds / 3600 });
  return m.sso_seconds({ count: seconds });
}
