//! Why a run failed, in words: complete by the match. `{name}` stands for a value.

use std::collections::BTreeMap;

use credenza_core::apps::Environment;
use credenza_core::diagnosis::{Cause, Confidence, Diagnosis};
use credenza_core::flow::Run;
use credenza_core::jwt::read::{TokenProblem, TokenProblemId};
use credenza_core::services::line_works::{self, MAX_ASSERTION_LIFETIME};
use serde::de::value::Error as ValueError;
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::{
    cause_assertion as assertion, cause_key as key, cause_line as line, cause_pasted as pasted,
    cause_refresh as refresh, cause_refused as refused, cause_request as request,
    cause_server as server, cause_sign_in as sign_in, cause_sso as sso,
    cause_unanswered as unanswered, filled, key as key_words, rule, token,
};
use crate::local_time;

/// One cause in words.
pub(crate) struct Words {
    /// For a table.
    pub(crate) short: &'static str,
    /// What it is.
    pub(crate) title: &'static str,
    /// How it comes about.
    pub(crate) why: &'static str,
}

/// The words of a cause.
#[expect(
    clippy::too_many_lines,
    reason = "a table: one line for each cause, and the match proves that none is missing"
)]
pub(crate) fn words(cause: Cause) -> Words {
    match cause {
        Cause::ClockFast => refused::CLOCK_FAST,
        Cause::ClockSlow => refused::CLOCK_SLOW,
        Cause::LocalTimeAsUtc => refused::LOCAL_TIME_AS_UTC,
        Cause::LifetimeTooLong => refused::LIFETIME_TOO_LONG,
        Cause::KeyMissing => refused::KEY_MISSING,
        Cause::KeyNotThisApps => refused::KEY_NOT_THIS_APPS,
        Cause::ClientSecretMissing => refused::CLIENT_SECRET_MISSING,
        Cause::ClientSecretWrong => refused::CLIENT_SECRET_WRONG,
        Cause::ClientUnknown => refused::CLIENT_UNKNOWN,
        Cause::ScopeNotAllowed => refused::SCOPE_NOT_ALLOWED,
        Cause::ScopeEmpty => refused::SCOPE_EMPTY,
        Cause::IssuerWrong => refused::ISSUER_WRONG,
        Cause::SubjectWrong => refused::SUBJECT_WRONG,
        Cause::AssertionRefused => refused::ASSERTION_REFUSED,
        Cause::RequestRefused => refused::REQUEST_REFUSED,
        Cause::GrantNotAllowed => refused::GRANT_NOT_ALLOWED,
        Cause::WrongPath => refused::WRONG_PATH,
        Cause::UnexpectedError => refused::UNEXPECTED_ERROR,
        Cause::ResourceApiShape => refused::RESOURCE_API_SHAPE,
        Cause::Redirected => refused::REDIRECTED,
        Cause::NotJson => refused::NOT_JSON,
        Cause::TruncatedJson => refused::TRUNCATED_JSON,
        Cause::WrongContentType => refused::WRONG_CONTENT_TYPE,
        Cause::BodyTooLarge => unanswered::BODY_TOO_LARGE,
        Cause::TokenMissing => refused::TOKEN_MISSING,
        Cause::ServerError => refused::SERVER_ERROR,
        Cause::RateLimited => refused::RATE_LIMITED,
        Cause::DnsFailed => unanswered::DNS_FAILED,
        Cause::ConnectRefused => unanswered::CONNECT_REFUSED,
        Cause::ConnectTimeout => unanswered::CONNECT_TIMEOUT,
        Cause::HeadersTimeout => unanswered::HEADERS_TIMEOUT,
        Cause::BodyTimeout => unanswered::BODY_TIMEOUT,
        Cause::ConnectionReset => unanswered::CONNECTION_RESET,
        Cause::ProxyFailed => unanswered::PROXY_FAILED,
        Cause::TlsExpired => unanswered::TLS_EXPIRED,
        Cause::TlsNotYetValid => unanswered::TLS_NOT_YET_VALID,
        Cause::TlsWrongHost => unanswered::TLS_WRONG_HOST,
        Cause::TlsUntrusted => unanswered::TLS_UNTRUSTED,
        Cause::TlsOther => unanswered::TLS_OTHER,
        Cause::MalformedHttp => unanswered::MALFORMED_HTTP,
        Cause::HostNotConfirmed => unanswered::HOST_NOT_CONFIRMED,
        Cause::RecordIncomplete => unanswered::RECORD_INCOMPLETE,
        Cause::SandboxStopped => unanswered::SANDBOX_STOPPED,
        Cause::Cancelled => unanswered::CANCELLED,
        Cause::TimesInMilliseconds => assertion::TIMES_IN_MILLISECONDS,
        Cause::LifetimeInMilliseconds => assertion::LIFETIME_IN_MILLISECONDS,
        Cause::TimesAsText => assertion::TIMES_AS_TEXT,
        Cause::OrdinaryBase64 => assertion::ORDINARY_BASE64,
        Cause::AssertionBroken => assertion::ASSERTION_BROKEN,
        Cause::AlgorithmWrong => assertion::ALGORITHM_WRONG,
        Cause::ClaimMissing => assertion::CLAIM_MISSING,
        Cause::AssertionStale => assertion::ASSERTION_STALE,
        Cause::KeyEscapedNewlines => key::KEY_ESCAPED_NEWLINES,
        Cause::KeyTextDamaged => key::KEY_TEXT_DAMAGED,
        Cause::KeyCutOff => key::KEY_CUT_OFF,
        Cause::KeyPkcs1 => key::KEY_PKCS1,
        Cause::KeyWrapped => key::KEY_WRAPPED,
        Cause::KeyUnusable => key::KEY_UNUSABLE,
        Cause::KeyFileReadable => key::KEY_FILE_READABLE,
        Cause::EncodedTwice => request::ENCODED_TWICE,
        Cause::GrantTypeWrong => request::GRANT_TYPE_WRONG,
        Cause::GrantRefused => request::GRANT_REFUSED,
        Cause::ScopeNotTicked => request::SCOPE_NOT_TICKED,
        Cause::ApiTokenRefused => request::API_TOKEN_REFUSED,
        Cause::ApiNotForServiceAccounts => request::API_NOT_FOR_SERVICE_ACCOUNTS,
        Cause::MeForServiceAccount => request::ME_FOR_SERVICE_ACCOUNT,
        Cause::ApiOneAddress => request::API_ONE_ADDRESS,
        Cause::SignInDenied => sign_in::SIGN_IN_DENIED,
        Cause::SignInRefused => sign_in::SIGN_IN_REFUSED,
        Cause::ReturnUnusable => sign_in::RETURN_UNUSABLE,
        Cause::StateWrong => sign_in::STATE_WRONG,
        Cause::AnsweredByAnother => sign_in::ANSWERED_BY_ANOTHER,
        Cause::CodeRefused => sign_in::CODE_REFUSED,
        Cause::IdTokenRefused => sign_in::ID_TOKEN_REFUSED,
        Cause::SignInPageRefused => refresh::SIGN_IN_PAGE_REFUSED,
        Cause::RefreshTokenUnreadable => refresh::REFRESH_TOKEN_UNREADABLE,
        Cause::RefreshTokenExpired => refresh::REFRESH_TOKEN_EXPIRED,
        Cause::RefreshTokenReplaced => refresh::REFRESH_TOKEN_REPLACED,
        Cause::RefreshTokenRefused => refresh::REFRESH_TOKEN_REFUSED,
        Cause::PasswordChanged => refresh::PASSWORD_CHANGED,
        Cause::ConsentOutdated => refresh::CONSENT_OUTDATED,
        Cause::RefreshTokenNotKept => refresh::REFRESH_TOKEN_NOT_KEPT,
        Cause::BearerRefused => server::BEARER_REFUSED,
        Cause::GrantNotOffered => server::GRANT_NOT_OFFERED,
        Cause::ClientAssertionRefused => server::CLIENT_ASSERTION_REFUSED,
        Cause::TokenRefused => server::TOKEN_REFUSED,
        Cause::UserinfoOfAnother => server::USERINFO_OF_ANOTHER,
        Cause::TokenNotHeld => refresh::TOKEN_NOT_HELD,
        Cause::RevokeRefused => refresh::REVOKE_REFUSED,
        Cause::ChannelIncomplete => line::CHANNEL_INCOMPLETE,
        Cause::ChannelAssertionWrong => line::CHANNEL_ASSERTION_WRONG,
        Cause::TooManyTokens => line::TOO_MANY_TOKENS,
        Cause::ChannelKeyUnknown => line::CHANNEL_KEY_UNKNOWN,
        Cause::ChannelKeyOfAnother => line::CHANNEL_KEY_OF_ANOTHER,
        Cause::AssertionExpiryRefused => line::ASSERTION_EXPIRY_REFUSED,
        Cause::ChannelAssertionRefused => line::CHANNEL_ASSERTION_REFUSED,
        Cause::ChannelIdUnknown => line::CHANNEL_ID_UNKNOWN,
        Cause::ChannelSecretWrong => line::CHANNEL_SECRET_WRONG,
        Cause::TokenOfOtherFamily => line::TOKEN_OF_OTHER_FAMILY,
        Cause::ChannelTokenBroken => line::CHANNEL_TOKEN_BROKEN,
        Cause::ChannelTokenOver => line::CHANNEL_TOKEN_OVER,
        Cause::PushedOut => line::PUSHED_OUT,
        Cause::StatelessOnly => line::STATELESS_ONLY,
        Cause::LineLoginMixedUp => line::LINE_LOGIN_MIXED_UP,
        Cause::SsoConnectTooSlow => sso::SSO_CONNECT_TOO_SLOW,
        Cause::SsoAnswerTooSlow => sso::SSO_ANSWER_TOO_SLOW,
        Cause::SsoRedirectRebuilt => sso::SSO_REDIRECT_REBUILT,
        Cause::SsoStateLost => sso::SSO_STATE_LOST,
        Cause::SsoUserDiffers => sso::SSO_USER_DIFFERS,
        Cause::SsoLoginTooLate => sso::SSO_LOGIN_TOO_LATE,
        Cause::SsoMailRefused => sso::SSO_MAIL_REFUSED,
        Cause::SsoLogoutStays => sso::SSO_LOGOUT_STAYS,
        Cause::SsoAnswerUnusable => sso::SSO_ANSWER_UNUSABLE,
        Cause::SsoRefused => sso::SSO_REFUSED,
        Cause::OtherRefusal => refused::OTHER_REFUSAL,
        Cause::Other => unanswered::OTHER,
    }
}

