// Records with nothing filled in yet: as the Developer Console starts an app, and as a server without a word takes its
// clients to be.
import type { AppDraft, OpenIdSettings } from "$lib/ipc/bindings";
import type { ServiceKind, ServiceOf } from "$lib/words/service";

const openId = (pkce: boolean): OpenIdSettings => ({
  issuer: "",
  jwksUri: "",
  userinfoEndpoint: "",
  endSessionEndpoint: "",
  confirmedHosts: [],
  pkce,
});

const services: { [K in ServiceKind]: () => ServiceOf<K> } = {
  lineWorks: () => ({
    kind: "lineWorks",
    description: "",
    clientId: "",
    scopes: [],
    scopeSeparator: "space",
    accessTokenLife: "twentyFourHours",
    refreshRotation: false,
    members: [],
    redirectUrls: [],
    logoutRedirectUrls: [],
    serviceAccount: "",
    domainId: "",
    environment: { kind: "lineWorks" },
    openId: openId(false),
    assertionLifetime: 3600,
  }),
  oauthServer: () => ({
    kind: "oauthServer",
    description: "",
    clientId: "",
    authentication: "client_secret_basic",
    grants: ["authorizationCode"],
    scopes: [],
    scopeSeparator: "space",
    redirectUrls: [],
    logoutRedirectUrls: [],
    endpoints: { authorization: "", token: "", revocation: "", introspection: "" },
    openId: openId(true),
    assertion: { issuer: "", subject: "", audience: "", lifetime: 300, keyId: "", claims: "" },
  }),
  lineChannel: () => ({ kind: "lineChannel", description: "", channelId: "", place: { kind: "line" } }),
  customerSso: () => ({
    kind: "customerSso",
    description: "",
    clientId: "",
    practice: false,
    webLoginUrl: "",
    appLoginUrl: "",
    tokenUrl: "",
    userInfoUrl: "",
    mailUrl: "",
    logoutUrl: "",
    logoutDomains: [],
    userKey: "externalKey",
    setExpireTime: true,
    publicSector: false,
    redirectUrl: "",
    account: "",
    expectedUser: "",
    moreAccounts: [],
    confirmedHosts: [],
    caPem: "",
  }),
};

export function emptyService<K extends ServiceKind>(kind: K): ServiceOf<K> {
  return services[kind]();
}

export function emptyDraft(): AppDraft {
  return { name: "", tags: [], owner: "", notes: "", service: emptyService("lineWorks") };
}

/** Scopes as typed or pasted: blanks, line ends, commas and their full-width forms stand between them. */
export function splitScopes(text: string): string[] {
  return [
    ...new Set(
      text
        .normalize("NFKC")
        .split(/[\s,、]+/)
        .filter(Boolean),
    ),
  ];
}
