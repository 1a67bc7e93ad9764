import { describe, expect, it } from "vitest";

import { cut, marked } from "./marks";

describe("marks", () => {
  it("count characters as Rust does, so that an emoji before them moves nothing", () => {
    const text = "https://a.example/受付/🍣/Cb";
    expect(cut(text, { from: 23, to: 24 })).toBe("C");
    expect(marked(text, [{ from: 21, to: 22 }])).toEqual([
      { text: "https://a.example/受付/", marked: false },
      { text: "🍣", marked: true },
      { text: "/Cb", marked: false },
    ]);
  });

  it("overlap and touch without a character being lost or shown twice", () => {
    const pieces = marked("abcdef", [
      { from: 1, to: 3 },
      { from: 2, to: 4 },
      { from: 4, to: 9 },
    ]);
    expect(pieces).toEqual([
      { text: "a", marked: false },
      { text: "bcdef", marked: true },
    ]);
  });

  it("of nothing leave the text whole", () => {
    expect(marked("", [{ from: 0, to: 0 }])).toEqual([]);
    expect(marked("ab", [])).toEqual([{ text: "ab", marked: false }]);
  });
});
