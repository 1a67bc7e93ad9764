//! The signature over the exact text that was given (RFC 7515 section 5.2), by aws-lc. The
//! algorithm comes from the key and from what was asked for; the header only has to agree
//! (security.md V2).

use aws_lc_rs::hmac;

use super::choice::{self, Choice};
use super::members::{Found, find};
use super::{Check, CheckId, CheckReason, Question, SignatureAlgorithm};
use crate::jwks::{KeyFamily, Material, VerificationKey};
use crate::jwt::read::{SignedParts, TokenProblem, TokenProblemId, TokenReading};

/// The first three lines of the list, and the key they used.
pub(super) struct Signature<'a> {
    pub checks: [Check; 3],
    pub algorithm: Option<SignatureAlgorithm>,
    pub key: Option<&'a VerificationKey>,
}

/// Checks signature, `kid` and `alg`.
pub(super) fn check<'a>(
    reading: &TokenReading,
    parts: Option<&SignedParts<'_>>,
    question: &Question<'a>,
) -> Signature<'a> {
    let header = reading.header.as_deref();
    let found = find(header, "alg");
    let algorithm = found.text().and_then(|name| SignatureAlgorithm::parse(&name));
    let choice = match question.keys {
        Some(set) => choice::choose(header, algorithm, set),
        None => {
            let check = Check::not_checked(CheckId::Kid, CheckReason::NoKey);
            let check = match find(header, "kid") {
                Found::Once(member) => check.actual(&member.shown),
                Found::Absent | Found::Twice => check,
            };
            Choice { check, key: None }
        }
    };
    let alg = alg_check(found, algorithm, choice.key, question);
    let signature = signature_check(reading, parts, &alg, algorithm, &choice, question);
    Signature { checks: [signature, choice.check, alg], algorithm, key: choice.key }
}

fn alg_check(
    found: Found<'_>,
    algorithm: Option<SignatureAlgorithm>,
    key: Option<&VerificationKey>,
    question: &Question<'_>,
) -> Check {
    let id = CheckId::Alg;
    let name = match (found, found.text()) {
        (Found::Twice, _) => return Check::failed(id, CheckReason::DuplicateMember),
        (_, None) => return Check::failed(id, CheckReason::AlgMissing),
        (_, Some(name)) => name,
    };
    if name.eq_ignore_ascii_case("none") {
        return Check::failed(id, CheckReason::AlgNone).actual(name);
    }
    let chosen = question.algorithm;
    let check = match (algorithm, chosen, key) {
        (None, None, None) => Check::not_checked(id, CheckReason::AlgUnknown),
        (None, ..) => Check::failed(id, CheckReason::AlgUnknown),
        (Some(algorithm), Some(chosen), _) if algorithm != chosen => {
            Check::failed(id, CheckReason::AlgNotChosen)
        }
        (Some(algorithm), _, Some(key)) => {
            let holds = key.algorithms().contains(&algorithm);
            Check::when(id, holds, CheckReason::AlgNotForKey)
        }
        (Some(_), Some(_), None) => Check::passed(id),
        (Some(_), None, None) => Check::not_checked(id, CheckReason::NoKey),
    };
    let check = match (chosen, key) {
        (Some(chosen), _) => check.expected(chosen.name()),
        (None, Some(key)) => check.expected(names(key.algorithms())),
        (None, None) => check,
    };
    check.actual(name)
}

fn signature_check(
    reading: &TokenReading,
    parts: Option<&SignedParts<'_>>,
    alg: &Check,
    algorithm: Option<SignatureAlgorithm>,
    choice: &Choice<'_>,
    question: &Question<'_>,
) -> Check {
    let id = CheckId::Signature;
    if alg.reason == CheckReason::AlgNone {
        return Check::failed(id, CheckReason::AlgNone);
    }
    if question.keys.is_none() {
        return without_keys(reading);
    }
    if let Some(reason) = refusal(reading) {
        return Check::failed(id, reason);
    }
    let Some(parts) = parts else { return Check::failed(id, CheckReason::Malformed) };
    let Some(key) = choice.key else {
        let failed = choice.check.result == super::CheckResult::Failed;
        let reason = if failed { choice.check.reason } else { CheckReason::NoFittingKey };
        return Check::not_checked(id, reason);
    };
    let Some(algorithm) = algorithm.filter(|_| alg.result == super::CheckResult::Passed) else {
        return Check::failed(id, alg.reason).expected(described(key));
    };
    let judged = judge(key, algorithm, parts);
    let check = Check::when(id, judged == CheckReason::Holds, judged);
    check
        .expected(format!("{} {}", algorithm.name(), described(key)))
        .actual(format!("{} bytes", parts.signature.len()))
}

