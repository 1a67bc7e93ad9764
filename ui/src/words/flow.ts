// The kinds of runs by name. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { FlowKind, Grant, Run } from "$lib/ipc/bindings";

export const flowTitles: Record<FlowKind, () => string> = {
  serviceAccount: m.run_title,
  authorizationCode: m.run_titleSignIn,
  refresh: m.run_titleRefresh,
  revoke: m.run_titleRevoke,
  clientCredentials: m.run_titleClientCredentials,
  jwtBearer: m.run_titleJwtBearer,
  introspection: m.run_titleIntrospection,
  userinfo: m.run_titleUserinfo,
  lineStatelessBySecret: m.run_titleLineStatelessBySecret,
  lineStatelessByAssertion: m.run_titleLineStatelessByAssertion,
  lineV21: m.run_titleLineV21,
  lineShortLived: m.run_titleLineShortLived,
  lineKeyIds: m.run_titleLineKeyIds,
  lineVerify: m.run_titleLineVerify,
  lineRevoke: m.run_titleLineRevoke,
  ssoWeb: m.run_titleSsoWeb,
  ssoApplication: m.run_titleSsoApplication,
  ssoMail: m.run_titleSsoMail,
  ssoLogout: m.run_titleSsoLogout,
};

/** The grant of a test that is run again as it is: nobody has to sign in, and nothing that is held is used up. */
const repeated: Partial<Record<FlowKind, Grant>> = {
  serviceAccount: "jwtBearer",
  clientCredentials: "clientCredentials",
  jwtBearer: "jwtBearer",
};

export function grantToRepeat(flow: FlowKind): Grant | null {
  return repeated[flow] ?? null;
}

/** What an answer about a token says, where there is no token to show. */
export function answerWords(run: Run): { title: string; text: string; sure: boolean } {
  const holds = run.steps.every(({ status }) => status === "passed");
  if (run.flow === "introspection")
    return holds
      ? { title: m.run_tokenHolds(), text: m.run_tokenHoldsText(), sure: true }
      : { title: m.run_tokenDoubtful(), text: m.run_tokenDoubtfulText(), sure: false };
  if (run.flow === "userinfo") return { title: m.run_userinfo(), text: m.run_userinfoText(), sure: holds };
  return { title: m.run_revoked(), text: m.run_revokedText(), sure: true };
}
