//! Asking an OpenID provider who signed in (OpenID Connect Core section 5.3): the request, and
//! whether the answer is about the member of the ID token. Another answer must not be used.

use serde_json::{Map, Value};
use url::Url;

use super::refresh::check_token_held;
use crate::Secret;
use crate::flow::{RuleId, Verdict, VerdictResult};
use crate::oauth::{TokenRequest, bearer_request};

const SOURCE: &str = "OpenID Connect Core 5.3.2";

/// GET with the access token in the `Authorization` field, never in the address (RFC 6750).
pub fn userinfo_request(url: Url, access_token: &Secret) -> TokenRequest {
    bearer_request(url, access_token)
}

/// What can be said before.
pub fn check_before_userinfo(has_token: bool) -> Vec<Verdict> {
    vec![check_token_held(has_token, "OpenID Connect Core 5.3.1")]
}

/// Verdicts on an answer with claims; `None` for one without. `subject`: `sub` of the ID token,
/// where one is held.
pub fn check_userinfo(
    status: u16,
    content_type: Option<&str>,
    body: &[u8],
    subject: Option<&str>,
) -> Option<Vec<Verdict>> {
    let kind = content_type.unwrap_or("none");
    let is = |wanted: &str| kind.to_ascii_lowercase().starts_with(wanted);
    let ok = Verdict::must(RuleId::StatusOk, status == 200, 200, status, SOURCE);
    // A signed answer is the inspector's to verify (section 5.3.2).
    if status == 200 && is("application/jwt") {
        let signed = |id| Verdict::new(id, VerdictResult::NotChecked, "JSON", kind, SOURCE);
        return Some(vec![ok, signed(RuleId::UserinfoSubject)]);
    }
    let claims: Map<String, Value> = serde_json::from_slice(body).ok()?;
    let found = claims.get("sub").and_then(Value::as_str).filter(|_| status == 200);
    if status != 200 || claims.contains_key("error") {
        return None;
    }
    let json = is("application/json");
    let head = Verdict::should(RuleId::ContentTypeJson, json, "application/json", kind, SOURCE);
    Some(vec![ok, head, present(found), same(found, subject)])
}

fn present(found: Option<&str>) -> Verdict {
    let actual = if found.is_some() { "present" } else { "missing" };
    Verdict::must(RuleId::UserinfoSubjectPresent, found.is_some(), "present", actual, SOURCE)
}

fn same(found: Option<&str>, subject: Option<&str>) -> Verdict {
    let actual = found.unwrap_or("missing");
    match subject {
        Some(subject) => {
            let same = found == Some(subject);
            Verdict::must(RuleId::UserinfoSubject, same, subject, actual, SOURCE)
        }
        None => {
            let result = VerdictResult::NotChecked;
            Verdict::new(RuleId::UserinfoSubject, result, "unknown", actual, SOURCE)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_of_another_member_are_refused_and_of_an_unknown_one_not_checked() {
        use VerdictResult::{Failed, NotChecked, Passed};
        let json = Some("application/json; charset=utf-8");
        let result = |status, kind, body: &str, subject| {
            let verdicts = check_userinfo(status, kind, body.as_bytes(), subject)?;
            let subject = verdicts.iter().find(|one| one.id == RuleId::UserinfoSubject);
            subject.map(|one| one.result)
        };
        let body = r#"{"sub":"m-1","email":"m@example.com"}"#;
        assert_eq!(result(200, json, body, Some("m-1")), Some(Passed));
        assert_eq!(result(200, json, body, Some("M-1")), Some(Failed));
        assert_eq!(result(200, json, body, None), Some(NotChecked));
        assert_eq!(result(200, json, r#"{"email":"m"}"#, Some("m-1")), Some(Failed));
        assert_eq!(result(200, Some("application/jwt"), "a.b.c", Some("m-1")), Some(NotChecked));
        assert_eq!(result(401, json, r#"{"error":"invalid_token"}"#, Some("m-1")), None);
        assert_eq!(result(200, Some("text/html"), "<html>", Some("m-1")), None);
    }

    #[test]
    fn the_token_stands_in_the_field_and_not_in_what_is_shown() {
        let token = Secret::new("TESTACCESSTOKEN0123456789".into());
        let url = Url::parse("https://id.example.com/me").unwrap();
        let request = userinfo_request(url, &token);
        let field = request.authorization.as_ref().unwrap();
        assert_eq!(field.expose(), "Bearer TESTACCESSTOKEN0123456789");
        assert_eq!(request.url.as_str(), "https://id.example.com/me");
        assert!(!serde_json::to_string(&request.shown).unwrap().contains("0123456789"));
    }
}
