//! What the browser sees: the login page, the way back, the logout (facts.md 6.3, 6.6).

use url::Url;

use crate::customer_sso::answer::{ApiAnswer, ApiBody};
use crate::customer_sso::check::{Check, CheckId, CheckResult};
use crate::customer_sso::evidence::{Evidence, ProbeAnswer};
use crate::customer_sso::probe::Probe;
use crate::customer_sso::source::{LOGIN, LOGOUT};

/// Open redirection is a general danger; LINE WORKS' documents do not speak of it.
const OPEN: &str = "RFC 9700 4.11";

pub(super) fn login(found: &Evidence) -> Vec<Check> {
    let answer = |probe| found.first(probe).and_then(ProbeAnswer::answer);
    let page = answer(Probe::LoginPage);
    let foreign = answer(Probe::LoginForeign);
    let mut lines = vec![
        page.map_or_else(|| Check::not_run(CheckId::LoginPage, LOGIN), login_page),
        foreign.map_or_else(
            || Check::not_run(CheckId::ForeignRedirectRefused, OPEN),
            |answer| foreign_login(answer, &found.foreign),
        ),
    ];
    for id in [CheckId::RedirectUnchanged, CheckId::StateKept, CheckId::CodeReturned] {
        let web = found.web.iter().flat_map(|web| &web.checks).find(|check| check.id == id);
        lines.push(web.cloned().unwrap_or_else(|| Check::not_run(id, LOGIN)));
    }
    lines
}

fn login_page(answer: &ApiAnswer) -> Check {
    let page = answer.head.status == 200 && matches!(answer.body, ApiBody::Html);
    let holds = page || answer.is_redirect();
    let actual = format!("{} {}", answer.head.status, answer.kind());
    Check::must(CheckId::LoginPage, holds, "200 HTML", actual, LOGIN)
}

fn foreign_login(answer: &ApiAnswer, foreign: &str) -> Check {
    let id = CheckId::ForeignRedirectRefused;
    let status = answer.head.status;
    let line = |result| Check::new(id, result, "refused", status, OPEN);
    if goes_to(answer, foreign) {
        line(CheckResult::Failed)
    } else if answer.is_redirect() {
        Check::not_judged(id, status, OPEN)
    } else if status < 400 {
        // Perhaps it is refused after the password; that is not tried.
        line(CheckResult::Warning)
    } else {
        line(CheckResult::Passed)
    }
}

pub(super) fn logout(found: &Evidence) -> Vec<Check> {
    let answer = |probe| found.first(probe).and_then(ProbeAnswer::answer);
    let returns = answer(Probe::Logout).map(|answer| {
        let there = answer.is_redirect()
            && answer.head.location.as_deref() == Some(found.logout_redirect.as_str());
        let location = answer.head.location.as_deref().and_then(host);
        let actual = format!("{} {}", answer.head.status, location.unwrap_or_default());
        let expected = host(&found.logout_redirect).unwrap_or_default();
        Check::must(CheckId::LogoutReturns, there, expected, actual.trim(), LOGOUT)
    });
    let foreign = answer(Probe::LogoutForeign).map(|answer| {
        let goes = goes_to(answer, &found.foreign);
        let result = if goes { CheckResult::Warning } else { CheckResult::Passed };
        Check::new(CheckId::LogoutForeignRefused, result, "refused", answer.head.status, OPEN)
    });
    vec![
        returns.unwrap_or_else(|| Check::not_run(CheckId::LogoutReturns, LOGOUT)),
        foreign.unwrap_or_else(|| Check::not_run(CheckId::LogoutForeignRefused, OPEN)),
    ]
}

fn goes_to(answer: &ApiAnswer, foreign: &str) -> bool {
    answer.is_redirect() && answer.head.location.as_deref().and_then(host) == host(foreign)
}

fn host(address: &str) -> Option<String> {
    Url::parse(address).ok()?.host_str().map(str::to_owned)
}
