//! Kinds of channel access tokens, and what can be told of one by its look (facts.md 7.1, 7.6).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Operation;
use crate::Secret;
use crate::services::line;

/// A kind of channel access token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ChannelTokenKind")]
pub enum TokenKind {
    /// With a life that was asked for, 30 days at most; has a key ID.
    V21,
    /// Fifteen minutes, as many as one likes, not revocable.
    Stateless,
    /// Thirty days; the thirty-first ends the oldest without a word.
    ShortLived,
    /// Without end; made at LINE's console only.
    LongLived,
}

impl TokenKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::V21, Self::Stateless, Self::ShortLived, Self::LongLived];

    /// How one is verified; `None` for stateless tokens, for which nothing is documented.
    pub fn verified_by(self) -> Option<Operation> {
        match self {
            Self::V21 => Some(Operation::VerifyV21),
            Self::ShortLived | Self::LongLived => Some(Operation::VerifyOlder),
            Self::Stateless => None,
        }
    }

    /// How one is revoked; `None` for stateless tokens, which can't be.
    pub fn revoked_by(self) -> Option<Operation> {
        match self {
            Self::V21 => Some(Operation::RevokeV21),
            Self::ShortLived | Self::LongLived => Some(Operation::RevokeOlder),
            Self::Stateless => None,
        }
    }

    /// How many of a channel may hold at once; `None`: no limit.
    pub fn most(self) -> Option<usize> {
        match self {
            Self::V21 | Self::ShortLived => Some(line::MAX_TOKENS),
            Self::LongLived => Some(1),
            Self::Stateless => None,
        }
    }

    /// Whether a token that looks like this can be of this kind.
    pub fn looks_like(self, format: TokenFormat) -> bool {
        match self {
            Self::V21 | Self::Stateless => format == TokenFormat::Signed,
            Self::ShortLived | Self::LongLived => format == TokenFormat::Base64,
        }
    }
}

/// What a token looks like from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TokenFormat {
    /// Three parts, the first beginning with `eyJ`: v2.1 or stateless.
    Signed,
    /// Base64 with `+ / =`: short-lived or long-lived.
    Base64,
    /// Neither.
    Unknown,
}

/// No token of LINE is that short.
const SHORTEST: usize = 24;

/// The look of a token. What stands in a signed one is nobody's business (source document 004), so
/// only its form is looked at.
pub fn format_of(token: &Secret) -> TokenFormat {
    // Exposed to be looked at; nothing of it is kept.
    let token = token.expose().trim();
    let url_safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let parts: Vec<&str> = token.split('.').collect();
    if token.len() < SHORTEST {
        TokenFormat::Unknown
    } else if parts.len() == 3 && token.starts_with("eyJ") {
        let sound = parts.iter().all(|part| !part.is_empty() && part.chars().all(url_safe));
        if sound { TokenFormat::Signed } else { TokenFormat::Unknown }
    } else if parts.len() == 1 && token.chars().all(base64) {
        TokenFormat::Base64
    } else {
        TokenFormat::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_by_its_form_and_a_near_miss_is_not() {
        let rows = [
            ("eyJhbGciOiJIUzI1NiJ9.eyJleGFtcGxlIjoxfQ.c2lnbmF0dXJl", TokenFormat::Signed),
            ("  eyJhbGciOiJIUzI1NiJ9.eyJleGFtcGxlIjoxfQ.c2lnbmF0dXJl\n", TokenFormat::Signed),
            ("eyJhbGciOiJIUzI1NiJ9.eyJleGFtcGxlIjoxfQ", TokenFormat::Unknown),
            ("eyJhbGciOiJIUzI1NiJ9.eyJleGFtcGxlIjoxfQ.", TokenFormat::Unknown),
            ("eyJhbGciOiJIUzI1NiJ9.eyJleGFtcGxl+joxfQ.c2ln", TokenFormat::Unknown),
            ("TESTW1TeHCgfH2Liwa/exampleA+BCDEFG==", TokenFormat::Base64),
            ("TESTW1TeHCgfH2Liwa exampleA+BCDEFG==", TokenFormat::Unknown),
            ("Bearer eyJhbGciOiJIUzI1NiJ9.eyJleGFtcGxlIjoxfQ.c2ln", TokenFormat::Unknown),
            ("1573163733", TokenFormat::Unknown),
        ];
        for (token, expected) in rows {
            assert_eq!(format_of(&Secret::new(token.to_owned())), expected, "{token}");
        }
    }

    #[test]
    fn stateless_tokens_are_neither_verified_nor_revoked() {
        assert_eq!(TokenKind::Stateless.verified_by(), None);
        assert_eq!(TokenKind::Stateless.revoked_by(), None);
        let others = TokenKind::ALL.into_iter().filter(|kind| *kind != TokenKind::Stateless);
        assert!(
            others.into_iter().all(|it| it.verified_by().is_some() && it.revoked_by().is_some())
        );
    }
}