/// How sure a diagnosis is.
pub(crate) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Certain => "certain: measured",
        Confidence::Likely => "likely",
        Confidence::Possible => "possible",
    }
}

/// What the diagnosis of a run is called, with its values.
pub(crate) fn title(run: &Run, diagnosis: &Diagnosis) -> String {
    filled(words_of(diagnosis).title, &facts(run, diagnosis))
}

/// How it comes about, with its values.
pub(crate) fn why(run: &Run, diagnosis: &Diagnosis) -> String {
    filled(words_of(diagnosis).why, &facts(run, diagnosis))
}

/// What a fault in a pasted text is called, with its values.
pub(crate) fn pasted_title(diagnosis: &Diagnosis) -> String {
    filled(words_of(diagnosis).title, &pasted_facts(diagnosis))
}

/// How it comes about, with its values.
pub(crate) fn pasted_why(diagnosis: &Diagnosis) -> String {
    filled(words_of(diagnosis).why, &pasted_facts(diagnosis))
}

/// The words of a cause as it was found: a pasted text has no record, and a key that worked before
/// has a name.
fn words_of(diagnosis: &Diagnosis) -> Words {
    let has = |name: &str| diagnosis.params.get(name).is_some_and(|value| !value.is_empty());
    match diagnosis.cause {
        Cause::KeyNotThisApps if has("signed") => pasted::OTHER_KEY,
        Cause::KeyNotThisApps if has("lastKey") => pasted::LAST_KEY,
        Cause::KeyNotThisApps if has("pasted") => pasted::KEY_NOT_THIS_APPS,
        Cause::ClockFast if has("pasted") => pasted::CLOCK_FAST,
        Cause::LocalTimeAsUtc if has("pasted") => pasted::LOCAL_TIME_AS_UTC,
        Cause::IssuerWrong if has("pasted") && has("actual") => pasted::ISSUER_WRONG,
        Cause::SubjectWrong if has("pasted") && has("actual") => pasted::SUBJECT_WRONG,
        Cause::WrongPath if has("pasted") => pasted::WRONG_PATH,
        Cause::RefreshTokenExpired if has("pasted") => refresh::REFRESH_TOKEN_EXPIRED_PASTED,
        Cause::ChannelAssertionWrong if has("pasted") => line::CHANNEL_ASSERTION_WRONG_PASTED,
        Cause::ChannelAssertionRefused if has("pasted") => line::CHANNEL_ASSERTION_REFUSED_PASTED,
        Cause::AssertionExpiryRefused if has("pasted") => line::ASSERTION_EXPIRY_REFUSED_PASTED,
        Cause::ChannelKeyUnknown if has("pasted") => line::CHANNEL_KEY_UNKNOWN_PASTED,
        cause => words(cause),
    }
}

