//! What is known of a private key.

use std::collections::BTreeMap;

use credenza_core::keys::KeyReport;
use serde::Serialize;

use super::columns::Rows;
use crate::words::{self, filled};

/// A key in JSON: the object of `key inspect`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeyObject<'a> {
    kind: credenza_core::keys::KeyKind,
    #[serde(rename = "type")]
    algorithm: Option<credenza_core::keys::KeyAlgorithm>,
    bits: Option<u32>,
    format: Option<credenza_core::keys::KeyFormat>,
    spki_sha256: Option<&'a str>,
    thumbprint: Option<&'a str>,
    repairs: &'a [credenza_core::keys::Repair],
    problems: &'a [credenza_core::keys::KeyProblem],
}

impl<'a> KeyObject<'a> {
    /// The object of a report.
    pub(crate) fn of(report: &'a KeyReport) -> Self {
        Self {
            kind: report.kind,
            algorithm: report.algorithm,
            bits: report.bits,
            format: report.format,
            spki_sha256: report.spki_sha256.as_deref(),
            thumbprint: report.thumbprint.as_deref(),
            repairs: &report.repairs,
            problems: &report.problems,
        }
    }
}

/// The rows of a key.
pub(crate) fn rows(report: &KeyReport) -> Rows {
    let bits = report.bits.map(|bits| bits.to_string()).unwrap_or_default();
    let values = BTreeMap::from([("bits".to_owned(), bits.clone())]);
    let type_ = report.algorithm.map(words::key::algorithm).unwrap_or_default();
    let size = if bits.is_empty() { String::new() } else { format!(" {bits} bits") };
    let repairs = report.repairs.iter().map(|repair| words::key::repair(*repair).to_owned());
    let problems =
        report.problems.iter().map(|problem| filled(words::key::problem(*problem), &values));
    Rows::default()
        .row("kind", words::key::kind(report.kind))
        .row("type", format!("{type_}{size}"))
        .row("format", report.format.map(words::key::format).unwrap_or_default())
        .row("SHA-256", report.spki_sha256.as_deref().unwrap_or_default())
        .row("thumbprint", report.thumbprint.as_deref().unwrap_or_default())
        .rows("mended", repairs)
        .rows("problem", problems)
}
