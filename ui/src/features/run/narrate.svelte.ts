// What a screen reader hears of a run: each step once as it ends, and the verdict. A run that was over when its page
// was opened is not narrated.
import type { Run, StepStatus } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { live } from "$lib/state/live.svelte";
import { causeWords } from "$lib/words/cause";
import { answerWords } from "$lib/words/flow";
import { stepNames, stepStatusWords } from "$lib/words/rule";

import { diagnosisFacts } from "./diagnosisFacts";

const ENDED: readonly StepStatus[] = ["passed", "warned", "failed"];

function verdict(run: Run) {
  if (run.outcome === "passed") live.announce(run.token === null ? answerWords(run).title : m.run_issued());
  else if (run.diagnosis) live.interrupt(causeWords[run.diagnosis.cause].title(diagnosisFacts(run)));
}

/** Follows the run that `current` gives; call it while the page starts. */
export function narrate(current: () => Run | undefined) {
  let id: number | null = null;
  let watched = false;
  let told = 0;
  $effect(() => {
    const run = current();
    if (!run) return;
    if (run.id !== id) {
      id = run.id;
      watched = run.outcome === "running";
      told = 0;
    }
    if (!watched) return;
    const ended = run.steps.filter((step) => ENDED.includes(step.status)).length;
    if (run.outcome !== "running") {
      watched = false;
      verdict(run);
    } else if (ended > told) {
      told = ended;
      const step = run.steps[ended - 1];
      if (!step) return;
      live.announce(
        m.step_announce({
          position: ended,
          total: run.steps.length,
          name: step.id === "send" ? m.step_sendSpoken() : stepNames[step.id](),
          status: stepStatusWords[step.status](),
        }),
      );
    }
  });
}
