//! Which key a token is checked with: by its `kid` among those given, never by what its header
//! brings along (security.md V6), and never by a guess (O17).

use super::members::{Found, find};
use super::{Check, CheckId, CheckReason, SignatureAlgorithm};
use crate::jwks::{KeySet, KeySetForm, VerificationKey};
use crate::jwt::read::Member;

/// The `kid` line of the list, and the key.
pub(super) struct Choice<'a> {
    pub check: Check,
    pub key: Option<&'a VerificationKey>,
}

/// Chooses.
pub(super) fn choose<'a>(
    header: Option<&[Member]>,
    algorithm: Option<SignatureAlgorithm>,
    set: &'a KeySet,
) -> Choice<'a> {
    let id = CheckId::Kid;
    let found = find(header, "kid");
    match (found, found.text()) {
        (_, Some(kid)) => by_kid(&kid, set),
        (Found::Absent, _) => without_kid(algorithm, set),
        (Found::Twice, _) => none(Check::failed(id, CheckReason::DuplicateMember)),
        (Found::Once(member), None) => {
            none(Check::failed(id, CheckReason::Unreadable).actual(&member.shown))
        }
    }
}

fn by_kid<'a>(kid: &str, set: &'a KeySet) -> Choice<'a> {
    let id = CheckId::Kid;
    let with = |check: Check| check.actual(kid);
    if set.is_repeated(kid) {
        return none(with(Check::failed(id, CheckReason::KidAmbiguous).expected(kid)));
    }
    if let Some(key) = set.keys.iter().find(|key| key.kid() == Some(kid)) {
        return Choice { check: with(Check::passed(id).expected(kid)), key: Some(key) };
    }
    if set.skipped.iter().any(|key| key.kid.as_deref() == Some(kid)) {
        return none(with(Check::failed(id, CheckReason::KeyUnusable).expected(kid)));
    }
    match &set.keys[..] {
        // One key given by hand is the one that is meant, whatever the token calls it.
        [key] if key.kid().is_none() => {
            Choice { check: with(Check::not_checked(id, CheckReason::KeyHasNoKid)), key: Some(key) }
        }
        [key] if set.form != KeySetForm::Jwks => {
            let check = Check::failed(id, CheckReason::Different).expected(known(set));
            Choice { check: with(check), key: Some(key) }
        }
        _ => none(with(Check::failed(id, CheckReason::KidNotFound).expected(known(set)))),
    }
}

fn without_kid(algorithm: Option<SignatureAlgorithm>, set: &KeySet) -> Choice<'_> {
    let id = CheckId::Kid;
    if let [key] = &set.keys[..] {
        return Choice { check: Check::not_checked(id, CheckReason::NoKid), key: Some(key) };
    }
    let fits = |key: &&VerificationKey| {
        algorithm.is_some_and(|algorithm| key.algorithms().contains(&algorithm))
    };
    let mut fitting = set.keys.iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(key), None) => {
            Choice { check: Check::not_checked(id, CheckReason::NoKid), key: Some(key) }
        }
        (Some(_), Some(_)) => none(Check::failed(id, CheckReason::KidMissing).expected(known(set))),
        (None, _) => none(Check::not_checked(id, CheckReason::NoFittingKey)),
    }
}

fn none<'a>(check: Check) -> Choice<'a> {
    Choice { check, key: None }
}

/// The names that are there; the first of a long list.
fn known(set: &KeySet) -> String {
    const MOST: usize = 8;
    let kids: Vec<&str> = set.keys.iter().filter_map(VerificationKey::kid).collect();
    let mut shown = kids.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
    if kids.len() > MOST {
        shown.push_str(", …");
    }
    shown
}
