//! Header and claims of both assertions. Times differ in every run; their distance must not.

use super::row::{ComparedRow, ComparedValue, Subject, names};
use crate::flow::{AssertionClaim, AssertionView, Run};

/// Rows of the assertion.
pub(super) fn rows(from: &Run, to: &Run) -> Vec<ComparedRow> {
    let (from, to) = (from.assertion.as_ref(), to.assertion.as_ref());
    let mut rows = header(from, to);
    rows.extend(claims(from, to));
    let life = |view: Option<&AssertionView>| {
        Some(ComparedValue::Seconds {
            seconds: time(view, "exp")?.checked_sub(time(view, "iat")?)?,
        })
    };
    rows.push(ComparedRow::of(Subject::Lifetime, life(from), life(to)));
    rows
}

fn header(from: Option<&AssertionView>, to: Option<&AssertionView>) -> Vec<ComparedRow> {
    let members = |view: Option<&AssertionView>| view.map(|v| v.header.clone()).unwrap_or_default();
    let (from, to) = (members(from), members(to));
    let all = names(from.iter().map(|(name, _)| &**name), to.iter().map(|(name, _)| &**name));
    let value = |members: &[(String, String)], name: &str| {
        members.iter().find(|(known, _)| known == name).map(|(_, value)| ComparedValue::text(value))
    };
    all.into_iter()
        .map(|name| {
            let (from, to) = (value(&from, &name), value(&to, &name));
            ComparedRow::of(Subject::AssertionHeader { name }, from, to)
        })
        .collect()
}

fn claims(from: Option<&AssertionView>, to: Option<&AssertionView>) -> Vec<ComparedRow> {
    let claims = |view: Option<&AssertionView>| view.map(|v| v.claims.clone()).unwrap_or_default();
    let (from, to) = (claims(from), claims(to));
    let all = names(from.iter().map(|claim| &*claim.name), to.iter().map(|claim| &*claim.name));
    let find = |claims: &[AssertionClaim], name: &str| {
        claims.iter().find(|claim| claim.name == name).cloned()
    };
    all.into_iter()
        .map(|name| {
            let (from, to) = (find(&from, &name), find(&to, &name));
            let are_times =
                [&from, &to].iter().all(|c| c.as_ref().is_none_or(|c| c.time.is_some()));
            let subject = Subject::Claim { name };
            ComparedRow::varying(subject, from.map(value), to.map(value), !are_times)
        })
        .collect()
}

fn value(claim: AssertionClaim) -> ComparedValue {
    match claim.time {
        Some(at) => ComparedValue::Time { at },
        None => ComparedValue::Text { text: claim.value },
    }
}

fn time(view: Option<&AssertionView>, name: &str) -> Option<i64> {
    view?.claims.iter().find(|claim| claim.name == name)?.time
}
