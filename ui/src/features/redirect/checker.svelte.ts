// What is asked of the redirect checker and what Rust answered. The last answer counts, whatever order they come in.
import { asIpcError, call, type IpcError } from "$lib/ipc/call";
import type { AppId, RedirectCheckView, RegisteredSource, UrlRuleSet } from "$lib/ipc/bindings";
import { apps } from "$lib/state/apps.svelte";
import { clientOf } from "$lib/words/service";

/** A record's number as the list of choices carries it, a typed list, or no list. */
export type Against = "typed" | "none" | string;

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

  begin(app: AppId | null, rules: UrlRuleSet = "lineWorks", text = "") {
    this.against = app === null ? "typed" : String(app);
    this.rules = rules;
    this.text = text;
    void this.read();
  }

  choose(against: Against) {
    this.against = against;
    void this.read();
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
