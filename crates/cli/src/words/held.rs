//! Tokens that are held, in words.

use credenza_core::flow::VerdictResult;
use credenza_core::tokens::TokenOwner;
use credenza_engine::views::held::TokenKindView;

/// Nothing is held.
pub(crate) const NONE: &str =
    "No token is held. token issue keeps the refresh token that comes along.";

/// What is not known of a refresh token that was ended.
pub(crate) const ACCESS_TOKENS_UNKNOWN: &str = "\
Whether its access tokens end with it is not documented; they live 24 hours at most.";

/// A token was ended.
pub(crate) const REVOKED: &str = "The server ended the token, and it is not kept any more.";

/// Which kind of token.
pub(crate) fn kind(kind: TokenKindView) -> &'static str {
    match kind {
        TokenKindView::Access => "access",
        TokenKindView::Refresh => "refresh",
        TokenKindView::Id => "ID",
    }
}

/// In whose name it speaks.
pub(crate) fn owner(owner: TokenOwner) -> &'static str {
    match owner {
        TokenOwner::ServiceAccount => "service account",
        TokenOwner::Member => "member",
    }
}

/// A line failed.
pub(crate) const ID_TOKEN_FAILED: &str =
    "The ID token is NOT to be trusted: a line of the list fails.";

/// Nothing failed, and no key was there to check the signature with.
pub(crate) const ID_TOKEN_UNSIGNED: &str =
    "Nothing fails, but the signature was NOT checked: give the issuer's keys with --jwks.";

/// Nothing failed, and something was not said.
pub(crate) const ID_TOKEN_PARTLY: &str =
    "The signature holds and nothing fails; not every line was checked.";

/// All of it.
pub(crate) const ID_TOKEN_HOLDS: &str = "Every line of the list holds.";

/// How a line came out.
pub(crate) fn result(result: VerdictResult) -> &'static str {
    match result {
        VerdictResult::Passed => "ok",
        VerdictResult::Warned => "look at",
        VerdictResult::Failed => "FAILED",
        VerdictResult::NotChecked => "not checked",
    }
}
