import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import { axeFaults } from "../../../dev/axe";
import { appHandlers, detail } from "../../../dev/mock/apps";
import { calls, installMock, refusal, type Handlers } from "../../../dev/mock/handlers";
import { passedRun, waitingStep } from "../../../dev/mock/runs";
import type { AppDetailView, Run, SsoConformance, StepId } from "../../ipc/bindings";
import { locale } from "../../state/locale.svelte";
import { router } from "../../state/router.svelte";
import { runs } from "../../state/runs.svelte";
import { emptyService } from "../apps/emptyDraft";

import { bench } from "./bench.svelte";
import SsoPage from "./SsoPage.svelte";

const STEPS: readonly StepId[] = ["authorize", "return", "ssoToken", "ssoUserInfo"];

function customer(): AppDetailView {
  const view = detail();
  const service = emptyService("customerSso");
  view.draft.service = {
    ...service,
    clientId: "aoba",
    webLoginUrl: "https://sso.aoba.example/sso/login",
    tokenUrl: "https://sso.aoba.example/sso/accessToken",
    userInfoUrl: "https://sso.aoba.example/sso/userInfo",
    account: "taro@aoba.example",
  };
  return view;
}

const passed: Run = {
  ...passedRun(9, 1),
  appId: 1,
  flow: "ssoWeb",
  token: null,
  steps: STEPS.map((id) => ({ ...waitingStep(id), status: "passed" as const })),
};

const statistics = { calls: 1, failures: 0, slowestUs: 84_000, p95Us: 84_000 };
const found: SsoConformance = {
  appName: "Aoba",
  practice: false,
  hosts: ["sso.aoba.example"],
  startedAtMs: 0,
  durationUs: 1,
  cancelled: false,
  rounds: 1,
  checks: [
    {
      id: "codeOnce",
      result: "failed",
      expected: "302",
      actual: "access_token",
      source: "LINE WORKS Developers, sso-sp-oauth-token",
    },
    {
      id: "stateKept",
      result: "passed",
      expected: "kept",
      actual: "kept",
      source: "LINE WORKS Developers, sso-sp-oauth-token",
    },
    {
      id: "errorStatus",
      result: "notJudged",
      expected: null,
      actual: "200",
      source: "LINE WORKS Developers, sso-sp-oauth-token",
    },
  ],
  counts: { passed: 1, warnings: 0, failed: 1, notRun: 0, notJudged: 1 },
  calls: [],
  gauges: {
    connect: statistics,
    token: statistics,
    userInfo: { ...statistics, slowestUs: 2_610_000, p95Us: 2_610_000 },
  },
  tls: [
    {
      server: "sso.aoba.example:443",
      shown: {
        version: "TLS 1.3",
        chain: [{ subject: "CN=sso", issuer: "CN=Root", until: 1_790_000_000, daysLeft: 12 }],
      },
    },
  ],
  session: { rule: "expiresIn", web: 86_400, mobile: 86_400, desktop: 86_400 },
  sessionSwitched: { rule: "expireTimeOff", web: 86_400, mobile: 2_592_000, desktop: 2_592_000 },
  version: "0.1.0",
};

const usual: Handlers = {
  sso_password_state: () => ({ stored: ["taro@aoba.example"] }),
  sso_last: () => ({ found: null, run: null }),
  sso_begin: () => ({ url: "https://sso.aoba.example/sso/login?x=1", redirectUri: "https://x/", endsAt: 0 }),
  sso_window: (_, tell) => {
    tell({ kind: "started", run: { ...passed, outcome: "running" } });
    return passed;
  },
  sso_check: () => found,
  sso_report_save: () => ({ saved: true }),
  network_status: () => ({ skew: null, proxy: { kind: "system" } }) as never,
};

async function show(handlers: Handlers = {}) {
  bench.forget();
  runs.forget();
  const view = customer();
  installMock({ ...appHandlers([view]), ...usual, ...handlers });
  const { container } = render(SsoPage, { route: { room: "sso", appId: view.id } });
  await screen.findByTestId("sso-lanes");
  return container;
}

const sent = (command: string) => calls.filter(({ name }) => name === command).map(({ input }) => input);

afterEach(() => router.reset());

