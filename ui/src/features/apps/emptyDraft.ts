// A record with nothing filled in yet, as the Developer Console starts it.
import type { AppDraft } from "$lib/ipc/bindings";

export function emptyDraft(): AppDraft {
  return {
    name: "",
    tags: [],
    owner: "",
    notes: "",
    service: {
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
      openId: {
        issuer: "",
        jwksUri: "",
        userinfoEndpoint: "",
        endSessionEndpoint: "",
        confirmedHosts: [],
        pkce: false,
      },
      assertionLifetime: 3600,
    },
  };
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
