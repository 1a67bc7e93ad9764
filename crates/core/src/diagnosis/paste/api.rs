//! Refusals of the resource API (facts.md 1.8 and 8.1 rows 19 to 21): the token was issued, and
//! the API does not take it.

use url::Url;

use super::address;
use crate::diagnosis::refusal::contains_word;
use crate::diagnosis::{Cause, Confidence, Diagnosis, Fix};

/// Parts of paths that are closed to service accounts (facts.md 2.3).
const CLOSED: [&str; 9] =
    ["mail", "drive", "file", "files", "note", "notes", "task", "tasks", "forms"];

/// Why the API refused. `status` may be unknown.
pub(super) fn diagnose(
    code: &str,
    words: &str,
    status: Option<u16>,
    url: Option<&Url>,
) -> Diagnosis {
    if url.is_some_and(|url| !address::is_api_host(url) && url.path().contains("oauth2")) {
        return Diagnosis::new(Cause::ResourceApiShape, Confidence::Likely)
            .fix(Fix::UseTokenEndpoint);
    }
    let segments: Vec<&str> =
        url.and_then(|url| Some(url.path_segments()?.collect())).unwrap_or_default();
    let denied = status == Some(403) || code.eq_ignore_ascii_case("ACCESS_DENIED");
    let (cause, confidence) = match code {
        _ if status == Some(429) || code == "TOO_MANY_REQUESTS" => {
            return Diagnosis::new(Cause::RateLimited, Confidence::Certain).fix(Fix::WaitAndRetry);
        }
        _ if segments.contains(&"me") || contains_word(words, "me") => {
            (Cause::MeForServiceAccount, Confidence::Likely)
        }
        _ if denied && segments.iter().any(|segment| CLOSED.contains(segment)) => {
            (Cause::ApiNotForServiceAccounts, Confidence::Likely)
        }
        _ if denied || contains_word(words, "scope") => (
            Cause::ScopeNotTicked,
            if url.is_some() { Confidence::Likely } else { Confidence::Possible },
        ),
        "UNAUTHORIZED" => (Cause::ApiTokenRefused, Confidence::Likely),
        _ if status == Some(401) => (Cause::ApiTokenRefused, Confidence::Possible),
        _ => (Cause::OtherRefusal, Confidence::Possible),
    };
    let found = Diagnosis::new(cause, confidence).with("path", url.map_or("", Url::path));
    match cause {
        Cause::MeForServiceAccount => found.fix(Fix::UseUserId).fix(Fix::UseUserAccount),
        Cause::ApiNotForServiceAccounts => found.fix(Fix::UseUserAccount),
        Cause::ScopeNotTicked => found.fix(Fix::TickScope).fix(Fix::EditScopes),
        Cause::ApiTokenRefused => found.fix(Fix::GetNewToken),
        _ => found.fix(Fix::CheckConsole),
    }
}
