// What two runs are compared in, in words. Complete by type.
import { duration, moment } from "$lib/format/time";
import type { ComparedValue, Leg, Outcome, Subject } from "$lib/ipc/bindings";
import type { StatusState } from "$lib/components/StatusIcon.svelte";
import { m } from "$lib/paraglide/messages";

import { causeWords } from "./cause";
import { environments } from "./environment";

const legs: Record<Leg, () => string> = {
  dns: m.compare_legDns,
  connect: m.compare_legConnect,
  firstByte: m.compare_legFirstByte,
  body: m.compare_legBody,
  total: m.compare_legTotal,
};

type Named = Extract<Subject, { name: string }>["kind"];
type Plain = Exclude<Subject["kind"], Named | "timing">;

const named: Record<Named, (subject: { name: string }) => string> = {
  field: m.compare_subject_field,
  header: m.compare_subject_header,
  assertionHeader: m.compare_subject_assertionHeader,
  claim: m.compare_subject_claim,
  answerHeader: m.compare_subject_answerHeader,
};

const plain: Record<Plain, () => string> = {
  outcome: m.compare_subject_outcome,
  cause: m.compare_subject_cause,
  httpStatus: m.compare_subject_httpStatus,
  serverWords: m.compare_subject_serverWords,
  tokenScope: m.compare_subject_tokenScope,
  tokenLife: m.compare_subject_tokenLife,
  key: m.compare_subject_key,
  appName: m.compare_subject_appName,
  appVersion: m.compare_subject_appVersion,
  environment: m.compare_subject_environment,
  clock: m.compare_subject_clock,
  method: m.compare_subject_method,
  url: m.compare_subject_url,
  lifetime: m.compare_subject_lifetime,
  address: m.compare_subject_address,
  certificate: m.compare_subject_certificate,
  httpVersion: m.compare_subject_httpVersion,
  skew: m.compare_subject_skew,
};

export function subjectName(subject: Subject): string {
  if (subject.kind === "timing") return legs[subject.leg]();
  return "name" in subject ? named[subject.kind](subject) : plain[subject.kind]();
}

/** Identifies a row among the rows of one comparison. */
export function subjectKey(subject: Subject): string {
  if (subject.kind === "timing") return `timing ${subject.leg}`;
  return "name" in subject ? `${subject.kind} ${subject.name}` : subject.kind;
}

/** A value in words; secrets and outcomes are drawn instead. */
export function valueText(value: Exclude<ComparedValue, { kind: "secret" } | { kind: "outcome" }>): string {
  switch (value.kind) {
    case "text":
      return value.text;
    case "seconds":
      return m.compare_seconds({ count: value.seconds });
    case "micros":
      return duration(value.us);
    case "time":
      return `${value.at} (${moment(value.at * 1000)})`;
    case "cause":
      return causeWords[value.cause].short();
    case "environment": {
      const { environment } = value;
      const name = environments[environment.kind].short();
      return environment.kind === "custom" ? `${name} ${environment.authBase}` : name;
    }
    case "clock":
      return value.clock === "local" ? m.compare_clockLocal() : m.compare_clockServer();
  }
}

export const outcomeStates: Record<Outcome, StatusState> = {
  passed: "passed",
  failed: "failed",
  cancelled: "cancelled",
  running: "running",
};
