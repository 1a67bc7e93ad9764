// Rules of a run, what was ruled out, and the values they compare, in words. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { RuledOut, RuleId, StepId, StepStatus, VerdictResult } from "$lib/ipc/bindings";

export const ruleNames: Record<RuleId, () => string> = {
  keyPresent: m.rule_keyPresent,
  keyStrength: m.rule_keyStrength,
  clientIdPresent: m.rule_clientIdPresent,
  clientSecretPresent: m.rule_clientSecretPresent,
  serviceAccountPresent: m.rule_serviceAccountPresent,
  issuerIsClientId: m.rule_issuerIsClientId,
  subjectIsServiceAccount: m.rule_subjectIsServiceAccount,
  expiryAfterIssue: m.rule_expiryAfterIssue,
  lifetimeWithinLimit: m.rule_lifetimeWithinLimit,
  timesInSeconds: m.rule_timesInSeconds,
  nowWithinTimes: m.rule_nowWithinTimes,
  scopePresent: m.rule_scopePresent,
  scopesForServiceAccount: m.rule_scopesForServiceAccount,
  scopeNames: m.rule_scopeNames,
  signatureConfirmed: m.rule_signatureConfirmed,
  statusOk: m.rule_statusOk,
  contentTypeJson: m.rule_contentTypeJson,
  tokenPresent: m.rule_tokenPresent,
  tokenTypeBearer: m.rule_tokenTypeBearer,
  expiresInReadable: m.rule_expiresInReadable,
  lifetimeAsSet: m.rule_lifetimeAsSet,
  scopesGranted: m.rule_scopesGranted,
  clockAgrees: m.rule_clockAgrees,
  refreshTokenPresent: m.rule_refreshTokenPresent,
  redirectUrlRegistered: m.rule_redirectUrlRegistered,
  returnedToRedirectUrl: m.rule_returnedToRedirectUrl,
  stateMatches: m.rule_stateMatches,
  answeringIssuer: m.rule_answeringIssuer,
  codeReturned: m.rule_codeReturned,
  idTokenPresent: m.rule_idTokenPresent,
  issuerKeysRead: m.rule_issuerKeysRead,
  idTokenReadable: m.rule_idTokenReadable,
  idTokenAlgorithm: m.rule_idTokenAlgorithm,
  idTokenKey: m.rule_idTokenKey,
  idTokenSignature: m.rule_idTokenSignature,
  idTokenIssuer: m.rule_idTokenIssuer,
  idTokenAudience: m.rule_idTokenAudience,
  idTokenNonce: m.rule_idTokenNonce,
  idTokenIssuedAt: m.rule_idTokenIssuedAt,
  idTokenExpiry: m.rule_idTokenExpiry,
  idTokenAtHash: m.rule_idTokenAtHash,
  idTokenSubject: m.rule_idTokenSubject,
  tokenHeld: m.rule_tokenHeld,
  refreshTokenAlive: m.rule_refreshTokenAlive,
  rotationAsSet: m.rule_rotationAsSet,
  refreshTokenKept: m.rule_refreshTokenKept,
  revokeAddressDocumented: m.rule_revokeAddressDocumented,
  accessTokensEndToo: m.rule_accessTokensEndToo,
  userIdPresent: m.rule_userIdPresent,
  userIdExpected: m.rule_userIdExpected,
  connectWithinLimit: m.rule_connectWithinLimit,
  readWithinLimit: m.rule_readWithinLimit,
  logoutReturned: m.rule_logoutReturned,
};

export const ruledOutWords: Record<RuledOut, () => string> = {
  signatureMatchesPublicKey: m.ruledout_signatureMatchesPublicKey,
  issuerIsClientId: m.ruledout_issuerIsClientId,
  subjectIsServiceAccount: m.ruledout_subjectIsServiceAccount,
  clockAgrees: m.ruledout_clockAgrees,
  lifetimeWithinLimit: m.ruledout_lifetimeWithinLimit,
  sameKeyWorkedBefore: m.ruledout_sameKeyWorkedBefore,
  scopesRegistered: m.ruledout_scopesRegistered,
  base64urlForm: m.ruledout_base64urlForm,
  algorithmIsRs256: m.ruledout_algorithmIsRs256,
  timesAreNumbers: m.ruledout_timesAreNumbers,
  timesInSeconds: m.ruledout_timesInSeconds,
  timesFit: m.ruledout_timesFit,
  addressIsTokenEndpoint: m.ruledout_addressIsTokenEndpoint,
  secretWasSent: m.ruledout_secretWasSent,
  grantTypeRight: m.ruledout_grantTypeRight,
  refreshTokenWasEncoded: m.ruledout_refreshTokenWasEncoded,
  refreshTokenAlive: m.ruledout_refreshTokenAlive,
};

export const stepNames: Record<StepId, () => string> = {
  build: m.step_build,
  check: m.step_check,
  sign: m.step_sign,
  send: m.step_send,
  response: m.step_response,
  verify: m.step_verify,
  authorize: m.step_authorize,
  return: m.step_return,
  idToken: m.step_idToken,
  keep: m.step_keep,
  ssoMailCode: m.step_ssoMailCode,
  ssoToken: m.step_ssoToken,
  ssoUserInfo: m.step_ssoUserInfo,
  ssoLogout: m.step_ssoLogout,
};

export const stepStatusWords: Record<StepStatus, () => string> = {
  waiting: m.step_status_waiting,
  running: m.step_status_running,
  passed: m.step_status_passed,
  warned: m.step_status_warned,
  failed: m.step_status_failed,
  notReached: m.step_status_notReached,
};

export const verdictWords: Record<VerdictResult, () => string> = {
  passed: m.rule_passed,
  warned: m.rule_warned,
  failed: m.rule_failed,
  notChecked: m.rule_notChecked,
};

// The fixed words that a rule compares; every other value is shown as it is.
const values: Record<string, () => string> = {
  present: m.rule_valuePresent,
  missing: m.rule_valueMissing,
  none: m.rule_valueNone,
  unknown: m.rule_valueUnknown,
  seconds: m.rule_valueSeconds,
  documented: m.rule_valueDocumented,
  inferred: m.rule_valueInferred,
  new: m.rule_valueNew,
  old: m.rule_valueOld,
  same: m.rule_valueSame,
  "10 digits": m.rule_valueTenDigits,
  "open to service accounts": m.rule_valueOpenScopes,
};

export function ruleValue(value: string): string {
  return values[value]?.() ?? value;
}
