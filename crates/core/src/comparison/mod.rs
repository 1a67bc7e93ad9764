//! Two runs side by side: each thing that can be compared, what it was in both, and whether that
//! is a change, something that differs in every run, or the same. Changes come first. Words live
//! in the message catalogues.

mod assertion;
mod exchange;
mod row;
#[cfg(test)]
mod tests;

pub use row::{Change, ComparedRow, ComparedValue, Leg, Subject};

use crate::flow::Run;

/// Compares an earlier run with a later one. Rows that neither has are left out.
pub fn compare(from: &Run, to: &Run) -> Vec<ComparedRow> {
    let mut rows = result_rows(from, to);
    rows.extend(setting_rows(from, to));
    rows.extend(exchange::request_rows(from, to));
    rows.extend(assertion::rows(from, to));
    rows.extend(exchange::server_rows(from, to));
    rows.extend(exchange::timing_rows(from, to));
    rows.retain(|row| row.from.is_some() || row.to.is_some());
    // Stable: inside each group the order above stays, which goes from result to circumstance.
    rows.sort_by_key(|row| row.change);
    rows
}

fn result_rows(from: &Run, to: &Run) -> Vec<ComparedRow> {
    use ComparedValue as Value;
    let token = |run: &Run| run.token.clone();
    let scope = |run: &Run| token(run).map(|token| Value::text(token.scope.join(" ")));
    let life = |run: &Run| token(run)?.expires_in.map(|seconds| Value::Seconds { seconds });
    let row = |subject, value: &dyn Fn(&Run) -> Option<Value>| {
        ComparedRow::of(subject, value(from), value(to))
    };
    vec![
        row(Subject::Outcome, &|run| Some(Value::Outcome { outcome: run.outcome })),
        row(Subject::Cause, &|run| Some(Value::Cause { cause: run.diagnosis.as_ref()?.cause })),
        row(Subject::HttpStatus, &|run| Some(Value::text(run.http_status?))),
        row(Subject::ServerWords, &|run| run.server_words.as_ref().map(Value::text)),
        row(Subject::TokenScope, &scope),
        row(Subject::TokenLife, &life),
    ]
}

fn setting_rows(from: &Run, to: &Run) -> Vec<ComparedRow> {
    use ComparedValue as Value;
    let row = |subject, value: &dyn Fn(&Run) -> Option<Value>| {
        ComparedRow::of(subject, value(from), value(to))
    };
    // It was not always noted: not known is not changed.
    let known_in_both = from.app_version.is_some() && to.app_version.is_some();
    vec![
        row(Subject::Key, &|run| run.key_sha256.as_ref().map(Value::text)),
        row(Subject::AppName, &|run| Some(Value::text(&run.app_name))),
        row(Subject::AppVersion, &|run| known_in_both.then(|| run.app_version.map(Value::text))?),
        row(Subject::Environment, &|run| {
            Some(Value::Environment { environment: run.environment.clone() })
        }),
        row(Subject::Clock, &|run| Some(Value::Clock { clock: run.clock })),
    ]
}
