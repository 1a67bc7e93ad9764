import { describe, expect, it } from "vitest";

import cases from "../../../crates/core/src/apps/search_cases.json";
import { detail, summary } from "../../dev/mock/apps";

import { fold, matching } from "./appSearch";

function app(id: number, name: string) {
  const base = detail({ id });
  return summary({ ...base, draft: { ...base.draft, name } });
}

describe("what is typed into the search", () => {
  it.each(cases)("folds as Rust does: $why", ({ text, folded }) => {
    expect(fold(text)).toBe(folded);
  });

  it("finds names in kana, kanji and romaji as typed, in any of their forms", () => {
    const apps = [app(1, "勤怠れんけいバッチ"), app(2, "Kintai Bridge"), app(3, "ｻｲﾖｳ窓口")];
    const found = (query: string) => matching(apps, query).map(({ id }) => id);
    expect(found("勤怠")).toEqual([1]);
    expect(found("レンケイ")).toEqual([1]);
    expect(found("ＫＩＮＴＡＩ")).toEqual([2]);
    expect(found("さいよう")).toEqual([3]);
    expect(found("kintai batch")).toEqual([]);
  });

  it("asks that every word occurs, in any order, and takes a full-width blank for one", () => {
    const apps = [app(1, "勤怠 連携"), app(2, "勤怠 集計")];
    expect(matching(apps, "連携　勤怠").map(({ id }) => id)).toEqual([1]);
    expect(matching(apps, "  ")).toBe(apps);
  });
});
