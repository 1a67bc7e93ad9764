// Invented test runs: one that brings a token, some that fail for a reason, and the events on the way.
import type {
  AppId,
  AssertionView,
  Cause,
  Diagnosis,
  Part,
  Run,
  RunEvent,
  Step,
  StepId,
} from "../../src/ipc/bindings";

export const STEP_IDS: readonly StepId[] = ["build", "check", "sign", "send", "response", "verify"];
const START_MS = Date.parse("2026-04-15T14:32:08+09:00");
const IAT = START_MS / 1000;
const KEY = "7F:3A:C1:09:5E:D2:44:8B:E0:16:9C:73:2A:F8:51:B6:0D:94:E7:3C:68:AF:12:5B:D9:80:4E:C7:A3:1F:66:92";

export const seal: Part = { kind: "secret", shown: "jp1AAA…kQ8w", length: 428, sha256: "7f3ac109" };
const plain = (text: string): Part => ({ kind: "plain", text });

export function waitingStep(id: StepId): Step {
  return {
    id,
    status: "waiting",
    durationUs: null,
    verdicts: [],
    timings: null,
    request: null,
    response: null,
  };
}

export const assertion: AssertionView = {
  header: [
    ["alg", '"RS256"'],
    ["typ", '"JWT"'],
  ],
  claims: [
    { name: "iss", value: '"hK3vTq8ZpXw2LmN4cRbY"', time: null },
    { name: "sub", value: '"3kf8z.serviceaccount@aoba-shoji"', time: null },
    { name: "iat", value: String(IAT), time: IAT },
    { name: "exp", value: String(IAT + 3600), time: IAT + 3600 },
  ],
  encoded: [
    plain(
      "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJoSzN2VHE4WnBYdzJMbU40Y1JiWSIsInN1YiI6IjNrZjh6LnNlcnZpY2VhY2NvdW50QGFvYmEtc2hvamkiLCJpYXQiOjE3NzYyMzExMjgsImV4cCI6MTc3NjIzNDcyOH0.",
    ),
    { kind: "secret", shown: "", length: 342, sha256: "0d94e73c" },
  ],
};

function rule(
  id: Step["verdicts"][number]["id"],
  expected: string,
  actual: string,
): Step["verdicts"][number] {
  return { id, result: "passed", expected, actual, source: "facts 2.5" };
}

function doneSteps(status: number, body: Part[]): Step[] {
  return [
    { ...waitingStep("build"), status: "passed", durationUs: 412 },
    {
      ...waitingStep("check"),
      status: "passed",
      durationUs: 180,
      verdicts: [
        rule("clientIdPresent", "present", "present"),
        rule("issuerIsClientId", "hK3vTq8ZpXw2LmN4cRbY", "hK3vTq8ZpXw2LmN4cRbY"),
        rule("subjectIsServiceAccount", "*.serviceaccount@*", "3kf8z.serviceaccount@aoba-shoji"),
        rule("lifetimeWithinLimit", "<= 3600 s", "3600 s"),
        rule("scopesForServiceAccount", "open to service accounts", "bot user.read calendar"),
      ],
    },
    {
      ...waitingStep("sign"),
      status: "passed",
      durationUs: 2140,
      verdicts: [rule("signatureConfirmed", "RS256", KEY)],
    },
    {
      ...waitingStep("send"),
      status: "passed",
      durationUs: 318_000,
      timings: { dnsUs: 12_000, connectUs: 69_000, firstByteUs: 226_000, bodyUs: 10_000, totalUs: 318_000 },
      request: {
        method: "POST",
        url: "https://auth.worksmobile.com/oauth2/v2.0/token",
        query: [],
        headers: [
          ["content-type", "application/x-www-form-urlencoded"],
          ["accept", "application/json"],
        ],
        body: [
          plain("assertion="),
          { kind: "secret", shown: "eyJhbG…9f2Q", length: 512, sha256: "51b60d94" },
          plain(
            "&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&client_id=hK3vTq8ZpXw2LmN4cRbY&client_secret=",
          ),
          { kind: "secret", shown: "", length: 10, sha256: "e0169c73" },
          plain("&scope=bot+user.read+calendar"),
        ],
      },
    },
    {
      ...waitingStep("response"),
      status: status === 200 ? "passed" : "failed",
      durationUs: 300,
      response: {
        status,
        reason: status === 200 ? "OK" : "Bad Request",
        version: "HTTP/1.1",
        headers: [
          ["date", "Wed, 15 Apr 2026 05:25:16 GMT"],
          ["content-type", "application/json"],
        ],
        body,
        bytes: status === 200 ? 612 : 88,
        truncated: false,
      },
    },
  ];
}

