// The kinds of runs by name. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { FlowKind } from "$lib/ipc/bindings";

export const flowTitles: Record<FlowKind, () => string> = {
  serviceAccount: m.run_title,
  authorizationCode: m.run_titleSignIn,
  refresh: m.run_titleRefresh,
  revoke: m.run_titleRevoke,
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
