import { describe, expect, it } from "vitest";

import { characters, strength } from "./passphrase";

describe("a new passphrase", () => {
  it.each([
    ["eleven long", "short"],
    ["aaaaaaaaaaaa", "weak"],
    ["abcabcabcabc", "weak"],
    ["123123123123123", "weak"],
    ["0123456789abc", "weak"],
    ["wintertime26", "fair"],
    ["correct horse battery staple", "good"],
    ["wK7#mQ2!xR9$tB4&", "good"],
    ["勤怠管理連携基盤運用手順", "fair"],
  ])("%s is %s", (passphrase, expected) => {
    expect(strength(passphrase)).toBe(expected);
  });

  it("is counted in characters, not in code units", () => {
    expect(characters("🔑🔑")).toBe(2);
  });
});
