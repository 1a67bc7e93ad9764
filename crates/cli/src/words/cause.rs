//! Why a run failed, in words: complete by the match. `{name}` stands for a value.

use std::collections::BTreeMap;

use credenza_core::apps::Environment;
use credenza_core::diagnosis::{Cause, Confidence, Diagnosis};
use credenza_core::flow::Run;
use credenza_core::services::line_works::{self, MAX_ASSERTION_LIFETIME};

use super::{cause_refused as refused, cause_unanswered as unanswered, filled};
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
    filled(words(diagnosis.cause).title, &facts(run, diagnosis))
}

/// How it comes about, with its values.
pub(crate) fn why(run: &Run, diagnosis: &Diagnosis) -> String {
    filled(words(diagnosis.cause).why, &facts(run, diagnosis))
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
    missing("field", field(diagnosis).to_owned());
    missing("status", run.http_status.map(|status| status.to_string()).unwrap_or_default());
    missing("seconds", digits(diagnosis.params.get("actual")));
    facts
}

fn host(environment: &Environment) -> &str {
    match environment {
        Environment::LineWorks => line_works::AUTH_BASE,
        Environment::NaverWorks => line_works::AUTH_BASE_NAVER,
        Environment::KoreaGov => line_works::AUTH_BASE_KOREA_GOV,
        Environment::Sandbox => "the sandbox",
        Environment::Custom { auth_base, .. } => auth_base,
    }
}

fn field(diagnosis: &Diagnosis) -> &'static str {
    match diagnosis.params.get("rule").map(String::as_str) {
        Some("clientIdPresent") => "Client ID",
        Some("serviceAccountPresent") => "Service Account",
        _ => "the address of the environment",
    }
}

fn digits(text: Option<&String>) -> String {
    text.map(|text| text.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect())
        .unwrap_or_default()
}
