//! A line of the conformance list: which rule, how it came out, what was found, and where the rule
//! comes from. No words: values only.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The rules (facts.md 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoCheckId")]
pub enum CheckId {
    /// Every address is https at port 443.
    Addresses,
    /// The certificate is trusted and of this host.
    TlsTrusted,
    /// The certificate has days left.
    TlsDaysLeft,
    /// The login page answers.
    LoginPage,
    /// A foreign `redirect_uri` is refused.
    ForeignRedirectRefused,
    /// `redirect_uri` is used unchanged.
    RedirectUnchanged,
    /// The state is kept.
    StateKept,
    /// A code is added.
    CodeReturned,
    /// The IMAP/CalDAV API brings a code.
    MailCode,
    /// The IMAP/CalDAV API refuses an unknown account.
    MailRefusal,
    /// Which error it names then: not documented.
    MailError,
    /// The token answer is JSON.
    TokenJson,
    /// Answers are UTF-8.
    Utf8,
    /// `access_token` is a text.
    AccessToken,
    /// `token_type` is Bearer.
    TokenType,
    /// `expires_in` is there and readable.
    ExpiresIn,
    /// The user information is JSON.
    UserInfoJson,
    /// `user_id` is there.
    UserId,
    /// `user_id` is the one expected.
    UserIdExpected,
    /// A code works only once.
    CodeOnce,
    /// Codes can't be guessed.
    CodeUnguessable,
    /// An unknown client is refused with 101.
    UnknownClient,
    /// A missing parameter is refused with 201.
    MissingParameter,
    /// Another grant type is refused with 203.
    WrongGrantType,
    /// A wrong secret is refused with 301.
    WrongSecret,
    /// A made-up code is refused with 302.
    MadeUpCode,
    /// An unknown client is refused with 101 at the user information.
    UserInfoUnknownClient,
    /// A missing parameter is refused with 201 at the user information.
    UserInfoMissingParameter,
    /// A wrong secret is refused with 301 at the user information.
    UserInfoWrongSecret,
    /// A wrong access token is refused with 303.
    WrongToken,
    /// Errors come with a description.
    ErrorDescription,
    /// Errors are named one way: by number or by name.
    ErrorForm,
    /// The HTTP status of errors: not documented.
    ErrorStatus,
    /// The token API takes POST only.
    PostOnly,
    /// The token API takes forms only.
    FormOnly,
    /// No API answers with a redirect.
    NoRedirect,
    /// Answers with tokens may not be cached.
    NoStore,
    /// No answer repeats a secret.
    NoSecretEcho,
    /// The logout returns to where it was told to.
    LogoutReturns,
    /// The logout goes nowhere else.
    LogoutForeignRefused,
    /// Connections within 1 s.
    ConnectTime,
    /// Token answers within 3 s.
    TokenTime,
    /// User information within 3 s.
    UserInfoTime,
}

/// How a line came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoCheckResult")]
pub enum CheckResult {
    /// As the documents say.
    Passed,
    /// LINE WORKS can work with it; worth a look.
    Warning,
    /// Against the documents, or LINE WORKS can't work with it.
    Failed,
    /// What it needs was not there.
    NotRun,
    /// The documents leave it open.
    NotJudged,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoCheck")]
pub struct Check {
    /// The rule.
    pub id: CheckId,
    /// How it came out.
    pub result: CheckResult,
    /// What would be right.
    pub expected: Option<String>,
    /// What was found. Never a secret.
    pub actual: Option<String>,
    /// Where the rule comes from.
    pub source: String,
}

impl Check {
    /// A line with both values.
    pub fn new(
        id: CheckId,
        result: CheckResult,
        expected: impl ToString,
        actual: impl ToString,
        source: &str,
    ) -> Self {
        let (expected, actual) = (Some(expected.to_string()), Some(actual.to_string()));
        Self { id, result, expected, actual, source: source.to_owned() }
    }

    /// Passed or failed by a condition.
    pub fn must(
        id: CheckId,
        holds: bool,
        expected: impl ToString,
        actual: impl ToString,
        source: &str,
    ) -> Self {
        let result = if holds { CheckResult::Passed } else { CheckResult::Failed };
        Self::new(id, result, expected, actual, source)
    }

    /// A line for which nothing was there to look at.
    pub fn not_run(id: CheckId, source: &str) -> Self {
        let (expected, actual) = (None, None);
        Self { id, result: CheckResult::NotRun, expected, actual, source: source.to_owned() }
    }

    /// A line that the documents leave open.
    pub fn not_judged(id: CheckId, actual: impl ToString, source: &str) -> Self {
        let (expected, actual) = (None, Some(actual.to_string()));
        Self { id, result: CheckResult::NotJudged, expected, actual, source: source.to_owned() }
    }
}

/// How many lines came out how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoCounts")]
pub struct Counts {
    /// As the documents say.
    pub passed: u32,
    /// Worth a look.
    pub warnings: u32,
    /// Against the documents.
    pub failed: u32,
    /// Nothing to look at.
    pub not_run: u32,
    /// Left open by the documents.
    pub not_judged: u32,
}

impl Counts {
    /// Counts.
    pub fn of(checks: &[Check]) -> Self {
        let mut counts = Self::default();
        for check in checks {
            let number = match check.result {
                CheckResult::Passed => &mut counts.passed,
                CheckResult::Warning => &mut counts.warnings,
                CheckResult::Failed => &mut counts.failed,
                CheckResult::NotRun => &mut counts.not_run,
                CheckResult::NotJudged => &mut counts.not_judged,
            };
            *number += 1;
        }
        counts
    }
}
