import { describe, expect, it } from "vitest";

import { sampleApps, summary } from "../../../dev/mock/apps";

import { choices, filtered, NO_FILTERS } from "./listFilter";
import { BY_ATTENTION, pressed, sorted } from "./listOrder";

const apps = sampleApps().map(summary);

describe("the filters of the list", () => {
  it("take any choice within one filter and ask for all filters together", () => {
    const sandbox = filtered(apps, { ...NO_FILTERS, environment: ["sandbox"] });
    expect(sandbox.map(({ name }) => name)).toEqual(["Calendar sync (staging)"]);
    const either = filtered(apps, { ...NO_FILTERS, environment: ["sandbox", "lineWorks"] });
    expect(either).toHaveLength(apps.length);
    const both = filtered(apps, { ...NO_FILTERS, environment: ["sandbox"], lastTest: ["failed"] });
    expect(both).toEqual([]);
  });

  it("offer what occurs, the most frequent first", () => {
    expect(choices(apps, "lastTest").map(({ value, count }) => [value, count])).toEqual([
      ["passed", 25],
      ["failed", 2],
      ["never", 1],
    ]);
  });
});

describe("the order of the list", () => {
  it("by a column, then the other way round, then by attention again", () => {
    const once = pressed(BY_ATTENTION, "name");
    const twice = pressed(once, "name");
    expect([once, twice, pressed(twice, "name")]).toEqual([
      { by: "name", descending: false },
      { by: "name", descending: true },
      BY_ATTENTION,
    ]);
  });

  it("counts numbers in names as numbers", () => {
    const names = sorted(apps, { by: "name", descending: false }, "en").map(({ name }) => name);
    expect(names.indexOf("Audit log export 2")).toBeLessThan(names.indexOf("Audit log export 10"));
  });

  it("turns only the column round, not the names below it", () => {
    const order = { by: "lastTest", descending: true } as const;
    const never = sorted(apps, order, "en")[0];
    expect(never?.lastTest.kind).toBe("never");
  });
});
