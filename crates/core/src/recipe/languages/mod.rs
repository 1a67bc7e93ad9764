//! One file for each language: how its literals and lines fill its template.

pub(super) mod node;
pub(super) mod python;
pub(super) mod rust;
pub(super) mod shell;

/// `now - 30`, as all of them but bash write it too.
fn after_now(seconds: i64) -> String {
    match seconds {
        0 => "now".to_owned(),
        seconds if seconds < 0 => format!("now - {}", seconds.unsigned_abs()),
        seconds => format!("now + {seconds}"),
    }
}
