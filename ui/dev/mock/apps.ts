// Invented app records with a small memory: good ones, failing ones, long names, and an edit that crosses another.
import { idOf } from "$lib/words/service";
import type {
  AppDetailView,
  AppSummaryView,
  Finding,
  KeyCandidateView,
  KeyFormsView,
  KeyReport,
  ScopeView,
  Service,
  TokenRowView,
} from "../../src/ipc/bindings";
import { emptyService } from "../../src/features/apps/emptyDraft";
import { fold } from "../../src/state/appSearch";
import { clientOf } from "../../src/words/service";
import { comparison, recipe, runRow } from "./comparison";
import { refusal, type Handlers } from "./handlers";
import { redirectHandlers } from "./redirect";
import { failedRun, passedRun, seal, startedRun, tellRun } from "./runs";

const DAY = 86_400;
const now = () => Math.floor(Date.now() / 1000);
const SHA = "7F:3A:C1:09:5E:D2:44:8B:E0:16:9C:73:2A:F8:51:B6:0D:94:E7:3C:68:AF:12:5B:D9:80:4E:C7:A3:1F:66:92";
const OTHER_SHA =
  "19:B2:44:D0:8E:03:7C:61:5A:F9:E8:20:3B:C4:77:96:A1:0C:5D:82:EF:38:94:6B:D7:12:40:CA:59:FE:83:0B";

export const keyReport: KeyReport = {
  kind: "privateKey",
  algorithm: "rsa",
  bits: 2048,
  format: "pkcs8Pem",
  spkiSha256: SHA,
  thumbprint: "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
  repairs: [],
  problems: [],
  encrypted: false,
  encryption: null,
};

export const keyForms: KeyFormsView = {
  publicPem: "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQ\n-----END PUBLIC KEY-----\n",
  publicJwk: '{\n  "kty": "RSA",\n  "use": "sig",\n  "kid": "NzbLsXh8uDCc"\n}\n',
  lineJwk: '{\n  "kty": "RSA",\n  "use": "sig"\n}\n',
  lineRefusal: null,
};

export function candidate(change: Partial<KeyCandidateView> = {}): KeyCandidateView {
  return {
    handle: 7,
    fileName: "private_20260415110203.key",
    state: "ready",
    report: { ...keyReport, spkiSha256: OTHER_SHA, repairs: ["crLf"] },
    storedAs: null,
    readableByOthers: true,
    ...change,
  };
}

export function detail(change: Partial<AppDetailView> = {}): AppDetailView {
  return {
    id: 1,
    version: 4,
    archivedAt: null,
    createdAt: now() - 90 * DAY,
    updatedAt: now() - 2 * DAY,
    draft: {
      name: "Attendance Bot",
      tags: ["payroll", "bots"],
      owner: "n.sato",
      notes:
        "Posts missing clock-ins to each section chief at 10:00. Ask HR (ext. 2214) before changing scopes.",
      service: {
        kind: "lineWorks",
        description: "Reminds people to clock in",
        clientId: "hK3vTq8ZpXw2LmN4cRbY",
        scopes: ["bot", "user.read", "calendar"],
        scopeSeparator: "space",
        accessTokenLife: "twentyFourHours",
        refreshRotation: true,
        members: ["n.sato@aoba-shoji", "y.tanaka@aoba-shoji", "k.mori@aoba-shoji"],
        redirectUrls: ["https://portal.aoba-shoji.example/oauth/callback", "http://localhost:8080/callback"],
        logoutRedirectUrls: [],
        serviceAccount: "3kf8z.serviceaccount@aoba-shoji",
        domainId: "300108274",
        environment: { kind: "lineWorks" },
        openId: emptyService("lineWorks").openId,
        assertionLifetime: 3600,
      },
    },
    environment: { kind: "lineWorks" },
    clientSecret: { present: true, length: 10, keptSince: now() - 34 * DAY, fingerprint: "e0169c73" },
    key: {
      report: keyReport,
      importedAt: now() - 34 * DAY,
      fileName: "private_20260312094501.key",
      fileFolder: "Downloads",
      fileStillThere: true,
      fileReadableByOthers: true,
      ...keyForms,
    },
    findings: [],
    lastTest: { kind: "passed", at: now() - 130, durationMs: 331, runId: 1042 },
    held: {
      runId: 1042,
      shown: seal,
      tokenType: "Bearer",
      scope: ["bot", "user.read", "calendar"],
      issuedAt: now() - 128,
      expiresAt: now() + 86_272,
      lifeSeconds: 86_400,
    },
    tokens: [
      tokenRow(),
      tokenRow({ kind: "refresh", owner: "serviceAccount", stored: true, ...ninetyDays() }),
    ],
    activity: [
      { at: now() - 130, kind: "run", params: {}, runId: 1042, outcome: "passed" },
      { at: now() - 400, kind: "run", params: {}, runId: 1041, outcome: "failed" },
      { at: now() - 2 * DAY, kind: "edited", params: { fields: "scopes notes" }, runId: null, outcome: null },
      {
        at: now() - 34 * DAY,
        kind: "keyReplaced",
        params: { old: OTHER_SHA, new: SHA },
        runId: null,
        outcome: null,
      },
      { at: now() - 34 * DAY, kind: "secretSet", params: {}, runId: null, outcome: null },
      { at: now() - 90 * DAY, kind: "created", params: {}, runId: null, outcome: null },
    ],
    ...change,
  };
}

