import { describe, expect, it } from "vitest";

import type { Difference } from "../../ipc/bindings";

import { columns } from "./columns";

const CASE: Difference = {
  kind: "case",
  sent: "OA",
  sentSpan: { from: 4, to: 6 },
  registered: "oa",
  registeredSpan: { from: 4, to: 6 },
};
const SLASH: Difference = {
  kind: "trailingSlash",
  sent: "/",
  sentSpan: { from: 9, to: 10 },
  registered: "",
  registeredSpan: { from: 9, to: 9 },
};

describe("columns of two URLs", () => {
  it("hold both texts whole and number what differs", () => {
    const found = columns("🍣/a/OAuth/", "🍣/a/oauth", [CASE, SLASH]);
    expect(found.map(({ sent }) => sent).join("")).toBe("🍣/a/OAuth/");
    expect(found.map(({ registered }) => registered).join("")).toBe("🍣/a/oauth");
    expect(found.filter(({ number }) => number !== null)).toEqual([
      { sent: "OA", registered: "oa", number: 1 },
      { sent: "/", registered: "", number: 2 },
    ]);
  });

  it("are short enough for a line to break between them", () => {
    const found = columns("x".repeat(300), "x".repeat(300), []);
    expect(found.every(({ sent }) => sent.length <= 8)).toBe(true);
    expect(found.map(({ sent }) => sent).join("")).toHaveLength(300);
  });
});
