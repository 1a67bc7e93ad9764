// The words for each scripted fault of the sandbox, by the name Rust gives it.
import { m } from "$lib/paraglide/messages";

const words: Record<string, () => string> = {
  "clock-off": m.settings_fault_clockOff,
  "slow-headers": m.settings_fault_slowHeaders,
  "slow-body": m.settings_fault_slowBody,
  hang: m.settings_fault_hang,
  reset: m.settings_fault_reset,
  "server-error": m.settings_fault_serverError,
  "bad-gateway": m.settings_fault_badGateway,
  unavailable: m.settings_fault_unavailable,
  html: m.settings_fault_html,
  "truncated-json": m.settings_fault_truncatedJson,
  "short-body": m.settings_fault_shortBody,
  "wrong-content-type": m.settings_fault_wrongContentType,
  "redirect-301": m.settings_fault_redirect301,
  "redirect-307": m.settings_fault_redirect307,
  "expires-as-text": m.settings_fault_expiresAsText,
  "expires-as-number": m.settings_fault_expiresAsNumber,
  "expires-missing": m.settings_fault_expiresMissing,
  "expires-unreadable": m.settings_fault_expiresUnreadable,
  "bare-error": m.settings_fault_bareError,
  "echo-secret": m.settings_fault_echoSecret,
  "huge-body": m.settings_fault_hugeBody,
  "resource-api-error": m.settings_fault_resourceApiError,
  "return-code-99": m.settings_fault_returnCode99,
  "rate-limited": m.settings_fault_rateLimited,
  "state-changed": m.settings_fault_stateChanged,
  "redirect-by-script": m.settings_fault_redirectByScript,
  "code-accepted-twice": m.settings_fault_codeAcceptedTwice,
  "code-already-used": m.settings_fault_codeAlreadyUsed,
  "never-rotated": m.settings_fault_neverRotated,
  "wrong-issuer": m.settings_fault_wrongIssuer,
  "wrong-audience": m.settings_fault_wrongAudience,
  "wrong-nonce": m.settings_fault_wrongNonce,
  "expired-id-token": m.settings_fault_expiredIdToken,
  "unknown-kid": m.settings_fault_unknownKid,
  "alg-none": m.settings_fault_algNone,
  "hs256-public-key": m.settings_fault_hs256PublicKey,
  "wrong-at-hash": m.settings_fault_wrongAtHash,
};

/** A fault may carry a value after "=", such as `clock-off=-32400`; one without words is shown by its name. */
export function faultWords(fault: string): string {
  const [name = fault] = fault.split("=");
  return words[name]?.() ?? fault;
}
