// What was checked last on the workbench, per record. Outlives the page: a check goes on while somebody looks elsewhere.
import { SvelteMap } from "svelte/reactivity";

import { asIpcError, callCheck, type IpcError } from "$lib/ipc/call";
import type {
  AppId,
  HttpTimings,
  Run,
  SsoAccountInput,
  SsoCall,
  SsoCheck,
  SsoConformance,
  SsoCounts,
  SsoGauges,
  SsoPlanned,
  SsoStatistics,
  StepId,
} from "$lib/ipc/bindings";

export interface Checking {
  /** True until the result is there. */
  busy: boolean;
  plan: readonly SsoPlanned[];
  /** Place of the call that is under way. */
  index: number;
  calls: readonly SsoCall[];
  checks: readonly SsoCheck[];
  found: SsoConformance | null;
  error: IpcError | null;
}

const known = new SvelteMap<AppId, Checking>();

const START: Checking = { busy: true, plan: [], index: 0, calls: [], checks: [], found: null, error: null };

function change(appId: AppId, part: Partial<Checking>) {
  known.set(appId, { ...(known.get(appId) ?? START), ...part });
}

export const bench = {
  get(appId: AppId): Checking | undefined {
    return known.get(appId);
  },
  async check(appId: AppId, repeat: number, signIn: boolean, account: SsoAccountInput | null) {
    if (known.get(appId)?.busy) return;
    known.set(appId, START);
    try {
      const found = await callCheck({ appId, repeat, signIn, account }, (event) => {
        if (event.kind === "planned") change(appId, { plan: event.calls });
        else if (event.kind === "calling") change(appId, { index: event.index });
        else {
          const calls = [...(known.get(appId)?.calls ?? []), event.call];
          change(appId, { calls, checks: event.checks });
        }
      });
      change(appId, { found, checks: found.checks, calls: found.calls });
    } catch (thrown) {
      change(appId, { error: asIpcError(thrown) });
    } finally {
      change(appId, { busy: false });
    }
  },
  /** What the vault kept of the last check, unless this page has seen a newer one. */
  remember(appId: AppId, found: SsoConformance | null) {
    if (found === null || known.has(appId)) return;
    known.set(appId, { ...START, busy: false, checks: found.checks, calls: found.calls, found });
  },
  /** For tests: as after a fresh start. */
  forget() {
    known.clear();
  },
};

export function countsOf(checks: readonly SsoCheck[]): SsoCounts {
  const of = (result: SsoCheck["result"]) => checks.filter((check) => check.result === result).length;
  return {
    passed: of("passed"),
    warnings: of("warning"),
    failed: of("failed"),
    notRun: of("notRun"),
    notJudged: of("notJudged"),
  };
}

function slowest(times: readonly (number | null)[], failures: number): SsoStatistics {
  const measured = times.filter((time) => time !== null);
  const slowestUs = measured.length === 0 ? null : Math.max(...measured);
  return { calls: measured.length + failures, failures, slowestUs, p95Us: slowestUs };
}

/** The gauges of one run, where nothing was checked yet. */
export function gaugesOfRun(run: Run | undefined): SsoGauges {
  const timings = (id: StepId) => run?.steps.find((step) => step.id === id)?.timings ?? null;
  const calls = [timings("ssoMailCode"), timings("ssoToken"), timings("ssoUserInfo"), timings("ssoLogout")];
  const connect = calls.map((leg) =>
    leg === null || leg.connectUs === null ? null : leg.connectUs + (leg.dnsUs ?? 0),
  );
  const read = (leg: HttpTimings | null) =>
    slowest([leg === null || leg.firstByteUs === null ? null : leg.firstByteUs + (leg.bodyUs ?? 0)], 0);
  return {
    connect: slowest(connect, 0),
    token: read(timings("ssoToken")),
    userInfo: read(timings("ssoUserInfo")),
  };
}

/** The gauges while a check is under way: Rust sums up at its end. */
export function gaugesOf(calls: readonly SsoCall[]): SsoGauges {
  const read = (probe: SsoPlanned["probe"]) => {
    const of = calls.filter((call) => call.planned.probe === probe);
    return slowest(
      of.map(({ times }) => times.readUs),
      of.filter(({ cause }) => cause !== null).length,
    );
  };
  const unconnected = calls.filter(({ times }) => times.connectUs === null).length;
  return {
    connect: slowest(
      calls.map(({ times }) => times.connectUs),
      unconnected,
    ),
    token: read("token"),
    userInfo: read("userInfo"),
  };
}
