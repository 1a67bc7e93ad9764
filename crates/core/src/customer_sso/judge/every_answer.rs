//! What holds for every answer, whatever was asked.

use std::collections::BTreeSet;

use crate::customer_sso::answer::{ApiAnswer, ApiError};
use crate::customer_sso::check::{Check, CheckId, CheckResult};
use crate::customer_sso::error_code::DocumentedError;
use crate::customer_sso::evidence::{Evidence, ProbeAnswer};
use crate::customer_sso::probe::Probe;
use crate::customer_sso::source::TOKEN as SHAPE;

const LOG: &str = "RFC 6749 10.6";
const CACHE: &str = "RFC 6749 5.1";

pub(super) fn lines(found: &Evidence) -> Vec<Check> {
    let answers: Vec<&ApiAnswer> = found.api().collect();
    if answers.is_empty() {
        return not_run();
    }
    vec![
        utf8(&answers),
        descriptions(&answers),
        one_form(found),
        statuses(&answers),
        no_redirect(&answers),
        no_store(found),
        no_echo(&answers),
    ]
}

fn not_run() -> Vec<Check> {
    use CheckId::{
        ErrorDescription, ErrorForm, ErrorStatus, NoRedirect, NoSecretEcho, NoStore, Utf8,
    };
    let ids = [Utf8, ErrorDescription, ErrorForm, ErrorStatus, NoRedirect, NoStore, NoSecretEcho];
    ids.map(|id| Check::not_run(id, SHAPE)).into()
}

fn utf8(answers: &[&ApiAnswer]) -> Check {
    let bytes = answers.iter().any(|answer| !answer.utf8).then(|| "other bytes".to_owned());
    let named = answers.iter().find_map(|answer| answer.foreign_charset());
    let problem = bytes.or(named);
    let holds = problem.is_none();
    let actual = problem.unwrap_or_else(|| "UTF-8".to_owned());
    Check::must(CheckId::Utf8, holds, "UTF-8", actual, SHAPE)
}

fn descriptions(answers: &[&ApiAnswer]) -> Check {
    let id = CheckId::ErrorDescription;
    let errors: Vec<ApiError> = answers.iter().filter_map(|answer| answer.error()).collect();
    if errors.is_empty() {
        return Check::not_run(id, SHAPE);
    }
    let without: BTreeSet<&str> = errors
        .iter()
        .filter(|error| error.description.is_none())
        .map(|error| error.error.as_str())
        .collect();
    let holds = without.is_empty();
    let list = without.into_iter().collect::<Vec<_>>().join(", ");
    let actual = if holds { "present".to_owned() } else { format!("missing: {list}") };
    Check::must(id, holds, "present", super::shown(&actual), SHAPE)
}

/// The documents do not say whether number or name is meant: both are right, a mixture is odd.
fn one_form(found: &Evidence) -> Check {
    let id = CheckId::ErrorForm;
    let named = found.answers.iter().filter(|answer| answer.planned.probe != Probe::MailUnknown);
    let errors = named.filter_map(|answer| answer.answer()?.error());
    let known: Vec<bool> = errors
        .filter(|error| DocumentedError::of(&error.error).is_some())
        .map(|error| error.error.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let (numbers, names) = (known.contains(&true), known.contains(&false));
    let line = |result, actual| Check::new(id, result, "number / name", actual, SHAPE);
    match (numbers, names) {
        (true, true) => line(CheckResult::Warning, "number + name"),
        (true, false) => line(CheckResult::Passed, "number"),
        (false, true) => line(CheckResult::Passed, "name"),
        (false, false) => Check::not_run(id, SHAPE),
    }
}

fn statuses(answers: &[&ApiAnswer]) -> Check {
    let errors = answers.iter().filter(|answer| answer.error().is_some());
    let seen: BTreeSet<u16> = errors.map(|answer| answer.head.status).collect();
    if seen.is_empty() {
        return Check::not_run(CheckId::ErrorStatus, SHAPE);
    }
    let seen: Vec<String> = seen.iter().map(u16::to_string).collect();
    Check::not_judged(CheckId::ErrorStatus, seen.join(", "), SHAPE)
}

fn no_redirect(answers: &[&ApiAnswer]) -> Check {
    let redirect = answers.iter().find(|answer| answer.is_redirect());
    let actual = redirect.map_or("none".to_owned(), |answer| answer.head.status.to_string());
    Check::must(CheckId::NoRedirect, redirect.is_none(), "none", actual, SHAPE)
}

fn no_store(found: &Evidence) -> Check {
    let answer = found.first(Probe::Token).and_then(ProbeAnswer::answer);
    let issued = answer.filter(|answer| answer.access_token().is_some());
    let Some(answer) = issued else { return Check::not_run(CheckId::NoStore, CACHE) };
    let field = answer.head.cache_control.as_deref();
    let holds = field.is_some_and(|field| field.to_ascii_lowercase().contains("no-store"));
    let result = if holds { CheckResult::Passed } else { CheckResult::Warning };
    let actual = super::shown(field.unwrap_or("missing"));
    Check::new(CheckId::NoStore, result, "no-store", actual, CACHE)
}

fn no_echo(answers: &[&ApiAnswer]) -> Check {
    let echoes = answers.iter().filter(|answer| answer.echoes).count();
    Check::must(CheckId::NoSecretEcho, echoes == 0, "0", echoes, LOG)
}
