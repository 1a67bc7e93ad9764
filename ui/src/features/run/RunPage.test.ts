import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { describe, expect, it, vi } from "vitest";

import { appHandlers, sampleApps } from "../../../dev/mock/apps";
import { axeFaults } from "../../../dev/axe";
import { calls, installMock } from "../../../dev/mock/handlers";
import { diagnosisOf, failedRun, passedRun, startedRun, waitingStep } from "../../../dev/mock/runs";
import { settingsView } from "../../../dev/mock/vault";
import type { Cause, Diagnosis, Fix, RunEvent } from "../../ipc/bindings";
import { keys } from "../../state/keys.svelte";
import { live } from "../../state/live.svelte";
import { locale } from "../../state/locale.svelte";
import { clock } from "../../state/clock.svelte";
import { router } from "../../state/router.svelte";
import { runs } from "../../state/runs.svelte";
import { session } from "../../state/session.svelte";
import { causeWords } from "../../words/cause";
import { fixWords } from "../../words/fix";

import DiagnosisCard from "./DiagnosisCard.svelte";
import RunPage from "./RunPage.svelte";

const CAUSES = Object.keys(causeWords) as Cause[];
const FIXES = Object.keys(fixWords) as Fix[];

function show(id: number) {
  return render(RunPage, { route: { room: "run", id } });
}

function keep(diagnosis: Diagnosis, change = {}) {
  installMock({
    ...appHandlers(sampleApps()),
    run_get: ({ id }) => ({ ...failedRun(id, 1, diagnosis), ...change }),
  });
}

describe("a run that passed", () => {
  it("shows the verdict, every step, and the time the token has left", async () => {
    installMock(appHandlers(sampleApps()));
    // The page has its clock ticking; here the tests before may have taken long.
    clock.refresh();
    show(9101);
    expect(await screen.findByRole("heading", { name: "Token issued" })).toBeTruthy();
    expect(screen.getByText(/accepted the assertion and granted all 3 scopes/)).toBeTruthy();
    expect(screen.getByRole("timer").textContent).toMatch(/^23:5/);
    const steps = within(screen.getByRole("list", { name: "Steps" }));
    for (const name of [
      "Build the assertion",
      "Check before sending",
      "Sign it with the private key",
      "POST",
      "Response",
    ])
      expect(steps.getByRole("heading", { name })).toBeTruthy();
  });

  it("says that a token of an older run is no longer held, instead of offering to copy it", async () => {
    installMock(appHandlers(sampleApps()));
    show(9102);
    expect(await screen.findByText(/no longer held/)).toBeTruthy();
    expect(screen.queryByTestId("copy-token")).toBeNull();
  });

  it("names who signed in, and doubts an address that the server has not verified", async () => {
    const signedIn = {
      sub: "4b1f0c7e",
      name: "田中\u202e結衣",
      email: "yui@aoba.example",
      emailVerified: false,
    };
    installMock({
      ...appHandlers(sampleApps()),
      run_get: ({ id }) => ({ ...passedRun(id, 1), flow: "authorizationCode", signedIn }),
    });
    show(1042);
    const member = within(await screen.findByRole("group", { name: "Who signed in" }));
    expect(member.getByText("田中‹U+202E›結衣")).toBeTruthy();
    expect(member.getByText("4b1f0c7e")).toBeTruthy();
    expect(member.getByText(/not verified/)).toBeTruthy();
  });

  it("reveals the held token and hides it when the set time is over", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    session.useSettings(settingsView({ revealSeconds: 5 }));
    installMock(appHandlers(sampleApps()));
    const stop = (await import("../../state/clock.svelte")).clock.start();
    show(1042);
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    await user.click(await screen.findByTestId("reveal-token"));
    expect(await screen.findByText("jp1TESTtokenTESTtokenTESTtoken")).toBeTruthy();
    await vi.advanceTimersByTimeAsync(6000);
    expect(screen.queryByText("jp1TESTtokenTESTtokenTESTtoken")).toBeNull();
    stop();
  });

  it("shows the request with its secrets cut out", async () => {
    installMock(appHandlers(sampleApps()));
    show(9103);
    await userEvent.click(await screen.findByRole("tab", { name: "Request" }));
    const panel = screen.getByRole("tabpanel");
    expect(panel.textContent).toContain("POST https://auth.worksmobile.com/oauth2/v2.0/token");
    expect(within(panel).getByText("hidden, 10 characters")).toBeTruthy();
  });

  it("has no accessibility faults", async () => {
    installMock(appHandlers(sampleApps()));
    const { container } = show(9104);
    await screen.findByRole("heading", { name: "Token issued" });
    expect(await axeFaults(container)).toEqual([]);
  });
});

