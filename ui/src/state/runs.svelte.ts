// Test runs of this session: started here, filled in by events, kept when their page is left. One per app at a time.
import { SvelteMap } from "svelte/reactivity";

import { call, callWithEvents, type Reporting } from "$lib/ipc/call";
import type { AppId, ClockSource, Commands, Grant, Run, RunEvent, RunId, Step } from "$lib/ipc/bindings";

import { session } from "./session.svelte";

const known = new SvelteMap<RunId, Run>();
const underWay = new SvelteMap<AppId, RunId | null>();

function put(id: RunId, change: (run: Run) => Run) {
  const run = known.get(id);
  if (run) known.set(id, change(run));
}

function withStep(run: Run, step: Step): Run {
  return { ...run, steps: run.steps.map((old) => (old.id === step.id ? step : old)) };
}

function hear(event: RunEvent) {
  switch (event.kind) {
    case "started":
      known.set(event.run.id, event.run);
      underWay.set(event.run.appId, event.run.id);
      break;
    case "step":
      put(event.runId, (run) => withStep(run, event.step));
      break;
    case "assertion":
      put(event.runId, (run) => ({ ...run, assertion: event.assertion }));
      break;
    case "finished":
      known.set(event.run.id, event.run);
      break;
  }
}

export interface StartedRun {
  id: RunId;
  /** Resolves with the finished run. */
  finished: Promise<Run>;
}

export const runs = {
  get(id: RunId): Run | undefined {
    return known.get(id);
  },
  /** True from the press of the button to the last event. */
  isRunning(appId: AppId): boolean {
    return underWay.has(appId);
  },
  /** The run of this app that is under way, once it has its number. */
  current(appId: AppId): Run | undefined {
    const id = underWay.get(appId);
    return id == null ? undefined : known.get(id);
  },
  /** Starts a test run. Resolves as soon as the run has its number; rejects with an IpcError when it gets none. */
  start(appId: AppId, clock: ClockSource = "local", grant: Grant | null = null): Promise<StartedRun> {
    return runs.begin("token_issue", { appId, clock, grant });
  },
  /** Begins a run of an app: nothing else of it can begin meanwhile. */
  async begin<
    K extends
      | "channel_run"
      | "token_issue"
      | "token_refresh"
      | "token_revoke"
      | "token_introspect"
      | "token_userinfo",
  >(name: K, input: Commands[K]["input"]): Promise<StartedRun> {
    const { appId } = input;
    underWay.set(appId, null);
    try {
      const started = await runs.follow(name, input);
      const over = () => underWay.delete(appId);
      void started.finished.then(over, over);
      return started;
    } catch (thrown) {
      underWay.delete(appId);
      throw thrown;
    }
  },
  /** Follows the run that a command makes. Resolves as soon as it has its number; rejects when it gets none. */
  async follow<K extends Reporting>(name: K, input: Commands[K]["input"]): Promise<StartedRun> {
    let tellNumber: (id: RunId) => void = () => undefined;
    const number = new Promise<RunId>((resolve) => (tellNumber = resolve));
    let appId: AppId | null = null;
    const finished = callWithEvents(name, input, (event) => {
      hear(event);
      if (event.kind !== "started") return;
      appId = event.run.appId;
      tellNumber(event.run.id);
    })
      .then((run) => {
        known.set(run.id, run);
        // The status bar tells the clock that this run measured.
        void session.loadNetwork().catch(() => undefined);
        return run;
      })
      .finally(() => appId !== null && underWay.delete(appId));
    const id = await Promise.race([number, finished.then((run) => run.id)]);
    return { id, finished };
  },
  async stop(appId: AppId) {
    await call("token_cancel", { id: appId });
  },
  /** Reads a kept run, unless this page watched it itself. */
  async load(id: RunId): Promise<Run> {
    const here = known.get(id);
    if (here) return here;
    const run = await call("run_get", { id });
    known.set(id, run);
    return run;
  },
  /** For tests: as after a fresh start. */
  forget() {
    known.clear();
    underWay.clear();
  },
};
