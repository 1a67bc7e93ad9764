// Invented comparisons: a client secret that was changed since it last worked.
import type { Outcome, RecipeView, RunComparisonView, RunSummaryView, Sealed } from "../../src/ipc/bindings";

export function runRow(id: number, outcome: Outcome): RunSummaryView {
  return {
    id,
    appId: 1,
    appName: "Attendance Bot",
    flow: "serviceAccount",
    startedAtMs: Date.parse("2026-04-15T14:32:08+09:00") + id * 60_000,
    durationUs: 331_000,
    outcome,
    httpStatus: outcome === "passed" ? 200 : 401,
    cause: outcome === "failed" ? "clientSecretWrong" : null,
  };
}

const seal = (sha256: string): Sealed => ({ shown: "", length: 10, sha256 });

export function comparison(from: number, to: number): RunComparisonView {
  return {
    from: runRow(from, "passed"),
    to: runRow(to, "failed"),
    rows: [
      {
        subject: { kind: "outcome" },
        from: { kind: "outcome", outcome: "passed" },
        to: { kind: "outcome", outcome: "failed" },
        change: "changed",
      },
      {
        subject: { kind: "cause" },
        from: null,
        to: { kind: "cause", cause: "clientSecretWrong" },
        change: "changed",
      },
      {
        subject: { kind: "field", name: "client_secret" },
        from: { kind: "secret", ...seal("e0169c73") },
        to: { kind: "secret", ...seal("51b60d94") },
        change: "changed",
      },
      {
        subject: { kind: "claim", name: "iat" },
        from: { kind: "time", at: 1_776_231_098 },
        to: { kind: "time", at: 1_776_231_698 },
        change: "varies",
      },
      {
        subject: { kind: "url" },
        from: { kind: "text", text: "https://auth.worksmobile.com/oauth2/v2.0/token" },
        to: { kind: "text", text: "https://auth.worksmobile.com/oauth2/v2.0/token" },
        change: "same",
      },
    ],
  };
}

export function recipe(view: Pick<RecipeView, "language" | "source">): RecipeView {
  return {
    ...view,
    text: `# a program in ${view.language}\ncurl --url 'https://auth.worksmobile.com/oauth2/v2.0/token'\n`,
    fileName: "token.sh",
    variables: ["CLIENT_SECRET", "PRIVATE_KEY_FILE"],
  };
}
