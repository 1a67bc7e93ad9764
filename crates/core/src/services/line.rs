//! LINE's channel access tokens: host, paths and limits (facts.md 7.1, 7.2, 7.3).

/// The host of all eight calls (facts.md 7, documented).
pub const API_BASE: &str = "https://api.line.me";
/// The same without its scheme.
pub const API_HOST: &str = "api.line.me";
/// Issue a stateless token (facts.md 7.2).
pub const STATELESS_PATH: &str = "/oauth2/v3/token";
/// Issue a token of v2.1. LINE Login changes its codes at the same path (facts.md 7.7).
pub const TOKEN_PATH: &str = "/oauth2/v2.1/token";
/// List the key IDs of the tokens of v2.1 that hold.
pub const KEY_IDS_PATH: &str = "/oauth2/v2.1/tokens/kid";
/// Verify a token of v2.1.
pub const VERIFY_PATH: &str = "/oauth2/v2.1/verify";
/// Revoke a token of v2.1.
pub const REVOKE_PATH: &str = "/oauth2/v2.1/revoke";
/// Issue a short-lived token.
pub const SHORT_LIVED_PATH: &str = "/v2/oauth/accessToken";
/// Verify a short-lived or long-lived token.
pub const OLDER_VERIFY_PATH: &str = "/v2/oauth/verify";
/// Revoke a short-lived or long-lived token.
pub const OLDER_REVOKE_PATH: &str = "/v2/oauth/revoke";

/// `aud` of an assertion, with its final slash (facts.md 7.3).
pub const AUDIENCE: &str = "https://api.line.me/";
/// Longest life of an assertion in seconds (facts.md 7.3).
pub const MAX_ASSERTION_LIFE: i64 = 30 * 60;
/// Longest life of a token of v2.1 in seconds (facts.md 7.1).
pub const MAX_TOKEN_LIFE: i64 = 30 * 86_400;
/// Life of a stateless token in seconds (facts.md 7.1).
pub const STATELESS_LIFE: i64 = 15 * 60;
/// Life of a short-lived token in seconds (facts.md 7.1).
pub const SHORT_LIVED_LIFE: i64 = 30 * 86_400;
/// Most live tokens of v2.1, and most short-lived ones, of one channel (facts.md 7.1).
pub const MAX_TOKENS: usize = 30;
/// Clocks further apart than this are worth a word, in seconds.
pub const CLOCK_WORTH_A_WORD: i64 = 30;
/// The header field that LINE's support asks for (facts.md 7.5).
pub const REQUEST_ID: &str = "x-line-request-id";
