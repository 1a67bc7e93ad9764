import { describe, expect, it } from "vitest";

import { locale } from "../state/locale.svelte";
import { ruleValue } from "./rule";
import { actualWords, expectedWords, ssoValue } from "./ssoValue";

const line = (id: "userIdExpected" | "userId" | "mailError" | "accessToken", actual: string) => ({
  id,
  result: "passed" as const,
  expected: actual,
  actual,
  source: "LINE WORKS Developers",
});

describe("what was wanted and found", () => {
  it.each([
    ["practice server", "練習用サーバー"],
    ["text, 40 characters", "文字列（40 文字）"],
    ["same, 81 characters", "同じ（81 文字）"],
    ["number 86400", "数値 86400"],
    ['text "86400"', '文字列 "86400"'],
    ["240 bits, 4 codes", "240 ビット（コード 4 個）"],
    ["128 bits", "128 ビット"],
    ["TLS 1.3, chain of 2", "TLS 1.3、証明書 2 枚"],
    ["30 d", "30 日"],
    ["90 d, CN=sso", "90 日、CN=sso"],
    ["expired: -3 d, CN=sso", "期限切れ: -3 日、CN=sso"],
    ["missing: 301, 302", "なし: 301, 302"],
    ["error 303", "エラー 303"],
    ["number + name", "番号と名前が混在"],
    // The server's own text, and what needs no words.
    ["302 invalid_authorization", "302 invalid_authorization"],
    ["612 ms", "612 ms"],
    ["constructor", "constructor"],
  ])("says %s in Japanese as %s", (text, said) => {
    locale.choose("ja");
    expect(ssoValue(text)).toBe(said);
  });

  it("leaves what a server or a member is called as it is", () => {
    locale.choose("ja");
    expect(actualWords(line("userIdExpected", "missing"))).toBe("missing");
    expect(expectedWords(line("userIdExpected", "name"))).toBe("name");
    expect(actualWords(line("userId", "missing"))).toBe("missing");
    expect(actualWords(line("mailError", "refused"))).toBe("refused");
    expect(actualWords(line("accessToken", "missing"))).toBe("なし");
    expect(ruleValue({ id: "userIdExpected", result: "passed" }, "missing")).toBe("missing");
    expect(ruleValue({ id: "userIdPresent", result: "failed" }, "empty")).toBe("空");
  });
});
