// Dates, times and spans in the language of the page, always with the zone where a moment is told.
import { locale } from "$lib/state/locale.svelte";

import { dateFormat, spanFormat } from "./formatters";

function tag(): string {
  return locale.current === "ja" ? "ja-JP" : "en-GB";
}

function format(ms: number, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(tag(), { hourCycle: "h23", ...options }).format(ms);
}

function zoneIn(language: string, ms: number): string {
  const parts = dateFormat(language, { timeZoneName: "short" }).formatToParts(ms);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

/** "JST", "CET", or "GMT+9" where the zone has no short name in any language known here. */
export function zone(ms: number): string {
  const here = zoneIn("en-GB", ms);
  if (!here.startsWith("GMT+") && !here.startsWith("GMT-")) return here;
  const japanese = zoneIn("ja-JP", ms);
  return /^[A-Z]{3,4}$/.test(japanese) ? japanese : here;
}

/** "14:32". */
export function hourMinute(ms: number): string {
  return format(ms, { hour: "2-digit", minute: "2-digit" });
}

/** "14:32:08". */
export function timeOfDay(ms: number): string {
  return format(ms, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** "15 Apr 2026" or "2026年4月15日". */
export function day(ms: number): string {
  return locale.current === "ja"
    ? format(ms, { year: "numeric", month: "long", day: "numeric" })
    : format(ms, { day: "numeric", month: "short", year: "numeric" });
}

/** "15 Apr" or "4月15日". */
export function dayMonth(ms: number): string {
  return locale.current === "ja"
    ? format(ms, { month: "long", day: "numeric" })
    : format(ms, { day: "numeric", month: "short" });
}

/** "15 Apr, 14:32:08 JST" or "4月15日 14:32:08 JST". */
export function moment(ms: number): string {
  const gap = locale.current === "ja" ? " " : ", ";
  return `${dayMonth(ms)}${gap}${timeOfDay(ms)} ${zone(ms)}`;
}

/** "12 Mar 2026, 09:45" or "2026年3月12日 09:45". */
export function dayAndTime(ms: number): string {
  const gap = locale.current === "ja" ? " " : ", ";
  return `${day(ms)}${gap}${hourMinute(ms)}`;
}

/** "Wed 15 Apr 2026, 14:32 JST" or "2026年4月15日(水) 14:32 JST". */
export function wallClock(ms: number): string {
  const weekday = format(ms, { weekday: "short" });
  const rest = `${hourMinute(ms)} ${zone(ms)}`;
  return locale.current === "ja" ? `${day(ms)}(${weekday}) ${rest}` : `${weekday} ${day(ms)}, ${rest}`;
}

/** A span as a countdown: "8:42", "23:57:52". */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(left / 3600);
  const minutes = Math.floor((left % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(left % 60)}` : `${minutes}:${two(left % 60)}`;
}

/** Microseconds as a person reads them: "0.4 ms", "141 ms", "2.61 s". */
export function duration(micros: number): string {
  if (micros < 10_000) return `${(micros / 1000).toFixed(1)} ms`;
  if (micros < 1_000_000) return `${Math.round(micros / 1000)} ms`;
  return `${(micros / 1_000_000).toFixed(2)} s`;
}

/** "+09:00": how far local time is from UTC at that moment. */
export function offset(ms: number): string {
  const minutes = -new Date(ms).getTimezoneOffset();
  const two = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** "15 Apr 2026, 13:58:10 +09:00" or "2026年4月15日 13:58:10 +09:00". */
export function fullMoment(ms: number): string {
  const gap = locale.current === "ja" ? " " : ", ";
  return `${day(ms)}${gap}${timeOfDay(ms)} ${offset(ms)}`;
}

const UNITS = [
  ["year", 31_556_952],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "in 26 minutes", "34 minutes ago", "26 分後": the largest unit that counts. */
export function fromNow(seconds: number): string {
  const size = Math.abs(seconds);
  const [unit, length] = UNITS.find(([, one]) => size >= one) ?? UNITS[4];
  return spanFormat(tag()).format(Math.trunc(seconds / length), unit);
}
