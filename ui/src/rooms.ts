// The rooms that are built, each with its page. The sidebar, the shortcuts and the router offer these and no others.
import type { Component } from "svelte";

import RunPage from "./features/run/RunPage.svelte";
import SettingsPage from "./features/settings/SettingsPage.svelte";
import type { Room, Route } from "./state/router.svelte";

type Page<R extends Room> = Component<{ route: Extract<Route, { room: R }> }>;

export const rooms: { [R in Room]?: Page<R> } = {
  run: RunPage,
  settings: SettingsPage,
};

export function isBuilt(room: Room): boolean {
  return rooms[room] !== undefined;
}
