// Redirect URLs in words: rules, differences, verdicts and what a visit showed. Complete by type.
import { m } from "$lib/paraglide/messages";
import { visible } from "$lib/format/visible";
import { causeWords } from "$lib/words/cause";
import type {
  Difference,
  DifferenceKind,
  PartName,
  RedirectProbeView,
  RedirectReport,
  SentForm,
  Span,
  UrlRuleId,
  UrlRuleResult,
  UrlRuleSet,
  UrlRuleSeverity,
} from "$lib/ipc/bindings";

type Values = Record<"expected" | "actual", string>;

export const ruleSets: Record<UrlRuleSet, () => string> = {
  lineWorks: m.redirect_set_lineWorks,
  lineWorksLogout: m.redirect_set_lineWorksLogout,
  sso: m.redirect_set_sso,
  oauth: m.redirect_set_oauth,
};

export const urlRules: Record<UrlRuleId, () => string> = {
  sentOnce: m.redirect_rule_sentOnce,
  absolute: m.redirect_rule_absolute,
  https: m.redirect_rule_https,
  noFragment: m.redirect_rule_noFragment,
  noHidden: m.redirect_rule_noHidden,
  noFullWidth: m.redirect_rule_noFullWidth,
  subdomain: m.redirect_rule_subdomain,
  ssoPort: m.redirect_rule_ssoPort,
  noPort: m.redirect_rule_noPort,
  noQuery: m.redirect_rule_noQuery,
  noUserInfo: m.redirect_rule_noUserInfo,
  noIpAddress: m.redirect_rule_noIpAddress,
  noWildcard: m.redirect_rule_noWildcard,
  lowerCase: m.redirect_rule_lowerCase,
  asciiHost: m.redirect_rule_asciiHost,
  noLookAlike: m.redirect_rule_noLookAlike,
  asciiPath: m.redirect_rule_asciiPath,
  percentEncoding: m.redirect_rule_percentEncoding,
  unchanged: m.redirect_rule_unchanged,
  count: m.redirect_rule_count,
  noDuplicate: m.redirect_rule_noDuplicate,
  noTwin: m.redirect_rule_noTwin,
  needsOpenid: m.redirect_rule_needsOpenid,
};

const broken: Record<UrlRuleId, (values: Values) => string> = {
  sentOnce: ({ actual }) => m.redirect_broken_sentOnce({ times: actual }),
  absolute: m.redirect_broken_absolute,
  https: m.redirect_broken_https,
  noFragment: m.redirect_broken_noFragment,
  noHidden: m.redirect_broken_noHidden,
  noFullWidth: m.redirect_broken_noFullWidth,
  subdomain: m.redirect_broken_subdomain,
  ssoPort: m.redirect_broken_ssoPort,
  noPort: m.redirect_broken_noPort,
  noQuery: m.redirect_broken_noQuery,
  noUserInfo: () => m.redirect_broken_noUserInfo(),
  noIpAddress: m.redirect_broken_noIpAddress,
  noWildcard: m.redirect_broken_noWildcard,
  lowerCase: m.redirect_broken_lowerCase,
  asciiHost: m.redirect_broken_asciiHost,
  noLookAlike: m.redirect_broken_noLookAlike,
  asciiPath: m.redirect_broken_asciiPath,
  percentEncoding: m.redirect_broken_percentEncoding,
  unchanged: m.redirect_broken_unchanged,
  count: m.redirect_broken_count,
  noDuplicate: m.redirect_broken_noDuplicate,
  noTwin: m.redirect_broken_noTwin,
  needsOpenid: () => m.redirect_broken_needsOpenid(),
};

/** What is wrong and what would be right. */
export function brokenText(rule: UrlRuleResult): string {
  const values = { expected: visible(rule.expected), actual: visible(rule.actual) };
  if (rule.id === "sentOnce" && rule.actual === "0") return m.redirect_broken_sentNever();
  if (rule.source === "RFC 8252, 7.3 and 8.3") return m.redirect_broken_loopbackName(values);
  if (rule.source === "RFC 8252, 7.1") return m.redirect_broken_privateScheme(values);
  if (rule.id === "https" && rule.actual === "") return m.redirect_broken_httpsMissing(values);
  if (rule.id === "https" && rule.severity !== "error") return m.redirect_broken_httpsDoubtful(values);
  return broken[rule.id](values);
}

