// The steps of a flow as they stand between the three lanes (document 003), lit by the run that plays them.
import type { Run, Step, StepId } from "$lib/ipc/bindings";
import type { StatusState } from "$lib/components/StatusIcon.svelte";
import { m } from "$lib/paraglide/messages";
import type { SsoFlowKind } from "$lib/words/sso";

export type Lane = "user" | "lineWorks" | "server";

export interface LaneRow {
  from: Lane;
  to: Lane;
  label: () => string;
  note: (() => string) | null;
  state: StatusState;
  micros: number | null;
}

interface Plan {
  from: Lane;
  to: Lane;
  label: (path: string) => string;
  /** The step of the run that does it. */
  step: StepId;
  /** The answer of that step, and not its request. */
  answer?: boolean;
  /** Address whose path the label names. */
  address?: string;
  through?: boolean;
}

const signedIn: readonly Plan[] = [
  {
    from: "lineWorks",
    to: "server",
    label: (path) => m.sso_row_token({ path }),
    step: "ssoToken",
    address: "tokenUrl",
  },
  { from: "server", to: "lineWorks", label: () => m.sso_row_tokenAnswer(), step: "ssoToken", answer: true },
  {
    from: "lineWorks",
    to: "server",
    label: (path) => m.sso_row_userInfo({ path }),
    step: "ssoUserInfo",
    address: "userInfoUrl",
  },
  {
    from: "server",
    to: "lineWorks",
    label: () => m.sso_row_userInfoAnswer(),
    step: "ssoUserInfo",
    answer: true,
  },
  { from: "lineWorks", to: "user", label: () => m.sso_row_signedIn(), step: "ssoUserInfo", answer: true },
];

const browser = (address: string): readonly Plan[] => [
  { from: "user", to: "lineWorks", label: () => m.sso_row_open(), step: "authorize" },
  {
    from: "lineWorks",
    to: "server",
    label: (path) => m.sso_row_login({ path }),
    step: "authorize",
    address,
    through: true,
  },
  { from: "server", to: "user", label: () => m.sso_row_page(), step: "return" },
  { from: "user", to: "server", label: () => m.sso_row_password(), step: "return" },
  { from: "server", to: "server", label: () => m.sso_row_issue(), step: "return" },
  { from: "server", to: "lineWorks", label: () => m.sso_row_back(), step: "return", answer: true },
  ...signedIn,
];

const plans: Record<SsoFlowKind, readonly Plan[]> = {
  ssoWeb: browser("webLoginUrl"),
  ssoApplication: browser("appLoginUrl"),
  ssoMail: [
    { from: "user", to: "lineWorks", label: () => m.sso_row_mailStart(), step: "ssoMailCode" },
    {
      from: "lineWorks",
      to: "server",
      label: (path) => m.sso_row_mailCode({ path }),
      step: "ssoMailCode",
      address: "mailUrl",
    },
    { from: "server", to: "server", label: () => m.sso_row_issue(), step: "ssoMailCode", answer: true },
    { from: "server", to: "lineWorks", label: () => m.sso_row_code(), step: "ssoMailCode", answer: true },
    ...signedIn,
  ],
  ssoLogout: [
    { from: "user", to: "lineWorks", label: () => m.sso_row_logoutStart(), step: "ssoLogout" },
    {
      from: "lineWorks",
      to: "server",
      label: (path) => m.sso_row_logout({ path }),
      step: "ssoLogout",
      address: "logoutUrl",
    },
    { from: "server", to: "lineWorks", label: () => m.sso_row_logoutBack(), step: "ssoLogout", answer: true },
  ],
};

const states: Record<Step["status"], StatusState> = {
  waiting: "waiting",
  running: "running",
  passed: "passed",
  warned: "warned",
  failed: "failed",
  notReached: "skipped",
};

/** A request has left once its answer is there, whatever the answer says. */
function stateOf(step: Step | undefined, answer: boolean): StatusState {
  if (!step) return "waiting";
  if (!answer && step.response !== null) return "passed";
  if (answer && step.status === "running") return "waiting";
  return states[step.status];
}

function microsOf(step: Step | undefined, answer: boolean): number | null {
  const timings = step?.timings;
  if (!timings) return null;
  if (!answer) return (timings.dnsUs ?? 0) + (timings.connectUs ?? 0);
  return timings.firstByteUs === null ? null : timings.firstByteUs + (timings.bodyUs ?? 0);
}

function noteOf(plan: Plan, step: Step | undefined): (() => string) | null {
  if (plan.through) return () => m.sso_row_through();
  const { response } = step ?? {};
  if (!plan.answer || !response || plan.to === "user") return null;
  const kind = response.headers.find(([name]) => name === "content-type")?.[1].split(";")[0] ?? "";
  return () => `${response.status} ${kind}`.trim();
}

function pathOf(address: string): string {
  try {
    return new URL(address, "https://server.invalid").pathname;
  } catch {
    return address;
  }
}

/** The rows of a flow. `waiting`: the sign-in window is open. */
export function laneRows(
  flow: SsoFlowKind,
  run: Run | undefined,
  addresses: Record<string, unknown>,
  waiting: boolean,
): LaneRow[] {
  return plans[flow].map((plan, index) => {
    const step = run?.steps.find(({ id }) => id === plan.step);
    const answer = plan.answer ?? false;
    const address = plan.address ? addresses[plan.address] : "";
    const atPage = waiting && run === undefined;
    const opened = atPage && index < 3;
    return {
      from: plan.from,
      to: plan.to,
      label: () => plan.label(pathOf(typeof address === "string" ? address : "")),
      note: noteOf(plan, step),
      state: opened ? "passed" : atPage && index === 3 ? "running" : stateOf(step, answer),
      micros: plan.from === plan.to || plan.to === "user" ? null : microsOf(step, answer),
    };
  });
}
