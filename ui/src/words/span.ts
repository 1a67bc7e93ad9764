// Spans of time in words.
import { m } from "$lib/paraglide/messages";
import { dayAndTime } from "$lib/format/time";

/** "412 s", "52 min 10 s" or "9 h 0 min", whichever a person reads fastest. */
export function gap(seconds: number): string {
  const whole = Math.abs(Math.round(seconds));
  if (whole < 1000) return m.run_gapSeconds({ seconds: whole });
  if (whole < 7200) return m.run_gapMinutes({ minutes: Math.floor(whole / 60), seconds: whole % 60 });
  return m.run_gapHours({ hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60) });
}

/** "2 min ago"; from yesterday on, the date. Both in seconds since the epoch. */
export function ago(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  if (passed < 60) return m.run_agoNow();
  if (passed < 3600) return m.run_agoMinutes({ count: Math.floor(passed / 60) });
  if (passed < 86_400) return m.run_agoHours({ count: Math.floor(passed / 3600) });
  return dayAndTime(at * 1000);
}
