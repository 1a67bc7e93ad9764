// What is left of a channel access token, in words and as a part of its life.
import { countdown } from "$lib/format/time";
import type { ChannelTokenView } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

const DAY = 86_400;

/** "4 d", "2 h 12 min" or "14:32": days where there are any. */
function span(seconds: number): string {
  return seconds >= DAY ? m.channel_days({ days: Math.floor(seconds / DAY) }) : countdown(seconds);
}

/** "4 d of 30 d"; the life of a token that was added is not known, nor the end of one without end. */
export function timeLeft({ endsAt, since, pasted }: ChannelTokenView, now: number): string {
  if (endsAt === null) return m.channel_noEnd();
  const left = span(Math.max(0, endsAt - now));
  const life = endsAt - since;
  // A verification gives the end anew, some seconds off: a life of days stays one of whole days.
  const whole = life >= DAY - 60 ? m.channel_days({ days: Math.round(life / DAY) }) : span(life);
  return pasted ? left : m.channel_of({ left, whole });
}

/** 0 to 1. */
export function partLeft({ endsAt, since }: ChannelTokenView, now: number): number {
  return endsAt === null ? 1 : (endsAt - now) / Math.max(1, endsAt - since);
}

/** Less than a minute: time for a new one (facts.md 8.4 row 59). */
export function isSoonOver({ endsAt, state }: ChannelTokenView, now: number): boolean {
  return state === "live" && endsAt !== null && endsAt - now < 60;
}
