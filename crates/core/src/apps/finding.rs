//! What a check of a record says: which field, what was found, how bad, and the values. No words:
//! those live in the message catalogues.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

/// How bad a finding is. Nothing is refused for its shape alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FindingSeverity {
    /// A run can't work like this.
    Error,
    /// Probably a mistake.
    Warning,
    /// Worth knowing.
    Info,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FindingId {
    /// A service account stands in the Client ID field.
    ServiceAccountInClientId,
    /// Looks like an API ID of the retired API 1.0 (facts.md 1.10).
    ApiOneId,
    /// An API 1.0 address or header stands in the field.
    ApiOneConsumerKey,
    /// Client ID and Client Secret look swapped.
    IdAndSecretSwapped,
    /// Blanks before, after or inside.
    StrayBlanks,
    /// Full-width characters from Japanese input.
    FullWidth,
    /// Line ends inside.
    LineEnds,
    /// Zero-width, bidi or control characters inside.
    InvisibleCharacters,
    /// Not the 20 characters seen so far.
    ClientIdShape,
    /// Not the 10 characters seen so far.
    ClientSecretShape,
    /// Not `name.serviceaccount@domain`.
    ServiceAccountShape,
    /// The Client ID stands in the service account field.
    ClientIdInServiceAccount,
    /// Not 6 to 9 digits.
    DomainIdShape,
    /// `user:read` instead of `user.read`.
    ScopeColon,
    /// Not in the list of known scopes.
    ScopeUnknown,
    /// Closed to service accounts (facts.md 2.3).
    ScopeNotForServiceAccount,
    /// `email` or `profile` without `openid`.
    ScopeNeedsOpenid,
    /// Longer than the console allows.
    NameTooLong,
    /// Assertion life over 60 minutes (facts.md 2.1).
    LifetimeTooLong,
    /// A private key stands in a text field.
    PrivateKeyPasted,
    /// URLs, or the list itself, against a redirect rule.
    UrlsRefused,
    /// URLs that a redirect rule advises against.
    UrlsDoubtful,
    /// Not an https address, or with a user name or a fragment.
    AddressUnusable,
    /// On a host that nobody confirmed.
    HostNotConfirmed,
    /// No https address, or one with a query or a fragment: no issuer (RFC 8414 section 2).
    IssuerShape,
    /// Characters that no scope has (RFC 6749 section 3.3).
    ScopeCharacters,
    /// No JSON object, or with a claim that has a field of its own.
    ClaimsShape,
    /// Channel ID and channel secret look swapped (facts.md 7.7).
    ChannelIdAndSecretSwapped,
    /// A value of LINE WORKS, which is another service.
    LineWorksValue,
    /// A token stands in the field.
    TokenPasted,
    /// Not the 10 digits seen so far.
    ChannelIdShape,
    /// Not the 32 hexadecimal digits seen so far.
    ChannelSecretShape,
    /// Empty, and a run needs it.
    Missing,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Field in camelCase, as the page names it.
    pub field: String,
    /// What was found.
    pub id: FindingId,
    /// How bad it is.
    pub severity: FindingSeverity,
    /// Values for the words. Never a secret.
    pub params: BTreeMap<String, String>,
}

impl Finding {
    /// A finding without values.
    pub fn new(field: &str, id: FindingId, severity: FindingSeverity) -> Self {
        Self { field: field.to_owned(), id, severity, params: BTreeMap::new() }
    }

    /// Adds a value.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}
