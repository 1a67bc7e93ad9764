//! What an error means: what happened, why, what to do. Complete by the match.

use credenza_engine::error_code::ErrorCode;

/// One error in words.
pub(crate) struct Words {
    /// What happened.
    pub(crate) what: &'static str,
    /// Why.
    pub(crate) why: &'static str,
    /// What to do.
    pub(crate) fix: &'static str,
}

/// The words of a code.
pub(crate) fn words(code: ErrorCode) -> Words {
    match code {
        ErrorCode::VaultLocked => VAULT_LOCKED,
        ErrorCode::VaultAbsent => VAULT_ABSENT,
        ErrorCode::VaultExists => VAULT_EXISTS,
        ErrorCode::VaultDamaged => VAULT_DAMAGED,
        ErrorCode::VaultTooNew => VAULT_TOO_NEW,
        ErrorCode::VaultBusy => VAULT_BUSY,
        ErrorCode::PassphraseWrong => PASSPHRASE_WRONG,
        ErrorCode::PassphraseNeeded => PASSPHRASE_NEEDED,
        ErrorCode::PassphraseTooShort => PASSPHRASE_TOO_SHORT,
        ErrorCode::RecoveryKeyWrong => RECOVERY_KEY_WRONG,
        ErrorCode::LastSlot => LAST_SLOT,
        ErrorCode::KeyringAbsent => KEYRING_ABSENT,
        ErrorCode::KeyringLocked => KEYRING_LOCKED,
        ErrorCode::KeyringDenied => KEYRING_DENIED,
        ErrorCode::KeyringTimedOut => KEYRING_TIMED_OUT,
        ErrorCode::KeyringNoBus => KEYRING_NO_BUS,
        ErrorCode::KeyringEntryLost => KEYRING_ENTRY_LOST,
        ErrorCode::NotFound => NOT_FOUND,
        ErrorCode::EditConflict => EDIT_CONFLICT,
        ErrorCode::InvalidInput => INVALID_INPUT,
        ErrorCode::KeyUnreadable => KEY_UNREADABLE,
        ErrorCode::KeyPassphraseWrong => KEY_PASSPHRASE_WRONG,
        ErrorCode::KeyNotPrivate => KEY_NOT_PRIVATE,
        ErrorCode::KeyTooWeak => KEY_TOO_WEAK,
        ErrorCode::KeyHandleGone => KEY_HANDLE_GONE,
        ErrorCode::ListUnreadable => LIST_UNREADABLE,
        ErrorCode::ListGone => LIST_GONE,
        ErrorCode::FileUnreadable => FILE_UNREADABLE,
        ErrorCode::DiskFull => DISK_FULL,
        ErrorCode::ClipboardUnavailable => CLIPBOARD_UNAVAILABLE,
        ErrorCode::RunInProgress => RUN_IN_PROGRESS,
        ErrorCode::NoToken => NO_TOKEN,
        ErrorCode::NoPassedRun => NO_PASSED_RUN,
        ErrorCode::SignInGone => SIGN_IN_GONE,
        ErrorCode::PortTaken => PORT_TAKEN,
        ErrorCode::SignInClosed => SIGN_IN_CLOSED,
        ErrorCode::BrowserUnavailable => BROWSER_UNAVAILABLE,
        ErrorCode::SandboxFailed => SANDBOX_FAILED,
        ErrorCode::CaInvalid => CA_INVALID,
        ErrorCode::ProxyInvalid => PROXY_INVALID,
        ErrorCode::Internal => INTERNAL,
    }
}

const VAULT_LOCKED: Words = Words {
    what: "The vault is locked",
    why: "While it is locked nothing in it can be read or changed.",
    fix: "Open it with --passphrase-file, --recovery-key-file or the keyring.",
};

const VAULT_ABSENT: Words = Words {
    what: "There is no vault here",
    why: "The folder holds no vault file.",
    fix: "Name the right folder with --vault, or make a vault with `credenza init --name NAME`.",
};

const VAULT_EXISTS: Words = Words {
    what: "There is already a vault here",
    why: "A vault is never overwritten.",
    fix: "Use the one that is there, or name another folder with --vault.",
};

const VAULT_DAMAGED: Words = Words {
    what: "The vault file is damaged",
    why: "Its contents do not match their check values. Nothing was changed.",
    fix: "Restore the vault folder from a copy of it.",
};

const VAULT_TOO_NEW: Words = Words {
    what: "This vault was written by a newer Credenza",
    why: "This version does not know its format, so it leaves the file alone.",
    fix: "Install the newer version of Credenza.",
};