const ninetyDays = () => ({ issuedAt: now() - 128, endsAt: now() + 90 * DAY - 128 });

/** A token that is held, by default the access token of the last run. */
export function tokenRow(change: Partial<TokenRowView> = {}): TokenRowView {
  return {
    appId: 1,
    appName: "Attendance Bot",
    kind: "access",
    owner: null,
    shown: seal,
    scope: ["bot", "user.read", "calendar"],
    issuedAt: now() - 128,
    endsAt: now() + 86_272,
    refreshedAt: null,
    stored: false,
    runId: 1042,
    ...change,
  };
}

export function summary(view: AppDetailView): AppSummaryView {
  const { draft } = view;
  const { service } = draft;
  const account = service.kind === "lineWorks" ? service.serviceAccount : "";
  const texts = [draft.name, idOf(service), draft.owner, draft.notes, account];
  return {
    id: view.id,
    version: view.version,
    name: draft.name,
    clientId: idOf(service),
    environment: view.environment,
    tags: draft.tags,
    owner: draft.owner,
    archived: view.archivedAt !== null,
    lastTest: view.lastTest,
    keyAgeDays: view.key ? Math.floor((now() - view.key.importedAt) / DAY) : null,
    hasSecret: view.clientSecret.present,
    hasKey: view.key !== null,
    hasKeysAddress: "openId" in service && service.openId.jwksUri !== "",
    updatedAt: view.updatedAt,
    search: fold([...texts, ...draft.tags, ...(clientOf(service)?.redirectUrls ?? [])].join("\n")),
  };
}

function named(
  id: number,
  name: string,
  clientId: string,
  change: Partial<AppDetailView> = {},
): AppDetailView {
  const base = detail();
  const draft = { ...base.draft, name, service: { ...base.draft.service, clientId } };
  return { ...base, id, draft, held: null, tokens: [], ...change };
}

/** A vault's worth of records. */
export function sampleApps(): AppDetailView[] {
  const failed = (cause: "clockFast" | "keyNotThisApps"): Partial<AppDetailView> => ({
    lastTest: { kind: "failed", at: now() - 360, durationMs: 141, runId: 1041, cause },
  });
  const never: Partial<AppDetailView> = { lastTest: { kind: "never" }, key: null };
  const sandbox = (view: AppDetailView): AppDetailView => ({
    ...view,
    environment: { kind: "sandbox" },
    draft: {
      ...view.draft,
      service: { ...view.draft.service, environment: { kind: "sandbox" } } as Service,
    },
  });
  return [
    detail(),
    named(2, "勤怠連携バッチ", "w7Pq2NdK0xVbE5sJtG9a", failed("clockFast")),
    named(3, "Recruiting 採用窓口", "Lk4hS7pWnG2fZaV5jQxO", failed("keyNotThisApps")),
    named(4, "Safety check 安否確認", "b2LsF9gYcMe7AqR4tKpU", never),
    named(5, "Staff Portal sign-in", "Zr5mC1yQvT8uHnX3oWkD"),
    named(6, "Calendar sync", "Nd8xJ0wSaVh6PzB1rEiC"),
    sandbox(named(7, "Calendar sync (staging)", "Qe1zU6oIkB3vXcT9mYdR")),
    named(
      8,
      "An app whose name was written by somebody who wanted to be entirely sure that nobody could mistake it for another one",
      "sDTOzw5wAbCdEzcmeQAx",
    ),
    ...Array.from({ length: 20 }, (_, at) =>
      named(20 + at, `Audit log export ${at + 1}`, `Qe1zU6oIkB3vXcT9m${String(at).padStart(3, "0")}`),
    ),
  ];
}