/// Without a key nothing can be said, but for a signature that is not there: it holds for no key.
fn without_keys(reading: &TokenReading) -> Check {
    let is_empty = |problem: &TokenProblem| problem.id == TokenProblemId::NoSignature;
    match reading.problems.iter().any(is_empty) {
        true => Check::failed(CheckId::Signature, CheckReason::Malformed),
        false => Check::not_checked(CheckId::Signature, CheckReason::NoKey),
    }
}

/// What makes a token unfit whatever its signature (security.md V3, V5, V12).
fn refusal(reading: &TokenReading) -> Option<CheckReason> {
    reading.problems.iter().find_map(|problem| match problem.id {
        TokenProblemId::DuplicateMember => Some(CheckReason::DuplicateMember),
        TokenProblemId::TooDeep => Some(CheckReason::TooDeep),
        TokenProblemId::UnknownCrit => Some(CheckReason::UnknownCrit),
        TokenProblemId::UnencodedPayload => Some(CheckReason::UnencodedPayload),
        _ => None,
    })
}

/// Whether a signature holds, and if not, what can be said of it.
pub(super) fn judge(
    key: &VerificationKey,
    algorithm: SignatureAlgorithm,
    parts: &SignedParts<'_>,
) -> CheckReason {
    let (input, signature) = (parts.signing_input.as_bytes(), &parts.signature[..]);
    let holds = match (&key.material, algorithm.hmac()) {
        (Material::Secret(secret), Some(scheme)) => {
            // Exposed to be compared in constant time by the library.
            hmac::verify(&hmac::Key::new(scheme, secret.expose()), input, signature).is_ok()
        }
        (Material::Public(keys), None) => match keys.iter().find(|(of, _)| *of == algorithm) {
            Some((_, key)) => key.verify_sig(input, signature).is_ok(),
            None => return CheckReason::AlgNotForKey,
        },
        // A kind of key with another kind's algorithm, which `alg` has refused before.
        _ => return CheckReason::AlgNotForKey,
    };
    match signature_length(key, algorithm) {
        _ if holds => CheckReason::Holds,
        length if length != signature.len() && is_der_pair(key.family(), signature) => {
            CheckReason::DerSignature
        }
        length if length != signature.len() => CheckReason::WrongLength,
        _ => CheckReason::Mismatch,
    }
}

/// Bytes that a signature of this key has.
fn signature_length(key: &VerificationKey, algorithm: SignatureAlgorithm) -> usize {
    match key.family() {
        KeyFamily::Rsa | KeyFamily::RsaPss => key.bits().div_ceil(8) as usize,
        KeyFamily::P256 | KeyFamily::Ed25519 => 64,
        KeyFamily::P384 => 96,
        KeyFamily::P521 => 132,
        KeyFamily::Secret => algorithm.hash().output_len(),
    }
}

/// An ECDSA signature as X.509 and OpenSSL write it: a SEQUENCE of two INTEGERs.
fn is_der_pair(family: KeyFamily, signature: &[u8]) -> bool {
    let is_curve = matches!(family, KeyFamily::P256 | KeyFamily::P384 | KeyFamily::P521);
    is_curve && matches!(signature, [0x30, _, 0x02, ..] | [0x30, 0x81, _, 0x02, ..])
}

fn names(algorithms: &[SignatureAlgorithm]) -> String {
    algorithms.iter().map(|algorithm| algorithm.name()).collect::<Vec<_>>().join(", ")
}

/// `rsa 2048`, and its `kid`.
fn described(key: &VerificationKey) -> String {
    let family = match key.family() {
        KeyFamily::Rsa => format!("RSA {}", key.bits()),
        KeyFamily::RsaPss => format!("RSA-PSS {}", key.bits()),
        KeyFamily::P256 => "P-256".to_owned(),
        KeyFamily::P384 => "P-384".to_owned(),
        KeyFamily::P521 => "P-521".to_owned(),
        KeyFamily::Ed25519 => "Ed25519".to_owned(),
        KeyFamily::Secret => format!("{} bits", key.bits()),
    };
    match key.kid() {
        Some(kid) => format!("{family} {kid}"),
        None => family,
    }
}
