import { describe, expect, it } from "vitest";

import type { Member } from "../../ipc/bindings";
import { excerptOf, segmentsOf } from "./segments";
import { phase, span } from "./validity";

const at = (name: string, time: number | null): Member => ({
  name,
  valueJson: "",
  shown: "",
  time,
  note: null,
});

describe("segments", () => {
  it("are cut at each dot, and lose nothing", () => {
    const cut = segmentsOf("aa.b.c", null);
    expect(cut.map(({ text, part }) => [text, part])).toEqual([
      ["aa", 1],
      [".", 0],
      ["b", 2],
      [".", 0],
      ["c", 3],
    ]);
  });

  it.each([
    ["aa.b!.c", 4, "!"],
    ["𠮷a!", 2, "!"],
    ["a.b", 1, "."],
  ])("mark the character where %s breaks", (text, place, marked) => {
    const cut = segmentsOf(text, place);
    expect(cut.filter(({ broken }) => broken).map((one) => one.text)).toEqual([marked]);
    expect(cut.map((one) => one.text).join("")).toBe(text);
  });
});

describe("an excerpt", () => {
  it("shows a long text from its beginning, and where it breaks", () => {
    const text = `${"a".repeat(50)}.${"b".repeat(5000)}!${"b".repeat(5000)}`;
    const shown = excerptOf(text, 5051, 60);
    expect(shown.map((one) => one.text).join("")).toBe(
      `${"a".repeat(50)}.${"b".repeat(9)}…${"b".repeat(100)}!${"b".repeat(100)}…`,
    );
    expect(shown.find(({ broken }) => broken)).toMatchObject({ text: "!", part: 2 });
  });

  it("is the whole of a short text", () => {
    expect(excerptOf("a.b", null, 60)).toEqual(segmentsOf("a.b", null));
  });
});

describe("the life of a token", () => {
  it("is where now lies between begin and end", () => {
    const life = span([at("iat", 100), at("exp", 200)], 150);
    expect(life).toMatchObject({ passed: 50, nowAt: 50, begin: 100, exp: 200 });
    expect(span([at("iat", 100), at("exp", 200)], 1000)?.nowAt).toBe(100);
    expect(span([at("iat", 100), at("exp", 200)], -1000)?.nowAt).toBe(0);
  });

  it("is unknown without a time, and open without an end", () => {
    expect(span([at("iss", null)], 1)).toBeNull();
    expect(span([at("iat", 1)], 5)?.exp).toBeNull();
    expect(span([at("exp", 200)], 100), "an end alone").toMatchObject({ begin: null, exp: 200 });
  });

  it("changes its phase when a moment passes", () => {
    const claims = [at("iat", 100), at("exp", 200)];
    expect(phase(claims, 199)).not.toBe(phase(claims, 200));
    expect(phase(claims, 150)).toBe(phase(claims, 199));
  });
});
