import { beforeEach, describe, expect, it } from "vitest";

import { locale } from "$lib/state/locale.svelte";

import { cutMiddle } from "./middle";
import { countdown, dayAndTime, duration, moment, wallClock } from "./time";
import { visible } from "./visible";

// 15 Apr 2026, 14:32:08 in Tokyo.
const AT = Date.UTC(2026, 3, 15, 5, 32, 8);

describe("time", () => {
  beforeEach(() => {
    process.env.TZ = "Asia/Tokyo";
  });

  it("tells a moment with its zone in English", () => {
    expect(moment(AT)).toBe("15 Apr, 14:32:08 JST");
    expect(wallClock(AT)).toBe("Wed 15 Apr 2026, 14:32 JST");
    expect(dayAndTime(AT)).toBe("15 Apr 2026, 14:32");
  });

  it("tells a moment with its zone in Japanese", () => {
    locale.choose("ja");
    expect(moment(AT)).toBe("4月15日 14:32:08 JST");
    expect(wallClock(AT)).toBe("2026年4月15日(水) 14:32 JST");
  });

  it("follows a computer that is carried to another zone", () => {
    locale.choose("en");
    expect(moment(AT)).toBe("15 Apr, 14:32:08 JST");
    process.env.TZ = "UTC";
    expect(moment(AT)).toBe("15 Apr, 05:32:08 UTC");
  });

  it("counts down with hours only when there are some", () => {
    expect(countdown(522)).toBe("8:42");
    expect(countdown(86_272)).toBe("23:57:52");
    expect(countdown(-3)).toBe("0:00");
  });

  it("rounds a duration to what a person reads", () => {
    expect(duration(400)).toBe("0.4 ms");
    expect(duration(141_320)).toBe("141 ms");
    expect(duration(2_613_000)).toBe("2.61 s");
  });
});

describe("visible", () => {
  it.each([
    ["plain 日本語 text\n\twith lines", "plain 日本語 text\n\twith lines"],
    ["pay\u202Eexe", "pay‹U+202E›exe"],
    ["id\u200B", "id‹U+200B›"],
    ["nul\u0000", "nul‹U+0000›"],
    ["\uFEFFbom", "‹U+FEFF›bom"],
    ["carriage\r\n", "carriage‹U+000D›\n"],
  ])("writes hidden characters out: %j", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});

describe("cutMiddle", () => {
  it("keeps both ends of a long identifier and the whole of a short one", () => {
    expect(cutMiddle("sDTOzw5wABCDEFGHEzcmeQA", 16)).toBe("sDTOzw5w…EzcmeQA");
    expect(cutMiddle("1657340216", 16)).toBe("1657340216");
  });
});