fn pasted_facts(diagnosis: &Diagnosis) -> BTreeMap<String, String> {
    let mut facts = diagnosis.params.clone();
    let time = |name: &str| Some(local_time::seconds(diagnosis.params.get(name)?.parse().ok()?));
    let reference = match time("server") {
        Some(server) => format!("the server's Date header ({server})"),
        None => "this computer's clock".to_owned(),
    };
    facts.insert("reference".to_owned(), reference);
    name_problems(diagnosis, &mut facts);
    // Where an offset was measured, iat is a time; elsewhere it is quoted as it was written.
    if let Some(iat) = time("iat").filter(|_| diagnosis.params.contains_key("direction")) {
        facts.insert("iat".to_owned(), iat);
    }
    facts.entry("limit".to_owned()).or_insert_with(|| MAX_ASSERTION_LIFETIME.to_string());
    if facts.get("host").is_none_or(String::is_empty) {
        facts.insert("host".to_owned(), "the server".to_owned());
    }
    facts
}

/// What is wrong with a key or a token is measured as an identifier; here it gets its words.
fn name_problems(diagnosis: &Diagnosis, facts: &mut BTreeMap<String, String>) {
    if let Some(repairs) = diagnosis.params.get("repairs") {
        let words = repairs.split(' ').filter_map(identified).map(key_words::repair);
        facts.insert("repairs".to_owned(), words.collect::<Vec<_>>().join(", "));
    }
    if let Some(problem) = sign_in_problem(diagnosis) {
        facts.insert("problem".to_owned(), problem);
        return;
    }
    let Some(problem) = diagnosis.params.get("problem") else { return };
    let words = match diagnosis.cause {
        Cause::KeyUnusable => {
            identified(problem).map(|found| filled(key_words::problem(found), &diagnosis.params))
        }
        _ => identified(problem).map(|id| token::problem_text(&token_problem(id, diagnosis))),
    };
    facts.insert("problem".to_owned(), words.unwrap_or_default());
}

