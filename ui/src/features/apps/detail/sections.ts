// The sections of an app's page, in order. Keys 1 to 9 go to them.
import Activity from "@lucide/svelte/icons/history";
import FileText from "@lucide/svelte/icons/notebook-pen";
import Fingerprint from "@lucide/svelte/icons/fingerprint-pattern";
import KeyRound from "@lucide/svelte/icons/key-round";
import Link from "@lucide/svelte/icons/link";
import LogOut from "@lucide/svelte/icons/log-out";
import Shield from "@lucide/svelte/icons/shield";
import SlidersHorizontal from "@lucide/svelte/icons/sliders-horizontal";
import Users from "@lucide/svelte/icons/users";
import type { LucideIcon } from "@lucide/svelte";

import type { AppDetailView, FindingSeverity } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

export type SectionId =
  "credentials" | "scopes" | "token" | "redirects" | "logout" | "openid" | "access" | "about" | "activity";

interface Section {
  id: SectionId;
  icon: LucideIcon;
  label: () => string;
  /** Fields of the record whose findings belong here. */
  fields: readonly string[];
  count: (view: AppDetailView) => number | null;
}

export const sections: readonly Section[] = [
  {
    id: "credentials",
    icon: KeyRound,
    label: m.detail_credentials,
    fields: ["clientId", "clientSecret", "serviceAccount", "domainId", "privateKey"],
    count: () => null,
  },
  {
    id: "scopes",
    icon: Shield,
    label: m.detail_scopes,
    fields: ["scopes"],
    count: (view) => view.draft.service.scopes.length,
  },
  {
    id: "token",
    icon: SlidersHorizontal,
    label: m.detail_token,
    fields: ["assertionLifetime"],
    count: () => null,
  },
  {
    id: "redirects",
    icon: Link,
    label: m.detail_redirects,
    fields: ["redirectUrls"],
    count: (view) => view.draft.service.redirectUrls.length,
  },
  {
    id: "logout",
    icon: LogOut,
    label: m.detail_logout,
    fields: ["logoutRedirectUrls"],
    count: (view) => view.draft.service.logoutRedirectUrls.length,
  },
  {
    id: "openid",
    icon: Fingerprint,
    label: m.detail_openId,
    fields: ["issuer", "jwksUri", "userinfoEndpoint", "endSessionEndpoint"],
    count: () => null,
  },
  {
    id: "access",
    icon: Users,
    label: m.detail_access,
    fields: ["members"],
    count: (view) => view.draft.service.members.length,
  },
  {
    id: "about",
    icon: FileText,
    label: m.detail_about,
    fields: ["name", "environment", "owner", "tags", "notes", "description"],
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

/** The worst that the checks say about a section; notes do not count. */
export function health(view: AppDetailView, fields: readonly string[]): FindingSeverity | null {
  const found = view.findings.filter((one) => fields.includes(one.field));
  if (found.some(({ severity }) => severity === "error")) return "error";
  return found.some(({ severity }) => severity === "warning") ? "warning" : null;
}

/** Whether a test run has all it needs of the credentials. */
export function credentialsComplete(view: AppDetailView): boolean {
  const { clientId, serviceAccount } = view.draft.service;
  const rest = signsInOnly(view) || (serviceAccount !== "" && view.key !== null);
  return clientId !== "" && view.clientSecret.present && rest;
}

/** Whether the only test that this record can pass is the sign-in of a member. */
export function signsInOnly(view: AppDetailView): boolean {
  const { serviceAccount, redirectUrls } = view.draft.service;
  return serviceAccount === "" && redirectUrls.length > 0;
}

export function sectionOf(field: string): SectionId {
  return sections.find(({ fields }) => fields.includes(field))?.id ?? "about";
}