export function passedRun(id: number, appId: AppId, appName = "Attendance Bot"): Run {
  const body: Part[] = [
    plain('{\n  "access_token": "'),
    seal,
    plain('",\n  "refresh_token": "'),
    { kind: "secret", shown: "jp1AAA…2Lq0", length: 428, sha256: "a31f6692" },
    plain('",\n  "scope": "bot user.read calendar",\n  "token_type": "Bearer",\n  "expires_in": "86400"\n}'),
  ];
  return {
    id,
    appId,
    appName,
    appVersion: 4,
    flow: "serviceAccount",
    environment: { kind: "lineWorks" },
    startedAtMs: START_MS,
    durationUs: 331_000,
    outcome: "passed",
    clock: "local",
    steps: [
      ...doneSteps(200, body),
      {
        ...waitingStep("verify"),
        status: "passed",
        durationUs: 310,
        verdicts: [
          rule("scopesGranted", "bot user.read calendar", "bot user.read calendar"),
          rule("lifetimeAsSet", "86400", "86400"),
          rule("clockAgrees", "<= 30 s", "+0 s"),
          rule("refreshTokenPresent", "present", "present"),
        ],
      },
    ],
    assertion,
    token: {
      tokenType: "Bearer",
      expiresIn: 86_400,
      expiresAt: Math.floor(Date.now() / 1000) + 86_381,
      scope: ["bot", "user.read", "calendar"],
      scopeMissing: [],
      shown: seal,
      hasRefresh: true,
      expiresInAsText: true,
    },
    diagnosis: null,
    skewSeconds: 0,
    serverWords: null,
    httpStatus: 200,
    keySha256: KEY,
    peer: { address: "203.0.113.24:443", certificateSha256: KEY },
    signedIn: null,
  };
}

export const clockFast: Diagnosis = {
  cause: "clockFast",
  confidence: "certain",
  params: {
    error: "invalid_grant",
    status: "400",
    seconds: "412",
    direction: "fast",
    hours: "0",
    server: String(IAT - 412),
    computer: String(IAT),
  },
  fixes: ["runWithServerTime", "syncClock"],
  also: [],
  ruledOut: ["signatureMatchesPublicKey", "issuerIsClientId", "sameKeyWorkedBefore", "scopesRegistered"],
};

export function diagnosisOf(cause: Cause): Diagnosis {
  return { ...clockFast, cause, params: { host: "auth.worksmobile.com", seconds: "10" } };
}

export function failedRun(id: number, appId: AppId, diagnosis: Diagnosis = clockFast): Run {
  const words = '{"error":"invalid_grant","error_description":"iat in the future"}';
  return {
    ...passedRun(id, appId),
    outcome: "failed",
    steps: [...doneSteps(400, [plain(words)]), { ...waitingStep("verify"), status: "notReached" }],
    token: null,
    diagnosis,
    skewSeconds: 412,
    serverWords: "invalid_grant: iat in the future",
    httpStatus: 400,
  };
}

export function startedRun(id: number, appId: AppId, appName = "Attendance Bot"): Run {
  return {
    ...passedRun(id, appId, appName),
    startedAtMs: Date.now(),
    durationUs: 0,
    outcome: "running",
    steps: STEP_IDS.map(waitingStep),
    assertion: null,
    token: null,
    skewSeconds: null,
    httpStatus: null,
    keySha256: null,
    peer: null,
    signedIn: null,
  };
}

/** Tells a run as Rust would, step by step. `pause` stands between two events. */
export async function tellRun(
  run: Run,
  tell: (event: RunEvent) => void,
  pause: () => Promise<unknown>,
): Promise<Run> {
  tell({ kind: "started", run: startedRun(run.id, run.appId, run.appName) });
  for (const step of run.steps) {
    await pause();
    if (step.status === "notReached") continue;
    tell({ kind: "step", runId: run.id, step: { ...waitingStep(step.id), status: "running" } });
    await pause();
    if (step.id === "sign" && run.assertion)
      tell({ kind: "assertion", runId: run.id, assertion: run.assertion });
    tell({ kind: "step", runId: run.id, step });
  }
  tell({ kind: "finished", run });
  return run;
}
