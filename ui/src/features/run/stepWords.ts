// What stands beside a step's name, and the sentence below it.
import { cutMiddle } from "$lib/format/middle";
import { timeOfDay } from "$lib/format/time";
import type { Run, Step } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { shortFingerprint } from "$lib/words/key";
import { gap } from "$lib/words/span";

export interface StepTag {
  tone: "ok" | "warn" | "bad";
  text: string;
}

const CLOCK_CAUSES = ["clockFast", "clockSlow", "localTimeAsUtc"];

function clockTag(run: Run): StepTag | null {
  const { diagnosis } = run;
  if (!diagnosis || !CLOCK_CAUSES.includes(diagnosis.cause) || !diagnosis.params.seconds) return null;
  const span = { gap: gap(Number(diagnosis.params.seconds)) };
  const fast = diagnosis.params.direction === "fast";
  return { tone: "warn", text: fast ? m.run_aheadTag(span) : m.run_behindTag(span) };
}

function responseTag(run: Run, step: Step): StepTag | null {
  const { response } = step;
  if (!response) return null;
  const passed = step.status === "passed" || step.status === "warned";
  const error = run.diagnosis?.params.error;
  return { tone: passed ? "ok" : "bad", text: `${response.status} ${error ?? response.reason}`.trim() };
}

export function stepTag(run: Run, step: Step): StepTag | null {
  if (step.id === "build") return clockTag(run);
  return step.id === "response" ? responseTag(run, step) : null;
}

function claim(run: Run, name: string) {
  return run.assertion?.claims.find((one) => one.name === name);
}

/** A JSON text without its quotation marks. */
export function claimText(value: string): string {
  return value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

function built(run: Run): string | null {
  const [iss, sub, iat, exp] = ["iss", "sub", "iat", "exp"].map((name) => claim(run, name));
  if (!iss || !sub || !iat?.time || !exp?.time) return null;
  return m.run_built({
    client: cutMiddle(claimText(iss.value), 10),
    account: claimText(sub.value),
    time: timeOfDay(iat.time * 1000),
    minutes: Math.round((exp.time - iat.time) / 60),
  });
}

function checked(step: Step): string | null {
  if (step.verdicts.length === 0) return null;
  const passed = step.verdicts.filter(({ result }) => result === "passed").length;
  return m.run_checksPassed({ count: passed, total: step.verdicts.length });
}

export function stepSentence(run: Run, step: Step): string | null {
  if (step.status === "waiting" || step.status === "notReached") return null;
  if (step.id === "build") return built(run);
  if (step.id === "check") return checked(step);
  if (step.id === "sign" && step.status === "passed" && run.keySha256)
    return m.run_keySigned({ fingerprint: shortFingerprint(run.keySha256) });
  return null;
}
