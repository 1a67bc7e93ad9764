// Channels of LINE, in words.
import type { Cause } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

import type { CauseWords } from "./facts";

export const channel = {
  channelIncomplete: {
    title: () => m.cause_channelIncomplete_title(),
    why: (facts) => m.cause_channelIncomplete_why(facts),
    short: m.cause_channelIncomplete_short,
  },
  channelAssertionWrong: {
    title: () => m.cause_channelAssertionWrong_title(),
    why: (facts) => m.cause_channelAssertionWrong_why(facts),
    short: m.cause_channelAssertionWrong_short,
  },
  tooManyTokens: {
    title: () => m.cause_tooManyTokens_title(),
    why: () => m.cause_tooManyTokens_why(),
    short: m.cause_tooManyTokens_short,
  },
  channelKeyUnknown: {
    title: () => m.cause_channelKeyUnknown_title(),
    why: (facts) => m.cause_channelKeyUnknown_why(facts),
    short: m.cause_channelKeyUnknown_short,
  },
  channelKeyOfAnother: {
    title: () => m.cause_channelKeyOfAnother_title(),
    why: () => m.cause_channelKeyOfAnother_why(),
    short: m.cause_channelKeyOfAnother_short,
  },
  assertionExpiryRefused: {
    title: () => m.cause_assertionExpiryRefused_title(),
    why: (facts) => m.cause_assertionExpiryRefused_why(facts),
    short: m.cause_assertionExpiryRefused_short,
  },
  channelAssertionRefused: {
    title: () => m.cause_channelAssertionRefused_title(),
    why: () => m.cause_channelAssertionRefused_why(),
    short: m.cause_channelAssertionRefused_short,
  },
  channelIdUnknown: {
    title: () => m.cause_channelIdUnknown_title(),
    why: () => m.cause_channelIdUnknown_why(),
    short: m.cause_channelIdUnknown_short,
  },
  channelSecretWrong: {
    title: () => m.cause_channelSecretWrong_title(),
    why: () => m.cause_channelSecretWrong_why(),
    short: m.cause_channelSecretWrong_short,
  },
  tokenOfOtherFamily: {
    title: () => m.cause_tokenOfOtherFamily_title(),
    why: () => m.cause_tokenOfOtherFamily_why(),
    short: m.cause_tokenOfOtherFamily_short,
  },
  channelTokenBroken: {
    title: () => m.cause_channelTokenBroken_title(),
    why: () => m.cause_channelTokenBroken_why(),
    short: m.cause_channelTokenBroken_short,
  },
  channelTokenOver: {
    title: () => m.cause_channelTokenOver_title(),
    why: () => m.cause_channelTokenOver_why(),
    short: m.cause_channelTokenOver_short,
  },
  pushedOut: {
    title: () => m.cause_pushedOut_title(),
    why: (facts) => m.cause_pushedOut_why(facts),
    short: m.cause_pushedOut_short,
  },
  statelessOnly: {
    title: () => m.cause_statelessOnly_title(),
    why: () => m.cause_statelessOnly_why(),
    short: m.cause_statelessOnly_short,
  },
  lineLoginMixedUp: {
    title: () => m.cause_lineLoginMixedUp_title(),
    why: (facts) => m.cause_lineLoginMixedUp_why(facts),
    short: m.cause_lineLoginMixedUp_short,
  },
} satisfies Partial<Record<Cause, CauseWords>>;
