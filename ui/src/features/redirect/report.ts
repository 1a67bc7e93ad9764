// The verdict on a redirect URL as text, for a ticket or a mail: what is sent, what is registered, each difference and
// each broken rule with its source.
import { fullMoment } from "$lib/format/time";
import { visible } from "$lib/format/visible";
import type { RedirectReport, UrlRuleResult, UrlRuleSet } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import {
  brokenText,
  differenceKinds,
  differenceText,
  formText,
  ruleSets,
  urlSeverities,
  verdictText,
} from "$lib/words/redirect";

export interface Judged {
  report: RedirectReport;
  rules: UrlRuleSet;
  /** Whether there is a list that it was held against. */
  listed: boolean;
  /** Milliseconds since the epoch. */
  at: number;
}

export function reportText({ report, rules, listed, at }: Judged): string {
  const { sent, nearest } = report;
  const broken = report.rules.filter(({ passed }) => !passed);
  const head = [
    m.redirect_reportTitle({ rules: ruleSets[rules](), time: fullMoment(at) }),
    verdictText(report, rules, listed),
  ];
  const urls: string[] = [m.redirect_reportLine({ name: m.redirect_youSend(), value: visible(sent.url) })];
  const form = formText(sent);
  if (form !== null) urls.push(form);
  if (nearest) urls.push(registered(nearest.index, nearest.url), ...nearest.differences.map(difference));
  return [head, urls, broken.map(ruleLine)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function registered(index: number, url: string): string {
  const name = m.redirect_registeredN({ number: index + 1 });
  return m.redirect_reportLine({ name, value: visible(url) });
}

type Nearest = NonNullable<RedirectReport["nearest"]>;

function difference(found: Nearest["differences"][number], index: number): string {
  const kind = m.redirect_kindNamed({ kind: differenceKinds[found.kind]() });
  return `${index + 1}. ${m.common_sentences({ first: kind, second: differenceText(found) })}`;
}

function ruleLine(rule: UrlRuleResult): string {
  const open = rule.settled ? "" : ` · ${m.redirect_unsettled()}`;
  return `[${urlSeverities[rule.severity]()}] ${brokenText(rule)} (${rule.source}${open})`;
}
