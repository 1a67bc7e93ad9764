// What the page says for each refusal: what happened, why, what to do. Complete by type: a new code does not compile
// before it has its words.
import { m } from "$lib/paraglide/messages";

import type { ErrorCode } from "./bindings";
import type { IpcError } from "./call";

export type Severity = "error" | "warning" | "info";

interface Words {
  severity: Severity;
  title: () => string;
  why: (error: IpcError) => string;
  fix: () => string;
}

/** Why a file is no list of apps, by the names that Rust gives. */
const noList: Record<string, () => string> = {
  encoding: m.error_listUnreadable_encoding,
  empty: m.error_listUnreadable_empty,
  noNameColumn: m.error_listUnreadable_noNameColumn,
  json: m.error_listUnreadable_json,
  tooLarge: m.error_listUnreadable_tooLarge,
};

const words: Record<ErrorCode, Words> = {
  vaultLocked: {
    severity: "warning",
    title: m.error_vaultLocked_title,
    why: () => m.error_vaultLocked_why(),
    fix: m.error_vaultLocked_fix,
  },
  vaultAbsent: {
    severity: "error",
    title: m.error_vaultAbsent_title,
    why: () => m.error_vaultAbsent_why(),
    fix: m.error_vaultAbsent_fix,
  },
  vaultExists: {
    severity: "error",
    title: m.error_vaultExists_title,
    why: () => m.error_vaultExists_why(),
    fix: m.error_vaultExists_fix,
  },
  vaultDamaged: {
    severity: "error",
    title: m.error_vaultDamaged_title,
    why: () => m.error_vaultDamaged_why(),
    fix: m.error_vaultDamaged_fix,
  },
  vaultTooNew: {
    severity: "error",
    title: m.error_vaultTooNew_title,
    why: () => m.error_vaultTooNew_why(),
    fix: m.error_vaultTooNew_fix,
  },
  vaultBusy: {
    severity: "warning",
    title: m.error_vaultBusy_title,
    why: () => m.error_vaultBusy_why(),
    fix: m.error_vaultBusy_fix,
  },
  passphraseWrong: {
    severity: "error",
    title: m.error_passphraseWrong_title,
    why: () => m.error_passphraseWrong_why(),
    fix: m.error_passphraseWrong_fix,
  },
  passphraseNeeded: {
    severity: "warning",
    title: m.error_passphraseNeeded_title,
    why: () => m.error_passphraseNeeded_why(),
    fix: m.error_passphraseNeeded_fix,
  },
  passphraseTooShort: {
    severity: "error",
    title: m.error_passphraseTooShort_title,
    why: () => m.error_passphraseTooShort_why(),
    fix: m.error_passphraseTooShort_fix,
  },
  recoveryKeyWrong: {
    severity: "error",
    title: m.error_recoveryKeyWrong_title,
    why: () => m.error_recoveryKeyWrong_why(),
    fix: m.error_recoveryKeyWrong_fix,
  },
  lastSlot: {
    severity: "warning",
    title: m.error_lastSlot_title,
    why: () => m.error_lastSlot_why(),
    fix: m.error_lastSlot_fix,
  },
  keyringAbsent: {
    severity: "warning",
    title: m.error_keyringAbsent_title,
    why: () => m.error_keyringAbsent_why(),
    fix: m.error_keyringAbsent_fix,
  },
  keyringLocked: {
    severity: "warning",
    title: m.error_keyringLocked_title,
    why: () => m.error_keyringLocked_why(),
    fix: m.error_keyringLocked_fix,
  },
  keyringDenied: {
    severity: "error",
    title: m.error_keyringDenied_title,
    why: () => m.error_keyringDenied_why(),
    fix: m.error_keyringDenied_fix,
  },
  keyringTimedOut: {
    severity: "error",
    title: m.error_keyringTimedOut_title,
    why: () => m.error_keyringTimedOut_why(),
    fix: m.error_keyringTimedOut_fix,
  },
  keyringNoBus: {
    severity: "warning",
    title: m.error_keyringNoBus_title,
    why: () => m.error_keyringNoBus_why(),
    fix: m.error_keyringNoBus_fix,
  },
  keyringEntryLost: {
    severity: "error",
    title: m.error_keyringEntryLost_title,
    why: () => m.error_keyringEntryLost_why(),
    fix: m.error_keyringEntryLost_fix,
  },
  notFound: {
    severity: "warning",
    title: m.error_notFound_title,
    why: () => m.error_notFound_why(),
    fix: m.error_notFound_fix,
  },
  editConflict: {
    severity: "warning",
    title: m.error_editConflict_title,
    why: () => m.error_editConflict_why(),
    fix: m.error_editConflict_fix,
  },
  invalidInput: {
    severity: "error",
    title: m.error_invalidInput_title,
    why: () => m.error_invalidInput_why(),
    fix: m.error_invalidInput_fix,
  },
  keyUnreadable: {
    severity: "error",
    title: m.error_keyUnreadable_title,
    why: () => m.error_keyUnreadable_why(),
    fix: m.error_keyUnreadable_fix,
  },
  keyPassphraseWrong: {
    severity: "error",
    title: m.error_keyPassphraseWrong_title,
    why: () => m.error_keyPassphraseWrong_why(),
    fix: m.error_keyPassphraseWrong_fix,
  },
  keyNotPrivate: {
    severity: "error",
    title: m.error_keyNotPrivate_title,
    why: () => m.error_keyNotPrivate_why(),
    fix: m.error_keyNotPrivate_fix,
  },
  keyTooWeak: {
    severity: "error",
    title: m.error_keyTooWeak_title,
    why: () => m.error_keyTooWeak_why(),
    fix: m.error_keyTooWeak_fix,
  },
  keyHandleGone: {
    severity: "warning",
    title: m.error_keyHandleGone_title,
    why: () => m.error_keyHandleGone_why(),
    fix: m.error_keyHandleGone_fix,
  },
  listUnreadable: {
    severity: "error",
    title: m.error_listUnreadable_title,
    why: ({ details }) => (noList[details["why"] ?? ""] ?? m.error_listUnreadable_json)(),
    fix: m.error_listUnreadable_fix,
  },
  listGone: {
    severity: "warning",
    title: m.error_listGone_title,
    why: () => m.error_listGone_why(),
    fix: m.error_listGone_fix,
  },
  fileUnreadable: {
    severity: "error",
    title: m.error_fileUnreadable_title,
    why: () => m.error_fileUnreadable_why(),
    fix: m.error_fileUnreadable_fix,
  },
  diskFull: {
    severity: "error",
    title: m.error_diskFull_title,
    why: () => m.error_diskFull_why(),
    fix: m.error_diskFull_fix,
  },
  clipboardUnavailable: {
    severity: "error",
    title: m.error_clipboardUnavailable_title,
    why: () => m.error_clipboardUnavailable_why(),
    fix: m.error_clipboardUnavailable_fix,
  },
  runInProgress: {
    severity: "warning",
    title: m.error_runInProgress_title,
    why: () => m.error_runInProgress_why(),
    fix: m.error_runInProgress_fix,
  },
  noPassedRun: {
    severity: "warning",
    title: m.error_noPassedRun_title,
    why: () => m.error_noPassedRun_why(),
    fix: m.error_noPassedRun_fix,
  },
  signInGone: {
    severity: "warning",
    title: m.error_signInGone_title,
    why: () => m.error_signInGone_why(),
    fix: m.error_signInGone_fix,
  },
  portTaken: {
    severity: "warning",
    title: m.error_portTaken_title,
    why: () => m.error_portTaken_why(),
    fix: m.error_portTaken_fix,
  },
  signInClosed: {
    severity: "warning",
    title: m.error_signInClosed_title,
    why: () => m.error_signInClosed_why(),
    fix: m.error_signInClosed_fix,
  },
  browserUnavailable: {
    severity: "warning",
    title: m.error_browserUnavailable_title,
    why: () => m.error_browserUnavailable_why(),
    fix: m.error_browserUnavailable_fix,
  },
  noToken: {
    severity: "warning",
    title: m.error_noToken_title,
    why: () => m.error_noToken_why(),
    fix: m.error_noToken_fix,
  },
  sandboxFailed: {
    severity: "error",
    title: m.error_sandboxFailed_title,
    why: () => m.error_sandboxFailed_why(),
    fix: m.error_sandboxFailed_fix,
  },
  caInvalid: {
    severity: "error",
    title: m.error_caInvalid_title,
    why: () => m.error_caInvalid_why(),
    fix: m.error_caInvalid_fix,
  },
  proxyInvalid: {
    severity: "error",
    title: m.error_proxyInvalid_title,
    why: () => m.error_proxyInvalid_why(),
    fix: m.error_proxyInvalid_fix,
  },
  internal: {
    severity: "error",
    title: m.error_internal_title,
    why: (error) => m.error_internal_why({ message: error.message }),
    fix: m.error_internal_fix,
  },
};

export interface Explained {
  severity: Severity;
  title: string;
  why: string;
  fix: string;
}

/** The words for an error, in the language of the page. */
export function explain(error: IpcError): Explained {
  const { severity, title, why, fix } = words[error.code] ?? words.internal;
  return { severity, title: title(), why: why(error), fix: fix() };
}

/** One line for a field or a toast: what happened and what to do. */
export function explainShortly(error: IpcError): string {
  const { title, fix } = explain(error);
  return m.common_whatAndFix({ what: title, fix });
}