fn token_problem(id: TokenProblemId, diagnosis: &Diagnosis) -> TokenProblem {
    let param = |name: &str| diagnosis.params.get(name);
    TokenProblem {
        id,
        part: param("part").and_then(|part| identified(part)),
        // Measured counted from 1.
        position: param("position").and_then(|at| at.parse::<usize>().ok()?.checked_sub(1)),
        params: diagnosis.params.clone(),
    }
}

fn identified<T: DeserializeOwned>(id: &str) -> Option<T> {
    T::deserialize(id.into_deserializer()).map_err(|_: ValueError| ()).ok()
}

/// The values for the words: what was measured, and what the record says where that is missing.
fn facts(run: &Run, diagnosis: &Diagnosis) -> BTreeMap<String, String> {
    let mut facts = diagnosis.params.clone();
    for name in ["computer", "server"] {
        if let Some(seconds) = facts.get(name).and_then(|text| text.parse().ok()) {
            facts.insert(name.to_owned(), local_time::seconds(seconds));
        }
    }
    let mut missing = |name: &str, value: String| {
        facts.entry(name.to_owned()).or_insert(value);
    };
    missing("host", host(&run.environment).to_owned());
    missing("limit", MAX_ASSERTION_LIFETIME.to_string());
    missing("field", field(diagnosis, &run.environment).to_owned());
    missing("status", run.http_status.map(|status| status.to_string()).unwrap_or_default());
    missing("seconds", digits(diagnosis.params.get("actual")));
    if let Some(problem) = sign_in_problem(diagnosis) {
        facts.insert("problem".to_owned(), problem);
    }
    facts
}

fn sign_in_problem(diagnosis: &Diagnosis) -> Option<String> {
    let param = |name: &str| diagnosis.params.get(name);
    match diagnosis.cause {
        Cause::ReturnUnusable => {
            Some(filled(sign_in::returned(param("problem")?), &diagnosis.params))
        }
        Cause::IdTokenRefused | Cause::ChannelIncomplete | Cause::ChannelAssertionWrong => {
            identified(param("rule")?).map(|id| rule::rule(id).to_owned())
        }
        _ => None,
    }
}

fn host(environment: &Environment) -> &str {
    match environment {
        Environment::LineWorks => line_works::AUTH_BASE,
        Environment::NaverWorks => line_works::AUTH_BASE_NAVER,
        Environment::KoreaGov => line_works::AUTH_BASE_KOREA_GOV,
        Environment::Sandbox => "the sandbox",
        Environment::Custom { auth_base, .. } => auth_base,
        Environment::Server { host } => host,
    }
}

fn field(diagnosis: &Diagnosis, environment: &Environment) -> &'static str {
    match (diagnosis.params.get("rule").map(String::as_str), environment) {
        (Some("clientIdPresent"), _) => "Client ID",
        (Some("serviceAccountPresent"), _) => "Service Account",
        (Some("userinfoAddress"), _) => "the userinfo address",
        (Some("introspectionAddress"), _) => "the introspection address",
        (Some("claimsReadable"), _) => "the text of the assertion's claims",
        (_, Environment::Server { .. }) => "the address of the server",
        _ => "the address of the environment",
    }
}

fn digits(text: Option<&String>) -> String {
    text.map(|text| text.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect())
        .unwrap_or_default()
}
