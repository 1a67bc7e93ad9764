//! What a judgement holds to: the published vectors, each refusal beside its near miss, claims
//! against expectations and time, and no panic on any input.

mod claims;
mod properties;
mod refusals;
pub(crate) mod signer;
mod vectors;

use super::{Check, CheckId, CheckReason, CheckResult, Inspection};

fn line(inspection: &Inspection, id: CheckId) -> &Check {
    inspection.checks.iter().find(|check| check.id == id).expect("a line of the list")
}

fn outcome(inspection: &Inspection, id: CheckId) -> (CheckResult, CheckReason) {
    let check = line(inspection, id);
    (check.result, check.reason)
}
