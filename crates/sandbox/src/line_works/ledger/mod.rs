//! What the server has handed out and still knows: open sign-ins, codes, tokens. In memory only.
//!
//! What LINE WORKS does where facts 1.6 and 1.7 say "not found" is the sandbox's choice: a replaced
//! refresh token dies at once, a code used twice ends the tokens of its first use (RFC 6749 section
//! 4.1.2), and revoking a refresh token ends the access tokens of its grant (RFC 7009 section 2.1).

mod code;
mod shelf;
mod ticket;
mod token;

use std::sync::{Mutex, PoisonError};

use code::Code;
use shelf::Shelf;
use ticket::Tickets;
use token::{Kind, REFRESH_LIFE, Token};

pub(crate) use code::CodeFault;
pub(super) use code::{CodeClaim, CodeUses};
pub(crate) use token::RefreshFault;
pub(super) use token::RefreshGrant;

use super::sign_in::SignInRequest;

/// Codes and tokens that are remembered at once.
const MOST: usize = 1024;

/// Everything handed out.
pub(crate) struct Ledger {
    pub(super) tickets: Tickets,
    grants: Mutex<Grants>,
}

struct Grants {
    codes: Shelf<Code>,
    tokens: Shelf<Token>,
    newest: u64,
}

/// What is kept of an answer that carries tokens.
pub(super) struct Issued<'a> {
    pub(super) access_token: &'a str,
    /// A new one; `None` when the answer brings none, or the same again.
    pub(super) refresh_token: Option<&'a str>,
    pub(super) client_id: &'a str,
    pub(super) scopes: &'a [String],
    /// The scopes of the whole grant, which a refresh token keeps.
    pub(super) grant_scopes: &'a [String],
    pub(super) grant: u64,
    pub(super) access_seconds: u32,
}

/// A code that was good, once.
pub(super) struct Redeemed {
    pub(super) grant: u64,
    pub(super) request: SignInRequest,
}

/// What came of a request to revoke.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Revocation {
    Done,
    /// No such token: as good as revoked (RFC 7009 section 2.2).
    Unknown,
    OtherClient,
}

impl Ledger {
    pub(crate) fn new() -> Ledger {
        let grants = Grants { codes: Shelf::of(MOST), tokens: Shelf::of(MOST), newest: 0 };
        Ledger { tickets: Tickets::new(), grants: Mutex::new(grants) }
    }

    /// A number for what begins with an assertion.
    pub(super) fn new_grant(&self) -> u64 {
        self.with(Grants::next)
    }

    /// Keeps a fresh code from `now` on.
    pub(super) fn hand_out(&self, code: String, request: SignInRequest, now: f64) {
        let kept = Code { request, expires: now + code::LIFE, redeemed: None };
        self.with(|grants| grants.codes.put(code, kept));
    }

    /// Judges a code and notes its use, in one step: of two clients at once one gets the token.
    pub(super) fn redeem(
        &self,
        claim: &CodeClaim<'_>,
        uses: CodeUses,
        now: f64,
    ) -> Result<Redeemed, CodeFault> {
        self.with(|grants| grants.redeem(claim, uses, now))
    }

    /// What `token` may be refreshed to.
    pub(super) fn refresh(
        &self,
        token: &str,
        client_id: &str,
        now: f64,
    ) -> Result<RefreshGrant, RefreshFault> {
        self.with(|grants| grants.refreshable(token, client_id, now))
    }

    /// Forgets a refresh token that rotation replaces; false when another request was faster.
    pub(super) fn forget(&self, token: &str) -> bool {
        self.with(|grants| grants.tokens.take(token).is_some())
    }

    /// Keeps what an answer carries.
    pub(super) fn keep(&self, issued: &Issued<'_>, now: f64) {
        let token = |kind, scopes: &[String], life| Token {
            kind,
            client_id: issued.client_id.to_owned(),
            scopes: scopes.to_vec(),
            grant: issued.grant,
            expires: now + life,
        };
        let access = token(Kind::Access, issued.scopes, f64::from(issued.access_seconds));
        let refresh = token(Kind::Refresh, issued.grant_scopes, REFRESH_LIFE);
        self.with(|grants| {
            grants.tokens.put(issued.access_token.to_owned(), access);
            if let Some(text) = issued.refresh_token {
                grants.tokens.put(text.to_owned(), refresh);
            }
        });
    }

    /// Ends `token`; with a refresh token everything of its grant.
    pub(super) fn revoke(&self, token: &str, client_id: &str) -> Revocation {
        self.with(|grants| {
            let Some(kept) = grants.tokens.get(token) else { return Revocation::Unknown };
            if kept.client_id != client_id {
                return Revocation::OtherClient;
            }
            let (kind, grant) = (kept.kind, kept.grant);
            match kind {
                Kind::Access => drop(grants.tokens.take(token)),
                Kind::Refresh => grants.end(grant),
            }
            Revocation::Done
        })
    }

    /// Whether `token` was issued, is neither revoked nor replaced, and has time left.
    pub(crate) fn is_live(&self, token: &str, now: f64) -> bool {
        self.with(|grants| grants.tokens.get(token).is_some_and(|kept| now < kept.expires))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Grants) -> T) -> T {
        act(&mut self.grants.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Grants {
    fn next(&mut self) -> u64 {
        self.newest += 1;
        self.newest
    }

    fn end(&mut self, grant: u64) {
        self.tokens.drop_where(|token| token.grant == grant);
    }

    fn redeem(
        &mut self,
        claim: &CodeClaim<'_>,
        uses: CodeUses,
        now: f64,
    ) -> Result<Redeemed, CodeFault> {
        let code = self.codes.get(claim.code).ok_or(CodeFault::Unknown)?;
        if code.request.client_id != claim.client_id {
            return Err(CodeFault::OtherClient);
        }
        match (uses, code.redeemed) {
            (CodeUses::Never, _) => return Err(CodeFault::Used),
            (CodeUses::Once, Some(grant)) => {
                self.end(grant);
                return Err(CodeFault::Used);
            }
            _ => code.check(claim, now)?,
        }
        let request = code.request.clone();
        let grant = self.next();
        if let Some(code) = self.codes.get_mut(claim.code) {
            code.redeemed = Some(grant);
        }
        Ok(Redeemed { grant, request })
    }

    fn refreshable(
        &self,
        token: &str,
        client_id: &str,
        now: f64,
    ) -> Result<RefreshGrant, RefreshFault> {
        let kept = self.tokens.get(token).ok_or(RefreshFault::Unknown)?;
        if kept.kind != Kind::Refresh {
            return Err(RefreshFault::NotRefresh);
        }
        if kept.client_id != client_id {
            return Err(RefreshFault::OtherClient);
        }
        if now >= kept.expires {
            return Err(RefreshFault::Expired);
        }
        Ok(RefreshGrant { grant: kept.grant, scopes: kept.scopes.clone() })
    }
}
