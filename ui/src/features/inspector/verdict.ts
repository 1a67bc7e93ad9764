// The verdict on a token: one state, one short sentence. Valid needs a verified signature and no failed check.
import type { StatusState } from "$lib/components/StatusIcon.svelte";
import type { InspectionView } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

export interface TokenVerdict {
  state: StatusState;
  text: string;
}

function failures(view: InspectionView): number {
  const checks = view.checks.filter(({ result }) => result === "failed").length;
  return checks + view.lints.filter(({ severity }) => severity === "error").length;
}

function byRecord(view: InspectionView, now: number): TokenVerdict | null {
  const held = view.owners.find((owner) => owner.held !== null)?.held;
  if (!held || held.expiresAt === null) return null;
  return held.expiresAt > now
    ? { state: "passed", text: m.inspect_heldValid() }
    : { state: "failed", text: m.inspect_heldOver() };
}

/** Longer than what is taken apart: nothing can be said of it, not even that it is opaque. */
export function isTooLong(view: InspectionView | null): boolean {
  return view?.reading.problems.some(({ id }) => id === "tooLong") ?? false;
}

export function verdictOf(view: InspectionView, now: number): TokenVerdict {
  const { kind } = view.reading;
  if (isTooLong(view)) return { state: "failed", text: m.inspect_tooLong() };
  if (kind === "opaque") return byRecord(view, now) ?? { state: "skipped", text: m.inspect_opaque() };
  if (kind === "jwe") return { state: "skipped", text: m.inspect_encrypted() };
  if (kind === "brokenJws") return { state: "failed", text: m.inspect_brokenState() };
  const count = failures(view);
  if (count > 0) return { state: "failed", text: m.inspect_checksFailed({ count }) };
  if (view.verified === true) return { state: "passed", text: m.inspect_valid() };
  return { state: "waiting", text: m.inspect_notVerified() };
}
