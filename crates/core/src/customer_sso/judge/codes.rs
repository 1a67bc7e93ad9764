//! Codes: good once (source 4, facts.md 6.3), and not to be guessed (RFC 6749 section 10.10).

use std::collections::BTreeSet;

use crate::Secret;
use crate::customer_sso::check::{Check, CheckId, CheckResult};
use crate::customer_sso::error_code::DocumentedError;
use crate::customer_sso::evidence::{Evidence, ProbeAnswer};
use crate::customer_sso::probe::Probe;
use crate::customer_sso::source::TOKEN as ONCE;

use super::wrong_calls::refusal;

const GUESS: &str = "RFC 6749 10.10";
/// Fewer codes say nothing.
const FEWEST_CODES: usize = 3;
/// RFC 6749 section 10.10: the chance to guess one is at most 2^-128.
const ENOUGH_BITS: u32 = 128;
/// Below this a code can be tried out.
const FEW_BITS: u32 = 64;

pub(super) fn lines(found: &Evidence) -> Vec<Check> {
    let reused = found.first(Probe::TokenReused).and_then(ProbeAnswer::answer);
    let once = match reused {
        Some(answer) if !answer.is_redirect() => {
            let accepted = [DocumentedError::InvalidAuthorization];
            let (holds, actual) = refusal(answer, &accepted, "access_token");
            let expected = DocumentedError::InvalidAuthorization.shown();
            Check::must(CheckId::CodeOnce, holds, expected, actual, ONCE)
        }
        _ => Check::not_run(CheckId::CodeOnce, ONCE),
    };
    vec![once, unguessable(&found.codes)]
}

fn unguessable(codes: &[Secret]) -> Check {
    let id = CheckId::CodeUnguessable;
    if codes.len() < FEWEST_CODES {
        return Check::not_run(id, GUESS);
    }
    // Exposed to be compared with one another; only their number of bits leaves.
    let texts: Vec<&str> = codes.iter().map(Secret::expose).collect();
    let bits = bits_at_most(&texts);
    let result = match bits {
        ENOUGH_BITS.. => CheckResult::Passed,
        FEW_BITS.. => CheckResult::Warning,
        _ => CheckResult::Failed,
    };
    let actual = format!("{bits} bits, {} codes", texts.len());
    Check::new(id, result, format!("{ENOUGH_BITS} bits"), actual, GUESS)
}

/// The most that the codes can hold: of the part in which they differ, by the kind of characters
/// that are in it. An estimate from above: a low number is bad, a high one no proof.
fn bits_at_most(codes: &[&str]) -> u32 {
    let distinct: BTreeSet<&&str> = codes.iter().collect();
    let shortest = codes.iter().map(|code| code.chars().count()).min().unwrap_or_default();
    if distinct.len() < codes.len() {
        return 0;
    }
    let same = |at: &usize| {
        let mut letters = codes.iter().map(|code| code.chars().nth(*at));
        let first = letters.next();
        letters.all(|letter| Some(letter) == first)
    };
    let varying: Vec<usize> = (0..shortest).filter(|at| !same(at)).collect();
    let used: BTreeSet<char> = codes
        .iter()
        .flat_map(|code| code.chars().enumerate().filter(|(at, _)| varying.contains(at)))
        .map(|(_, letter)| letter)
        .collect();
    let varying = u32::try_from(varying.len()).unwrap_or(u32::MAX);
    // In tenths of a bit: the places count in full, the kind of characters decides.
    varying.saturating_mul(tenths(&used)) / 10
}

fn tenths(used: &BTreeSet<char>) -> u32 {
    if used.iter().all(char::is_ascii_digit) {
        33
    } else if used.iter().all(char::is_ascii_hexdigit) {
        40
    } else if used.iter().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit()) {
        51
    } else {
        60
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_part_that_differs_counts() {
        let long = "k9Qw-Zx_3mN7pR2tV5yB8cE1fG4hJ6lA0sD";
        let other = "b3Hn_Lm-8vC2xZ5qW9rT1yU4iO7pK0gF6eS";
        let third = "Xu4_Rt7-Gh1kM5nB8vC3zA9sD2fQ6wE0yLp";
        assert!(bits_at_most(&[long, other, third]) >= ENOUGH_BITS);
        assert!(bits_at_most(&["code-000001", "code-000002", "code-000003"]) < 10);
        assert!(bits_at_most(&["12345678901234567", "99345678901934563", "1"]) < FEW_BITS);
        assert_eq!(bits_at_most(&[long, long, other]), 0);
    }
}
