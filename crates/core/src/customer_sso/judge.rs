//! The conformance list: every line, whatever was found (facts.md 6). What the documents leave open
//! is not judged.

mod addresses;
mod codes;
mod every_answer;
mod pages;
mod success;
mod times;
mod wrong_calls;

#[cfg(test)]
mod tests;

use super::answer::shown;
use super::check::Check;
use super::evidence::Evidence;

/// All lines in their order.
pub fn judge(found: &Evidence) -> Vec<Check> {
    let mut checks = addresses::lines(found);
    checks.extend(pages::login(found));
    checks.extend(success::mail(found));
    checks.extend(success::token(found));
    checks.extend(success::user_info(found));
    checks.extend(codes::lines(found));
    checks.extend(wrong_calls::lines(found));
    checks.extend(every_answer::lines(found));
    checks.extend(pages::logout(found));
    checks.extend(times::lines(found));
    checks
}
