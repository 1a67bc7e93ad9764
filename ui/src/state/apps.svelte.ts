// The list of app records, shared by the sidebar and the rooms. Summaries only: there is no secret in it.
import { call } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import type { AppSummaryView } from "$lib/ipc/bindings";

let live = $state.raw<AppSummaryView[] | null>(null);
let archived = $state.raw<AppSummaryView[] | null>(null);
/** The first reading, while it is under way. */
let first: Promise<void> | null = null;

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
  /** As `load`, for what is entered: the shell and its first room come together, and both wait for one reading. */
  enter(): Promise<void> {
    if (live !== null) return apps.load();
    first ??= apps.load().finally(() => (first = null));
    return first;
  },
  start(): () => void {
    return on("apps-changed", () => void apps.load());
  },
  forget() {
    live = null;
    archived = null;
    first = null;
  },
};
