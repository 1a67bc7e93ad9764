// A judged token in words: checks, lints, what is wrong with its text, and why a key can't be used. Complete by type.
import { m } from "$lib/paraglide/messages";
import { visible } from "$lib/format/visible";
import { causeWords } from "$lib/words/cause";
import { keyKinds } from "$lib/words/key";
import type {
  MemberChange,
  Check,
  CheckId,
  CheckReason,
  CheckResult,
  KeyFamily,
  KeySetForm,
  KeySetProblem,
  KeySummary,
  KeysFetchView,
  Lint,
  LintId,
  LintSeverity,
  OpaqueShape,
  SkipReason,
  TimeNote,
  TokenKind,
  TokenPart,
  TokenProblem,
  TokenProblemId,
  TokenProfile,
} from "$lib/ipc/bindings";

type Params = Record<string, string | undefined>;

export const tokenKinds: Record<TokenKind, () => string> = {
  jws: m.inspect_kind_jws,
  jwe: m.inspect_kind_jwe,
  brokenJws: m.inspect_kind_brokenJws,
  opaque: m.inspect_kind_opaque,
  empty: m.inspect_kind_empty,
};

export const tokenProfiles: Record<TokenProfile, () => string> = {
  lineWorksAssertion: m.inspect_profile_lineWorksAssertion,
  lineAssertion: m.inspect_profile_lineAssertion,
  idToken: m.inspect_profile_idToken,
};

export const opaqueShapes: Record<OpaqueShape, () => string> = {
  lineWorksJapan: m.inspect_shape_lineWorksJapan,
  lineWorksKorea: m.inspect_shape_lineWorksKorea,
  lineWorksOld: m.inspect_shape_lineWorksOld,
};

export const tokenParts: Record<TokenPart, () => string> = {
  header: m.inspect_partHeader,
  claims: m.inspect_partClaims,
  signature: m.inspect_partSignature,
};

export const timeNotes: Record<TimeNote, () => string> = {
  milliseconds: m.inspect_note_milliseconds,
  fractional: m.inspect_note_fractional,
  text: m.inspect_note_text,
  negative: m.inspect_note_negative,
  huge: m.inspect_note_huge,
  notANumber: m.inspect_note_notANumber,
};

/** The member that a check is about is its name; only the signature is no member. */
export function checkName(id: CheckId): string {
  return id === "signature" ? m.inspect_check_signature() : id;
}

export const checkResults: Record<CheckResult, () => string> = {
  passed: m.inspect_passed,
  failed: m.inspect_failed,
  not_checked: m.inspect_not_checked,
};

const reasons: Record<CheckReason, () => string> = {
  holds: m.inspect_reason_holds,
  different: m.inspect_reason_different,
  mismatch: m.inspect_reason_mismatch,
  noKey: m.inspect_reason_noKey,
  signatureCutOut: m.inspect_reason_signatureCutOut,
  malformed: m.inspect_reason_malformed,
  duplicateMember: m.inspect_reason_duplicateMember,
  tooDeep: m.inspect_reason_tooDeep,
  unknownCrit: m.inspect_reason_unknownCrit,
  unencodedPayload: m.inspect_reason_unencodedPayload,
  wrongLength: m.inspect_reason_wrongLength,
  derSignature: m.inspect_reason_derSignature,
  algNone: m.inspect_reason_algNone,
  algMissing: m.inspect_reason_algMissing,
  algUnknown: m.inspect_reason_algUnknown,
  algNotForKey: m.inspect_reason_algNotForKey,
  algNotChosen: m.inspect_reason_algNotChosen,
  kidNotFound: m.inspect_reason_kidNotFound,
  kidAmbiguous: m.inspect_reason_kidAmbiguous,
  kidMissing: m.inspect_reason_kidMissing,
  keyHasNoKid: m.inspect_reason_keyHasNoKid,
  noKid: m.inspect_reason_noKid,
  keyUnusable: m.inspect_reason_keyUnusable,
  noFittingKey: m.inspect_reason_noFittingKey,
  nothingExpected: m.inspect_reason_nothingExpected,
  absent: m.inspect_reason_absent,
  unreadable: m.inspect_reason_unreadable,
  notYet: m.inspect_reason_notYet,
  over: m.inspect_reason_over,
  noAccessToken: m.inspect_reason_noAccessToken,
};

export function checkReason(check: Check): string {
  return reasons[check.reason]();
}

