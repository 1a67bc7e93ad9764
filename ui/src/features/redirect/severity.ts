// How a list of rules looks: the shape of its worst broken one.
import type { StatusState } from "$lib/components/StatusIcon.svelte";
import type { UrlRuleResult, UrlRuleSeverity } from "$lib/ipc/bindings";

const RANK: Record<UrlRuleSeverity, number> = { info: 0, warning: 1, error: 2 };
const STATES: Record<UrlRuleSeverity, StatusState> = { info: "skipped", warning: "warned", error: "failed" };

export function stateOf(rule: UrlRuleResult): StatusState {
  return rule.passed ? "passed" : STATES[rule.severity];
}

/** The rules that are broken, the worst first. */
export function brokenOf(rules: readonly UrlRuleResult[]): UrlRuleResult[] {
  return rules
    .filter(({ passed }) => !passed)
    .toSorted((one, other) => RANK[other.severity] - RANK[one.severity]);
}

/** What is only worth knowing does not spoil a URL. */
export function worstState(rules: readonly UrlRuleResult[]): StatusState {
  const worst = brokenOf(rules).at(0);
  return worst && worst.severity !== "info" ? STATES[worst.severity] : "passed";
}
