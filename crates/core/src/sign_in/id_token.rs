//! An ID token held to the vendor's list (facts.md 3; OpenID Connect Core 3.1.3.7): issuer, aud,
//! nonce, iat <= now <= exp, signature with the key that `kid` names, at_hash. Each line of the
//! list is one verdict. Without keys the signature is said to be unchecked, never to be right.

use crate::flow::{RuleId, Verdict, VerdictResult};
use crate::jwks::KeySet;
use crate::jwt::read;
use crate::jwt::verify::{
    Check, CheckId, CheckReason, CheckResult, Expectations, Question, SignatureAlgorithm, inspect,
};
use crate::sign_in::AuthorizeRequest;
use crate::tokens::SignedIn;
use crate::{Secret, UnixSeconds};

/// What is known of the issuer. LINE WORKS' own values are NOT FOUND (facts.md 1.1), so both are
/// empty until somebody gives them.
#[derive(Debug, Clone, Default)]
pub struct IdTokenTrust {
    /// `iss` to the letter.
    pub issuer: Option<String>,
    /// Its keys.
    pub keys: Option<KeySet>,
    /// Whether the documents of the service call `kid` required, as those of LINE WORKS do
    /// (facts.md 3); OpenID Connect Core 10.1 asks for it only where there are several keys.
    pub needs_kid: bool,
}

/// Judges an ID token.
pub fn check_id_token(
    id_token: &Secret,
    access_token: &Secret,
    sent: &AuthorizeRequest,
    trust: &IdTokenTrust,
    now: UnixSeconds,
) -> Vec<Verdict> {
    let question = Question {
        keys: trust.keys.as_ref(),
        // From the documents, never from the token's header (security.md V2).
        algorithm: Some(SignatureAlgorithm::Rs256),
        expect: Expectations {
            iss: trust.issuer.clone(),
            aud: Some(sent.client_id.clone()),
            nonce: sent.nonce.clone(),
        },
        access_token: Some(access_token),
        now,
    };
    judge_id_token(id_token, &question, trust.needs_kid)
}

/// Judges an ID token by the list, whatever is known beside it. `needs_kid`: see [`IdTokenTrust`].
pub fn judge_id_token(id_token: &Secret, question: &Question<'_>, needs_kid: bool) -> Vec<Verdict> {
    // Exposed to be read; what comes back holds no signature.
    let inspection = inspect(id_token.expose(), question);
    if inspection.checks.is_empty() {
        let verdict =
            |result| Verdict::new(RuleId::IdTokenReadable, result, "JWS", "unreadable", "facts 3");
        return vec![verdict(VerdictResult::Failed)];
    }
    let alg_failed = failed(&inspection.checks, CheckId::Alg);
    let mut verdicts: Vec<Verdict> =
        inspection.checks.iter().filter_map(|check| line(check, alg_failed)).collect();
    // The algorithm has its own line: a token of another one names no key of ours.
    if needs_kid && !alg_failed && !names_key(id_token) {
        let found = verdicts.iter_mut().filter(|verdict| verdict.id == RuleId::IdTokenKey);
        found.for_each(|verdict| verdict.result = VerdictResult::Failed);
    }
    verdicts.push(subject(id_token));
    verdicts
}

fn names_key(id_token: &Secret) -> bool {
    // Exposed to be read.
    let header = read::read(id_token.expose()).header;
    header.is_some_and(|members| members.iter().any(|member| member.name == "kid"))
}

/// An ID token without `sub` is about nobody (facts.md 3; OpenID Connect Core 2).
fn subject(id_token: &Secret) -> Verdict {
    let there = SignedIn::of_id_token(id_token).is_some();
    let found = if there { "present" } else { "missing" };
    Verdict::must(RuleId::IdTokenSubjectPresent, there, "present", found, "facts 3")
}

/// Whether the signature was compared with a key.
pub fn signature_was_checked(verdicts: &[Verdict]) -> bool {
    let signature = verdicts.iter().find(|verdict| verdict.id == RuleId::IdTokenSignature);
    signature.is_some_and(|verdict| verdict.result != VerdictResult::NotChecked)
}

fn failed(checks: &[Check], id: CheckId) -> bool {
    checks.iter().any(|check| check.id == id && check.result == CheckResult::Failed)
}

/// One line of the list, or none for what the list does not have.
fn line(check: &Check, alg_failed: bool) -> Option<Verdict> {
    let (id, source) = match check.id {
        CheckId::Iss => (RuleId::IdTokenIssuer, "facts 3"),
        CheckId::Aud => (RuleId::IdTokenAudience, "facts 3"),
        CheckId::Nonce => (RuleId::IdTokenNonce, "facts 3"),
        CheckId::Iat => (RuleId::IdTokenIssuedAt, "facts 3"),
        CheckId::Exp => (RuleId::IdTokenExpiry, "facts 3"),
        CheckId::Alg => (RuleId::IdTokenAlgorithm, "facts 3"),
        CheckId::Kid => (RuleId::IdTokenKey, "facts 3"),
        CheckId::Signature => (RuleId::IdTokenSignature, "RFC 7515 5.2"),
        CheckId::AtHash => (RuleId::IdTokenAtHash, "OpenID Connect Core 3.1.3.8"),
        CheckId::Nbf => return None,
    };
    let result = match (check.id, check.result, check.reason) {
        // Required by the list, whatever the token says.
        (CheckId::Iat | CheckId::Exp, CheckResult::NotChecked, CheckReason::Absent) => {
            VerdictResult::Failed
        }
        // The algorithm has its own line: with a wrong one there is nothing to compare.
        (CheckId::Signature, ..) if alg_failed => VerdictResult::NotChecked,
        (_, CheckResult::Passed, _) => VerdictResult::Passed,
        (_, CheckResult::Failed, _) => VerdictResult::Failed,
        (_, CheckResult::NotChecked, _) => VerdictResult::NotChecked,
    };
    let word = |text: &Option<String>, otherwise: &str| {
        text.clone().unwrap_or_else(|| otherwise.to_owned())
    };
    let missing = if check.reason == CheckReason::Absent { "missing" } else { "unknown" };
    Some(Verdict::new(
        id,
        result,
        word(&check.expected, "unknown"),
        word(&check.actual, missing),
        source,
    ))
}

#[cfg(test)]
mod tests;
