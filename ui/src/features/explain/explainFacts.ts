// The values of a fault in a pasted text as its sentences need them: times in words, missing ones empty.
import { timeOfDay } from "$lib/format/time";
import { visible } from "$lib/format/visible";
import type { Diagnosis, KeyProblem, Repair, RuleId, TokenPart, TokenProblemId } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import type { CauseFacts } from "$lib/words/cause";
import { problemText } from "$lib/words/inspection";
import { keyProblemWords, keyRepairs } from "$lib/words/key";
import { ruleNames } from "$lib/words/rule";

/** A time with its date: what was pasted may be of another day. */
function dateTime(seconds: string | undefined): string {
  const number = Number(seconds);
  if (seconds === undefined || seconds === "" || Number.isNaN(number)) return seconds ?? "";
  const date = new Date(number * 1000);
  if (Number.isNaN(date.getTime())) return seconds;
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  return `${day} ${timeOfDay(number * 1000)}`;
}

/** What was measured is a list of identifiers, by blanks. */
function repairs(ids = ""): string {
  const words = ids.split(" ").filter((id): id is Repair => id in keyRepairs);
  return words.map((id) => keyRepairs[id]()).join(m.explain_between());
}

/** What is wrong with a key, or with a token and where; it was measured as an identifier, its place counted from 1. */
function problem({ cause, params }: Diagnosis): string {
  if (cause === "channelAssertionWrong") return ruleNames[params.rule as RuleId]?.() ?? "";
  if (params.problem === undefined) return "";
  if (cause === "keyUnusable") return keyProblemWords(params.problem as KeyProblem, params.bits ?? "");
  const { part = null, position } = params;
  return problemText({
    id: params.problem as TokenProblemId,
    part: part as TokenPart | null,
    position: position === undefined ? null : Number(position) - 1,
    params,
  });
}

export function explainFacts(diagnosis: Diagnosis): CauseFacts {
  const params = diagnosis.params;
  const shown = (name: string) => visible(params[name] ?? "");
  // Where an offset was measured, iat is a time; elsewhere it is quoted as it was written.
  const measured = params.direction !== undefined;
  return {
    seconds: shown("seconds"),
    limit: params.limit ?? "3600",
    days: params.days ?? "",
    hours: shown("hours"),
    computer: dateTime(params.computer),
    server: dateTime(params.server),
    scopes: shown("scopes"),
    closed: shown("closed"),
    expected: shown("expected"),
    actual: shown("actual"),
    path: shown("path"),
    code: shown("code"),
    location: shown("location"),
    contentType: shown("contentType"),
    host: params.host ? shown("host") : m.explain_theServer(),
    status: shown("status"),
    error: shown("error"),
    field: "",
    iat: measured ? dateTime(params.iat) : shown("iat"),
    exp: shown("exp"),
    claims: shown("claims"),
    position: shown("position"),
    character: shown("character"),
    repairs: repairs(params.repairs),
    problem: problem(diagnosis),
    lastKey: "",
    kid: shown("kid"),
    newer: "",
    reference: params.server
      ? m.explain_serverDate({ time: dateTime(params.server) })
      : m.explain_thisComputer(),
  };
}