describe("the workbench", () => {
  it("shows the eleven steps of a web sign-in with the paths of the record, none begun", async () => {
    const container = await show();
    const rows = screen.getByTestId("sso-lanes").querySelectorAll("li");
    expect(rows.length).toBe(11);
    expect([...rows].every((row) => row.dataset.state === "waiting")).toBe(true);
    expect(screen.getByText("POST /sso/accessToken")).toBeTruthy();
    expect(await axeFaults(container)).toEqual([]);
  });

  it("a sign-in in the window lights every step", async () => {
    await show();
    await userEvent.click(screen.getByTestId("sso-run"));
    await screen.findByText("The server answered as LINE WORKS needs it.");
    expect(sent("sso_begin")).toEqual([
      { appId: 1, application: false, redirectUri: null, account: "taro@aoba.example" },
    ]);
    const rows = screen.getByTestId("sso-lanes").querySelectorAll("li");
    expect([...rows].map((row) => row.dataset.state)).toEqual(Array(11).fill("passed"));
  });

  it("a window that is closed is told, and the next try is possible", async () => {
    await show({
      sso_window: () => {
        throw refusal("signInClosed");
      },
    });
    await userEvent.click(screen.getByTestId("sso-run"));
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(screen.getByTestId("sso-run")).toBeTruthy();
  });

  it("a check shows its lines with what to change, gauges against the limit, and gives its report", async () => {
    const container = await show();
    await userEvent.click(screen.getByTestId("sso-check"));
    const once = await screen.findByText("A code works only once");
    expect(once.closest("li")?.textContent).toContain("answer 302 to the second use");
    expect(document.querySelector("[data-gauge=userInfo]")?.getAttribute("data-tone")).toBe("warn");
    expect(
      screen.getByText("Session: 1 d in a browser, 1 d in the mobile app, 1 d on the desktop"),
    ).toBeTruthy();
    expect(
      screen.getByText("Session: 1 d in a browser, 30 d in the mobile app, 30 d on the desktop"),
    ).toBeTruthy();
    expect(screen.getByText("If it were switched off")).toBeTruthy();
    expect(screen.getByText("TLS 1.3")).toBeTruthy();
    expect(screen.getByText(/days left: 12$/)).toBeTruthy();
    expect(await axeFaults(container)).toEqual([]);
    await userEvent.click(screen.getByTestId("sso-report-html"));
    expect(sent("sso_report_save")).toEqual([{ appId: 1, language: "english", format: "html" }]);
  });

  it("says in Japanese what was wanted and found, and keeps its buttons below what scrolls", async () => {
    locale.choose("ja");
    await show({ sso_last: () => ({ found, run: null }) });
    const lines = within(await screen.findByTestId("sso-checks"));
    expect(lines.getByText("保持")).toBeTruthy();
    expect(lines.queryByText("kept")).toBeNull();
    expect(lines.getByText("期待値: 302")).toBeTruthy();
    for (const id of ["sso-check", "sso-check-web", "sso-report-md", "sso-report-html"]) {
      expect(screen.getByTestId(id).closest("[data-scroll]"), id).toBeNull();
    }
  });

  it("says in a sentence why LINE WORKS would refuse, not by a catchword", async () => {
    const failed: Run = {
      ...passed,
      outcome: "failed",
      diagnosis: {
        cause: "ssoUserDiffers",
        confidence: "certain",
        params: { expected: "emp-1", actual: "emp-2" },
        fixes: [],
        ruledOut: [],
        also: [],
      },
    };
    await show({ sso_last: () => ({ found: null, run: failed }), run_get: () => failed });
    const verdict = await screen.findByTestId("sso-verdict");
    expect(verdict.textContent).toContain("The server names another member than expected");
  });

  it("shows the last check and the last flow of the vault with its time, and gives their report", async () => {
    await show({ sso_last: () => ({ found, run: passed }), run_get: () => passed });
    expect(await screen.findByText("A code works only once")).toBeTruthy();
    expect(screen.getByTestId("sso-checked-at").textContent).toMatch(/1970/);
    await screen.findByTestId("sso-verdict");
    expect(screen.getByTestId("sso-flow").dataset.outcome).toBe("passed");
    await userEvent.click(screen.getByTestId("sso-report-md"));
    expect(sent("sso_check")).toEqual([]);
    expect(sent("sso_report_save")).toEqual([{ appId: 1, language: "english", format: "markdown" }]);
  });

  it("another account of the record is chosen for the sign-in and for the check", async () => {
    const view = customer();
    if (view.draft.service.kind !== "customerSso") throw new Error("a customer's server");
    view.draft.service.moreAccounts = [{ account: "jiro@aoba.example", expectedUser: "emp-2" }];
    await show({ app_get: () => view });
    await userEvent.selectOptions(screen.getByTestId("sso-account-select"), "jiro@aoba.example");
    await userEvent.click(screen.getByTestId("sso-check-web"));
    await screen.findByText("A code works only once");
    const account = { email: "jiro@aoba.example", password: null, expectedUser: null };
    expect(sent("sso_check")).toEqual([{ appId: 1, repeat: 1, signIn: true, account }]);
    expect(sent("sso_begin")).toMatchObject([{ account: "jiro@aoba.example" }]);
  });

  it.each([
    ["connect", 790_000, "ok"],
    ["connect", 800_000, "warn"],
    ["connect", 1_000_001, "bad"],
    ["token", 2_399_999, "ok"],
    ["token", 2_400_000, "warn"],
    ["token", 3_000_001, "bad"],
  ] as const)("the %s gauge at %i us is %s, at its place before the red line", async (leg, us, tone) => {
    const gauges = { ...found.gauges, [leg]: { ...statistics, slowestUs: us } };
    await show({ sso_last: () => ({ found: { ...found, gauges }, run: null }) });
    await screen.findByText("A code works only once");
    const gauge = document.querySelector<HTMLElement>(`[data-gauge=${leg}]`);
    expect(gauge?.dataset.tone).toBe(tone);
    const limit = leg === "connect" ? 1_000_000 : 3_000_000;
    const left = gauge?.querySelector<HTMLElement>(".dot")?.style.left ?? "";
    expect(parseFloat(left)).toBeCloseTo(Math.min(100, (us / limit) * 100), 3);
  });

  it("a test account that is typed goes along with the check and is not stored", async () => {
    await show({ sso_password_state: () => ({ stored: [] }) });
    await userEvent.click(screen.getByTestId("sso-account"));
    await userEvent.type(await screen.findByTestId("sso-account-password"), "TESTpassword");
    await userEvent.click(screen.getByTestId("sso-account-use"));
    await userEvent.click(screen.getByTestId("sso-check"));
    await screen.findByText("A code works only once");
    const account = { email: "taro@aoba.example", password: "TESTpassword", expectedUser: null };
    expect(sent("sso_check")).toEqual([{ appId: 1, repeat: 1, signIn: false, account }]);
    expect(sent("sso_password_set")).toEqual([]);
  });
});
