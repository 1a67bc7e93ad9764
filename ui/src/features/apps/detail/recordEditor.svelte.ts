// The record on the page and every change to it. Edits are saved one after the other, each with the version it saw;
// one that crosses a newer version waits for a decision.
import { asIpcError, call, type IpcError } from "$lib/ipc/call";
import type { AppDetailView, AppId, Finding } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { apps } from "$lib/state/apps.svelte";
import { refuse } from "$lib/state/refuse";
import { toasts } from "$lib/state/toasts.svelte";
import { fieldName } from "$lib/words/finding";

import { apply, changes, fieldOf, inverse, type Patch } from "./patch";

export interface Conflict {
  mine: Patch;
  newer: AppDetailView;
}

export class RecordEditor {
  readonly id: AppId;
  view = $state.raw<AppDetailView | null>(null);
  error = $state.raw<IpcError | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  #queue: Promise<void> = Promise.resolve();

  constructor(id: AppId) {
    this.id = id;
  }

  async load() {
    this.error = null;
    try {
      this.view = await call("app_get", { id: this.id });
    } catch (thrown) {
      this.error = asIpcError(thrown);
    }
  }

  /** Reads it again behind the back of the reader: after a run, or when another window changed something. */
  async refresh() {
    const fresh = await call("app_get", { id: this.id }).catch(() => null);
    if (fresh && this.conflict === null) this.accept(fresh);
  }

  /** Takes a view that a command returned. */
  accept(view: AppDetailView) {
    this.view = view;
  }

  /** Saves the patch after those before it. */
  edit(patch: Patch): Promise<void> {
    this.#queue = this.#queue.then(() => this.#save(patch, true));
    return this.#queue;
  }

  async #save(patch: Patch, undoable: boolean) {
    const { view } = this;
    if (!view || !changes(view.draft, patch)) return;
    const back = inverse(view.draft, patch);
    const field = fieldName(fieldOf(patch));
    try {
      this.accept(
        await call("app_update", { id: view.id, version: view.version, draft: apply(view.draft, patch) }),
      );
      void apps.load().catch(() => undefined);
    } catch (thrown) {
      return this.#refused(thrown, patch);
    }
    if (!undoable) return void toasts.show(m.detail_fieldRestored({ field }));
    toasts.show(m.detail_fieldChanged({ field }), { undo: () => this.#save(back, false) });
  }

  async #refused(thrown: unknown, mine: Patch) {
    if (asIpcError(thrown).code !== "editConflict") return refuse(thrown);
    try {
      this.conflict = { mine, newer: await call("app_get", { id: this.id }) };
    } catch (again) {
      refuse(again);
    }
  }

  loadNewer() {
    if (!this.conflict) return;
    this.accept(this.conflict.newer);
    this.conflict = null;
  }

  async keepMine() {
    if (!this.conflict) return;
    const { mine, newer } = this.conflict;
    this.accept(newer);
    this.conflict = null;
    await this.edit(mine);
  }

  /** What the checks would say with this patch; nothing is stored. */
  async check(patch: Patch): Promise<Finding[]> {
    if (!this.view) return [];
    return call("app_check", { draft: apply(this.view.draft, patch), clientSecret: null }).catch(() => []);
  }
}
