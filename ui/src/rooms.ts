// The rooms with their pages. A page's program comes when the room is entered for the first time: the window opens
// sooner, and what is not used takes no memory.
import type { Component } from "svelte";

import type { Room, Route } from "./state/router.svelte";

/** A room's page; it reads what it needs of its route. */
export type RoomPage = Component<{ route: Route }>;

const programs: { [R in Room]: () => Promise<{ default: unknown }> } = {
  apps: () => import("./features/apps/AppsPage.svelte"),
  appNew: () => import("./features/apps/AppNewPage.svelte"),
  app: () => import("./features/apps/AppDetailPage.svelte"),
  run: () => import("./features/run/RunPage.svelte"),
  signIn: () => import("./features/sign_in/SignInPage.svelte"),
  sso: () => import("./features/sso/SsoPage.svelte"),
  keys: () => import("./features/keys/KeyDeskPage.svelte"),
  inspector: () => import("./features/inspector/InspectorPage.svelte"),
  redirect: () => import("./features/redirect/RedirectPage.svelte"),
  compare: () => import("./features/run/ComparePage.svelte"),
  explain: () => import("./features/explain/ExplainPage.svelte"),
  settings: () => import("./features/settings/SettingsPage.svelte"),
};

const loaded = new Map<Room, RoomPage>();

/** The page of a room: at once where it was entered before, else as soon as its program is there. */
export function pageOf(room: Room): RoomPage | Promise<RoomPage> {
  return loaded.get(room) ?? load(room);
}

async function load(room: Room): Promise<RoomPage> {
  const page = (await programs[room]()).default as RoomPage;
  loaded.set(room, page);
  return page;
}
