//! What both services ask of an assertion's header: RS256, and `typ` JWT.

use super::{Lint, LintId};
use crate::jwt::read::Member;
use crate::jwt::verify::members::find;

/// Judges `alg` and `typ` by the document that asks for them.
pub(super) fn rs256_jwt(header: Option<&[Member]>, doc: &'static str) -> Vec<Lint> {
    let mut lints = Vec::new();
    let alg = find(header, "alg").text().unwrap_or_default();
    if alg != "RS256" {
        lints.push(Lint::error(LintId::AlgNotRs256, doc).about("alg").with("actual", alg));
    }
    let typ = find(header, "typ").text().unwrap_or_default();
    if !typ.eq_ignore_ascii_case("JWT") {
        lints.push(Lint::warning(LintId::TypNotJwt, doc).about("typ").with("actual", typ));
    }
    lints
}
