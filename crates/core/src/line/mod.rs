//! LINE's channel access tokens (facts.md 7): the eight calls as exact requests, the assertion that
//! signs some of them, what the answers say, which kind a token is, and the ledger of what was
//! issued. Pure; holding and sending is the engine's.

mod answer;
mod assertion;
mod checks;
mod kind;
mod ledger;
mod operation;
mod request;

pub use answer::{Verified, read_key_ids, read_verified};
pub use assertion::{ChannelAssertion, ChannelClaims};
pub use checks::{
    check_answer_head, check_assertion, check_credentials, check_issued, check_key_ids,
    check_place, check_token_kind, check_verified,
};
pub use kind::{TokenFormat, TokenKind, format_of};
pub use ledger::{
    KeyIdMatch, LastVerified, Ledger, LedgerEntry, LedgerFacts, MatchedKeyId, TokenState, live_of,
};
pub use operation::{Authentication, Operation};
pub use request::{Call, ChannelSecret};
