// What is kept of a channel beside its record: keys, ledger, LINE's list; and every question to LINE, as a run.
import { asIpcError, call, type IpcError } from "$lib/ipc/call";
import type { AppId, ChannelAsk, ChannelView, ChosenToken, Run } from "$lib/ipc/bindings";
import { refuse } from "$lib/state/refuse";
import { runs } from "$lib/state/runs.svelte";

export class ChannelState {
  readonly id: AppId;
  view = $state.raw<ChannelView | null>(null);
  error = $state.raw<IpcError | null>(null);
  /** The last question's run. */
  last = $state.raw<Run | null>(null);
  /** What LINE last said of a token of the ledger. */
  said = $state.raw<{ tokenId: number; words: string } | null>(null);

  constructor(id: AppId) {
    this.id = id;
  }

  async load() {
    await this.take(() => call("channel_get", { id: this.id }));
  }

  /** Takes the view that a command gives. */
  async take(act: () => Promise<ChannelView>): Promise<boolean> {
    try {
      this.view = await act();
      this.error = null;
      return true;
    } catch (thrown) {
      if (this.view === null) this.error = asIpcError(thrown);
      else refuse(thrown);
      return false;
    }
  }

  /** Asks LINE; the finished run, or null when none could begin. */
  async ask(ask: ChannelAsk): Promise<Run | null> {
    if (runs.isRunning(this.id)) return null;
    try {
      const started = await runs.begin("channel_run", { appId: this.id, ask });
      this.last = await started.finished;
    } catch (thrown) {
      refuse(thrown);
      return null;
    }
    await this.load();
    return this.last;
  }

  async verify(token: ChosenToken) {
    this.said = null;
    const run = await this.ask({ kind: "verify", token });
    if (run?.outcome !== "passed" || token.kind !== "held") return;
    const words = saidIn(run);
    this.said = words === null ? null : { tokenId: token.id, words };
  }
  revoke = (token: ChosenToken) => this.ask({ kind: "revoke", token });
}

/** "expires_in 345591 · scope P CM", as LINE's answer to a verification has it. */
function saidIn(run: Run): string | null {
  const body = run.steps.findLast(({ response }) => response !== null)?.response?.body ?? [];
  const text = body.map((part) => (part.kind === "plain" ? part.text : "")).join("");
  try {
    const { expires_in: life, scope } = JSON.parse(text) as { expires_in?: number; scope?: string };
    return [`expires_in ${String(life)}`, scope ? `scope ${scope}` : ""].filter(Boolean).join(" · ");
  } catch {
    return null;
  }
}
