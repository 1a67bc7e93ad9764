//! An assertion that was pasted: where it stands, and every rule of facts.md 8.1 rows 1 to 9 that
//! it breaks, with the numbers, in the order to mend them.

use super::form::Form;
use super::{Known, read_token, text_of};
use crate::apps::shapes::{is_api_one_id, is_api_one_text, is_service_account};
use crate::diagnosis::refusal::{half_hours, hours};
use crate::diagnosis::{Cause, Confidence, Diagnosis, Fix, RuledOut, word};
use crate::jwt::read::{Member, TokenKind, TokenProblem, TokenProblemId, TokenReading};
use crate::services::line_works::MAX_ASSERTION_LIFETIME;
use crate::{Secret, UnixSeconds};

/// Seconds reach this number in the year 5138: a larger one is milliseconds.
const MILLISECONDS: f64 = 1e11;
/// 3600 added to milliseconds, in seconds (facts.md 8.1 row 3), with what rounding adds to it.
const SHORTEST_LIFE: f64 = 10.0;
/// What `iat` may lie ahead of this computer's clock before it is worth a word.
const TOLERANCE: i64 = 60;

/// The token within a text: all of it, the `assertion` field, or a word with two dots. Tokens in
/// an answer are not looked at.
pub(super) fn find(sent: &str, form: &Form, text: &str) -> Option<(Secret, TokenReading)> {
    let read = |candidate: &str| Some((Secret::new(candidate.to_owned()), read_token(candidate)?));
    if let Some(assertion) = form.get("assertion").or_else(|| form.get("client_assertion")) {
        // A plus that was not encoded has become a blank: it was ordinary Base64.
        return read(&assertion.replace(' ', "+"));
    }
    let sole = text.contains('.') && !text.contains(['{', '<']) && !text.contains("HTTP");
    if let Some(found) = sole.then(|| read(text)).flatten() {
        return Some(found);
    }
    if sent.contains('{') {
        return None;
    }
    let inside =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '=');
    let words = sent.split(|c| !inside(c));
    // What LINE is asked about is no assertion, though it may look like one.
    let asked = form.get("access_token");
    let signed = |word: &&str| {
        word.starts_with("ey") && word.matches('.').count() == 2 && asked != Some(*word)
    };
    words.filter(signed).find_map(read)
}

/// Whether the rules of LINE WORKS are for this token. LINE's assertions have an audience of their
/// own, and an ID token has a nonce or a login time.
pub(super) fn is_service_account_assertion(reading: &TokenReading) -> bool {
    let audience = member(reading, "aud").map(|aud| aud.value_json.contains("line.me"));
    let id_token =
        ["nonce", "at_hash", "auth_time"].iter().any(|name| member(reading, name).is_some());
    reading.kind != TokenKind::Jwe && audience != Some(true) && !id_token
}

/// The time that an assertion is held against.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reference {
    /// By the Date header of the answer to it.
    Server(UnixSeconds),
    /// By this computer, which may be later than when it was sent.
    Computer(UnixSeconds),
}

/// What is wrong, and what was found right.
#[derive(Default)]
pub(super) struct Measured {
    pub(super) faults: Vec<Diagnosis>,
    pub(super) right: Vec<RuledOut>,
}

impl Measured {
    fn either(&mut self, fault: Option<Diagnosis>, right: RuledOut) {
        match fault {
            Some(fault) => self.faults.push(fault),
            None => self.right.push(right),
        }
    }
}

/// Measures it.
pub(super) fn measure(
    reading: &TokenReading,
    reference: Reference,
    known: Option<&Known<'_>>,
) -> Measured {
    let mut measured = Measured::default();
    measured.either(base64_form(reading), RuledOut::Base64urlForm);
    if let Some(broken) = broken(reading) {
        measured.faults.push(broken);
        return measured;
    }
    measured.either(algorithm(reading), RuledOut::AlgorithmIsRs256);
    measured.faults.extend(missing(reading));
    times(reading, reference, &mut measured);
    issuer(reading, known, &mut measured);
    subject(reading, known, &mut measured);
    match known.and_then(|known| known.key_signed) {
        Some(true) => measured.right.push(RuledOut::SignatureMatchesPublicKey),
        Some(false) => measured.faults.push(
            Diagnosis::new(Cause::KeyNotThisApps, Confidence::Certain)
                .with("signed", "otherKey")
                .fix(Fix::ImportKey)
                .fix(Fix::CheckConsole),
        ),
        None => {}
    }
    measured
}

