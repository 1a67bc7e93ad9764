//! Why a sign-in at a customer's server would fail at LINE WORKS (facts.md 8.3): one cause, with
//! what was measured.

use super::answer::{ApiAnswer, shown};
use super::error_code::DocumentedError;
use super::login::LoginRequest;
use super::returned::LoginRefusal;
use crate::diagnosis::{Cause, Confidence, Diagnosis, Fix};
use crate::flow::{RuleId, Verdict, VerdictResult};

/// The login page has this long, in seconds (facts.md 6.3).
pub const LOGIN_LIMIT: i64 = 1_800;

fn certain(cause: Cause) -> Diagnosis {
    Diagnosis::new(cause, Confidence::Certain)
}

/// A call that ran into a limit of LINE WORKS; `None` for other failures.
pub fn of_limit(cause: Cause, host: &str) -> Option<Diagnosis> {
    let cause = match cause {
        Cause::ConnectTimeout => Cause::SsoConnectTooSlow,
        Cause::HeadersTimeout | Cause::BodyTimeout => Cause::SsoAnswerTooSlow,
        _ => return None,
    };
    Some(certain(cause).with("host", host).fix(Fix::MendSsoServer).fix(Fix::RunAgain))
}

/// An address that came back without a code to use.
pub fn of_login(refusal: &LoginRefusal, sent: &LoginRequest, actual: &str) -> Diagnosis {
    let found = match refusal {
        LoginRefusal::NotAnAddress => certain(Cause::ReturnUnusable)
            .with("problem", "notAnAddress")
            .fix(Fix::CopyWholeAddress),
        LoginRefusal::Elsewhere => certain(Cause::SsoRedirectRebuilt)
            .with("expected", before_query(&sent.redirect_uri))
            .with("actual", before_query(actual)),
        LoginRefusal::State => certain(Cause::SsoStateLost),
        LoginRefusal::Refused { error, description } => {
            let words = description.as_ref().map(|words| format!("{error}: {words}"));
            certain(Cause::SsoRefused).with("error", shown(&words.unwrap_or_else(|| error.clone())))
        }
        LoginRefusal::NoCode => certain(Cause::SsoAnswerUnusable)
            .with("expected", "code")
            .with("actual", before_query(actual)),
    };
    found.fix(Fix::MendSsoServer)
}

fn before_query(address: &str) -> String {
    shown(address.split(['?', '#']).next().unwrap_or_default())
}

