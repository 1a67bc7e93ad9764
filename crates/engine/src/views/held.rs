//! Tokens that are held: what is known of them, never the tokens.

use credenza_core::apps::AppId;
use credenza_core::flow::{Part, RunId};
use credenza_core::oauth::RevokedToken;
use credenza_core::tokens::TokenOwner;
use credenza_core::{Secret, UnixSeconds};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which kind of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TokenKindView {
    /// Opens the API; in memory only.
    Access,
    /// Brings new access tokens; in the vault.
    Refresh,
    /// Says who signed in; in memory only.
    Id,
}

/// A token that is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TokenRowView {
    /// Of which record.
    pub app_id: AppId,
    /// Its name.
    pub app_name: String,
    /// Which kind.
    pub kind: TokenKindView,
    /// In whose name it speaks; known of refresh tokens.
    pub owner: Option<TokenOwner>,
    /// Its seal.
    pub shown: Part,
    /// Granted scopes; empty for an ID token.
    pub scope: Vec<String>,
    /// When it was issued.
    pub issued_at: UnixSeconds,
    /// When it ends.
    pub ends_at: Option<UnixSeconds>,
    /// When a refresh token last brought an access token.
    pub refreshed_at: Option<UnixSeconds>,
    /// Whether it is in the vault; otherwise a lock forgets it.
    pub stored: bool,
    /// The run that brought it.
    pub run_id: RunId,
}

/// Whose tokens.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenListInput {
    /// Of one record, or of all.
    pub app_id: Option<AppId>,
}

/// Asking for a new access token.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenRefreshInput {
    /// Of which record.
    pub app_id: AppId,
    /// With whose refresh token; `None`: the member's, or else the service account's.
    pub owner: Option<TokenOwner>,
}

/// Asking whether a token holds.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenIntrospectInput {
    /// Of which record.
    pub app_id: AppId,
    /// Which kind of token.
    pub token: RevokedToken,
    /// Whose refresh token; `None`: the member's, or else the service account's.
    pub owner: Option<TokenOwner>,
    /// Another token than the one that is held.
    #[ts(type = "string | null")]
    pub pasted: Option<Secret>,
}

/// Asking who signed in.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenUserinfoInput {
    /// With the access token of which record.
    pub app_id: AppId,
    /// Another access token than the one that is held.
    #[ts(type = "string | null")]
    pub pasted: Option<Secret>,
}

/// Asking for a token to be ended.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenRevokeInput {
    /// Of which record.
    pub app_id: AppId,
    /// Which kind of token.
    pub token: RevokedToken,
    /// Whose refresh token; `None`: the member's, or else the service account's.
    pub owner: Option<TokenOwner>,
}

/// Asking for the address that signs a member out.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LogoutInput {
    /// Of which record.
    pub app_id: AppId,
    /// Where the browser is to come back to: one of the record's logout URLs, or nowhere.
    pub back: Option<String>,
}

/// The address that signs a member out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LogoutView {
    /// The address with the ID token sealed.
    pub shown: Vec<Part>,
    /// Whether an ID token was held to go along.
    pub has_hint: bool,
    /// Where the browser comes back to.
    pub back: Option<String>,
    /// The record's logout URLs.
    pub registered: Vec<String>,
}