fn certain(cause: Cause) -> Diagnosis {
    Diagnosis::new(cause, Confidence::Certain)
}

fn member<'a>(reading: &'a TokenReading, name: &str) -> Option<&'a Member> {
    reading.claims.as_deref()?.iter().find(|member| member.name == name)
}

fn text(reading: &TokenReading, name: &str) -> Option<String> {
    member(reading, name).and_then(text_of)
}

pub(super) fn base64_form(reading: &TokenReading) -> Option<Diagnosis> {
    let is_form = |problem: &&TokenProblem| {
        matches!(problem.id, TokenProblemId::Padding | TokenProblemId::OrdinaryBase64)
    };
    let problem = reading.problems.iter().find(is_form)?;
    let found = certain(Cause::OrdinaryBase64)
        .with("position", problem.position.map_or(0, |at| at + 1))
        .with("character", problem.params.get("character").map_or("=", String::as_str));
    Some(found.fix(Fix::UseBase64url))
}

pub(super) fn broken(reading: &TokenReading) -> Option<Diagnosis> {
    let is_broken = reading.kind == TokenKind::BrokenJws || reading.claims.is_none();
    let problem = reading.problems.iter().rev().find(|problem| {
        !matches!(problem.id, TokenProblemId::Padding | TokenProblemId::OrdinaryBase64)
    });
    is_broken.then(|| {
        let found = certain(Cause::AssertionBroken).fix(Fix::MakeFreshAssertion);
        problem.into_iter().fold(found, where_it_breaks)
    })
}

/// What breaks it, where, and the values of that.
fn where_it_breaks(mut found: Diagnosis, problem: &TokenProblem) -> Diagnosis {
    found.params.extend(problem.params.clone());
    if let Some(position) = problem.position {
        found = found.with("position", position + 1);
    }
    if let Some(part) = problem.part {
        found = found.with("part", word(&part));
    }
    found.with("problem", word(&problem.id))
}

pub(super) fn algorithm(reading: &TokenReading) -> Option<Diagnosis> {
    let header = reading.header.as_deref().unwrap_or_default();
    let alg = header.iter().find(|member| member.name == "alg").map(|alg| alg.shown.clone());
    (alg.as_deref() != Some("RS256")).then(|| {
        certain(Cause::AlgorithmWrong).with("actual", alg.unwrap_or_default()).fix(Fix::UseRs256)
    })
}

fn missing(reading: &TokenReading) -> Option<Diagnosis> {
    let names = ["iss", "sub", "iat", "exp"];
    let missing: Vec<&str> =
        names.into_iter().filter(|name| member(reading, name).is_none()).collect();
    (!missing.is_empty()).then(|| {
        certain(Cause::ClaimMissing)
            .with("claims", missing.join(", "))
            .fix(Fix::SetIssuerAndSubject)
    })
}

/// A time as written, in seconds whatever its unit.
struct Time {
    seconds: f64,
    milliseconds: bool,
    as_text: bool,
}

fn time(reading: &TokenReading, name: &str) -> Option<Time> {
    let member = member(reading, name)?;
    let as_text = text_of(member);
    let written = as_text.as_deref().unwrap_or(&member.value_json);
    let number: f64 = written.trim().parse().ok().filter(|number: &f64| number.is_finite())?;
    let milliseconds = number.abs() >= MILLISECONDS;
    let seconds = if milliseconds { number / 1_000.0 } else { number };
    Some(Time { seconds, milliseconds, as_text: as_text.is_some() })
}

fn times(reading: &TokenReading, reference: Reference, measured: &mut Measured) {
    let (Some(iat), Some(exp)) = (time(reading, "iat"), time(reading, "exp")) else {
        let unreadable = member(reading, "iat").is_some() && member(reading, "exp").is_some();
        if unreadable {
            measured.faults.push(certain(Cause::TimesAsText).fix(Fix::UseNumbers));
        }
        return;
    };
    let as_text = (iat.as_text || exp.as_text)
        .then(|| written(reading, certain(Cause::TimesAsText)).fix(Fix::UseNumbers));
    measured.either(as_text, RuledOut::TimesAreNumbers);
    let milliseconds = (iat.milliseconds || exp.milliseconds)
        .then(|| written(reading, certain(Cause::TimesInMilliseconds)).fix(Fix::UseSeconds));
    measured.either(milliseconds, RuledOut::TimesInSeconds);
    let life = life(&iat, &exp);
    let short = life.as_ref().is_some_and(|it| it.cause == Cause::LifetimeInMilliseconds);
    measured.either(life, RuledOut::LifetimeWithinLimit);
    // Seconds up to the year 5138: the cast loses nothing but the fraction.
    measured.either(
        now_fits(iat.seconds as i64, exp.seconds as i64, short, reference),
        RuledOut::TimesFit,
    );
}