/// What LINE WORKS would refuse although the sign-in could be played on: the first line that
/// failed. `None` when all lines hold. `host`: of the call that the lines are about.
pub fn of_lines(lines: &[Verdict], host: &str) -> Option<Diagnosis> {
    let line = lines.iter().find(|line| line.result == VerdictResult::Failed)?;
    let of_time = match line.id {
        RuleId::ConnectWithinLimit => of_limit(Cause::ConnectTimeout, host),
        RuleId::ReadWithinLimit => of_limit(Cause::HeadersTimeout, host),
        _ => None,
    };
    if of_time.is_some() {
        return of_time;
    }
    let cause = match line.id {
        RuleId::ReturnedToRedirectUrl => Cause::SsoRedirectRebuilt,
        _ => Cause::SsoAnswerUnusable,
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let found = certain(cause).with("expected", text(&line.expected));
    Some(found.with("actual", text(&line.actual)).fix(Fix::MendSsoServer))
}

/// An answer without the property that was wanted.
pub fn of_answer(answer: &ApiAnswer, wanted: &str) -> Diagnosis {
    let found = match answer.error() {
        Some(error) => {
            let named = DocumentedError::of(&error.error);
            let name = named.map_or_else(|| shown(&error.error), DocumentedError::shown);
            certain(Cause::SsoRefused).with("error", name)
        }
        None => certain(Cause::SsoAnswerUnusable)
            .with("expected", wanted)
            .with("actual", format!("{} {}", answer.head.status, answer.names()))
            .with("status", answer.head.status),
    };
    found.fix(Fix::MendSsoServer)
}

/// The IMAP/CalDAV login API gave no code.
pub fn of_mail(answer: &ApiAnswer) -> Diagnosis {
    let actual = match answer.error() {
        Some(error) => shown(&error.error),
        None => answer.names(),
    };
    certain(Cause::SsoMailRefused).with("actual", actual).fix(Fix::MendSsoServer)
}

/// Another member than expected.
pub fn of_user(expected: &str, actual: &str) -> Diagnosis {
    certain(Cause::SsoUserDiffers)
        .with("expected", expected)
        .with("actual", shown(actual))
        .fix(Fix::CheckUserMapping)
        .fix(Fix::MendSsoServer)
}

/// A sign-in that took too long at the login page.
pub fn of_late_login(seconds: i64) -> Diagnosis {
    certain(Cause::SsoLoginTooLate).with("seconds", seconds).fix(Fix::SignInAgain)
}

/// A logout that did not come back.
pub fn of_logout(expected: &str, answer: &ApiAnswer) -> Diagnosis {
    let actual = answer.head.location.as_deref().map(before_query);
    certain(Cause::SsoLogoutStays)
        .with("expected", expected)
        .with("actual", actual.unwrap_or_else(|| answer.head.status.to_string()))
        .fix(Fix::MendSsoServer)
        .fix(Fix::CheckConsole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer_sso::ApiHead;

    #[test]
    fn a_line_that_failed_has_a_cause_though_the_sign_in_could_go_on() {
        let line = |id, result| Verdict::new(id, result, "wanted", "found", "here");
        let rows = [
            (RuleId::ReturnedToRedirectUrl, Cause::SsoRedirectRebuilt),
            (RuleId::TokenTypeBearer, Cause::SsoAnswerUnusable),
            (RuleId::ConnectWithinLimit, Cause::SsoConnectTooSlow),
            (RuleId::ReadWithinLimit, Cause::SsoAnswerTooSlow),
        ];
        for (id, cause) in rows {
            let lines = [
                line(RuleId::StateMatches, VerdictResult::Warned),
                line(id, VerdictResult::Failed),
            ];
            assert_eq!(of_lines(&lines, "h").map(|found| found.cause), Some(cause));
            assert!(of_lines(&lines[..1], "h").is_none());
        }
    }

    fn answer(body: &str) -> ApiAnswer {
        ApiAnswer::read(ApiHead { status: 200, ..ApiHead::default() }, body.as_bytes(), &[])
    }

    #[test]
    fn each_row_of_the_table_has_its_cause() {
        let sent = LoginRequest {
            url: String::new(),
            redirect_uri: "https://auth.worksmobile.com/?state=x".into(),
            state: "x".into(),
        };
        let rows = [
            (of_limit(Cause::ConnectTimeout, "h").unwrap(), Cause::SsoConnectTooSlow),
            (of_limit(Cause::HeadersTimeout, "h").unwrap(), Cause::SsoAnswerTooSlow),
            (
                of_login(&LoginRefusal::Elsewhere, &sent, "https://a/?c=1"),
                Cause::SsoRedirectRebuilt,
            ),
            (of_login(&LoginRefusal::State, &sent, "https://a/"), Cause::SsoStateLost),
            (of_user("emp-1", "emp-2"), Cause::SsoUserDiffers),
            (of_late_login(1_900), Cause::SsoLoginTooLate),
            (of_mail(&answer(r#"{"code":""}"#)), Cause::SsoMailRefused),
            (of_logout("https://a/", &answer("<p>")), Cause::SsoLogoutStays),
            (of_answer(&answer(r#"{"externalKey":"x"}"#), "user_id"), Cause::SsoAnswerUnusable),
            (of_answer(&answer(r#"{"error":"302"}"#), "access_token"), Cause::SsoRefused),
        ];
        for (found, cause) in rows {
            assert_eq!(found.cause, cause);
            assert!(!found.fixes.is_empty(), "{cause:?} says what to do");
        }
        assert!(of_limit(Cause::DnsFailed, "h").is_none());
        let named = of_answer(&answer(r#"{"error":"302"}"#), "access_token");
        assert_eq!(named.params["error"], "302 invalid_authorization");
    }
}
