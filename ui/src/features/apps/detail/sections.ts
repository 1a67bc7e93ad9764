// The sections of an app's page, in order. Keys 1 to 9 go to them.
import Activity from "@lucide/svelte/icons/history";
import FileText from "@lucide/svelte/icons/notebook-pen";
import Fingerprint from "@lucide/svelte/icons/fingerprint-pattern";
import KeyRound from "@lucide/svelte/icons/key-round";
import Link from "@lucide/svelte/icons/link";
import LogOut from "@lucide/svelte/icons/log-out";
import Server from "@lucide/svelte/icons/server";
import Shield from "@lucide/svelte/icons/shield";
import SlidersHorizontal from "@lucide/svelte/icons/sliders-horizontal";
import Ticket from "@lucide/svelte/icons/ticket";
import Users from "@lucide/svelte/icons/users";
import type { LucideIcon } from "@lucide/svelte";

import type { AppDetailView, FindingSeverity } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { idOf, needsSecret, usesKey, type ServiceKind } from "$lib/words/service";

export type SectionId =
  | "channelTokens"
  | "channelKeys"
  | "credentials"
  | "server"
  | "sso"
  | "grants"
  | "scopes"
  | "token"
  | "redirects"
  | "logout"
  | "openid"
  | "access"
  | "about"
  | "activity";

interface Section {
  id: SectionId;
  icon: LucideIcon;
  label: () => string;
  /** Kinds of records that have it; without the list, all. */
  kinds?: readonly ServiceKind[];
  /** Fields of the record whose findings belong here. */
  fields: readonly string[];
  count: (view: AppDetailView) => number | null;
}

/** Kinds that are clients of an authorization server. */
const CLIENTS: readonly ServiceKind[] = ["lineWorks", "oauthServer"];

const all: readonly Section[] = [
  {
    id: "channelTokens",
    icon: Ticket,
    label: m.channel_tokens,
    kinds: ["lineChannel"],
    fields: [],
    count: () => null,
  },
  {
    id: "credentials",
    icon: KeyRound,
    label: m.detail_credentials,
    fields: [
      "clientId",
      "channelId",
      "authentication",
      "clientSecret",
      "serviceAccount",
      "domainId",
      "privateKey",
      "keyId",
    ],
    count: () => null,
  },
  {
    id: "channelKeys",
    icon: Fingerprint,
    label: m.channel_keys,
    kinds: ["lineChannel"],
    fields: [],
    count: () => null,
  },
  {
    id: "server",
    icon: Server,
    label: m.detail_serverTitle,
    kinds: ["oauthServer"],
    fields: [
      "authorizationEndpoint",
      "tokenEndpoint",
      "revocationEndpoint",
      "introspectionEndpoint",
      "issuer",
      "jwksUri",
      "userinfoEndpoint",
      "endSessionEndpoint",
    ],
    count: () => null,
  },
  {
    id: "sso",
    icon: Server,
    label: m.sso_section,
    kinds: ["customerSso"],
    fields: [
      "webLoginUrl",
      "appLoginUrl",
      "tokenUrl",
      "userInfoUrl",
      "mailUrl",
      "logoutUrl",
      "redirectUrl",
      "account",
      "expectedUser",
      "moreAccounts",
      "caPem",
    ],
    count: () => null,
  },
  {
    id: "grants",
    icon: Ticket,
    label: m.detail_grants,
    kinds: ["oauthServer"],
    fields: ["grants", "assertionIssuer", "assertionSubject", "assertionAudience", "assertionClaims"],
    count: () => null,
  },
  {
    id: "scopes",
    icon: Shield,
    label: m.detail_scopes,
    kinds: CLIENTS,
    fields: ["scopes"],
    count: ({ draft }) => ("scopes" in draft.service ? draft.service.scopes.length : null),
  },
  {
    id: "token",
    kinds: ["lineWorks"],
    icon: SlidersHorizontal,
    label: m.detail_token,
    fields: ["assertionLifetime"],
    count: () => null,
  },
  {
    id: "redirects",
    icon: Link,
    label: m.detail_redirects,
    kinds: CLIENTS,
    fields: ["redirectUrls"],
    count: ({ draft }) => ("redirectUrls" in draft.service ? draft.service.redirectUrls.length : null),
  },
  {
    id: "logout",
    icon: LogOut,
    label: m.detail_logout,
    kinds: CLIENTS,
    fields: ["logoutRedirectUrls"],
    count: ({ draft }) =>
      "logoutRedirectUrls" in draft.service ? draft.service.logoutRedirectUrls.length : null,
  },
  {
    id: "openid",
    kinds: ["lineWorks"],
    icon: Fingerprint,
    label: m.detail_openId,
    fields: ["issuer", "jwksUri", "userinfoEndpoint", "endSessionEndpoint"],
    count: () => null,
  },
  {
    id: "access",
    kinds: ["lineWorks"],
    icon: Users,
    label: m.detail_access,
    fields: ["members"],
    count: ({ draft }) => (draft.service.kind === "lineWorks" ? draft.service.members.length : null),
  },
  {
    id: "about",
    icon: FileText,
    label: m.detail_about,
    fields: ["name", "environment", "apiBase", "owner", "tags", "notes", "description"],
    count: () => null,
  },
  {
    id: "activity",
    icon: Activity,
    label: m.detail_activity,
    fields: [],
    count: (view) => view.activity.length,
  },
];

/** The sections that a kind of record has. */
export function sectionsOf(kind: ServiceKind): Section[] {
  return all.filter((section) => section.kinds?.includes(kind) ?? true);
}

/** The worst that the checks say about a section; notes do not count. */
export function health(view: AppDetailView, fields: readonly string[]): FindingSeverity | null {
  const found = view.findings.filter((one) => fields.includes(one.field));
  if (found.some(({ severity }) => severity === "error")) return "error";
  return found.some(({ severity }) => severity === "warning") ? "warning" : null;
}

/** Whether a test run has all it needs of the credentials. */
export function credentialsComplete(view: AppDetailView): boolean {
  const { service } = view.draft;
  const account = service.kind !== "lineWorks" || signsInOnly(view) || service.serviceAccount !== "";
  const key = view.key !== null || signsInOnly(view) || !usesKey(service);
  const secret = view.clientSecret.present || !needsSecret(service);
  return idOf(service) !== "" && secret && account && key;
}

/** Whether the only test that this record can pass is the sign-in of a member. */
export function signsInOnly(view: AppDetailView): boolean {
  const { service } = view.draft;
  if (service.kind === "customerSso" || service.kind === "lineChannel") return false;
  if (service.kind === "oauthServer") return service.grants.every((grant) => grant === "authorizationCode");
  return service.serviceAccount === "" && service.redirectUrls.length > 0;
}

export function sectionOf(kind: ServiceKind, field: string): SectionId {
  return sectionsOf(kind).find(({ fields }) => fields.includes(field))?.id ?? "about";
}