fn written(reading: &TokenReading, found: Diagnosis) -> Diagnosis {
    ["iat", "exp"].iter().fold(found, |found, name| {
        found.with(name, member(reading, name).map_or("", |member| member.value_json.as_str()))
    })
}

fn life(iat: &Time, exp: &Time) -> Option<Diagnosis> {
    let life = exp.seconds - iat.seconds;
    if life > 0.0 && life <= SHORTEST_LIFE {
        let found = certain(Cause::LifetimeInMilliseconds).with("seconds", life_text(life));
        return Some(found.fix(Fix::LiveOneHour));
    }
    (life <= 0.0 || life > f64::from(MAX_ASSERTION_LIFETIME)).then(|| {
        certain(Cause::LifetimeTooLong)
            .with("seconds", life_text(life))
            .with("limit", MAX_ASSERTION_LIFETIME)
            .fix(Fix::LiveOneHour)
    })
}

fn life_text(seconds: f64) -> String {
    if seconds.fract() == 0.0 { format!("{seconds:.0}") } else { format!("{seconds:.1}") }
}

/// Whether the reference lies between `iat` and `exp`, and if not, by what mistake.
fn now_fits(
    iat: UnixSeconds,
    exp: UnixSeconds,
    short: bool,
    reference: Reference,
) -> Option<Diagnosis> {
    let (now, tolerance, measured) = match reference {
        Reference::Server(now) => (now, 0, Confidence::Certain),
        Reference::Computer(now) => (now, TOLERANCE, Confidence::Likely),
    };
    let offset = iat.saturating_sub(now);
    let (future, past) = (offset > tolerance, now >= exp);
    // A life of seconds is over before anybody can paste it; that fault is named already.
    let known_reason = short && offset.abs() <= i64::from(MAX_ASSERTION_LIFETIME);
    if !(future || past) || known_reason {
        return None;
    }
    let halves = half_hours(offset);
    let (cause, confidence, fix) = match (halves, future) {
        (Some(_), _) => (Cause::LocalTimeAsUtc, measured, Fix::UseEpochTime),
        (None, true) => (Cause::ClockFast, measured, Fix::SyncClock),
        (None, false) => (Cause::AssertionStale, Confidence::Likely, Fix::MakeFreshAssertion),
    };
    let server = matches!(reference, Reference::Server(_));
    let found = Diagnosis::new(cause, confidence)
        .with("seconds", offset.saturating_abs())
        .with("direction", if future { "fast" } else { "slow" })
        .with("hours", hours(halves.unwrap_or_default()))
        .with("iat", iat)
        .with(if server { "server" } else { "now" }, now)
        .fix(fix);
    Some(if fix == Fix::MakeFreshAssertion { found.fix(Fix::SyncClock) } else { found })
}

fn issuer(reading: &TokenReading, known: Option<&Known<'_>>, measured: &mut Measured) {
    let Some(iss) = text(reading, "iss") else { return };
    let expected = known.map(|known| known.client_id.trim());
    let aud = text(reading, "aud").unwrap_or_default();
    let fault = match expected {
        Some(expected) if expected == iss => {
            measured.right.push(RuledOut::IssuerIsClientId);
            return;
        }
        Some(_) => true,
        None => is_service_account(&iss) || is_api_one_id(&iss) || is_api_one_text(&aud),
    };
    if fault {
        let found = certain(Cause::IssuerWrong)
            .with("actual", iss)
            .with("expected", expected.unwrap_or_default())
            .fix(Fix::SetIssuerAndSubject);
        measured.faults.push(found);
    }
}

fn subject(reading: &TokenReading, known: Option<&Known<'_>>, measured: &mut Measured) {
    let Some(sub) = text(reading, "sub") else { return };
    let expected = known.map(|known| known.service_account.trim()).filter(|it| !it.is_empty());
    let right = expected.map_or_else(|| is_service_account(&sub), |expected| expected == sub);
    if right {
        measured.right.push(RuledOut::SubjectIsServiceAccount);
        return;
    }
    let confidence = if expected.is_some() { Confidence::Certain } else { Confidence::Likely };
    let found = Diagnosis::new(Cause::SubjectWrong, confidence)
        .with("actual", sub)
        .with("expected", expected.unwrap_or_default())
        .fix(Fix::SetIssuerAndSubject);
    measured.faults.push(found);
}
