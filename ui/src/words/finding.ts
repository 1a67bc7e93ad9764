// What a check of a record found, as a sentence: what it is and what to do. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { Finding, FindingId } from "$lib/ipc/bindings";

type Params = Record<"field" | "length" | "scope" | "width" | "limit" | "seconds" | "count" | "host", string>;

const words: Record<FindingId, (params: Params) => string> = {
  serviceAccountInClientId: ({ field }) =>
    field === "clientSecret" ? m.finding_serviceAccountInSecret() : m.finding_serviceAccountInClientId(),
  apiOneId: () => m.finding_apiOneId(),
  apiOneConsumerKey: () => m.finding_apiOneConsumerKey(),
  idAndSecretSwapped: () => m.finding_idAndSecretSwapped(),
  strayBlanks: () => m.finding_strayBlanks(),
  fullWidth: () => m.finding_fullWidth(),
  lineEnds: () => m.finding_lineEnds(),
  invisibleCharacters: () => m.finding_invisibleCharacters(),
  clientIdShape: m.finding_clientIdShape,
  clientSecretShape: m.finding_clientSecretShape,
  serviceAccountShape: () => m.finding_serviceAccountShape(),
  clientIdInServiceAccount: () => m.finding_clientIdInServiceAccount(),
  domainIdShape: () => m.finding_domainIdShape(),
  scopeColon: m.finding_scopeColon,
  scopeUnknown: m.finding_scopeUnknown,
  scopeNotForServiceAccount: m.finding_scopeNotForServiceAccount,
  scopeNeedsOpenid: m.finding_scopeNeedsOpenid,
  nameTooLong: m.finding_nameTooLong,
  lifetimeTooLong: m.finding_lifetimeTooLong,
  privateKeyPasted: () => m.finding_privateKeyPasted(),
  urlsRefused: ({ field, count }) => m.finding_urlsRefused({ field: fieldName(field), count }),
  urlsDoubtful: ({ field, count }) => m.finding_urlsDoubtful({ field: fieldName(field), count }),
  addressUnusable: () => m.finding_addressUnusable(),
  hostNotConfirmed: m.finding_hostNotConfirmed,
  issuerShape: () => m.finding_issuerShape(),
  scopeCharacters: m.finding_scopeCharacters,
  claimsShape: () => m.finding_claimsShape(),
  channelIdAndSecretSwapped: () => m.finding_channelIdAndSecretSwapped(),
  lineWorksValue: () => m.finding_lineWorksValue(),
  tokenPasted: () => m.finding_tokenPasted(),
  channelIdShape: m.finding_channelIdShape,
  channelSecretShape: m.finding_channelSecretShape,
  missing: ({ field }) => (field === "name" ? m.finding_missingName() : m.finding_missing()),
};

const NONE: Params = {
  field: "",
  length: "",
  scope: "",
  width: "",
  limit: "",
  seconds: "",
  count: "",
  host: "",
};

/** The sentence that stands below the field. */
export function findingText(finding: Finding): string {
  return words[finding.id]({ ...NONE, ...finding.params, field: finding.field });
}

/** The name of the field a finding is about, as its label says it. */
export function fieldName(field: string): string {
  const names: Record<string, () => string> = {
    name: m.detail_name,
    authorizationEndpoint: m.detail_authorizationEndpoint,
    tokenEndpoint: m.detail_tokenEndpoint,
    revocationEndpoint: m.detail_revocationEndpoint,
    introspectionEndpoint: m.detail_introspectionEndpoint,
    endpoints: m.detail_serverTitle,
    authentication: m.detail_authentication,
    grants: m.detail_grants,
    assertion: m.detail_bearerAssertion,
    assertionIssuer: m.detail_assertionIssuer,
    assertionSubject: m.detail_assertionSubject,
    assertionAudience: m.detail_assertionAudience,
    assertionClaims: m.detail_assertionClaims,
    keyId: m.detail_keyId,
    clientId: m.detail_clientId,
    clientSecret: m.detail_clientSecret,
    serviceAccount: m.detail_serviceAccount,
    domainId: m.detail_domainId,
    scopes: m.detail_scopes,
    assertionLifetime: m.detail_assertion,
    redirectUrls: m.detail_redirectsTitle,
    logoutRedirectUrls: m.detail_logoutTitle,
    notes: m.detail_notes,
    description: m.detail_description,
    environment: m.detail_environment,
    owner: m.detail_ownerField,
    tags: m.detail_tags,
    members: m.detail_accessTitle,
    accessTokenLife: m.detail_accessToken,
    refreshRotation: m.detail_refreshToken,
    scopeSeparator: m.scope_separator,
    issuer: m.detail_issuer,
    jwksUri: m.detail_jwksUri,
    userinfoEndpoint: m.detail_userinfoEndpoint,
    endSessionEndpoint: m.detail_endSessionEndpoint,
    openId: m.detail_openId,
  };
  return names[field]?.() ?? field;
}

/** Away from its field a finding has to say which field is meant. */
export function findingTextAway(finding: Finding): string {
  if (finding.id === "missing" && finding.field !== "name") {
    return m.finding_missingNamed({ field: fieldName(finding.field) });
  }
  return findingText(finding);
}
