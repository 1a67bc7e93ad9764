// The list of app records, shared by the sidebar and the rooms. Summaries only: there is no secret in it.
import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import type { AppSummaryView } from "$lib/ipc/bindings";

let live = $state.raw<AppSummaryView[] | null>(null);
let archived = $state.raw<AppSummaryView[] | null>(null);

export const apps = {
  /** Null until they were read. */
  get live() {
    return live;
  },
  get archived() {
    return archived;
  },
  async load() {
    [live, archived] = await Promise.all([
      call("app_list", { archived: false }),
      call("app_list", { archived: true }),
    ]);
  },
  start(): () => void {
    return on("apps-changed", () => void apps.load());
  },
  forget() {
    live = null;
    archived = null;
  },
};