const VAULT_BUSY: Words = Words {
    what: "The vault is in use",
    why: "Another Credenza window or a terminal command holds it.",
    fix: "Close the other one, or wait until its command ends, and try again.",
};

const PASSPHRASE_WRONG: Words = Words {
    what: "That passphrase does not open this vault",
    why: "It differs from the one this vault was set up with.",
    fix: "Check the file: one line, the passphrase as it was typed when the vault was made.",
};

const PASSPHRASE_NEEDED: Words = Words {
    what: "The passphrase is needed again",
    why: "A secret is shown only to someone who has given it within the last five minutes.",
    fix: "Open the vault with --passphrase-file.",
};

const PASSPHRASE_TOO_SHORT: Words = Words {
    what: "The passphrase is too short",
    why: "A short passphrase can be guessed from a copy of the file.",
    fix: "Use at least 12 characters; four unrelated words are good.",
};

const RECOVERY_KEY_WRONG: Words = Words {
    what: "That recovery key does not open this vault",
    why: "It belongs to another vault, or a newer recovery key has replaced it, or a character differs.",
    fix: "Compare it with your saved copy, character by character.",
};

const LAST_SLOT: Words = Words {
    what: "This is the last way to open the vault",
    why: "Without it nothing could open the vault any more.",
    fix: "Add the other way first, then remove this one.",
};

const KEYRING_ABSENT: Words = Words {
    what: "No keyring answers on this computer",
    why: "No Secret Service, Keychain or Credential Manager was found.",
    fix: "Give --passphrase-file or --recovery-key-file, or start a keyring service and try again.",
};

const KEYRING_LOCKED: Words = Words {
    what: "The keyring is locked",
    why: "It answered, but it does not hand out keys while it is locked.",
    fix: "Unlock the keyring with your login password and try again, or give --passphrase-file.",
};

const KEYRING_DENIED: Words = Words {
    what: "The keyring refused",
    why: "It was asked for the key and said no.",
    fix: "Allow Credenza in the dialog of the keyring, or give --passphrase-file.",
};

const KEYRING_TIMED_OUT: Words = Words {
    what: "The keyring did not answer within 30 s",
    why: "Its own dialog may be waiting for an answer.",
    fix: "Answer that dialog and try again, or give --passphrase-file.",
};

const KEYRING_NO_BUS: Words = Words {
    what: "There is no session bus, so no keyring can be reached",
    why: "Credenza was started outside a desktop session (no D-Bus).",
    fix: "Give --passphrase-file or --recovery-key-file, or run the command in a desktop session.",
};

const KEYRING_ENTRY_LOST: Words = Words {
    what: "The key of this vault is not in the keyring any more",
    why: "It was stored there once. A new keyring or a cleaned one no longer has it.",
    fix: "Open the vault with --passphrase-file or --recovery-key-file.",
};

const NOT_FOUND: Words = Words {
    what: "It is not there",
    why: "No record or run has this name or number.",
    fix: "`credenza app list` and `credenza run list` show what is there.",
};

/// What is missing, where the engine names it, and what to do about it.
pub(crate) fn not_found(what: &str) -> Option<(&'static str, &'static str)> {
    Some(match what {
        "conformance check" => (
            "Nothing was checked yet for this record",
            "Run `credenza sso check APP` first; its result is kept for the report.",
        ),
        "public key in this file" => (
            "The file holds no key of which a public half could be given",
            "`credenza key inspect FILE` says what the file is.",
        ),
        "client secret" => {
            ("The record has no secret", "Store it: credenza app edit APP --client-secret-file F.")
        }
        "private key" | "assertion key" => (
            "The record has no such key",
            "`credenza app show APP` shows which it has; credenza key import APP FILE stores one.",
        ),
        _ => return None,
    })
}

const EDIT_CONFLICT: Words = Words {
    what: "Someone else changed this record meanwhile",
    why: "A window or another command saved it after it was read.",
    fix: "Look at it with `credenza app show APP` and repeat your change.",
};

/// What an input is called at the terminal: by its option, where it has one.
pub(crate) fn input_name(field: &str) -> &str {
    match field {
        "redirectUri" => "--redirect-uri",
        "account" => "--account",
        "grant" => "--grant",
        "environment" => "the environment of the record",
        "webLoginUrl" => "--web-login-url",
        "appLoginUrl" => "--app-login-url",
        "tokenUrl" => "--token-url",
        "userInfoUrl" => "--user-info-url",
        "imapUrl" => "--imap-url",
        "logoutUrl" => "--logout-url",
        "appId" => "the record",
        other => other,
    }
}

