// The test of several apps, one after another: their servers are asked once each and never all at once.
import type { AppSummaryView, Outcome } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { apps } from "$lib/state/apps.svelte";
import { runs } from "$lib/state/runs.svelte";
import { toasts } from "$lib/state/toasts.svelte";

import { startTest } from "./appActs";

export class BulkTest {
  /** How many have ended, of how many; null when none is under way. */
  progress = $state.raw<{ done: number; total: number } | null>(null);
  #stopped = false;

  async run(chosen: readonly AppSummaryView[]) {
    this.#stopped = false;
    const ended: Outcome[] = [];
    const waiting = chosen.filter(({ id }) => !runs.isRunning(id));
    for (const [done, app] of waiting.entries()) {
      if (this.#stopped) break;
      this.progress = { done, total: waiting.length };
      const started = await startTest(app);
      // It was refused and said why; the next one would be refused too.
      if (!started) break;
      const run = await started.finished.catch(() => null);
      if (run) ended.push(run.outcome);
      await apps.load().catch(() => undefined);
    }
    this.progress = null;
    tell(ended);
  }

  /** Lets the test that is under way end, and begins no other. */
  stop() {
    this.#stopped = true;
  }
}

function tell(ended: readonly Outcome[]) {
  if (ended.length === 0) return;
  const passed = ended.filter((outcome) => outcome === "passed").length;
  const tone = passed === ended.length ? "ok" : "bad";
  toasts.show(m.apps_didTestMany({ count: ended.length, passed }), { tone });
}
