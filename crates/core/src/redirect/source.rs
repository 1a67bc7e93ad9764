//! Where rules come from. Titles of documents, which are the same in every language.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The document that a rule is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(rename = "UrlRuleSource")]
pub enum Source {
    /// LINE WORKS Developers, client app reference (facts.md 5).
    #[serde(rename = "LINE WORKS Developers, client-app")]
    LineWorksClientApp,
    /// LINE WORKS Developers, custom SSO (facts.md 6.2).
    #[serde(rename = "LINE WORKS Developers, sso-sp-oauth")]
    LineWorksSso,
    /// RFC 6749, 3.1.2: absolute, without fragment.
    #[serde(rename = "RFC 6749, 3.1.2")]
    Rfc6749Redirection,
    /// RFC 6749, 3.1: no parameter more than once.
    #[serde(rename = "RFC 6749, 3.1")]
    Rfc6749Parameters,
    /// RFC 9700, 2.1: compared as strings.
    #[serde(rename = "RFC 9700, 2.1")]
    Rfc9700ExactMatch,
    /// RFC 9700, 2.6: no http but for loopback.
    #[serde(rename = "RFC 9700, 2.6")]
    Rfc9700NoHttp,
    /// RFC 8252, 7.3 and 8.3: loopback by address, not by name.
    #[serde(rename = "RFC 8252, 7.3 and 8.3")]
    Rfc8252Loopback,
    /// RFC 8252, 7.1: private-use schemes are reversed domain names.
    #[serde(rename = "RFC 8252, 7.1")]
    Rfc8252PrivateScheme,
    /// RFC 3986, 2: the characters of a URI.
    #[serde(rename = "RFC 3986, 2")]
    Rfc3986Characters,
    /// RFC 3986, 6.2.2: forms that mean the same and differ as text.
    #[serde(rename = "RFC 3986, 6.2.2")]
    Rfc3986Normalization,
    /// Unicode Technical Standard 39: confusable characters.
    #[serde(rename = "UTS 39")]
    UnicodeSecurity,
}
