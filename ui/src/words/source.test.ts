import { describe, expect, it } from "vitest";

import { locale } from "$lib/state/locale.svelte";

import { sourceName } from "./source";

describe("sources", () => {
  it("names a chapter in the page's language and leaves a standard as it is", () => {
    locale.choose("en");
    expect(sourceName("facts 2.5")).toBe("LINE WORKS documentation, service accounts (JWT)");
    expect(sourceName("RFC 7523 3")).toBe("RFC 7523 3");
    locale.choose("ja");
    expect(sourceName("facts 8.1")).toBe("実際に起きている失敗例");
  });
});