export const urlSeverities: Record<UrlRuleSeverity, () => string> = {
  error: m.finding_severityError,
  warning: m.finding_severityWarning,
  info: m.finding_severityInfo,
};

export const differenceKinds: Record<DifferenceKind, () => string> = {
  case: m.redirect_kind_case,
  trailingSlash: m.redirect_kind_trailingSlash,
  scheme: m.redirect_kind_scheme,
  port: m.redirect_kind_port,
  encoding: m.redirect_kind_encoding,
  blank: m.redirect_kind_blank,
  hidden: m.redirect_kind_hidden,
  fullWidth: m.redirect_kind_fullWidth,
  lookAlike: m.redirect_kind_lookAlike,
  userInfo: m.redirect_kind_userInfo,
  host: m.redirect_kind_host,
  path: m.redirect_kind_path,
  query: m.redirect_kind_query,
  fragment: m.redirect_kind_fragment,
};

/** People count from 1. */
function place({ from, to }: Span): string {
  return to - from > 1 ? m.redirect_places({ from: from + 1, to }) : m.redirect_place({ from: from + 1 });
}

/** Both sides and the place; a blank says that it is one. */
export function differenceText(found: Difference): string {
  const said = (text: string) => (text.trim() === "" && text !== "" ? m.redirect_blank() : visible(text));
  const [sent, registered] = [said(found.sent), said(found.registered)];
  if (sent === "") return m.redirect_diff_registeredOnly({ registered, place: place(found.registeredSpan) });
  if (registered === "") return m.redirect_diff_sentOnly({ sent, place: place(found.sentSpan) });
  return m.redirect_diff_both({ sent, registered, place: place(found.sentSpan) });
}

export const parts: Record<PartName, () => string> = {
  scheme: m.redirect_part_scheme,
  userInfo: m.redirect_part_userInfo,
  host: m.redirect_part_host,
  port: m.redirect_part_port,
  path: m.redirect_part_path,
  query: m.redirect_part_query,
  fragment: m.redirect_part_fragment,
};

const forms: Record<Exclude<SentForm, "raw">, () => string> = {
  encoded: m.redirect_form_encoded,
  encodedTwice: m.redirect_form_encodedTwice,
  fromUrl: m.redirect_form_fromUrl,
};

/** How it was read; null when it is judged as it was pasted. */
export function formText({ form, times }: RedirectReport["sent"]): string | null {
  if (form === "raw") return null;
  return times > 1
    ? m.common_sentences({ first: forms[form](), second: m.redirect_formTimes({ times }) })
    : forms[form]();
}

/** The answer in one line. */
export function verdictText(report: RedirectReport, rules: UrlRuleSet, listed: boolean): string {
  const server = rules === "oauth" ? m.redirect_server_other() : m.redirect_server_lineWorks();
  const { verdict, matched, nearest, sent } = report;
  if (sent.times === 0) return m.redirect_verdict_notSent();
  if (matched !== null) {
    if (verdict === "allowed") return m.redirect_verdict_matched();
    return verdict === "warned" ? m.redirect_verdict_matchedWarned() : m.redirect_verdict_matchedRefused();
  }
  if (nearest) return m.redirect_verdict_differs({ server, count: nearest.differences.length });
  if (listed) return m.redirect_verdict_noList({ server });
  if (verdict === "allowed") return m.redirect_verdict_allowed();
  return verdict === "warned" ? m.redirect_verdict_warned() : m.redirect_verdict_refused();
}

/** Why a visit showed nothing. */
export function probeRefusal(view: Exclude<RedirectProbeView, { outcome: "answered" }>): string {
  switch (view.outcome) {
    case "address":
      return m.redirect_probeOnlyHttps();
    case "notConfirmed":
      return m.redirect_probeNotConfirmed({ host: visible(view.host) });
    case "unanswered":
      return m.redirect_probeUnanswered({
        cause: causeWords[view.cause].short(),
        detail: visible(view.detail),
      });
  }
}
