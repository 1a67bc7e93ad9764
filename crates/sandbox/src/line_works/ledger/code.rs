//! Authorization codes: 10 minutes, one use, bound to what was asked (facts 1.2, 1.3 and 1.6).

use crate::line_works::pkce;
use crate::line_works::sign_in::SignInRequest;

/// How long a code can be redeemed, in seconds.
pub(super) const LIFE: f64 = 600.0;

/// Why a code brings no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CodeFault {
    #[error("the code is not known")]
    Unknown,
    #[error("the code was issued to another client")]
    OtherClient,
    #[error("the code was used before")]
    Used,
    #[error("the code has expired")]
    Expired,
    #[error("redirect_uri is not the one of the authorize request")]
    RedirectUri,
    #[error("code_verifier is missing")]
    VerifierMissing,
    #[error("code_verifier must have 43 to 128 unreserved characters")]
    VerifierForm,
    #[error("code_verifier does not fit the code_challenge")]
    VerifierWrong,
    #[error("code_verifier was sent without a code_challenge before it")]
    VerifierWithoutChallenge,
}

/// How often a code is good; other than once by a fault only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::line_works) enum CodeUses {
    Once,
    /// A code that was used is taken again.
    Again,
    /// A code that was not used yet passes for used.
    Never,
}

/// What a token request says about its code.
pub(in crate::line_works) struct CodeClaim<'a> {
    pub(in crate::line_works) code: &'a str,
    pub(in crate::line_works) client_id: &'a str,
    /// Code that is seen to work with LINE WORKS leaves it out (facts 1.3).
    pub(in crate::line_works) redirect_uri: Option<&'a str>,
    pub(in crate::line_works) verifier: Option<&'a str>,
}

/// A code as handed out.
pub(super) struct Code {
    pub(super) request: SignInRequest,
    /// Unix seconds by the server's clock.
    pub(super) expires: f64,
    /// The grant it was redeemed for.
    pub(super) redeemed: Option<u64>,
}

impl Code {
    /// Whether `claim` may redeem this code at `now`; that it was not used is checked elsewhere.
    pub(super) fn check(&self, claim: &CodeClaim<'_>, now: f64) -> Result<(), CodeFault> {
        if now >= self.expires {
            return Err(CodeFault::Expired);
        }
        if claim.redirect_uri.is_some_and(|sent| sent != self.request.redirect_uri) {
            return Err(CodeFault::RedirectUri);
        }
        match (self.request.challenge.as_deref(), claim.verifier) {
            (None, None) => Ok(()),
            // RFC 9700 section 4.8.2: a verifier without challenge is a sign of a stripped request.
            (None, Some(_)) => Err(CodeFault::VerifierWithoutChallenge),
            (Some(_), None) => Err(CodeFault::VerifierMissing),
            (Some(_), Some(sent)) if !pkce::is_verifier(sent) => Err(CodeFault::VerifierForm),
            (Some(kept), Some(sent)) if pkce::challenge_of(sent) == kept => Ok(()),
            _ => Err(CodeFault::VerifierWrong),
        }
    }
}
