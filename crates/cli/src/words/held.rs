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

/// A channel's token that LINE knew, and knows no more.
pub(crate) const DEAD_NOW: &str = "The token held before, and LINE refuses it now: it is revoked.";

/// A channel's token that was over already.
pub(crate) const DEAD_BEFORE: &str = "The token was dead before, and it is dead now.";

/// A channel's token of which only the end is known.
pub(crate) const DEAD_AFTER: &str =
    "LINE refuses the token now. Whether it held before could not be found out.";

/// A channel's token whose end could not be verified.
pub(crate) const END_UNKNOWN: &str = "\
LINE answered 200, as it does for unknown tokens too. Whether the token is dead could not be found out.";

/// A channel's token that goes on to hold.
pub(crate) const STILL_GOOD: &str = "LINE answered 200, and the token STILL holds.";

/// An assertion key whose name at LINE is not noted.
pub(crate) const NO_KID: &str = "not noted (key jwk --kid)";

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
        TokenOwner::Client => "client",
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
