// The values of a diagnosis as its sentences need them: times in words, missing ones empty, the field by its name.
import { timeOfDay } from "$lib/format/time";
import type { Cause, Diagnosis, RuleId, Run } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { returnedWords } from "$lib/words/returned";
import { ruleNames } from "$lib/words/rule";
import type { CauseFacts } from "$lib/words/cause";
import { environments, usableHost } from "$lib/words/environment";
import { shortFingerprint } from "$lib/words/key";
import { ssoValue } from "$lib/words/ssoValue";

/** The host that the run called, from its request or its environment. */
export function hostOf(run: Run): string {
  const url = run.steps.find((step) => step.id === "send")?.request?.url;
  if (url && URL.canParse(url)) return new URL(url).host;
  const { environment } = run;
  if (environment.kind === "custom") return usableHost(environment.authBase) ?? environment.authBase;
  return environments[environment.kind].host ?? environments[environment.kind].service();
}

function clockTime(seconds: string | undefined): string {
  const number = Number(seconds);
  return seconds === undefined || Number.isNaN(number) ? (seconds ?? "") : timeOfDay(number * 1000);
}

function fieldOf(rule: string | undefined): string {
  if (rule === "clientIdPresent") return m.detail_clientId();
  if (rule === "serviceAccountPresent") return m.detail_serviceAccount();
  if (rule === "userinfoAddress") return m.detail_userinfoEndpoint();
  if (rule === "introspectionAddress") return m.detail_introspectionEndpoint();
  if (rule === "claimsReadable") return m.detail_assertionClaims();
  return m.detail_authBase();
}

/** What is wrong with a returned address, or the line of the list that an ID token fails. */
function signInProblem({ cause, params }: Diagnosis): string {
  const byRule: Cause[] = ["idTokenRefused", "channelIncomplete", "channelAssertionWrong"];
  if (byRule.includes(cause)) return ruleNames[params.rule as RuleId]?.() ?? "";
  return cause === "returnUnusable" ? returnedWords(params.problem ?? "", params.actual ?? "") : "";
}

function digits(text: string | undefined): string {
  return text?.match(/-?\d+/)?.[0] ?? "";
}

export function diagnosisFacts(run: Run, diagnosis: Diagnosis | null = run.diagnosis): CauseFacts {
  const params = diagnosis?.params ?? {};
  // A customer's server: what was wanted and found is told by a line of its list.
  const ofLine = diagnosis?.cause.startsWith("sso") === true && diagnosis.cause !== "ssoUserDiffers";
  const say = (value = "") => (ofLine ? ssoValue(value) : value);
  return {
    seconds: params.seconds ?? digits(params.actual),
    limit: params.limit ?? "3600",
    days: params.days ?? "",
    hours: params.hours ?? "",
    computer: clockTime(params.computer),
    server: clockTime(params.server),
    scopes: params.scopes ?? "",
    closed: params.closed ?? "",
    expected: say(params.expected),
    actual: say(params.actual),
    path: params.path ?? "",
    code: params.code ?? "",
    location: params.location ?? "",
    contentType: params.contentType ?? "",
    host: params.host ?? hostOf(run),
    status: params.status ?? String(run.httpStatus ?? ""),
    error: params.error ?? "",
    field: fieldOf(params.rule),
    iat: "",
    exp: "",
    claims: "",
    position: "",
    character: "",
    repairs: "",
    problem: diagnosis ? signInProblem(diagnosis) : "",
    lastKey: shortFingerprint(params.lastKey ?? ""),
    reference: "",
    kid: params.kid ?? "",
    newer: params.newer ?? "",
  };
}

/** What happened, in one sentence: how far the run came. */
export function whatHappened(run: Run): string {
  const facts = diagnosisFacts(run);
  const service = environments[run.environment.kind].service();
  const { host, status, error } = facts;
  if (run.outcome === "cancelled") return m.run_what_cancelled();
  if (run.httpStatus !== null) {
    if (error !== "") return m.run_what_refused({ service, error, status });
    const cut = run.steps.some((step) => step.response?.truncated);
    return cut ? m.run_what_broken({ host }) : m.run_what_answered({ host, status });
  }
  const sent = run.steps.some((step) => step.id === "send" && step.status === "failed");
  if (sent) return m.run_what_noAnswer({ host });
  const returned = run.steps.some(({ id, status }) => id === "return" && status === "failed");
  return returned ? m.run_what_noCode() : m.run_what_notSent();
}
