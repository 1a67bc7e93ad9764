//! The eight operations, and where each of them is sent (facts.md 7.2).

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use super::TokenKind;
use crate::services::line;

/// How the channel says who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ChannelAuthentication")]
pub enum Authentication {
    /// Channel ID and channel secret.
    Secret,
    /// An assertion, signed with a key that is registered at LINE's console.
    Assertion,
}

/// What can be asked of LINE about channel access tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Operation {
    /// Issue a stateless token.
    IssueStateless {
        /// Either is possible.
        by: Authentication,
    },
    /// Issue a token of v2.1, by assertion.
    IssueV21,
    /// List the key IDs of the tokens of v2.1 that hold, by assertion.
    KeyIds,
    /// Verify a token of v2.1.
    VerifyV21,
    /// Revoke a token of v2.1, by secret.
    RevokeV21,
    /// Issue a short-lived token, by secret.
    IssueShortLived,
    /// Verify a short-lived or long-lived token.
    VerifyOlder,
    /// Revoke a short-lived or long-lived token.
    RevokeOlder,
}

impl Operation {
    /// All of them; the stateless one by each way.
    pub const ALL: [Self; 9] = [
        Self::IssueStateless { by: Authentication::Secret },
        Self::IssueStateless { by: Authentication::Assertion },
        Self::IssueV21,
        Self::KeyIds,
        Self::VerifyV21,
        Self::RevokeV21,
        Self::IssueShortLived,
        Self::VerifyOlder,
        Self::RevokeOlder,
    ];

    /// Path below the base address.
    pub fn path(self) -> &'static str {
        match self {
            Self::IssueStateless { .. } => line::STATELESS_PATH,
            Self::IssueV21 => line::TOKEN_PATH,
            Self::KeyIds => line::KEY_IDS_PATH,
            Self::VerifyV21 => line::VERIFY_PATH,
            Self::RevokeV21 => line::REVOKE_PATH,
            Self::IssueShortLived => line::SHORT_LIVED_PATH,
            Self::VerifyOlder => line::OLDER_VERIFY_PATH,
            Self::RevokeOlder => line::OLDER_REVOKE_PATH,
        }
    }

    /// Its address below `base`, without a query.
    ///
    /// # Errors
    /// When `base` is no address.
    pub fn endpoint(self, base: &str) -> Result<Url, url::ParseError> {
        Url::parse(&format!("{}{}", base.trim_end_matches('/'), self.path()))
    }

    /// Whether a secret goes in the query of the address (facts.md 7.2).
    pub fn has_secret_in_address(self) -> bool {
        matches!(self, Self::KeyIds | Self::VerifyV21)
    }

    /// Whether one of the 30 places of the channel is used up (facts.md 7.1).
    pub fn spends(self) -> bool {
        matches!(self, Self::IssueV21 | Self::IssueShortLived)
    }

    /// What it needs of the record; `None` where a token alone is sent.
    pub fn authentication(self) -> Option<Authentication> {
        match self {
            Self::IssueStateless { by } => Some(by),
            Self::IssueV21 | Self::KeyIds => Some(Authentication::Assertion),
            Self::RevokeV21 | Self::IssueShortLived => Some(Authentication::Secret),
            Self::VerifyV21 | Self::VerifyOlder | Self::RevokeOlder => None,
        }
    }

    /// The kind that is issued.
    pub fn issues(self) -> Option<TokenKind> {
        match self {
            Self::IssueStateless { .. } => Some(TokenKind::Stateless),
            Self::IssueV21 => Some(TokenKind::V21),
            Self::IssueShortLived => Some(TokenKind::ShortLived),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_its_documented_address() {
        let at = |operation: Operation| operation.endpoint("https://api.line.me/").unwrap();
        let paths: Vec<String> =
            Operation::ALL.into_iter().map(|operation| at(operation).to_string()).collect();
        let expected = [
            "https://api.line.me/oauth2/v3/token",
            "https://api.line.me/oauth2/v3/token",
            "https://api.line.me/oauth2/v2.1/token",
            "https://api.line.me/oauth2/v2.1/tokens/kid",
            "https://api.line.me/oauth2/v2.1/verify",
            "https://api.line.me/oauth2/v2.1/revoke",
            "https://api.line.me/v2/oauth/accessToken",
            "https://api.line.me/v2/oauth/verify",
            "https://api.line.me/v2/oauth/revoke",
        ];
        assert_eq!(paths, expected);
    }

    #[test]
    fn only_two_kinds_have_thirty_places() {
        let spending: Vec<TokenKind> = Operation::ALL
            .into_iter()
            .filter(|it| it.spends())
            .filter_map(Operation::issues)
            .collect();
        assert_eq!(spending, [TokenKind::V21, TokenKind::ShortLived]);
    }
}
