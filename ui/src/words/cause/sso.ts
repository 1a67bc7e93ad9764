// Servers of customers, in words.
import type { Cause } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

import type { CauseWords } from "./facts";

export const sso = {
  ssoConnectTooSlow: {
    title: () => m.cause_ssoConnectTooSlow_title(),
    why: m.cause_ssoConnectTooSlow_why,
    short: m.cause_ssoConnectTooSlow_short,
  },
  ssoAnswerTooSlow: {
    title: () => m.cause_ssoAnswerTooSlow_title(),
    why: m.cause_ssoAnswerTooSlow_why,
    short: m.cause_ssoAnswerTooSlow_short,
  },
  ssoRedirectRebuilt: {
    title: () => m.cause_ssoRedirectRebuilt_title(),
    why: m.cause_ssoRedirectRebuilt_why,
    short: m.cause_ssoRedirectRebuilt_short,
  },
  ssoStateLost: {
    title: () => m.cause_ssoStateLost_title(),
    why: () => m.cause_ssoStateLost_why(),
    short: m.cause_ssoStateLost_short,
  },
  ssoUserDiffers: {
    title: () => m.cause_ssoUserDiffers_title(),
    why: m.cause_ssoUserDiffers_why,
    short: m.cause_ssoUserDiffers_short,
  },
  ssoLoginTooLate: {
    title: () => m.cause_ssoLoginTooLate_title(),
    why: () => m.cause_ssoLoginTooLate_why(),
    short: m.cause_ssoLoginTooLate_short,
  },
  ssoMailRefused: {
    title: () => m.cause_ssoMailRefused_title(),
    why: m.cause_ssoMailRefused_why,
    short: m.cause_ssoMailRefused_short,
  },
  ssoLogoutStays: {
    title: () => m.cause_ssoLogoutStays_title(),
    why: m.cause_ssoLogoutStays_why,
    short: m.cause_ssoLogoutStays_short,
  },
  ssoAnswerUnusable: {
    title: () => m.cause_ssoAnswerUnusable_title(),
    why: m.cause_ssoAnswerUnusable_why,
    short: m.cause_ssoAnswerUnusable_short,
  },
  ssoRefused: {
    title: () => m.cause_ssoRefused_title(),
    why: m.cause_ssoRefused_why,
    short: m.cause_ssoRefused_short,
  },
} satisfies Partial<Record<Cause, CauseWords>>;
