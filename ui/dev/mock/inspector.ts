// Invented answers of the token inspector: an ID token that was verified, and ways in which one falls short.
import type { Check, InspectionView, Member } from "../../src/ipc/bindings";

const NOW = Math.floor(Date.now() / 1000);

export function member(name: string, value: unknown, change: Partial<Member> = {}): Member {
  const valueJson = JSON.stringify(value);
  return { name, valueJson, shown: String(value), time: null, note: null, ...change };
}

export function time(name: string, at: number): Member {
  return member(name, at, { time: at });
}

export function check(id: Check["id"], result: Check["result"], change: Partial<Check> = {}): Check {
  const reason = { passed: "holds", failed: "different", not_checked: "nothingExpected" } as const;
  return { id, result, expected: null, actual: null, reason: reason[result], ...change };
}

export function inspected(change: Partial<InspectionView> = {}): InspectionView {
  return {
    reading: {
      kind: "jws",
      opaqueShape: null,
      header: [member("alg", "RS256"), member("kid", "sign-2026-02")],
      claims: [
        member("iss", "https://id.aoba-shoji.example"),
        member("name", "田中 結衣"),
        member("number", 1, { valueJson: "1234567890123456789", shown: "1234567890123456789" }),
        time("iat", NOW - 2040),
        time("exp", NOW + 1560),
      ],
      signatureBytes: 256,
      problems: [],
    },
    verified: true,
    checks: [
      check("signature", "passed", { expected: "RS256" }),
      check("iss", "not_checked"),
      check("exp", "passed"),
    ],
    profile: "idToken",
    lints: [],
    key: { family: "rsa", bits: 2048, kid: "sign-2026-02", alg: null },
    keys: { form: "publicKey", keys: [], skipped: [] },
    keyError: null,
    now: NOW,
    sealed: { shown: "eyJhbG…4zf", length: 1012, sha256: "7f3ac109" },
    parts: [],
    owners: [],
    ...change,
  };
}