const both = (resource: string, change: Partial<ScopeView> = {}): ScopeView => ({
  resource,
  read: `${resource}.read`,
  write: resource,
  serviceAccount: "yes",
  documented: true,
  needsOpenid: false,
  ...change,
});

export const scopeViews: ScopeView[] = [
  both("openid", { read: null, serviceAccount: "no" }),
  both("email", { read: null, serviceAccount: "no", needsOpenid: true }),
  both("audit", { write: null }),
  both("bot"),
  both("bot.message", { read: null }),
  both("calendar"),
  both("directory", { documented: false }),
  both("user"),
  both("mail", { serviceAccount: "partly" }),
  both("file", { serviceAccount: "no" }),
  both("partner", { serviceAccount: "unknown", documented: false }),
  both("security.external-browser", { documented: false }),
];

/** What Rust would say, in the few cases that screens and tests need. */
export function check(clientId: string, secret: string | null): Finding[] {
  const say = (
    field: string,
    id: Finding["id"],
    severity: Finding["severity"],
    params: Record<string, string> = {},
  ): Finding => ({ field, id, severity, params });
  const found: Finding[] = [];
  if (clientId.includes("serviceaccount@")) found.push(say("clientId", "serviceAccountInClientId", "error"));
  else if (clientId !== "" && clientId.length !== 20)
    found.push(say("clientId", "clientIdShape", "info", { length: String(clientId.length) }));
  if (secret !== null && secret.length !== 10)
    found.push(say("clientSecret", "clientSecretShape", "info", { length: String(secret.length) }));
  return found;
}

