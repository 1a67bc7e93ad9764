// The kinds of records by type: what a record is a client of decides which fields and sections it has.
import { m } from "$lib/paraglide/messages";
import type { ClientAuthentication, Grant, Service } from "$lib/ipc/bindings";

export type ServiceKind = Service["kind"];
export type ServiceOf<K extends ServiceKind> = Extract<Service, { kind: K }>;

/** Some fields of a record's kind. */
export type ServicePart = {
  [K in ServiceKind]: Partial<Omit<ServiceOf<K>, "kind">>;
}[ServiceKind];

export const kinds: Record<ServiceKind, { name: () => string; hint: () => string }> = {
  lineWorks: { name: m.kind_lineWorks, hint: m.kind_lineWorksHint },
  oauthServer: { name: m.kind_oauthServer, hint: m.kind_oauthServerHint },
  customerSso: { name: m.kind_customerSso, hint: m.kind_customerSsoHint },
  lineChannel: { name: m.kind_lineChannel, hint: m.kind_lineChannelHint },
};

/** The registered name of each way, and what it is (OpenID Connect Core section 9). */
export const authentications: Record<ClientAuthentication, () => string> = {
  client_secret_basic: m.client_secretBasic,
  client_secret_post: m.client_secretPost,
  private_key_jwt: m.client_privateKeyJwt,
  none: m.client_none,
};

export const grantNames: Record<Grant, { name: () => string; hint: () => string }> = {
  authorizationCode: { name: m.grant_authorizationCode, hint: m.grant_authorizationCodeHint },
  clientCredentials: { name: m.grant_clientCredentials, hint: m.grant_clientCredentialsHint },
  jwtBearer: { name: m.grant_jwtBearer, hint: m.grant_jwtBearerHint },
};

/** Whether the client shows itself by a secret, where its kind says how. */
export function needsSecret(service: Service): boolean {
  if (service.kind !== "oauthServer") return true;
  return service.authentication === "client_secret_basic" || service.authentication === "client_secret_post";
}

/** Whether a private key signs something for it. */
export function usesKey(service: Service): boolean {
  // A channel has keys of its own, several of them.
  if (service.kind === "customerSso" || service.kind === "lineChannel") return false;
  if (service.kind !== "oauthServer") return true;
  return service.authentication === "private_key_jwt" || service.grants.includes("jwtBearer");
}

/** Client ID, or channel ID. */
export function idOf(service: Service): string {
  return service.kind === "lineChannel" ? service.channelId : service.clientId;
}

/** Kinds that are clients of an authorization server. */
export type ClientService = ServiceOf<"lineWorks" | "oauthServer">;

/** The record as such a client; null for another kind. */
export function clientOf(service: Service): ClientService | null {
  return service.kind === "lineWorks" || service.kind === "oauthServer" ? service : null;
}
