//! LINE WORKS: hosts, paths and limits (facts.md 1, 2). What facts.md marks NOT FOUND (issuer,
//! JWKS, discovery, user info, PKCE) is not here on purpose: it is a setting of a record.

/// Commercial authorization host (facts.md 1.1, documented).
pub const AUTH_BASE: &str = "https://auth.worksmobile.com";
/// NAVER WORKS alias with the same paths (facts.md 1.1, documented).
pub const AUTH_BASE_NAVER: &str = "https://auth.naverworks.com";
/// Korean public sector (facts.md 1.1, documented).
pub const AUTH_BASE_KOREA_GOV: &str = "https://auth.gov-naverworks.com";
/// Token endpoint (facts.md 1.1, documented).
pub const TOKEN_PATH: &str = "/oauth2/v2.0/token";
/// Authorize endpoint (facts.md 1.1, documented).
pub const AUTHORIZE_PATH: &str = "/oauth2/v2.0/authorize";
/// Where a token is ended. NOT documented: inferred from four independent programs (facts.md 1.1).
pub const REVOKE_PATH: &str = "/oauth2/v2.0/revoke";
/// Grant type of a refresh (facts.md 1.4, RFC 6749 section 6).
pub const REFRESH_TOKEN: &str = "refresh_token";
/// Grant type of a member's sign-in (facts.md 1.3, RFC 6749 section 4.1.3).
pub const AUTHORIZATION_CODE: &str = "authorization_code";
/// Life of an authorization code in seconds (facts.md 1.2, documented).
pub const CODE_LIFE: i64 = 600;
/// Grant type of the service account (facts.md 2.2, RFC 7523 section 2.1).
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// Longest life of an assertion in seconds (facts.md 2.1).
pub const MAX_ASSERTION_LIFETIME: u32 = 3_600;
/// How far `iat` is set back, in seconds, so that a small skew never breaks a run. The service's
/// own tolerance is NOT FOUND (facts.md 2.1, advice).
pub const BACKDATE: i64 = 30;
/// Most redirect URLs of one app (source document 000).
pub const MAX_REDIRECT_URLS: usize = 100;
/// Life of a refresh token in seconds (facts.md 1.6).
pub const REFRESH_TOKEN_LIFE: i64 = 90 * 86_400;
/// Longest app name in half-width characters (facts.md 1.10).
pub const MAX_NAME_WIDTH: usize = 20;
/// Hosts of the resource API (facts.md 1.1, documented).
pub const API_HOSTS: [&str; 2] = ["www.worksapis.com", "gov.worksapis.com"];
