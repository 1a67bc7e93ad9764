// What is wrong with an assertion or a key, in words.
import type { Cause } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

import type { CauseWords } from "./facts";

export const assertion = {
  timesInMilliseconds: {
    title: () => m.cause_timesInMilliseconds_title(),
    why: m.cause_timesInMilliseconds_why,
    short: m.cause_timesInMilliseconds_short,
  },
  lifetimeInMilliseconds: {
    title: m.cause_lifetimeInMilliseconds_title,
    why: () => m.cause_lifetimeInMilliseconds_why(),
    short: m.cause_lifetimeInMilliseconds_short,
  },
  timesAsText: {
    title: () => m.cause_timesAsText_title(),
    why: m.cause_timesAsText_why,
    short: m.cause_timesAsText_short,
  },
  ordinaryBase64: {
    title: () => m.cause_ordinaryBase64_title(),
    why: m.cause_ordinaryBase64_why,
    short: m.cause_ordinaryBase64_short,
  },
  assertionBroken: {
    title: () => m.cause_assertionBroken_title(),
    why: m.cause_assertionBroken_why,
    short: m.cause_assertionBroken_short,
  },
  algorithmWrong: {
    title: () => m.cause_algorithmWrong_title(),
    why: m.cause_algorithmWrong_why,
    short: m.cause_algorithmWrong_short,
  },
  claimMissing: {
    title: m.cause_claimMissing_title,
    why: () => m.cause_claimMissing_why(),
    short: m.cause_claimMissing_short,
  },
  assertionStale: {
    title: m.cause_assertionStale_title,
    why: () => m.cause_assertionStale_why(),
    short: m.cause_assertionStale_short,
  },
  keyEscapedNewlines: {
    title: () => m.cause_keyEscapedNewlines_title(),
    why: () => m.cause_keyEscapedNewlines_why(),
    short: m.cause_keyEscapedNewlines_short,
  },
  keyTextDamaged: {
    title: () => m.cause_keyTextDamaged_title(),
    why: m.cause_keyTextDamaged_why,
    short: m.cause_keyTextDamaged_short,
  },
  keyCutOff: {
    title: () => m.cause_keyCutOff_title(),
    why: () => m.cause_keyCutOff_why(),
    short: m.cause_keyCutOff_short,
  },
  keyPkcs1: {
    title: () => m.cause_keyPkcs1_title(),
    why: () => m.cause_keyPkcs1_why(),
    short: m.cause_keyPkcs1_short,
  },
  keyWrapped: {
    title: () => m.cause_keyWrapped_title(),
    why: () => m.cause_keyWrapped_why(),
    short: m.cause_keyWrapped_short,
  },
  keyUnusable: {
    title: () => m.cause_keyUnusable_title(),
    why: m.cause_keyUnusable_why,
    short: m.cause_keyUnusable_short,
  },
  keyFileReadable: {
    title: () => m.cause_keyFileReadable_title(),
    why: () => m.cause_keyFileReadable_why(),
    short: m.cause_keyFileReadable_short,
  },
} satisfies Partial<Record<Cause, CauseWords>>;
