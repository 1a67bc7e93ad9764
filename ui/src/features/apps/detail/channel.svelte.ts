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

  verify = (token: ChosenToken) => this.ask({ kind: "verify", token });
  revoke = (token: ChosenToken) => this.ask({ kind: "revoke", token });
}
