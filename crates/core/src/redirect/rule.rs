//! What a rule is called and what it says of one URL. The rules themselves are in `rules`.
//! The page knows these types as `UrlRule…`: runs have a `RuleId` of their own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::parts::Span;
use super::source::Source;

/// By whose rules a URL is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "UrlRuleSet")]
pub enum RuleSet {
    /// Redirect URLs of a LINE WORKS client app.
    LineWorks,
    /// OpenID Connect logout redirect URLs of a LINE WORKS client app.
    LineWorksLogout,
    /// Addresses of a customer's SSO server, registered with LINE WORKS.
    Sso,
    /// Any OAuth 2.0 server (RFC 6749, 8252, 9700).
    Oauth,
}

/// How bad it is when a rule is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "UrlRuleSeverity")]
pub enum RuleSeverity {
    /// Worth knowing.
    Info,
    /// It may be refused, or fail later.
    Warning,
    /// It is refused.
    Error,
}

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "UrlRuleId")]
pub enum RuleId {
    /// The request names it, and once only.
    SentOnce,
    /// Scheme and host are there, and a parser takes it.
    Absolute,
    /// The scheme is one that is taken.
    Https,
    /// No fragment.
    NoFragment,
    /// No blanks, line ends or characters that can't be seen.
    NoHidden,
    /// No full-width or other compatibility form of an ASCII character.
    NoFullWidth,
    /// The host is below a registrable domain.
    Subdomain,
    /// A customer's server listens on a port that LINE WORKS calls.
    SsoPort,
    /// No port is written.
    NoPort,
    /// No query.
    NoQuery,
    /// No user name before the host.
    NoUserInfo,
    /// The host is a name.
    NoIpAddress,
    /// No `*` in the host.
    NoWildcard,
    /// Scheme and host in lower case.
    LowerCase,
    /// The host is written in ASCII and means what it looks like.
    AsciiHost,
    /// No letters of the host that pass for others.
    NoLookAlike,
    /// Outside the host only ASCII.
    AsciiPath,
    /// Percent signs are followed by two digits, and nothing is encoded in vain.
    PercentEncoding,
    /// A parser prints it as it was written.
    Unchanged,
    /// Not too many in the list.
    Count,
    /// Not there twice.
    NoDuplicate,
    /// No other entry differs from it by a closing slash or by case alone.
    NoTwin,
    /// `openid` is among the scopes.
    NeedsOpenid,
}

/// What one rule says of one URL, or of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "UrlRuleResult")]
pub struct RuleResult {
    /// Which rule.
    pub id: RuleId,
    /// How bad it is when it is broken, for this very URL.
    pub severity: RuleSeverity,
    /// Whether it holds.
    pub passed: bool,
    /// What would be right.
    pub expected: String,
    /// What is there.
    pub actual: String,
    /// Where the rule comes from.
    pub source: Source,
    /// Whether the source settles the question; a broken rule is advice when it doesn't.
    pub settled: bool,
    /// The characters at fault.
    pub spans: Vec<Span>,
}
