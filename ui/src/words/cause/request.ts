// What is wrong with a pasted request, or with a call of an API, in words.
import type { Cause } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

import type { CauseWords } from "./facts";

export const request = {
  encodedTwice: {
    title: () => m.cause_encodedTwice_title(),
    why: m.cause_encodedTwice_why,
    short: m.cause_encodedTwice_short,
  },
  grantTypeWrong: {
    title: () => m.cause_grantTypeWrong_title(),
    why: () => m.cause_grantTypeWrong_why(),
    short: m.cause_grantTypeWrong_short,
  },
  grantRefused: {
    title: () => m.cause_grantRefused_title(),
    why: () => m.cause_grantRefused_why(),
    short: m.cause_grantRefused_short,
  },
  scopeNotTicked: {
    title: () => m.cause_scopeNotTicked_title(),
    why: () => m.cause_scopeNotTicked_why(),
    short: m.cause_scopeNotTicked_short,
  },
  apiTokenRefused: {
    title: () => m.cause_apiTokenRefused_title(),
    why: () => m.cause_apiTokenRefused_why(),
    short: m.cause_apiTokenRefused_short,
  },
  apiNotForServiceAccounts: {
    title: () => m.cause_apiNotForServiceAccounts_title(),
    why: m.cause_apiNotForServiceAccounts_why,
    short: m.cause_apiNotForServiceAccounts_short,
  },
  meForServiceAccount: {
    title: () => m.cause_meForServiceAccount_title(),
    why: () => m.cause_meForServiceAccount_why(),
    short: m.cause_meForServiceAccount_short,
  },
  apiOneAddress: {
    title: () => m.cause_apiOneAddress_title(),
    why: m.cause_apiOneAddress_why,
    short: m.cause_apiOneAddress_short,
  },
} satisfies Partial<Record<Cause, CauseWords>>;
