// What happened to a record, in words. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { ActivityKind, ActivityView, Outcome } from "$lib/ipc/bindings";

import { fieldName } from "./finding";

const words: Record<ActivityKind, (activity: ActivityView) => string> = {
  created: () => m.activity_created(),
  edited: ({ params }) =>
    params.fields
      ? m.activity_editedFields({
          fields: params.fields
            .split(",")
            .map((field) => fieldName(field.trim()))
            .join(", "),
        })
      : m.activity_edited(),
  archived: () => m.activity_archived(),
  restored: () => m.activity_restored(),
  secretSet: () => m.activity_secretSet(),
  secretRevealed: () => m.activity_secretRevealed(),
  secretCopied: () => m.activity_secretCopied(),
  keyImported: () => m.activity_keyImported(),
  keyReplaced: () => m.activity_keyReplaced(),
  keyFileDeleted: () => m.activity_keyFileDeleted(),
  duplicated: () => m.activity_duplicated(),
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