describe("a run under way", () => {
  it("fills in as events arrive, and the failure verdict interrupts", async () => {
    let tell: (event: RunEvent) => void = () => undefined;
    let end: (run: ReturnType<typeof failedRun>) => void = () => undefined;
    installMock({
      ...appHandlers(sampleApps()),
      token_issue: (_, report) => {
        tell = report;
        report({ kind: "started", run: startedRun(9201, 1) });
        return new Promise((resolve) => (end = resolve));
      },
    });
    const started = await runs.start(1);
    show(started.id);
    expect(screen.getByRole("heading", { name: "Asking for a token" })).toBeTruthy();
    expect(screen.getByTestId("step-build").getAttribute("data-status")).toBe("waiting");

    tell({ kind: "step", runId: 9201, step: { ...waitingStep("build"), status: "passed", durationUs: 400 } });
    await vi.waitFor(() =>
      expect(screen.getByTestId("step-build").getAttribute("data-status")).toBe("passed"),
    );
    await vi.waitFor(() => expect(live.polite.text).toBe("Step 1 of 6, Build the assertion: done"));

    const before = live.assertive.turn;
    const run = failedRun(9201, 1);
    tell({ kind: "finished", run });
    end(run);
    expect((await screen.findByTestId("diagnosis")).getAttribute("data-cause")).toBe("clockFast");
    expect(live.assertive.turn).toBe(before + 1);
    expect(live.assertive.text).toContain("412 s fast");
    await started.finished;
  });

  it("stops with Esc", async () => {
    installMock(appHandlers(sampleApps(), { outcome: "running" }));
    const started = await runs.start(1);
    show(started.id);
    await userEvent.keyboard("{Escape}");
    expect(calls.some(({ name }) => name === "token_cancel")).toBe(true);
    runs.forget();
  });
});

describe("a run that failed", () => {
  it("names what happened, why, what to do, the server's words and what is ruled out", async () => {
    installMock(appHandlers(sampleApps()));
    show(1041);
    const card = await screen.findByTestId("diagnosis");
    for (const name of ["What happened", "Why", "What to do", "Server's words", "Ruled out"])
      expect(within(card).getByRole("heading", { name })).toBeTruthy();
    expect(card.textContent).toContain("Certain: measured");
    expect(card.textContent).toContain('"error_description":"iat in the future"');
    expect(within(card).getByText(/The server read .* and this computer .*: 412 s apart/)).toBeTruthy();
  });

  it("runs again with the server's time from the first button", async () => {
    const stop = keys.start();
    installMock(appHandlers(sampleApps(), { outcome: "failed" }));
    show(1041);
    await userEvent.click(await screen.findByRole("button", { name: "Run with server time" }));
    await vi.waitFor(() => expect(router.current).toMatchObject({ room: "run" }));
    const issued = calls.find(({ name }) => name === "token_issue");
    expect(issued?.input).toEqual({ appId: 1, clock: "server", grant: "jwtBearer" });
    await vi.waitFor(() => expect(runs.isRunning(1)).toBe(false));
    stop();
  });

  it.each(FIXES)("%s has words in both languages", (fix) => {
    for (const language of ["en", "ja"] as const) {
      locale.choose(language);
      expect(fixWords[fix].text(undefined).length).toBeGreaterThan(4);
      expect(fixWords[fix].button?.() ?? "none").not.toBe("");
    }
  });

  it.each(CAUSES)("%s is told with a title, a reason and what to do, in both languages", async (cause) => {
    const diagnosis: Diagnosis = { ...diagnosisOf(cause), fixes: ["checkConsole"] };
    const run = failedRun(1, 1, diagnosis);
    const { container } = render(DiagnosisCard, {
      run,
      diagnosis,
      busy: false,
      rerun: async () => undefined,
    });
    const titles: string[] = [];
    for (const [language, headings] of [
      ["en", ["What happened", "Why", "What to do"]],
      ["ja", ["何が起きたか", "原因", "対処方法"]],
    ] as const) {
      locale.choose(language);
      await tick();
      for (const name of headings) expect(screen.getByRole("heading", { level: 3, name })).toBeTruthy();
      titles.push(screen.getByRole("heading", { level: 2 }).textContent ?? "");
      expect(container.textContent).not.toMatch(/undefined|null|NaN|\{\w+\}/);
      expect(causeWords[cause].short().length).toBeGreaterThan(1);
    }
    expect(titles[0]?.length).toBeGreaterThan(10);
    expect(titles[1]).toMatch(/[ぁ-ん]/);
  });

  it("shows a web page that came back as text, never as a page", async () => {
    const page = "<h1>Sign in</h1><img src=x onerror=alert(1)>";
    const run = failedRun(9400, 1, diagnosisOf("wrongContentType"));
    const steps = run.steps.map((step) =>
      step.response
        ? { ...step, response: { ...step.response, body: [{ kind: "plain" as const, text: page }] } }
        : step,
    );
    keep(diagnosisOf("wrongContentType"), { steps });
    show(9400);
    const card = await screen.findByTestId("diagnosis");
    expect(card.textContent).toContain("<h1>Sign in</h1>");
    expect(card.querySelector("img")).toBeNull();
  });
});

it("a run that is not kept any more is told as such", async () => {
  installMock({});
  show(9999);
  expect(await screen.findByRole("alert")).toBeTruthy();
  expect(passedRun(1, 1).outcome).toBe("passed");
});

it("a member's sign-in can be neither repeated nor copied, and is not told as an assertion", async () => {
  installMock({
    ...appHandlers(sampleApps()),
    run_get: ({ id }) => ({ ...passedRun(id, 1), flow: "authorizationCode" as const }),
  });
  show(9401);
  expect(await screen.findByText(/accepted the code and granted/)).toBeTruthy();
  expect(screen.queryByTestId("run-again")).toBeNull();
  expect(screen.queryByRole("button", { name: /Copy as/ })).toBeNull();
  expect(screen.getByTestId("compare-run")).toBeTruthy();
});
