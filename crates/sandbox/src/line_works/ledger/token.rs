//! The tokens that live, and why one does not.

/// How long a refresh token lives, in seconds: 90 days (facts 1.6).
pub(super) const REFRESH_LIFE: f64 = 90.0 * 86_400.0;

/// Why a refresh token brings no new token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RefreshFault {
    /// Never issued, revoked, or replaced by rotation: the server has forgotten it.
    #[error("the refresh token is not known, was revoked or was replaced")]
    Unknown,
    #[error("the token is no refresh token")]
    NotRefresh,
    #[error("the refresh token was issued to another client")]
    OtherClient,
    #[error("the refresh token has expired")]
    Expired,
}

/// One of the two kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Access,
    Refresh,
}

/// A token as kept, under its own text.
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) client_id: String,
    pub(super) scopes: Vec<String>,
    /// Shared by all tokens that come from one sign-in or one assertion.
    pub(super) grant: u64,
    /// Unix seconds by the server's clock.
    pub(super) expires: f64,
}

/// What a refresh token stands for.
pub(in crate::line_works) struct RefreshGrant {
    pub(in crate::line_works) grant: u64,
    pub(in crate::line_works) scopes: Vec<String>,
}
