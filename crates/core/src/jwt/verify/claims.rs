//! Checks of claims: against what was expected, and against the time.

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::members::{Found, find, text_of};
use super::{Check, CheckId, CheckReason, Question, SignatureAlgorithm};
use crate::UnixSeconds;
use crate::jwt::read::{Member, TimeNote};

/// Every check of a claim, in the order of the list.
pub(super) fn checks(
    claims: Option<&[Member]>,
    algorithm: Option<SignatureAlgorithm>,
    question: &Question<'_>,
) -> Vec<Check> {
    let expect = &question.expect;
    let now = question.now;
    vec![
        equal(CheckId::Iss, find(claims, "iss"), expect.iss.as_deref()),
        audience(find(claims, "aud"), expect.aud.as_deref()),
        equal(CheckId::Nonce, find(claims, "nonce"), expect.nonce.as_deref()),
        not_later(CheckId::Iat, find(claims, "iat"), now),
        not_later(CheckId::Nbf, find(claims, "nbf"), now),
        not_over(find(claims, "exp"), now),
        at_hash(find(claims, "at_hash"), algorithm, question),
    ]
}

fn equal(id: CheckId, found: Found<'_>, expected: Option<&str>) -> Check {
    let Some(expected) = expected else {
        return shown(Check::not_checked(id, CheckReason::NothingExpected), found);
    };
    let check = match found {
        Found::Absent => Check::failed(id, CheckReason::Absent),
        Found::Twice => Check::failed(id, CheckReason::DuplicateMember),
        Found::Once(member) => {
            let holds = text_of(member).is_some_and(|text| text == expected);
            Check::when(id, holds, CheckReason::Different)
        }
    };
    shown(check.expected(expected), found)
}

/// A text, or a list that holds it (RFC 7519 section 4.1.3).
fn audience(found: Found<'_>, expected: Option<&str>) -> Check {
    let Found::Once(member) = found else { return equal(CheckId::Aud, found, expected) };
    let is_list = member.value_json.starts_with('[');
    let list = is_list.then(|| serde_json::from_str::<Vec<String>>(&member.value_json).ok());
    match (expected, list.flatten()) {
        (Some(expected), Some(list)) => {
            let holds = list.iter().any(|audience| audience == expected);
            let check = Check::when(CheckId::Aud, holds, CheckReason::Different);
            check.expected(expected).actual(&member.shown)
        }
        _ => equal(CheckId::Aud, found, expected),
    }
}

/// `iat` and `nbf`: no time that is still to come.
fn not_later(id: CheckId, found: Found<'_>, now: UnixSeconds) -> Check {
    timed(id, found, |time| {
        Check::when(id, time <= now as f64, CheckReason::NotYet).expected(format!("<= {now}"))
    })
}

/// `exp`: on or after it the token must not be accepted (RFC 7519 section 4.1.4).
fn not_over(found: Found<'_>, now: UnixSeconds) -> Check {
    timed(CheckId::Exp, found, |time| {
        let holds = (now as f64) < time;
        Check::when(CheckId::Exp, holds, CheckReason::Over).expected(format!("> {now}"))
    })
}

fn timed(id: CheckId, found: Found<'_>, judge: impl Fn(f64) -> Check) -> Check {
    let check = match found {
        Found::Absent => return Check::not_checked(id, CheckReason::Absent),
        Found::Twice => Check::failed(id, CheckReason::DuplicateMember),
        Found::Once(member) => match seconds(member) {
            Some(time) => judge(time),
            None => Check::failed(id, CheckReason::Unreadable),
        },
    };
    shown(check, found)
}

/// The number as it stands, so that a fraction counts. Below ten digits a double is exact.
fn seconds(member: &Member) -> Option<f64> {
    match member.note {
        None | Some(TimeNote::Fractional) if member.time.is_some() => {
            serde_json::from_str(&member.value_json).ok()
        }
        _ => None,
    }
}

/// Left half of the access token's hash (OpenID Connect Core 3.1.3.6).
fn at_hash(
    found: Found<'_>,
    algorithm: Option<SignatureAlgorithm>,
    question: &Question<'_>,
) -> Check {
    let id = CheckId::AtHash;
    let (Found::Once(member), Some(token)) = (found, question.access_token) else {
        let reason = match found {
            Found::Absent => CheckReason::Absent,
            Found::Twice => return Check::failed(id, CheckReason::DuplicateMember),
            Found::Once(_) => CheckReason::NoAccessToken,
        };
        return shown(Check::not_checked(id, reason), found);
    };
    let Some(algorithm) = algorithm else {
        return Check::not_checked(id, CheckReason::AlgUnknown).actual(&member.shown);
    };
    // Exposed to be hashed.
    let hash = digest::digest(algorithm.hash(), token.expose().as_bytes());
    let half = hash.as_ref().get(..hash.as_ref().len() / 2).unwrap_or_default();
    let expected = URL_SAFE_NO_PAD.encode(half);
    let holds = text_of(member).is_some_and(|text| text == expected);
    Check::when(id, holds, CheckReason::Different).expected(expected).actual(&member.shown)
}

fn shown(check: Check, found: Found<'_>) -> Check {
    match found {
        // Already made visible by the reading.
        Found::Once(member) => check.actual(&member.shown),
        Found::Absent | Found::Twice => check,
    }
}
