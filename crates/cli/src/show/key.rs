//! What is known of a private key.

use std::collections::BTreeMap;

use credenza_core::keys::{KeyMember, KeyReport};
use credenza_engine::views::key_desk::KeyOwnerView;
use serde::Serialize;

use super::columns::Rows;
use crate::local_time;
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
    encryption: Option<credenza_core::keys::KeyEncryption>,
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
            encryption: report.encryption,
            repairs: &report.repairs,
            problems: &report.problems,
        }
    }
}

/// The rows of a key.
pub(crate) fn rows(report: &KeyReport) -> Rows {
    let bits = report.bits.map(|bits| bits.to_string()).unwrap_or_default();
    let values = BTreeMap::from([("bits".to_owned(), bits)]);
    let repairs = report.repairs.iter().map(|repair| words::key::repair(*repair).to_owned());
    let problems =
        report.problems.iter().map(|problem| filled(words::key::problem(*problem), &values));
    Rows::default()
        .row("kind", words::key::kind(report.kind))
        .row("type", words::key::kind_of_key(report.algorithm, report.bits))
        .row("format", report.format.map(words::key::format).unwrap_or_default())
        .row("encryption", report.encryption.map(words::key::encryption).unwrap_or_default())
        .row("SHA-256", report.spki_sha256.as_deref().unwrap_or_default())
        .row("thumbprint", report.thumbprint.as_deref().unwrap_or_default())
        .rows("mended", repairs)
        .rows("problem", problems)
}

/// One key or certificate of a file, in one line.
pub(crate) fn member_row(member: &KeyMember) -> String {
    let name = member.name.as_ref().map(|name| format!("\"{name}\""));
    let parts = [
        words::key::short_kind(member.kind).to_owned(),
        words::key::kind_of_key(member.algorithm, member.bits),
        name.unwrap_or_default(),
        member.spki_sha256.clone().unwrap_or_default(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A record that has a key, in one line.
pub(crate) fn owner_row(owner: &KeyOwnerView) -> String {
    let since = local_time::seconds(owner.at);
    let relation = if owner.current { "has it, since" } else { "had it, replaced at" };
    let kid = match owner.kid.as_deref() {
        None => String::new(),
        Some("") => ", as a signing key without a kid".to_owned(),
        Some(kid) => format!(", as signing key {kid}"),
    };
    format!("{} {} {relation} {since}{kid}", owner.app_id.0, owner.name)
}
