// What can be done with a token that is held: a new access token for it, or its end.
import type { AppId, RevokedToken, Run, TokenOwner } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { refuse } from "$lib/state/refuse";
import { router } from "$lib/state/router.svelte";
import { runs, type StartedRun } from "$lib/state/runs.svelte";
import { toasts } from "$lib/state/toasts.svelte";

/** Nothing begins while a run of this app is under way. */
async function begun(appId: AppId, begin: () => Promise<StartedRun>): Promise<Run | null> {
  if (runs.isRunning(appId)) return null;
  try {
    return await (
      await begin()
    ).finished;
  } catch (thrown) {
    refuse(thrown);
    return null;
  }
}

/** What went well is said in a word; what did not is shown with all its steps. */
function told(run: Run | null, words: string) {
  if (run === null) return;
  if (run.outcome === "passed") toasts.show(words);
  else router.go({ room: "run", id: run.id });
}

export async function refreshToken(appId: AppId, owner: TokenOwner | null): Promise<void> {
  told(await begun(appId, () => runs.begin("token_refresh", { appId, owner })), m.held_refreshed());
}

export async function revokeToken(
  appId: AppId,
  token: RevokedToken,
  owner: TokenOwner | null,
): Promise<void> {
  told(await begun(appId, () => runs.begin("token_revoke", { appId, token, owner })), m.held_revoked());
}

/** Asks whether a token holds. The answer is shown with all its steps: it is what was asked for. */
export async function introspectToken(
  appId: AppId,
  token: RevokedToken,
  owner: TokenOwner | null,
): Promise<void> {
  shown(await begun(appId, () => runs.begin("token_introspect", { appId, token, owner, pasted: null })));
}

/** Asks who signed in. */
export async function askWho(appId: AppId): Promise<void> {
  shown(await begun(appId, () => runs.begin("token_userinfo", { appId, pasted: null })));
}

function shown(run: Run | null) {
  if (run !== null) router.go({ room: "run", id: run.id });
}
