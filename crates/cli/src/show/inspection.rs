//! A judged token: its JSON object, and the same for people with the verdict on top.

use credenza_core::UnixSeconds;
use credenza_core::jwks::KeySet;
use credenza_core::jwt::lints::{Lint, LintSeverity};
use credenza_core::jwt::read::{Member, TokenKind, TokenProblem};
use credenza_core::jwt::verify::{Check, CheckId, CheckResult, Inspection};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::columns::Rows;
use crate::local_time;
use crate::words::{self, filled};

/// The object of `--json`.
#[derive(Serialize)]
pub(crate) struct InspectionObject<'a> {
    kind: TokenKind,
    verified: Option<bool>,
    header: Option<Members<'a>>,
    claims: Option<Members<'a>>,
    checks: Vec<CheckObject<'a>>,
    lints: &'a [Lint],
    problems: &'a [TokenProblem],
}

#[derive(Serialize)]
struct CheckObject<'a> {
    id: CheckId,
    result: CheckResult,
    expected: Option<&'a str>,
    actual: Option<&'a str>,
}

impl<'a> InspectionObject<'a> {
    pub(crate) fn of(inspection: &'a Inspection) -> Self {
        let reading = &inspection.reading;
        let check = |check: &'a Check| CheckObject {
            id: check.id,
            result: check.result,
            expected: check.expected.as_deref(),
            actual: check.actual.as_deref(),
        };
        Self {
            kind: reading.kind,
            verified: inspection.verified,
            header: reading.header.as_deref().map(Members),
            claims: reading.claims.as_deref().map(Members),
            checks: inspection.checks.iter().map(check).collect(),
            lints: &inspection.lints,
            problems: &reading.problems,
        }
    }
}

/// Members as a JSON object, each value with its exact source text. Of a name that is there twice
/// the first is given; the problems say so.
struct Members<'a>(&'a [Member]);

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut given = std::collections::HashSet::new();
        for member in self.0 {
            if !given.insert(&member.name) {
                continue;
            }
            let value: &RawValue =
                serde_json::from_str(&member.value_json).map_err(serde::ser::Error::custom)?;
            map.serialize_entry(&member.name, value)?;
        }
        map.end()
    }
}

/// The same for people.
pub(crate) fn human(inspection: &Inspection, keys: Option<&KeySet>, now: UnixSeconds) -> String {
    let reading = &inspection.reading;
    let head = Rows::default()
        .row("kind", words::token::kind(reading.kind))
        .row("", reading.opaque_shape.map(words::token::shape).unwrap_or_default())
        .row("", inspection.profile.map(words::inspection::profile).unwrap_or_default())
        .row("verified", verified(inspection))
        .row("failed", failed(inspection))
        .rows("look at", reading.problems.iter().map(words::token::problem_text))
        .text();
    let mut parts = vec![head];
    if !inspection.checks.is_empty() {
        parts.push(titled("checks", checks(&inspection.checks)));
    }
    if !inspection.lints.is_empty() {
        parts.push(titled("worth knowing", lints(&inspection.lints)));
    }
    if let Some(skipped) = keys.map(|set| &set.skipped).filter(|skipped| !skipped.is_empty()) {
        let rows = skipped.iter().fold(Rows::default(), |rows, key| {
            let name = key.kid.clone().unwrap_or_else(|| format!("#{}", key.index + 1));
            rows.row(&format!("  {name}"), words::inspection::skip(key.reason))
        });
        parts.push(titled("keys that are not used", rows));
    }
    for (name, members) in [("header", &reading.header), ("claims", &reading.claims)] {
        if let Some(members) = members {
            parts.push(titled(name, members_rows(members, now)));
        }
    }
    parts.join("\n\n")
}

fn titled(title: &str, rows: Rows) -> String {
    format!("{title}\n{}", rows.text())
}

fn verified(inspection: &Inspection) -> String {
    let signature = inspection.checks.iter().find(|check| check.id == CheckId::Signature);
    match (inspection.verified, signature) {
        (Some(true), Some(check)) => {
            format!("yes: {}", check.expected.as_deref().unwrap_or_default())
        }
        (Some(false), Some(check)) => format!("NO: {}", words::inspection::reason(check.reason)),
        (Some(false), None) => {
            "NO: this is not a signed token, so no key can vouch for it".to_owned()
        }
        _ => "no: decoded, not verified".to_owned(),
    }
}

/// What else fails beside the signature, so that a `yes` above it is not read as a whole.
fn failed(inspection: &Inspection) -> String {
    let checks = inspection.checks.iter().filter(|check| {
        check.result == CheckResult::Failed
            && !matches!(check.id, CheckId::Signature | CheckId::Alg | CheckId::Kid)
    });
    let mut names: Vec<&str> = checks.map(|check| words::inspection::check(check.id)).collect();
    let refused = inspection.lints.iter().filter(|lint| lint.severity == LintSeverity::Error);
    names.extend(refused.filter_map(|lint| lint.claim.as_deref()));
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

fn checks(checks: &[Check]) -> Rows {
    checks.iter().fold(Rows::default(), |rows, check| {
        let result = words::inspection::result(check.result);
        let why = Some(words::inspection::reason(check.reason)).filter(|why| !why.is_empty());
        let mut parts = vec![format!("{result:<11}")];
        parts.extend(why.map(str::to_owned));
        parts.extend(check.expected.as_ref().map(|value| format!("expected {value}")));
        parts.extend(check.actual.as_ref().map(|value| format!("has {value}")));
        rows.row(&format!("  {}", words::inspection::check(check.id)), parts.join("  ").trim_end())
    })
}

fn lints(lints: &[Lint]) -> Rows {
    lints.iter().fold(Rows::default(), |rows, lint| {
        let text = filled(words::inspection::lint(lint.id), &lint.params);
        let about = lint.claim.as_ref().map(|claim| format!("{claim}: ")).unwrap_or_default();
        let severity = words::inspection::severity(lint.severity);
        rows.row(
            &format!("  {severity}"),
            format!("{about}{text} ({})", words::source::name(&lint.source)),
        )
    })
}

fn members_rows(members: &[Member], now: UnixSeconds) -> Rows {
    members.iter().fold(Rows::default(), |rows, member| {
        let time = member.time.map(|time| {
            format!("  {}, {}", local_time::seconds(time), local_time::distance(time, now))
        });
        let note = member.note.map(|note| format!("  ({})", words::token::time_note(note)));
        let (time, note) = (time.unwrap_or_default(), note.unwrap_or_default());
        rows.row(&format!("  {}", member.name), format!("{}{time}{note}", member.shown))
    })
}