const lints: Record<LintId, (params: Params) => string> = {
  noExpiry: () => m.inspect_lint_noExpiry(),
  noIssuer: () => m.inspect_lint_noIssuer(),
  noAudience: () => m.inspect_lint_noAudience(),
  expiryBeforeIssue: () => m.inspect_lint_expiryBeforeIssue(),
  hiddenCharacters: () => m.inspect_lint_hiddenCharacters(),
  fractionalTime: () => m.inspect_lint_fractionalTime(),
  timeNotSeconds: (p) => m.inspect_lint_timeNotSeconds({ value: p.value ?? "?" }),
  nonceShort: (p) => m.inspect_lint_nonceShort({ length: p.length ?? "?", least: p.least ?? "?" }),
  emailNotAddress: () => m.inspect_lint_emailNotAddress(),
  noAuthTime: () => m.inspect_lint_noAuthTime(),
  secretShort: (p) => m.inspect_lint_secretShort({ bits: p.bits ?? "?", least: p.least ?? "?" }),
  algNotRs256: (p) => m.inspect_lint_algNotRs256({ actual: p.actual ?? "?" }),
  typNotJwt: (p) => m.inspect_lint_typNotJwt({ actual: p.actual ?? "" }),
  kidNotUsed: () => m.inspect_lint_kidNotUsed(),
  kidMissing: () => m.inspect_lint_kidMissing(),
  claimMissing: () => m.inspect_lint_claimMissing(),
  claimNotUsed: () => m.inspect_lint_claimNotUsed(),
  subjectNotServiceAccount: (p) => m.inspect_lint_subjectNotServiceAccount({ actual: p.actual ?? "?" }),
  issuerNotSubject: (p) => m.inspect_lint_issuerNotSubject({ iss: p.iss ?? "?", sub: p.sub ?? "?" }),
  channelIdNotText: () => m.inspect_lint_channelIdNotText(),
  audienceWrong: (p) =>
    m.inspect_lint_audienceWrong({ actual: p.actual ?? "?", expected: p.expected ?? "?" }),
  lifeTooLong: (p) => m.inspect_lint_lifeTooLong({ seconds: p.seconds ?? "?", most: p.most ?? "?" }),
  tokenLifeTooLong: (p) =>
    m.inspect_lint_tokenLifeTooLong({ seconds: p.seconds ?? "?", most: p.most ?? "?" }),
  tokenLifeIsDate: (p) => m.inspect_lint_tokenLifeIsDate({ value: p.value ?? "?" }),
  tokenLifeNotNumber: (p) => m.inspect_lint_tokenLifeNotNumber({ value: p.value ?? "?" }),
  noTokenLife: () => m.inspect_lint_noTokenLife(),
  localTimeAsUtc: (p) => m.inspect_lint_localTimeAsUtc({ minutes: p.minutes ?? "?" }),
};

export function lintText(lint: Lint): string {
  const text = visible(lints[lint.id](lint.params));
  return lint.claim === null ? text : m.inspect_aboutClaim({ claim: visible(lint.claim), text });
}

export const lintSeverities: Record<LintSeverity, () => string> = {
  error: m.inspect_severity_error,
  warning: m.inspect_severity_warning,
  note: m.inspect_severity_note,
};

const problems: Record<TokenProblemId, (params: Params) => string> = {
  bearerPrefix: () => m.inspect_problem_bearerPrefix(),
  surroundingBlanks: () => m.inspect_problem_surroundingBlanks(),
  surroundingQuotes: () => m.inspect_problem_surroundingQuotes(),
  blankInside: () => m.inspect_problem_blankInside(),
  tooLong: (p) => m.inspect_problem_tooLong({ bytes: p.bytes ?? "?", most: p.most ?? "?" }),
  wrongPartCount: (p) => m.inspect_problem_wrongPartCount({ parts: p.parts ?? "?" }),
  noSignature: () => m.inspect_problem_noSignature(),
  padding: () => m.inspect_problem_padding(),
  ordinaryBase64: (p) => m.inspect_problem_ordinaryBase64({ character: p.character ?? "?" }),
  foreignCharacter: (p) => m.inspect_problem_foreignCharacter({ character: p.character ?? "?" }),
  impossibleLength: () => m.inspect_problem_impossibleLength(),
  strayBits: () => m.inspect_problem_strayBits(),
  notUtf8: () => m.inspect_problem_notUtf8(),
  notAnObject: () => m.inspect_problem_notAnObject(),
  brokenJson: (p) => m.inspect_problem_brokenJson({ offset: p.offset ?? "?" }),
  duplicateMember: (p) => m.inspect_problem_duplicateMember({ name: p.name ?? "?" }),
  tooDeep: (p) => m.inspect_problem_tooDeep({ name: p.name ?? "?" }),
  algNone: () => m.inspect_problem_algNone(),
  algMissing: () => m.inspect_problem_algMissing(),
  unknownCrit: (p) => m.inspect_problem_unknownCrit({ names: p.names ?? "?" }),
  unencodedPayload: () => m.inspect_problem_unencodedPayload(),
  keyInHeader: (p) => m.inspect_problem_keyInHeader({ name: p.name ?? "?" }),
};

