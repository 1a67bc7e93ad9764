// How a run ended, for somebody who does not look at it: read aloud and shown in a toast.
import type { Run } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { causeWords } from "$lib/words/cause";

export function runSentence(name: string, run: Run): string {
  if (run.outcome === "passed" || !run.diagnosis) return m.apps_testPassed({ name });
  return m.apps_testFailed({ name, title: causeWords[run.diagnosis.cause].short() });
}
