// What is asked of the redirect checker and what Rust answered. The last answer counts, whatever order they come in.
import { asIpcError, call, type IpcError } from "$lib/ipc/call";
import type { AppId, RedirectCheckView, RegisteredSource, Service, UrlRuleSet } from "$lib/ipc/bindings";
import { apps } from "$lib/state/apps.svelte";
import { clientOf } from "$lib/words/service";

/** A record's number as the list of choices carries it, a typed list, or no list. */
export type Against = "typed" | "none" | string;

const ownRules: Record<Service["kind"], UrlRuleSet> = {
  lineWorks: "lineWorks",
  oauthServer: "oauth",
  lineChannel: "lineWorks",
  customerSso: "sso",
};

/** What was asked last, for whoever comes back to the room. A lock reloads the page and with it forgets this. */
let left: { text: string; typed: string; against: Against; rules: UrlRuleSet } | null = null;

export function forgetLeft() {
  left = null;
}

export class Checker {
  text = $state("");
  typed = $state("");
  against = $state<Against>("none");
  rules = $state<UrlRuleSet>("lineWorks");
  view = $state.raw<RedirectCheckView | null>(null);
  error = $state.raw<IpcError | null>(null);
  #asked = 0;

  get app(): AppId | null {
    return this.against === "typed" || this.against === "none" ? null : Number(this.against);
  }

  /** Where the list stands in a record. */
  get section(): "redirects" | "logout" {
    return this.rules === "lineWorksLogout" ? "logout" : "redirects";
  }

  /** As the link says that leads here; without one as it was left, or else against `first`. */
  begin(link: { appId?: AppId; rules?: UrlRuleSet; text?: string }, first: AppId | null) {
    const named = link.appId !== undefined || link.text !== undefined;
    if (left !== null && !named) {
      this.text = left.text;
      this.typed = left.typed;
      this.against = left.against;
      this.rules = left.rules;
    } else {
      const app = link.appId ?? first;
      this.against = app === null ? "typed" : String(app);
      this.rules = link.rules ?? "lineWorks";
      this.text = link.text ?? "";
      if (link.rules === undefined) return void this.judgeByOwn();
    }
    void this.read();
  }

  /** By the rules of the record's own kind. */
  async judgeByOwn(): Promise<void> {
    const { app } = this;
    if (app !== null) {
      const kind = await call("app_get", { id: app }).then(
        ({ draft }) => draft.service.kind,
        // Whatever is wrong with the record, the check says it.
        () => null,
      );
      if (this.app === app && kind !== null) this.rules = ownRules[kind];
    }
    await this.read();
  }

  leave() {
    const { text, typed, against, rules } = this;
    left = { text, typed, against, rules };
  }

  choose(against: Against) {
    this.against = against;
    void this.judgeByOwn();
  }

  judgeBy(rules: UrlRuleSet) {
    this.rules = rules;
    void this.read();
  }

  async read(): Promise<void> {
    const turn = ++this.#asked;
    try {
      const view = await call("redirect_check", {
        text: this.text,
        registered: await this.#registered(),
        rules: this.rules,
      });
      if (turn !== this.#asked) return;
      this.view = view;
      this.error = null;
    } catch (thrown) {
      if (turn !== this.#asked) return;
      this.view = null;
      this.error = asIpcError(thrown);
    }
  }

  /** Adds what is sent to the record's list; gives what takes it out again. */
  async addToRecord(): Promise<() => Promise<void>> {
    const { app } = this;
    const url = this.view?.report?.sent.url;
    if (app === null || url === undefined) return () => Promise.resolve();
    const field = this.section === "logout" ? "logoutRedirectUrls" : "redirectUrls";
    const change = async (edit: (urls: string[]) => string[]) => {
      const { version, draft } = await call("app_get", { id: app });
      const client = clientOf(draft.service);
      if (!client) return;
      const service = { ...client, [field]: edit(client[field]) };
      await call("app_update", { id: app, version, draft: { ...draft, service } });
      await this.read();
      await apps.load();
    };
    await change((urls) => (urls.includes(url) ? urls : [...urls, url]));
    return () => change((urls) => urls.filter((one) => one !== url));
  }

  async #registered(): Promise<RegisteredSource> {
    const { app } = this;
    if (app !== null) return { kind: "app", id: app };
    if (this.against === "none") return { kind: "unknown" };
    return { kind: "typed", urls: await call("redirect_split", { text: this.typed }) };
  }
}
