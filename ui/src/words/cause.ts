// Why a run failed, in words: a title, the reason, and two words for a list. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { Cause, Diagnosis } from "$lib/ipc/bindings";

import { assertion } from "./cause/assertion";
import { channel } from "./cause/channel";
import { refused } from "./cause/refused";
import { request } from "./cause/request";
import { signIn } from "./cause/signIn";
import { sso } from "./cause/sso";
import { unanswered } from "./cause/unanswered";
import type { CauseWords } from "./cause/facts";

export type { CauseFacts } from "./cause/facts";

export const causeWords: Record<Cause, CauseWords> = {
  ...refused,
  ...unanswered,
  ...assertion,
  ...request,
  ...signIn,
  ...channel,
  ...sso,
  otherRefusal: {
    title: m.cause_otherRefusal_title,
    why: () => m.cause_otherRefusal_why(),
    short: m.cause_otherRefusal_short,
  },
  other: {
    title: () => m.cause_other_title(),
    why: () => m.cause_other_why(),
    short: m.cause_other_short,
  },
};

type Told = Pick<CauseWords, "title" | "why">;

/** The words of a cause in a pasted text, where no record and no run is meant. */
const pastedWords: Partial<Record<Cause, Told>> = {
  clockFast: { title: m.cause_clockFast_titlePasted, why: m.cause_clockFast_whyPasted },
  localTimeAsUtc: { title: m.cause_localTimeAsUtc_titlePasted, why: m.cause_localTimeAsUtc_whyPasted },
  keyNotThisApps: {
    title: () => m.cause_keyNotThisApps_titlePasted(),
    why: () => m.cause_keyNotThisApps_whyPasted(),
  },
  issuerWrong: { title: () => m.cause_issuerWrong_titlePasted(), why: m.cause_issuerWrong_whyPasted },
  subjectWrong: { title: () => m.cause_subjectWrong_titlePasted(), why: m.cause_subjectWrong_whyPasted },
  refreshTokenExpired: {
    title: () => m.cause_refreshTokenExpired_titlePasted(),
    why: () => m.cause_refreshTokenExpired_whyPasted(),
  },
  wrongPath: { title: () => m.cause_wrongPath_titlePasted(), why: () => m.cause_wrongPath_whyPasted() },
  channelAssertionWrong: {
    title: () => m.cause_channelAssertionWrong_titlePasted(),
    why: (facts) => m.cause_channelAssertionWrong_why(facts),
  },
  channelAssertionRefused: {
    title: () => m.cause_channelAssertionRefused_titlePasted(),
    why: () => m.cause_channelAssertionRefused_whyPasted(),
  },
  assertionExpiryRefused: {
    title: () => m.cause_assertionExpiryRefused_title(),
    why: () => m.cause_assertionExpiryRefused_whyPasted(),
  },
  channelKeyUnknown: {
    title: () => m.cause_channelKeyUnknown_title(),
    why: () => m.cause_channelKeyUnknown_whyPasted(),
  },
};

/** Causes whose pasted words quote a claim; without one the general words stand. */
const QUOTING: readonly Cause[] = ["issuerWrong", "subjectWrong"];

/** The words of a cause as it was found. */
export function wordsOf({ cause, params }: Diagnosis): Told {
  if (cause === "keyNotThisApps" && params.signed)
    return { title: () => m.cause_otherKey_titlePasted(), why: () => m.cause_otherKey_whyPasted() };
  if (cause === "keyNotThisApps" && params.lastKey)
    return { title: () => m.cause_lastKey_titlePasted(), why: m.cause_lastKey_whyPasted };
  const pasted =
    params.pasted && (params.actual || !QUOTING.includes(cause)) ? pastedWords[cause] : undefined;
  return pasted ?? causeWords[cause];
}