/** What was left out around a token harms nothing. */
const harmless: readonly TokenProblemId[] = ["bearerPrefix", "surroundingBlanks", "surroundingQuotes"];

export function isHarmless(problem: TokenProblem): boolean {
  return harmless.includes(problem.id);
}

/** With the part and the place, counted from 1. */
export function problemText(problem: TokenProblem): string {
  const text = visible(problems[problem.id](problem.params));
  const part = problem.part === null ? null : tokenParts[problem.part]();
  const position = problem.position === null ? null : problem.position + 1;
  if (isHarmless(problem)) return text;
  if (part !== null && position !== null) return m.inspect_problemAt({ part, position, text });
  if (part !== null) return m.inspect_problemIn({ part, text });
  return position === null ? text : m.inspect_problemAtOnly({ position, text });
}

const families: Record<KeyFamily, (bits: number) => string> = {
  rsa: (bits) => m.inspect_keyFamily_rsa({ bits }),
  rsaPss: (bits) => m.inspect_keyFamily_rsaPss({ bits }),
  p256: () => m.inspect_keyFamily_p256(),
  p384: () => m.inspect_keyFamily_p384(),
  p521: () => m.inspect_keyFamily_p521(),
  ed25519: () => m.inspect_keyFamily_ed25519(),
  secret: (bits) => m.inspect_keyFamily_secret({ bits }),
};

export function keyText(key: KeySummary): string {
  return families[key.family](key.bits);
}

export const keyForms: Record<KeySetForm, () => string> = {
  jwks: m.inspect_form_jwks,
  jwk: m.inspect_form_jwk,
  publicKey: m.inspect_form_publicKey,
  certificate: m.inspect_form_certificate,
  privateKey: m.inspect_form_privateKey,
  secret: m.inspect_form_secret,
};

export const skipReasons: Record<SkipReason, () => string> = {
  unknownType: m.inspect_skip_unknownType,
  notForSignatures: m.inspect_skip_notForSignatures,
  algDoesNotFit: m.inspect_skip_algDoesNotFit,
  garbled: m.inspect_skip_garbled,
  rsaTooSmall: m.inspect_skip_rsaTooSmall,
  rsaTooLarge: m.inspect_skip_rsaTooLarge,
  refused: m.inspect_skip_refused,
  keyAsSecret: m.inspect_skip_keyAsSecret,
  tooMany: m.inspect_skip_tooMany,
};

const keyErrors: Record<KeySetProblem["reason"], (problem: KeySetProblem) => string> = {
  tooLarge: () => m.inspect_keyError_tooLarge(),
  notAKey: (problem) =>
    m.inspect_keyError_notAKey({ kind: problem.reason === "notAKey" ? keyKinds[problem.kind]() : "" }),
  encrypted: () => m.inspect_keyError_encrypted(),
  noUsableKey: () => m.inspect_keyError_noUsableKey(),
  emptySecret: () => m.inspect_keyError_emptySecret(),
  asymmetricSecret: () => m.inspect_keyError_asymmetricSecret(),
  appHasNoKey: () => m.inspect_keyError_appHasNoKey(),
  fileGone: () => m.inspect_keyError_fileGone(),
};

export function keyErrorText(problem: KeySetProblem): string {
  return keyErrors[problem.reason](problem);
}

/** Why an address gave no keys. */
export function keysRefusal(view: Exclude<KeysFetchView, { outcome: "fetched" }>): string {
  switch (view.outcome) {
    case "address":
      return m.inspect_addressBad();
    case "notConfirmed":
      return m.inspect_fetchNotConfirmed({ host: visible(view.host) });
    case "redirected":
      return m.inspect_fetchRedirected({ status: view.status, location: visible(view.location) });
    case "status":
      return m.inspect_fetchStatus({ status: view.status });
    case "unanswered":
      return m.inspect_fetchUnanswered({ host: visible(view.host), cause: causeWords[view.cause].short() });
  }
}

export const changes: Record<MemberChange, () => string> = {
  same: m.inspect_change_same,
  changed: m.inspect_change_changed,
  leftOnly: m.inspect_change_leftOnly,
  rightOnly: m.inspect_change_rightOnly,
};
