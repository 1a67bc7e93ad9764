//! The address that a pasted request was sent to, and what is wrong with it (facts.md 1.1 and 8.1
//! row 22).

use url::Url;

use crate::apps::shapes::is_api_one_text;
use crate::diagnosis::{Cause, Confidence, Diagnosis, Fix};
use crate::services::line_works::{
    API_HOSTS, AUTH_BASE, AUTH_BASE_KOREA_GOV, AUTH_BASE_NAVER, TOKEN_PATH,
};

/// The first address, or the request line with its Host field.
pub(super) fn find(text: &str) -> Option<Url> {
    let is_end =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ')' | ',' | '`');
    let starts = text.match_indices("http").map(|(at, _)| &text[at..]);
    let mut words = starts.filter_map(|rest| rest.split(is_end).next());
    let whole = words.find_map(|word| {
        let url = Url::parse(word).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
    });
    whole.or_else(|| request_line(text))
}

fn request_line(text: &str) -> Option<Url> {
    let line = text.lines().find(|line| {
        ["POST /", "GET /"].iter().any(|start| line.starts_with(start)) && line.contains(" HTTP/")
    })?;
    let path = line.split(' ').nth(1)?;
    let host = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("host").then(|| value.trim())
    })?;
    Url::parse(&format!("https://{host}{path}")).ok()
}

/// Whether it is the token endpoint of one of the service's environments.
pub(super) fn is_token_endpoint(url: &Url) -> bool {
    url.path() == TOKEN_PATH && is_auth_host(url)
}

/// What is wrong with the address of a token request.
pub(super) fn fault(url: &Url) -> Option<Diagnosis> {
    let certain = |cause| {
        Diagnosis::new(cause, Confidence::Certain)
            .with("path", url.path())
            .with("host", url.host_str().unwrap_or_default())
    };
    if is_api_one_text(url.as_str()) {
        return Some(certain(Cause::ApiOneAddress).fix(Fix::UseTokenEndpoint));
    }
    if is_api_host(url) && url.path().contains("oauth2") {
        let found =
            certain(Cause::ResourceApiShape).with("code", url.host_str().unwrap_or_default());
        return Some(found.fix(Fix::UseTokenEndpoint));
    }
    let wrong = is_auth_host(url) && url.path().ends_with("/token") && url.path() != TOKEN_PATH;
    wrong.then(|| certain(Cause::WrongPath).fix(Fix::UseTokenEndpoint))
}

/// Whether it is an address of the resource API.
pub(super) fn is_api_host(url: &Url) -> bool {
    url.host_str().is_some_and(|host| API_HOSTS.contains(&host))
}

fn is_auth_host(url: &Url) -> bool {
    let bases = [AUTH_BASE, AUTH_BASE_NAVER, AUTH_BASE_KOREA_GOV];
    let host = url.host_str().unwrap_or_default();
    bases.iter().any(|base| base.strip_prefix("https://") == Some(host))
}