const INVALID_INPUT: Words = Words {
    what: "This input cannot be taken",
    why: "A value is too long, empty, or of a form that cannot be kept.",
    fix: "Correct the value and try again.",
};

const KEY_UNREADABLE: Words = Words {
    what: "This is not a key that can be read",
    why: "The text is damaged, cut off, or of an unknown form.",
    fix: "Download the private key from the Developer Console again.",
};

const KEY_PASSPHRASE_WRONG: Words = Words {
    what: "The key file was not opened by this passphrase, or none was given",
    why: "The key in the file is encrypted.",
    fix: "Give the passphrase of the key file with --key-passphrase-file.",
};

const KEY_NOT_PRIVATE: Words = Words {
    what: "This is not a private key",
    why: "The file holds something else; `credenza key inspect FILE` says what.",
    fix: "Name the private key file from the Developer Console.",
};

const KEY_TOO_WEAK: Words = Words {
    what: "This key can't be used for RS256",
    why: "RS256 needs an RSA key of at least 2048 bits; `credenza key inspect FILE` says what is wrong.",
    fix: "Issue a new private key in the Developer Console.",
};

const KEY_HANDLE_GONE: Words = Words {
    what: "The chosen file was let go",
    why: "A chosen key is held in memory for a short time only.",
    fix: "Run the command again.",
};

const LIST_UNREADABLE: Words = Words {
    what: "The file is not a list of records",
    why: "A list is CSV whose first line names its columns, or JSON with `apps`.",
    fix: "Compare it with what `credenza app export` writes.",
};

const LIST_GONE: Words = Words {
    what: "The list that was read is no longer held",
    why: "It was imported, another one was read after it, or the vault was locked.",
    fix: "Name the file again.",
};

const FILE_UNREADABLE: Words = Words {
    what: "The file cannot be read",
    why: "It was moved, is too large, or this account may not read it.",
    fix: "Check where the file is and who may read it, and name it again.",
};

const DISK_FULL: Words = Words {
    what: "The disk is full",
    why: "The change could not be written. The vault is as it was before.",
    fix: "Free some space and do this again.",
};

const CLIPBOARD_UNAVAILABLE: Words = Words {
    what: "The clipboard cannot be used",
    why: "The desktop did not give access to it.",
    fix: "Run the command without the clipboard.",
};

const RUN_IN_PROGRESS: Words = Words {
    what: "A test of this app is already running",
    why: "One app runs one test at a time.",
    fix: "Wait until it ends.",
};

const NO_TOKEN: Words = Words {
    what: "No token is held for this app",
    why: "Tokens are kept in memory only, for as long as the command runs.",
    fix: "Run a test to get a new one.",
};

const NO_PASSED_RUN: Words = Words {
    what: "No earlier run of this app passed",
    why: "There is no run that worked to compare with.",
    fix: "Name the other run: credenza run compare RUN OTHER.",
};

const SANDBOX_FAILED: Words = Words {
    what: "The sandbox could not start",
    why: "The port on 127.0.0.1 is taken or may not be used.",
    fix: "Leave --port out, or name a free port.",
};

const CA_INVALID: Words = Words {
    what: "This is not a certificate of an authority",
    why: "The file holds no CA certificate in PEM or DER form.",
    fix: "Correct the network settings in the window.",
};

const PROXY_INVALID: Words = Words {
    what: "This is not a proxy address",
    why: "A proxy address has the form http://host:port.",
    fix: "Correct the network settings in the window.",
};

const INTERNAL: Words = Words {
    what: "Credenza made a mistake",
    why: "Something happened that should not. Nothing secret is in this message.",
    fix: "Do it again. If it comes back, report the message.",
};

const PORT_TAKEN: Words = Words {
    what: "The browser can't be waited for on this computer.",
    why: "Another program listens at the port of the redirect URL.",
    fix: "End that program, or paste the address that the browser came back to.",
};

const SIGN_IN_CLOSED: Words = Words {
    what: "The sign-in window was closed before it was done.",
    why: "No address came back.",
    fix: "Open it again, or sign in with the browser and paste the address.",
};

const BROWSER_UNAVAILABLE: Words = Words {
    what: "No browser could be opened.",
    why: "This computer names no program for web addresses.",
    fix: "Copy the address and open it in a browser yourself.",
};

const SIGN_IN_GONE: Words = Words {
    what: "This sign-in is over.",
    why: "It was finished before, or more than ten minutes have passed.",
    fix: "Sign in once more.",
};
