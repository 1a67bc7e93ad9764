//! The answers to proper calls (facts.md 6.5).

use crate::customer_sso::answer::{ApiAnswer, ApiBody, ExpiresIn, shown};
use crate::customer_sso::check::{Check, CheckId, CheckResult};
use crate::customer_sso::evidence::{Evidence, ProbeAnswer};
use crate::customer_sso::probe::Probe;
use crate::customer_sso::source::{MAIL, TOKEN, USER};

const SERVICE_DEFAULT: &str = "missing";

pub(super) fn mail(found: &Evidence) -> Vec<Check> {
    let answered = |probe| found.all(probe).filter_map(ProbeAnswer::answer);
    let mut codes = answered(Probe::MailCode).chain(answered(Probe::SpareCode)).peekable();
    let code = if codes.peek().is_none() {
        Check::not_run(CheckId::MailCode, MAIL)
    } else {
        let without = codes.find(|answer| !answer.is_redirect() && answer.code().is_none());
        let actual = without.map_or("present".to_owned(), |answer| told(answer, "code"));
        Check::must(CheckId::MailCode, without.is_none(), "present", actual, MAIL)
    };
    let unknown = answered(Probe::MailUnknown).next();
    let refusal = unknown.map_or_else(|| Check::not_run(CheckId::MailRefusal, MAIL), mail_refusal);
    let error = unknown.and_then(ApiAnswer::error);
    let named = error.map_or_else(
        || Check::not_run(CheckId::MailError, MAIL),
        |error| Check::not_judged(CheckId::MailError, shown(&error.error), MAIL),
    );
    vec![code, refusal, named]
}

fn mail_refusal(answer: &ApiAnswer) -> Check {
    let result = match (answer.code().is_some(), answer.error().is_some()) {
        (true, _) => CheckResult::Failed,
        (false, true) => CheckResult::Passed,
        (false, false) => CheckResult::Warning,
    };
    let actual = if answer.code().is_some() { "code".to_owned() } else { told(answer, "error") };
    Check::new(CheckId::MailRefusal, result, "error", actual, MAIL)
}

pub(super) fn token(found: &Evidence) -> Vec<Check> {
    let answer = readable(found, Probe::Token);
    let line = |id, judge: &dyn Fn(&ApiAnswer) -> Check| {
        answer.map_or_else(|| Check::not_run(id, TOKEN), judge)
    };
    let issued = answer.filter(|answer| answer.access_token().is_some());
    let then = |id, judge: &dyn Fn(&ApiAnswer) -> Check| {
        issued.map_or_else(|| Check::not_run(id, TOKEN), judge)
    };
    vec![
        line(CheckId::TokenJson, &|answer| json(CheckId::TokenJson, answer, TOKEN)),
        line(CheckId::AccessToken, &access_token),
        then(CheckId::TokenType, &token_type),
        then(CheckId::ExpiresIn, &expires_in),
    ]
}

pub(super) fn user_info(found: &Evidence) -> Vec<Check> {
    let answer = readable(found, Probe::UserInfo);
    let line = |id, judge: &dyn Fn(&ApiAnswer) -> Check| {
        answer.map_or_else(|| Check::not_run(id, USER), judge)
    };
    let user_id = answer.and_then(|answer| answer.text("user_id"));
    let expected = match (user_id, &found.expected_user) {
        (Some(actual), Some(expected)) => {
            Check::must(CheckId::UserIdExpected, actual == expected, expected, shown(actual), USER)
        }
        _ => Check::not_run(CheckId::UserIdExpected, USER),
    };
    vec![
        line(CheckId::UserInfoJson, &|answer| json(CheckId::UserInfoJson, answer, USER)),
        line(CheckId::UserId, &|answer| {
            let actual = answer.text("user_id").map_or_else(|| told(answer, "user_id"), shown);
            Check::must(CheckId::UserId, user_id.is_some(), "user_id", actual, USER)
        }),
        expected,
    ]
}

/// The first answer of this kind; a redirect has a line of its own and nothing to read.
fn readable(found: &Evidence, probe: Probe) -> Option<&ApiAnswer> {
    found.first(probe)?.answer().filter(|answer| !answer.is_redirect())
}

fn json(id: CheckId, answer: &ApiAnswer, source: &str) -> Check {
    let object = matches!(answer.body, ApiBody::Object(_));
    let kind = answer.head.content_type.as_deref().unwrap_or("no content type");
    let actual = if object { shown(kind) } else { answer.kind().to_owned() };
    Check::must(id, object && answer.says_json(), "application/json", actual, source)
}

fn access_token(answer: &ApiAnswer) -> Check {
    let token = answer.access_token();
    let actual = match &token {
        Some(token) => format!("text, {} characters", token.length()),
        None => told(answer, "access_token"),
    };
    Check::must(CheckId::AccessToken, token.is_some(), "text", actual, TOKEN)
}

fn token_type(answer: &ApiAnswer) -> Check {
    let kind = answer.text("token_type");
    let holds = kind.is_some_and(|kind| kind.eq_ignore_ascii_case("bearer"));
    let actual = kind.map_or_else(|| "missing".to_owned(), shown);
    Check::must(CheckId::TokenType, holds, "Bearer", actual, TOKEN)
}

/// Missing is a warning: the table wants it, the note says what happens without it.
fn expires_in(answer: &ApiAnswer) -> Check {
    let (result, actual) = match answer.expires_in() {
        ExpiresIn::Number(seconds) => (CheckResult::Passed, format!("number {seconds}")),
        ExpiresIn::Text(seconds) => (CheckResult::Passed, format!("text \"{seconds}\"")),
        ExpiresIn::Missing => (CheckResult::Warning, SERVICE_DEFAULT.to_owned()),
        ExpiresIn::Unreadable(text) => (CheckResult::Failed, text),
    };
    Check::new(CheckId::ExpiresIn, result, "seconds", actual, TOKEN)
}

/// What came in the place of a property.
fn told(answer: &ApiAnswer, wanted: &str) -> String {
    match answer.error() {
        Some(error) => format!("error {}", shown(&error.error)),
        None if answer.has(wanted) => "empty".to_owned(),
        None => answer.names(),
    }
}
