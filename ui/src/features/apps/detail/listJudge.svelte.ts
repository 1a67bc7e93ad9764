// What the redirect rules say of a list while it is typed: asked 200 ms after the last change, and the last answer counts.
import { call } from "$lib/ipc/call";
import type { ListReport, UrlRuleResult, UrlRuleSet } from "$lib/ipc/bindings";

const PAUSE_MS = 200;

interface Question {
  urls: string[];
  rules: UrlRuleSet;
  openid: boolean;
}

export class ListJudge {
  report = $state.raw<ListReport | null>(null);
  #asked = 0;

  /** Asks soon; gives what calls it off. */
  later(question: Question): () => void {
    const timer = setTimeout(() => void this.#ask(question), this.report === null ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }

  /** What is said of the URL at a place, while it is the text that was judged. */
  of(index: number, url: string): readonly UrlRuleResult[] {
    const found = this.report?.urls[index];
    return found?.url === url ? found.rules : [];
  }

  async #ask(question: Question) {
    const turn = ++this.#asked;
    // A locked vault says so in its own place.
    const report = await call("redirect_judge", question).catch(() => null);
    if (turn === this.#asked && report) this.report = report;
  }
}
