// Invented answers of the redirect clinic. It judges nothing but what the tests need: https, and the same text.
import type {
  Difference,
  ListReport,
  RedirectCheckView,
  RedirectReport,
  UrlRuleResult,
} from "../../src/ipc/bindings";

import type { Handlers } from "./handlers";

export function rule(id: UrlRuleResult["id"], change: Partial<UrlRuleResult> = {}): UrlRuleResult {
  return {
    id,
    severity: "error",
    passed: true,
    expected: "",
    actual: "",
    source: "LINE WORKS Developers, client-app",
    settled: true,
    spans: [],
    ...change,
  };
}

function https(url: string): UrlRuleResult {
  const scheme = url.split(":")[0] ?? "";
  const passed = scheme === "https";
  const spans = passed ? [] : [{ from: 0, to: Array.from(scheme).length }];
  return rule("https", { passed, expected: "https", actual: scheme, spans });
}

export function listOf(urls: string[], rules: UrlRuleResult[] = []): ListReport {
  return { urls: urls.map((url) => ({ url, rules: [https(url)] })), rules };
}

export const REGISTERED = "https://portal.aoba-shoji.example/oauth/callback";
export const SENT = "https://portal.aoba-shoji.example/OAuth/callback/";

const DIFFERENCES: Difference[] = [
  {
    kind: "case",
    sent: "OA",
    sentSpan: { from: 34, to: 36 },
    registered: "oa",
    registeredSpan: { from: 34, to: 36 },
  },
  {
    kind: "trailingSlash",
    sent: "/",
    sentSpan: { from: 48, to: 49 },
    registered: "",
    registeredSpan: { from: 48, to: 48 },
  },
];

/** What mock 07 shows: two differences, and nothing against a rule. */
export function refused(change: Partial<RedirectReport> = {}): RedirectCheckView {
  return {
    report: {
      verdict: "refused",
      sent: { form: "raw", url: SENT, times: 1 },
      matched: null,
      rules: [rule("https", { expected: "https", actual: "https" })],
      nearest: { url: REGISTERED, index: 0, differences: DIFFERENCES },
      ...change,
    },
    parts: [
      { name: "scheme", text: "https", span: { from: 0, to: 5 } },
      { name: "host", text: "portal.aoba-shoji.example", span: { from: 8, to: 33 } },
      { name: "path", text: "/OAuth/callback/", span: { from: 33, to: 49 } },
    ],
    registered: listOf([REGISTERED, "http://localhost:8080/callback"]),
  };
}

export function redirectHandlers(): Handlers {
  return {
    redirect_judge: ({ urls }) => listOf(urls),
    redirect_split: ({ text }) => text.split(/\s+/).filter((line) => line !== ""),
  };
}
