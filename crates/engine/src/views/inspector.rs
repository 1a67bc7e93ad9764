//! The token inspector: where a token and a key come from, and what was found.

use credenza_core::apps::AppId;
use credenza_core::diagnosis::Cause;
use credenza_core::flow::{Part, RunId};
use credenza_core::jwks::{KeySetForm, KeySummary, SkippedKey};
use credenza_core::jwt::lints::{Lint, TokenProfile};
use credenza_core::jwt::read::TokenReading;
use credenza_core::jwt::verify::{Check, Expectations, SignatureAlgorithm};
use credenza_core::keys::KeyKind;
use credenza_core::{Sealed, Secret, UnixSeconds};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::runs::HeldTokenView;

/// Where a token comes from. One that is held stays in Rust.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum TokenSource {
    /// Pasted.
    Text {
        /// As it was pasted.
        #[ts(type = "string")]
        text: Secret,
    },
    /// The access token that is held for a record.
    Held {
        /// Of which record.
        app_id: AppId,
    },
    /// The ID token that is held for a record.
    HeldId {
        /// Of which record.
        app_id: AppId,
    },
    /// The assertion of a run, kept without its signature.
    Run {
        /// Of which run.
        run_id: RunId,
    },
}

/// Where a key to verify with comes from.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum KeySource {
    /// Pasted: PEM, a certificate, a JSON Web Key or a set of them.
    Text {
        /// As it was pasted.
        #[ts(type = "string")]
        text: Secret,
    },
    /// A shared secret.
    Secret {
        /// As it was typed.
        #[ts(type = "string")]
        secret: Secret,
    },
    /// The public half of a record's key.
    App {
        /// Of which record.
        app_id: AppId,
    },
    /// A file that was opened.
    File {
        /// Its handle.
        handle: u32,
    },
}

/// Asking for a token to be read and judged.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InspectorReadInput {
    /// The token.
    pub source: TokenSource,
    /// What to verify it with.
    pub key: Option<KeySource>,
    /// The one algorithm that is allowed; `None` for all of the key's own.
    pub algorithm: Option<SignatureAlgorithm>,
    /// What its claims should say.
    pub expect: Expectations,
    /// The access token that `at_hash` should belong to.
    #[ts(type = "string | null")]
    pub access_token: Option<Secret>,
    /// The time to judge at; `None` for now.
    pub at: Option<UnixSeconds>,
}

/// A token, read and judged.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InspectionView {
    /// What it says.
    pub reading: TokenReading,
    /// Whether the signature holds; `None` when nothing was verified.
    pub verified: Option<bool>,
    /// The checklist.
    pub checks: Vec<Check>,
    /// What kind of token it looks like.
    pub profile: Option<TokenProfile>,
    /// What is unwise, or against the rules of its service.
    pub lints: Vec<Lint>,
    /// The key that was used.
    pub key: Option<KeySummary>,
    /// The keys that were given.
    pub keys: Option<KeySetView>,
    /// Why the key that was given can't be used.
    pub key_error: Option<KeySetProblem>,
    /// The time it was judged at.
    pub now: UnixSeconds,
    /// What may be shown of the token as a whole.
    pub sealed: Sealed,
    /// The text of a token that the page does not have; what is secret in it is cut out.
    pub parts: Vec<Part>,
    /// Records that it belongs to.
    pub owners: Vec<TokenOwnerView>,
}

/// Keys that were given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeySetView {
    /// How they were written.
    pub form: KeySetForm,
    /// Those that can be used.
    pub keys: Vec<KeySummary>,
    /// Those that can't.
    pub skipped: Vec<SkippedKey>,
}

/// Why a key that was given can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "reason", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum KeySetProblem {
    /// Over 256 KiB.
    TooLarge,
    /// Something else.
    NotAKey {
        /// What it is.
        kind: KeyKind,
    },
    /// A private key behind a passphrase.
    Encrypted,
    /// Keys, but none that can verify.
    NoUsableKey {
        /// Why each can't.
        skipped: Vec<SkippedKey>,
    },
    /// An empty secret.
    EmptySecret,
    /// A public key in place of a secret.
    AsymmetricSecret,
    /// The record has no key.
    AppHasNoKey,
    /// The file is no longer held.
    FileGone,
}

/// A record that a token belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TokenOwnerView {
    /// The record.
    pub app_id: AppId,
    /// Its name.
    pub app_name: String,
    /// The claim that names its Client ID; `None` when the whole token is the one that is held.
    pub claim: Option<String>,
    /// The service account of the record.
    pub service_account: String,
    /// What is known of the held token, if it is that one.
    pub held: Option<HeldTokenView>,
}

/// Comparing two tokens.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InspectorCompareInput {
    /// The first.
    pub left: TokenSource,
    /// The second.
    pub right: TokenSource,
}

/// The text of a file that was opened or dropped as a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TokenFileView {
    /// Name of the file.
    pub file_name: String,
    /// Its text, as far as a token may be long.
    pub text: String,
}

/// What was on the clipboard when a token was to be pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastedTokenView {
    /// Its text, as far as a token may be long; empty without one.
    pub text: String,
}

/// A file that was opened as a key, held in Rust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VerificationFileView {
    /// Names it in later calls.
    pub handle: u32,
    /// Name of the file.
    pub file_name: String,
}

/// A file that was dropped: a token or a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InspectorDropView {
    /// The token in it.
    pub token: Option<TokenFileView>,
    /// The key in it.
    pub key: Option<VerificationFileView>,
}

/// Fetching keys from an address.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeysFetchInput {
    /// The whole address of the set of keys.
    pub address: String,
    /// Its host, as the administrator confirmed it.
    pub confirmed_host: String,
}

/// Keys that were fetched, held in Rust; or why there are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "outcome", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum KeysFetchView {
    /// The answer is held as a file that was opened would be.
    Fetched {
        /// The file.
        file: VerificationFileView,
        /// Host that answered.
        host: String,
        /// When.
        at: UnixSeconds,
    },
    /// The address can't be called.
    Address,
    /// Its host was not confirmed; nothing was sent.
    NotConfirmed {
        /// Host of the address.
        host: String,
    },
    /// It points elsewhere, which is not followed.
    Redirected {
        /// Status code.
        status: u16,
        /// Where to, in the server's words.
        location: String,
    },
    /// Another status than 200.
    Status {
        /// Status code.
        status: u16,
    },
    /// No whole answer.
    Unanswered {
        /// Host that was called.
        host: String,
        /// Why, as a test run would name it.
        cause: Cause,
        /// The library's words.
        detail: String,
    },
}
