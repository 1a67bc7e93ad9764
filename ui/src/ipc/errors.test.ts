import { describe, expect, it } from "vitest";

import { locale } from "$lib/state/locale.svelte";

import { asIpcError } from "./call";
import { explain, explainShortly } from "./errors";

describe("what a refusal says", () => {
  it("is told in the language of the page", () => {
    const error = asIpcError({ code: "diskFull", message: "disk full", details: {} });
    expect(explain(error).title).toBe("The disk is full");
    locale.choose("ja");
    expect(explain(error).title).toBe("ディスクの空き容量がありません");
    expect(explainShortly(error)).toContain("。空き容量を");
  });

  it("takes a code of a newer Rust for a mistake of the program, with the message", () => {
    const error = asIpcError({ code: "brandNew", message: "the moon is full", details: {} });
    expect(explain(error).why).toContain("the moon is full");
  });

  it("makes an error of anything that was thrown", () => {
    expect(asIpcError("no window").code).toBe("internal");
    expect(asIpcError(asIpcError("once")).message).toBe("once");
  });
});
