// What a record lacks before a member can sign in with it, each with the section that holds it.
import type { AppDetailView } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { clientOf, idOf, needsSecret } from "$lib/words/service";

export interface Lack {
  name: () => string;
  section: string;
}

export function lacking(app: AppDetailView): Lack[] {
  const { service } = app.draft;
  const clientId = idOf(service);
  const { scopes, redirectUrls } = clientOf(service) ?? { scopes: [], redirectUrls: [] };
  const server = service.kind === "oauthServer" ? service : null;
  const parts: [boolean, () => string, string][] = [
    [clientId.trim() !== "", m.detail_clientId, "credentials"],
    [app.clientSecret.present || !needsSecret(service), m.detail_clientSecret, "credentials"],
    [app.key !== null || server?.authentication !== "private_key_jwt", m.detail_privateKey, "credentials"],
    [server?.endpoints.authorization !== "", m.detail_authorizationEndpoint, "server"],
    [server?.endpoints.token !== "", m.detail_tokenEndpoint, "server"],
    // LINE WORKS wants a scope; the standard does not.
    [scopes.length > 0 || server !== null, m.detail_scopes, "scopes"],
    [redirectUrls.length > 0, m.detail_redirectsTitle, "redirects"],
  ];
  return parts.filter(([there]) => !there).map(([, name, section]) => ({ name, section }));
}