/** Handlers over records of their own. `outcome` is how a test run ends; `pauseMs` stands between its events. */
export function appHandlers(
  records: AppDetailView[],
  options: { outcome?: "passed" | "failed" | "running"; pauseMs?: number } = {},
): Handlers {
  const { outcome = "passed", pauseMs = 0 } = options;
  let nextRun = 1043;
  const find = (id: number) => {
    const found = records.find((one) => one.id === id);
    if (!found) throw refusal("notFound");
    return found;
  };
  const put = (view: AppDetailView) => {
    records = records.map((one) => (one.id === view.id ? view : one));
    return view;
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs));
  let deleted: AppDetailView[] = [];

  return {
    ...redirectHandlers(),
    app_list: ({ archived }) => records.filter((one) => (one.archivedAt !== null) === archived).map(summary),
    app_get: ({ id }) => find(id),
    app_check: ({ draft, clientSecret }) => check(idOf(draft.service), clientSecret),
    app_add: ({ draft, clientSecret }) => {
      const made = detail({
        id: Math.max(0, ...records.map(({ id }) => id)) + 1,
        version: 1,
        draft,
        clientSecret: {
          present: clientSecret !== null,
          length: clientSecret?.length ?? 0,
          keptSince: now(),
          fingerprint: "51b60d94",
        },
        key: null,
        held: null,
        tokens: [],
        lastTest: { kind: "never" },
        activity: [{ at: now(), kind: "created", params: {}, runId: null, outcome: null }],
      });
      records = [...records, made];
      return made;
    },
    app_update: ({ id, version, draft }) => {
      const old = find(id);
      if (old.version !== version) throw refusal("editConflict");
      return put({ ...old, version: version + 1, draft });
    },
    app_duplicate: ({ id }) => {
      const copy = { ...find(id), id: 900 + records.length, key: null, held: null };
      records = [...records, copy];
      return copy;
    },
    app_archive: ({ id, archived }) => put({ ...find(id), archivedAt: archived ? now() : null }),
    app_delete: ({ id }) => {
      deleted = [...deleted, find(id)];
      records = records.filter((one) => one.id !== id);
      return {};
    },
    app_undelete: ({ id }) => {
      const back = deleted.find((one) => one.id === id);
      if (!back) throw refusal("notFound");
      records = [...records, back];
      return back;
    },
    app_archive_many: ({ ids, archived }) => {
      const changed = ids.filter((id) => (find(id).archivedAt !== null) !== archived);
      for (const id of changed) put({ ...find(id), archivedAt: archived ? now() : null });
      return { changed };
    },
    app_tag_many: ({ ids, add, remove }) => {
      const before = (id: number) => find(id).draft.tags;
      const after = (id: number) => [
        ...before(id).filter((tag) => !remove.includes(tag)),
        ...add.filter((tag) => !before(id).includes(tag)),
      ];
      const changed = ids.filter((id) => after(id).join("\n") !== before(id).join("\n"));
      for (const id of changed) put({ ...find(id), draft: { ...find(id).draft, tags: after(id) } });
      return { changed };
    },
    secret_set: ({ id, value }) =>
      put({
        ...find(id),
        clientSecret: { present: true, length: value.length, keptSince: now(), fingerprint: "51b60d94" },
      }),
    secret_reveal: () => ({ value: "TESTsecret" }),
    secret_copy: () => ({ holds: "secret", clearsAt: now() + 30 }),
    token_reveal: () => ({ value: "jp1TESTtokenTESTtokenTESTtoken" }),
    token_copy: () => ({ holds: "secret", clearsAt: now() + 30 }),
    scope_list: () => scopeViews,
    key_pick: () => candidate(),
    key_paste: () =>
      candidate({
        fileName: null,
        readableByOthers: false,
        state: "needsPassphrase",
        report: {
          ...keyReport,
          kind: "encryptedPrivateKey",
          format: "encryptedPkcs8Pem",
          algorithm: null,
          bits: null,
          spkiSha256: null,
          thumbprint: null,
          problems: ["needsPassphrase"],
          encrypted: true,
        },
      }),
    key_unlock: ({ passphrase }) => {
      if (passphrase !== "right") throw refusal("keyPassphraseWrong");
      return candidate({ fileName: null, readableByOthers: false });
    },
    key_import: ({ appId }) => {
      const old = find(appId);
      const { report } = candidate();
      return put({
        ...old,
        key: {
          report,
          importedAt: now(),
          fileName: null,
          fileFolder: null,
          fileStillThere: false,
          fileReadableByOthers: false,
          ...keyForms,
        },
      });
    },
    key_discard: () => ({}),
    key_file_delete: ({ id }) => {
      const old = find(id);
      return put({ ...old, key: old.key && { ...old.key, fileStillThere: false } });
    },
    token_issue: async ({ appId, clock }, tell) => {
      const { name } = find(appId).draft;
      const id = nextRun++;
      if (outcome === "running") {
        tell({ kind: "started", run: startedRun(id, appId, name) });
        const steps = passedRun(id, appId).steps;
        for (const step of steps.slice(0, 3)) tell({ kind: "step", runId: id, step });
        if (steps[3])
          tell({
            kind: "step",
            runId: id,
            step: { ...steps[3], status: "running", timings: null, durationUs: null },
          });
        return new Promise(() => undefined);
      }
      const run =
        outcome === "failed" && clock === "local" ? failedRun(id, appId) : passedRun(id, appId, name);
      const held = run.token ? { ...detail().held, runId: id } : null;
      const done = await tellRun({ ...run, appName: name, clock }, tell, pause);
      put({
        ...find(appId),
        held: held as AppDetailView["held"],
        lastTest: { kind: "passed", at: now(), durationMs: 331, runId: id },
      });
      return done;
    },
    token_cancel: () => ({}),
    run_list: () => [runRow(1042, "passed"), runRow(1041, "failed"), runRow(1040, "passed")],
    run_compare: ({ from, to }) => comparison(from ?? 1040, to),
    recipe_get: recipe,
    run_get: ({ id }) => (id === 1041 ? failedRun(id, 1) : passedRun(id, 1)),
  };
}
