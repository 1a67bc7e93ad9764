//! Tokens that are held, as a table; the checklist of an ID token.

use credenza_core::flow::{Part, Verdict, VerdictResult};
use credenza_core::sign_in::signature_was_checked;
use credenza_engine::clock::{Clock, SystemClock};
use credenza_engine::views::held::TokenRowView;

use super::columns::{Rows, table};
use super::run::seal;
use crate::{local_time, words};

/// The table; a sentence where nothing is held.
pub(crate) fn list(rows: &[TokenRowView]) -> String {
    if rows.is_empty() {
        return words::held::NONE.to_owned();
    }
    let now = SystemClock.now();
    let row = |row: &TokenRowView| {
        let ends = row
            .ends_at
            .map(|at| format!("{}, {}", local_time::seconds(at), local_time::distance(at, now)));
        [
            format!("{} ({})", row.app_name, row.app_id.0),
            words::held::kind(row.kind).to_owned(),
            row.owner.map(words::held::owner).unwrap_or_default().to_owned(),
            local_time::seconds(row.issued_at),
            ends.unwrap_or_default(),
            row.scope.join(" "),
            match &row.shown {
                Part::Secret(sealed) => seal(sealed),
                Part::Plain { .. } => String::new(),
            },
        ]
    };
    let head = ["APP", "KIND", "OF", "ISSUED", "ENDS", "SCOPE", "TOKEN"];
    table(head, rows.iter().map(row).collect())
}

/// The list that an ID token is held to, line by line; on top whether all of it holds.
pub(crate) fn checklist(checks: &[Verdict]) -> String {
    let any = |result| checks.iter().any(|check| check.result == result);
    let head = if any(VerdictResult::Failed) {
        words::held::ID_TOKEN_FAILED
    } else if !signature_was_checked(checks) {
        words::held::ID_TOKEN_UNSIGNED
    } else if any(VerdictResult::NotChecked) {
        words::held::ID_TOKEN_PARTLY
    } else {
        words::held::ID_TOKEN_HOLDS
    };
    let rows = checks.iter().fold(Rows::default(), |rows, check| {
        let line = format!(
            "{:<11}  wanted {}, found {}",
            words::held::result(check.result),
            check.expected.as_deref().unwrap_or("-"),
            check.actual.as_deref().unwrap_or("-"),
        );
        rows.row(&format!("  {}", words::rule::rule(check.id)), line)
    });
    format!("{head}\n{}", rows.text())
}
