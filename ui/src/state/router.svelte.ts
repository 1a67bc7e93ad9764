// Where the user is. In memory only: there is no address bar, and a lock forgets it.

import type { KeyCandidateView, TokenSource, UrlRuleSet } from "$lib/ipc/bindings";

export type SettingsSection =
  "vault" | "network" | "language" | "appearance" | "sandbox" | "keyboard" | "about";

export type Route =
  | { room: "apps"; archived?: boolean }
  | { room: "appNew" }
  | { room: "app"; id: number; section?: string }
  | { room: "run"; id: number }
  | { room: "signIn"; appId: number }
  | { room: "sso"; appId: number }
  | { room: "keys"; candidate?: KeyCandidateView }
  | { room: "inspector"; source?: TokenSource }
  | { room: "redirect"; appId?: number; rules?: UrlRuleSet; text?: string }
  | { room: "compare"; appId: number; from?: number; to?: number }
  | { room: "explain" }
  | { room: "settings"; section?: SettingsSection };

export type Room = Route["room"];

const HOME: Route = { room: "apps" };
const KEPT = 50;

let stack = $state<Route[]>([HOME]);
const current = $derived(stack.at(-1) ?? HOME);

export const router = {
  get current(): Route {
    return current;
  },
  get canGoBack(): boolean {
    return stack.length > 1;
  },
  go(route: Route) {
    stack = [...stack, route].slice(-KEPT);
  },
  /** Goes there without a step to come back to: for a page that became another one. */
  replace(route: Route) {
    stack = [...stack.slice(0, -1), route];
  },
  /** One step back; with nowhere to go back to, to `fallback`. */
  back(fallback: Route = HOME) {
    stack = stack.length > 1 ? stack.slice(0, -1) : [fallback];
  },
  reset(route: Route = HOME) {
    stack = [route];
  },
};
