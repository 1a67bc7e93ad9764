// The rooms that are built, each with its page. The sidebar, the shortcuts and the router offer these and no others.
import type { Component } from "svelte";

import AppDetailPage from "./features/apps/AppDetailPage.svelte";
import AppNewPage from "./features/apps/AppNewPage.svelte";
import AppsPage from "./features/apps/AppsPage.svelte";
import KeyDeskPage from "./features/keys/KeyDeskPage.svelte";
import InspectorPage from "./features/inspector/InspectorPage.svelte";
import ComparePage from "./features/run/ComparePage.svelte";
import ExplainPage from "./features/explain/ExplainPage.svelte";
import RedirectPage from "./features/redirect/RedirectPage.svelte";
import RunPage from "./features/run/RunPage.svelte";
import SignInPage from "./features/sign_in/SignInPage.svelte";
import SettingsPage from "./features/settings/SettingsPage.svelte";
import SsoPage from "./features/sso/SsoPage.svelte";
import type { Room, Route } from "./state/router.svelte";

type Page<R extends Room> =
  Component<{ route: Extract<Route, { room: R }> }> | Component<Record<string, never>>;

export const rooms: { [R in Room]?: Page<R> } = {
  apps: AppsPage,
  appNew: AppNewPage,
  app: AppDetailPage,
  run: RunPage,
  signIn: SignInPage,
  sso: SsoPage,
  keys: KeyDeskPage,
  inspector: InspectorPage,
  redirect: RedirectPage,
  compare: ComparePage,
  explain: ExplainPage,
  settings: SettingsPage,
};

export function isBuilt(room: Room): boolean {
  return rooms[room] !== undefined;
}
