//! The ledger of a channel: the tokens that are known here, and how they stand against the list of
//! key IDs that LINE gives (facts.md 7.1). There is no way back from a key ID to its token.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::TokenKind;
use crate::services::line::MAX_TOKENS;
use crate::{Sealed, UnixSeconds};

/// What is known of a token beside its text. Never the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerFacts {
    /// Its kind.
    pub kind: TokenKind,
    /// Its name in LINE's list; of v2.1 alone, and missing for old stored ones (facts.md 7.8).
    pub key_id: Option<String>,
    /// When it was issued, or added here.
    pub since: UnixSeconds,
    /// When it ends; `None` for one without end, or of unknown end.
    pub ends_at: Option<UnixSeconds>,
    /// Whether it was added by paste, not issued here.
    pub pasted: bool,
    /// What the last verification said.
    pub verified: Option<LastVerified>,
    /// When it was revoked from here.
    pub revoked_at: Option<UnixSeconds>,
    /// What may be shown of it.
    pub shown: Sealed,
}

/// What a verification said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastVerified {
    /// When.
    #[ts(type = "number")]
    pub at: UnixSeconds,
    /// Whether LINE took it.
    pub good: bool,
}

/// How a token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ChannelTokenState")]
pub enum TokenState {
    /// It holds, as far as is known.
    Live,
    /// Its time is over.
    Expired,
    /// It was revoked from here.
    Revoked,
    /// LINE does not take it any more, or does not list it.
    Gone,
}

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry<Id> {
    /// Its number.
    pub id: Id,
    /// What is known.
    pub facts: LedgerFacts,
}

/// Whose token a key ID of LINE's list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyIdMatch<Id> {
    /// This one of the ledger.
    Ours(Id),
    /// Issued elsewhere, or before.
    Unknown,
}

/// A key ID of LINE's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedKeyId<Id> {
    /// As LINE gives it.
    pub key_id: String,
    /// Whose it is.
    pub found: KeyIdMatch<Id>,
}

/// The ledger against LINE's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger<Id> {
    /// LINE's list, in its order.
    pub listed: Vec<MatchedKeyId<Id>>,
    /// Ours, that should hold and are not in the list.
    pub gone: Vec<Id>,
}

impl LedgerFacts {
    /// How it stands at `now`.
    pub fn state(&self, now: UnixSeconds) -> TokenState {
        if self.revoked_at.is_some() {
            TokenState::Revoked
        } else if self.ends_at.is_some_and(|ends| ends <= now) {
            TokenState::Expired
        } else if self.verified.is_some_and(|last| !last.good) {
            TokenState::Gone
        } else {
            TokenState::Live
        }
    }
}

impl<Id: Copy + PartialEq> Ledger<Id> {
    /// Compares the ledger with the key IDs that LINE listed at `now`.
    pub fn matched(entries: &[LedgerEntry<Id>], listed: &[String], now: UnixSeconds) -> Self {
        let named = |key_id: &str| {
            entries.iter().find(|entry| entry.facts.key_id.as_deref() == Some(key_id))
        };
        let rows = listed.iter().map(|key_id| MatchedKeyId {
            key_id: key_id.clone(),
            found: named(key_id).map_or(KeyIdMatch::Unknown, |entry| KeyIdMatch::Ours(entry.id)),
        });
        let missing = |entry: &&LedgerEntry<Id>| {
            let facts = &entry.facts;
            let in_list = facts.key_id.as_ref().is_none_or(|key_id| listed.contains(key_id));
            facts.kind == TokenKind::V21 && !in_list && facts.state(now) == TokenState::Live
        };
        let gone = entries.iter().filter(missing).map(|entry| entry.id).collect();
        Self { listed: rows.collect(), gone }
    }

    /// Tokens of v2.1 that may still be issued.
    pub fn places_left(&self) -> usize {
        MAX_TOKENS.saturating_sub(self.listed.len())
    }
}

/// The tokens of a kind that hold at `now`, as far as is known here.
pub fn live_of<Id>(entries: &[LedgerEntry<Id>], kind: TokenKind, now: UnixSeconds) -> usize {
    let holds = |entry: &&LedgerEntry<Id>| {
        entry.facts.kind == kind && entry.facts.state(now) == TokenState::Live
    };
    entries.iter().filter(holds).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixSeconds = 1_776_231_128;

    fn entry(id: i64, key_id: Option<&str>, ends_at: Option<UnixSeconds>) -> LedgerEntry<i64> {
        let facts = LedgerFacts {
            kind: if key_id.is_some() { TokenKind::V21 } else { TokenKind::ShortLived },
            key_id: key_id.map(str::to_owned),
            since: NOW - 100,
            ends_at,
            pasted: false,
            verified: None,
            revoked_at: None,
            shown: Sealed::of("TESTtoken"),
        };
        LedgerEntry { id, facts }
    }

    #[test]
    fn a_listed_key_id_is_ours_or_unknown_and_ours_may_be_gone() {
        let mut revoked = entry(4, Some("revoked"), Some(NOW + 9));
        revoked.facts.revoked_at = Some(NOW);
        let entries = [
            entry(1, Some("ours"), Some(NOW + 9)),
            entry(2, Some("lost"), Some(NOW + 9)),
            entry(3, Some("over"), Some(NOW)),
            revoked,
            entry(5, None, Some(NOW + 9)),
        ];
        let listed = ["ours".to_owned(), "strange".to_owned()];
        let ledger = Ledger::matched(&entries, &listed, NOW);
        let found: Vec<_> = ledger.listed.iter().map(|row| row.found.clone()).collect();
        assert_eq!(found, [KeyIdMatch::Ours(1), KeyIdMatch::Unknown]);
        assert_eq!(ledger.gone, [2]);
        assert_eq!(ledger.places_left(), 28);
    }

    #[test]
    fn a_full_list_leaves_no_place() {
        let listed: Vec<String> = (0..31).map(|number| number.to_string()).collect();
        assert_eq!(Ledger::<i64>::matched(&[], &listed[..30], NOW).places_left(), 0);
        assert_eq!(Ledger::<i64>::matched(&[], &listed, NOW).places_left(), 0);
    }

    #[test]
    fn a_token_without_end_lives_until_line_says_otherwise() {
        let mut long = entry(1, None, None);
        assert_eq!(long.facts.state(NOW), TokenState::Live);
        long.facts.verified = Some(LastVerified { at: NOW, good: false });
        assert_eq!(long.facts.state(NOW), TokenState::Gone);
        assert_eq!(live_of(&[long], TokenKind::ShortLived, NOW), 0);
    }
}
