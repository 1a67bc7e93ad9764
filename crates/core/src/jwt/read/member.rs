//! A member of a header or payload: its exact source text, what to show, and its time if it is one.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

use super::visible;
use crate::UnixSeconds;

/// One member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// Its name, made visible.
    pub name: String,
    /// Exact source text of its value: a number of 19 digits keeps them all.
    pub value_json: String,
    /// What to show: the characters of a text value, else the source text; made visible.
    pub shown: String,
    /// For `iat`, `exp`, `nbf` and `auth_time`: the time in whole seconds, where the value is a
    /// number of seconds with up to ten digits.
    #[ts(type = "number | null")]
    pub time: Option<UnixSeconds>,
    /// What is unusual about the time.
    pub note: Option<TimeNote>,
}

/// What is unusual about a time (security.md V9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TimeNote {
    /// 12 to 14 digits: milliseconds instead of seconds.
    Milliseconds,
    /// A number with a fraction or an exponent. RFC 7519 permits it; not every reader does.
    Fractional,
    /// A number in quotation marks.
    Text,
    /// Before 1970.
    Negative,
    /// Beyond any use, and not milliseconds.
    Huge,
    /// Neither number nor text with a number.
    NotANumber,
}

const TIMES: [&str; 4] = ["iat", "exp", "nbf", "auth_time"];
const TEN_DIGITS: f64 = 1e10;
const MILLISECONDS: std::ops::Range<f64> = 1e11..1e14;

impl Member {
    pub(super) fn new(name: &str, value: &RawValue) -> Self {
        let source = value.get();
        let (time, note) = if TIMES.contains(&name) { time_of(source) } else { (None, None) };
        let text = text_value(source);
        Self {
            name: visible(name),
            value_json: source.to_owned(),
            shown: visible(text.as_deref().unwrap_or(source)),
            time,
            note,
        }
    }
}

/// The characters of a JSON text; `None` for any other value. `source` is valid JSON.
pub(crate) fn text_value(source: &str) -> Option<Cow<'_, str>> {
    let inner = source.strip_prefix('"')?.strip_suffix('"')?;
    // Without an escape the characters stand there as they are.
    if !inner.contains('\\') {
        return Some(Cow::Borrowed(inner));
    }
    serde_json::from_str(source).ok().map(Cow::Owned)
}

fn time_of(source: &str) -> (Option<UnixSeconds>, Option<TimeNote>) {
    if let Some(text) = text_value(source) {
        let is_number = text.trim().parse::<f64>().is_ok();
        return (None, Some(if is_number { TimeNote::Text } else { TimeNote::NotANumber }));
    }
    let Ok(number) = serde_json::from_str::<f64>(source) else {
        // Valid JSON numbers too large for a double are an error here.
        let is_number = source.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        return (None, Some(if is_number { TimeNote::Huge } else { TimeNote::NotANumber }));
    };
    if number < 0.0 {
        return (None, Some(TimeNote::Negative));
    }
    if MILLISECONDS.contains(&number) {
        return (None, Some(TimeNote::Milliseconds));
    }
    if number >= TEN_DIGITS {
        return (None, Some(TimeNote::Huge));
    }
    match source.parse::<UnixSeconds>() {
        Ok(seconds) => (Some(seconds), None),
        // Up to ten digits: no precision is lost.
        Err(_) => (Some(number.floor() as UnixSeconds), Some(TimeNote::Fractional)),
    }
}
