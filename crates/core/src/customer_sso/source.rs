//! Where the rules come from: public pages that the team of a customer's server can read, so that
//! a report stands for itself.

/// The login page: what comes along and what goes back.
pub(super) const LOGIN: &str = "LINE WORKS Developers, sso-sp-oauth-login-web";
/// The login API for mail and calendar programs.
pub(super) const MAIL: &str = "LINE WORKS Developers, sso-sp-oauth-login-imap-caldav";
/// The Access Token Return API: ports, limits, form of the answers and codes that are void after
/// their use stand there too.
pub(super) const TOKEN: &str = "LINE WORKS Developers, sso-sp-oauth-token";
/// The User Information Return API.
pub(super) const USER: &str = "LINE WORKS Developers, sso-sp-oauth-userinfo";
/// The logout.
pub(super) const LOGOUT: &str = "LINE WORKS Developers, sso-sp-logout";
/// A certificate that does not hold ends the connection: how a client checks an https server.
pub(super) const TLS: &str = "RFC 9110 4.3.4";
