// What a record lacks before a member can sign in with it, each with the section that holds it.
import type { AppDetailView } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

export interface Lack {
  name: () => string;
  section: string;
}

export function lacking(app: AppDetailView): Lack[] {
  const { clientId, scopes, redirectUrls } = app.draft.service;
  const parts: [boolean, () => string, string][] = [
    [clientId.trim() !== "", m.detail_clientId, "credentials"],
    [app.clientSecret.present, m.detail_clientSecret, "credentials"],
    [scopes.length > 0, m.detail_scopes, "scopes"],
    [redirectUrls.length > 0, m.detail_redirectsTitle, "redirects"],
  ];
  return parts.filter(([there]) => !there).map(([, name, section]) => ({ name, section }));
}
