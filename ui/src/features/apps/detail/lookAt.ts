// What needs a look on an app's page: errors and warnings of the checks, and what only the whole record can tell.
import type { AppDetailView } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { findingTextAway } from "$lib/words/finding";
import { needsSecret, usesKey } from "$lib/words/service";

import { sectionOf, signsInOnly, type SectionId } from "./sections";

export interface LookAt {
  key: string;
  section: SectionId;
  severity: "error" | "warning";
  text: string;
}

const RANK = { error: 0, warning: 1 };

export function toLookAt(view: AppDetailView): LookAt[] {
  const found = view.findings.flatMap((one): LookAt[] =>
    one.severity === "info"
      ? []
      : [
          {
            key: `${one.field} ${one.id} ${JSON.stringify(one.params)}`,
            section: sectionOf(view.draft.service.kind, one.field),
            severity: one.severity,
            text: findingTextAway(one),
          },
        ],
  );
  const more = (key: string, text: string): LookAt => ({
    key,
    section: "credentials",
    severity: "warning",
    text,
  });
  const { service } = view.draft;
  if (!view.clientSecret.present && needsSecret(service)) found.push(more("secret", m.finding_noSecret()));
  // Who only lets members sign in needs no key.
  if (view.key === null && !signsInOnly(view) && usesKey(service)) found.push(more("key", m.finding_noKey()));
  if (view.key?.fileStillThere)
    found.push(
      more("keyFile", m.finding_keyFileLeft({ folder: view.key.fileFolder ?? view.key.fileName ?? "" })),
    );
  return found.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}
