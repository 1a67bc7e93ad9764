// What happened to a record, in words. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { ActivityKind, ActivityView, Outcome } from "$lib/ipc/bindings";

import { fieldName } from "./finding";

const words: Record<ActivityKind, (activity: ActivityView) => string> = {
  created: () => m.activity_created(),
  edited: ({ params }) => {
    const fields = (params.fields ?? "").split(/\s+/).filter(Boolean).map(fieldName);
    return fields.length > 0 ? m.activity_editedFields({ fields: fields.join(", ") }) : m.activity_edited();
  },
  archived: () => m.activity_archived(),
  restored: () => m.activity_restored(),
  secretSet: () => m.activity_secretSet(),
  secretRevealed: ({ params }) =>
    params.field === "accessToken" ? m.activity_tokenRevealed() : m.activity_secretRevealed(),
  secretCopied: ({ params }) =>
    params.field === "accessToken" ? m.activity_tokenCopied() : m.activity_secretCopied(),
  keyImported: () => m.activity_keyImported(),
  keyReplaced: () => m.activity_keyReplaced(),
  keyFileDeleted: ({ params }) => m.activity_keyFileDeleted({ file: params.file ?? "" }),
  duplicated: ({ params }) => m.activity_duplicated({ from: params.from ?? "" }),
  run: ({ runId }) => m.activity_run({ id: runId ?? "" }),
};

export function activityText(activity: ActivityView): string {
  return words[activity.kind](activity);
}

export const outcomeWords: Record<Outcome, () => string> = {
  passed: m.activity_runPassed,
  failed: m.activity_runFailed,
  cancelled: m.activity_runCancelled,
  running: m.activity_runRunning,
};
