//! A pasted failure of LINE's channel access tokens (facts.md 7.5, 8.4): what of a text is LINE's,
//! which call it was, and what is wrong with its form, its token, its assertion and its answer.

use super::{Known, Paste, assertion, text_of};
use crate::diagnosis::line::of_check;
use crate::diagnosis::{Cause, Confidence, Diagnosis, Fix, LineEvidence, RuledOut, of_line_answer};
use crate::flow::{RuleId, Verdict, VerdictResult};
use crate::jwt::read::{TokenKind as Form, TokenReading};
use crate::line::{
    Authentication, ChannelClaims, Operation, TokenFormat, TokenKind, check_assertion,
    check_token_kind, format_of,
};
use crate::oauth::{Answer, CLIENT_CREDENTIALS};
use crate::services::line::{API_HOST, REQUEST_ID};
use crate::{Secret, UnixSeconds};

/// Words that LINE alone uses (facts.md 7.5).
const WORDS: [&str; 9] = [
    "maximum number of access tokens",
    "Cannot find channel key",
    "Invalid exp",
    "iss and clientId of key",
    "access token not JWS",
    "access token malformed",
    "access_token invalid",
    "access_token in invalid format",
    "Invalid 'client_credentials'",
];
/// What LINE Login sends to the same address (facts.md 7.7).
const LOGIN_FIELDS: [&str; 5] =
    ["code", "redirect_uri", "code_verifier", "refresh_token", "id_token"];

/// Stands for the channel ID where none is named (facts.md 7.7).
const A_CHANNEL_ID: &str = "10 digits";

impl Paste {
    /// Whether the text is about LINE's channel access tokens.
    pub(super) fn is_lines(&self) -> bool {
        let answered = self.response.as_ref().is_some_and(|it| it.header(REQUEST_ID).is_some());
        let words = self.answer.as_ref().and_then(Answer::words).unwrap_or_default();
        self.is_called_at_line()
            || answered
            || self.channel_assertion().is_some()
            || WORDS.iter().any(|known| words.contains(known))
    }

    /// LINE's host; or one of its paths on this computer, where the sandbox is.
    pub(super) fn is_called_at_line(&self) -> bool {
        let Some(url) = &self.address else { return false };
        let here = matches!(url.host_str(), Some("127.0.0.1" | "localhost"));
        url.host_str() == Some(API_HOST) || (here && self.called().is_some())
    }

    /// An assertion that says that it is for LINE, or has what LINE's alone have.
    pub(super) fn channel_assertion(&self) -> Option<&TokenReading> {
        let (_, reading) = self.token.as_ref()?;
        let for_line = self.claim("aud").is_some_and(|aud| aud.value_json.contains("line.me"));
        let of_login = self.claim("nonce").is_some() || self.claim("amr").is_some();
        let sent_here = self.is_called_at_line() && self.form.get("client_assertion").is_some();
        let is_one = (for_line && !of_login) || self.claim("token_exp").is_some() || sent_here;
        (is_one && reading.kind != Form::Jwe).then_some(reading)
    }

    /// `kid` in the header of the assertion.
    pub fn kid(&self) -> Option<String> {
        let header = self.token.as_ref()?.1.header.as_deref()?;
        header.iter().find(|member| member.name == "kid").and_then(text_of)
    }

    /// Every fault of the text, in the order to mend them.
    pub(super) fn line_faults(
        &self,
        now: UnixSeconds,
        known: Option<&Known<'_>>,
        right: &mut Vec<RuledOut>,
    ) -> Vec<Diagnosis> {
        if let Some(mixed) = self.is_line_login() {
            return vec![mixed];
        }
        let mut faults = self.line_form_faults();
        faults.extend(self.unanswered.clone());
        faults.extend(self.channel_assertion_faults(now, known, right));
        let Some(answer) = self.answer.as_ref() else { return faults };
        // What is wrong with the request explains that it was refused, and not that LINE is busy.
        let refused = self.status().is_none_or(|status| status < 500 && status != 429);
        let worded = matches!(answer, Answer::OAuthError { .. } | Answer::Message { .. });
        let explained = !faults.is_empty() && worded && refused;
        if !explained && !matches!(answer, Answer::Token(_)) {
            faults.push(self.line_answer(answer));
        }
        faults
    }

    /// The call whose address it is.
    fn called(&self) -> Option<Operation> {
        let path = self.address.as_ref()?.path();
        let mut calls = Operation::ALL.into_iter().filter(|call| call.path() == path);
        let first = calls.next()?;
        let asserted = self.form.get("client_assertion").is_some();
        calls.next().filter(|_| asserted).or(Some(first))
    }

    /// The call, where no address says so: by what was sent, and by the words of the answer.
    fn operation(&self) -> Operation {
        let words = self.answer.as_ref().and_then(Answer::words).unwrap_or_default();
        let says = |needle: &str| words.contains(needle);
        let called = self.called();
        called.unwrap_or(match () {
            () if says("Invalid exp") => Operation::KeyIds,
            () if says("The access token") => Operation::VerifyV21,
            () if says("access_token") => Operation::VerifyOlder,
            () if says("client_id") || says("client_secret") => Operation::IssueShortLived,
            () if says("client_credentials") => {
                Operation::IssueStateless { by: Authentication::Secret }
            }
            () => Operation::IssueV21,
        })
    }

    /// LINE Login changes codes, and checks ID tokens, at addresses of the same path (row 60).
    fn is_line_login(&self) -> Option<Diagnosis> {
        let called = self.called().filter(|_| self.is_called_at_line())?;
        let field = LOGIN_FIELDS.into_iter().find(|name| self.form.get(name).is_some());
        let by_secret =
            self.form.get("client_secret").is_some() && self.form.get("client_assertion").is_none();
        let (what, confidence) = match (called, field) {
            (Operation::IssueV21 | Operation::VerifyV21, Some(field)) => {
                (field, Confidence::Likely)
            }
            (Operation::IssueV21, None) if by_secret => ("client_secret", Confidence::Certain),
            _ => return None,
        };
        let found = Diagnosis::new(Cause::LineLoginMixedUp, confidence).with("actual", what);
        Some(found.with("path", called.path()).fix(Fix::UseChannelGrant).fix(Fix::UseSecretCall))
    }

    fn line_form_faults(&self) -> Vec<Diagnosis> {
        let refused = |detail: String| {
            let found = Diagnosis::new(Cause::RequestRefused, Confidence::Certain);
            found.with("detail", detail)
        };
        let mut faults = Vec::new();
        if let Some(name) = self.form.doubled() {
            faults.push(refused(format!("{name} ×2")).fix(Fix::EncodeOnce));
        }
        let grant = self.form.get("grant_type").filter(|grant| *grant != CLIENT_CREDENTIALS);
        faults.extend(
            grant.map(|grant| refused(format!("grant_type={grant}")).fix(Fix::UseChannelGrant)),
        );
        faults.extend(self.sent_to_the_wrong_family());
        faults
    }

    /// A token that was sent to the calls of the other kinds (row 57).
    fn sent_to_the_wrong_family(&self) -> Option<Diagnosis> {
        let kind = match self.called()? {
            Operation::VerifyV21 | Operation::RevokeV21 => TokenKind::V21,
            Operation::VerifyOlder | Operation::RevokeOlder => TokenKind::ShortLived,
            _ => return None,
        };
        // A plus that was not encoded has become a blank.
        let token = Secret::new(self.form.get("access_token")?.replace(' ', "+"));
        if format_of(&token) == TokenFormat::Unknown {
            return None;
        }
        let verdicts = check_token_kind(Some(&token), kind);
        failed(&verdicts).map(of_check).next()
    }

    fn channel_assertion_faults(
        &self,
        now: UnixSeconds,
        known: Option<&Known<'_>>,
        right: &mut Vec<RuledOut>,
    ) -> Vec<Diagnosis> {
        let Some(reading) = self.channel_assertion() else { return Vec::new() };
        let form = assertion::base64_form(reading);
        if form.is_none() {
            right.push(RuledOut::Base64urlForm);
        }
        let mut faults: Vec<Diagnosis> = form.into_iter().collect();
        if let Some(broken) = assertion::broken(reading) {
            faults.push(broken);
            return faults;
        }
        match assertion::algorithm(reading) {
            Some(wrong) => faults.push(wrong),
            None => right.push(RuledOut::AlgorithmIsRs256),
        }
        faults.extend(self.broken_rules(now, known));
        match known.and_then(|known| known.key_signed) {
            Some(true) => right.push(RuledOut::SignatureMatchesPublicKey),
            Some(false) => faults.push(
                Diagnosis::new(Cause::ChannelAssertionRefused, Confidence::Certain)
                    .fix(Fix::RegisterKey),
            ),
            None => {}
        }
        faults
    }

    /// Rules of facts.md 7.3 that the assertion breaks.
    fn broken_rules(&self, now: UnixSeconds, known: Option<&Known<'_>>) -> Vec<Diagnosis> {
        let text = |name: &str| self.claim(name).and_then(text_of).unwrap_or_default();
        let claims = ChannelClaims {
            iss: text("iss"),
            sub: text("sub"),
            aud: text("aud"),
            exp: self.number("exp").unwrap_or_default(),
            token_exp: self.number("token_exp"),
        };
        let server = self.response.as_ref().and_then(|response| response.server_now());
        let made = server.or_else(|| self.number("iat"));
        let channel = match known {
            Some(known) => known.client_id.trim(),
            None if claims.iss.is_empty() => A_CHANNEL_ID,
            None => &claims.iss,
        };
        let kid = self.kid().unwrap_or_default();
        let verdicts = check_assertion(channel, &kid, true, &claims, made.unwrap_or(now));
        let undated = failed(&verdicts).any(|verdict| verdict.id == RuleId::TimesInSeconds);
        // What is no time in seconds has no length either.
        let told =
            failed(&verdicts).filter(|it| !(undated && it.id == RuleId::AssertionWithinHalfHour));
        told.map(|verdict| pasted(verdict, made.is_some())).collect()
    }

    /// A number as it was written, be it as a text: LINE's own first example has texts.
    fn number(&self, name: &str) -> Option<i64> {
        let member = self.claim(name)?;
        let text = text_of(member);
        let written = text.as_deref().unwrap_or(&member.value_json).trim();
        let number: f64 = written.parse().ok().filter(|number: &f64| number.is_finite())?;
        // Beyond what fits it stays out of every bound.
        Some(number as i64)
    }

    fn line_answer(&self, answer: &Answer) -> Diagnosis {
        let header = |name| self.response.as_ref().and_then(|response| response.header(name));
        let operation = self.operation();
        let asserted = operation.authentication() == Some(Authentication::Assertion);
        let kid = self.kid();
        of_line_answer(&LineEvidence {
            operation,
            status: self.status().unwrap_or(400),
            content_type: header("content-type"),
            retry_after: header("retry-after").and_then(|value| value.trim().parse().ok()),
            answer,
            path: self.address.as_ref().map_or("", url::Url::path),
            kid: kid.as_deref().or(asserted.then_some("")),
            skew_seconds: None,
            newer_short_lived: 0,
        })
    }
}

/// A broken rule of an assertion that was sent from elsewhere: no record lacks anything. Against
/// this computer's clock alone, a length of time is not certain: it may have been sent long ago.
fn pasted(verdict: &Verdict, timed: bool) -> Diagnosis {
    let mut found = of_check(verdict);
    found.cause = Cause::ChannelAssertionWrong;
    if verdict.id == RuleId::AssertionWithinHalfHour && !timed {
        found.confidence = Confidence::Likely;
    }
    found.fix(Fix::UseLineClaims)
}

fn failed(verdicts: &[Verdict]) -> impl Iterator<Item = &Verdict> {
    verdicts.iter().filter(|verdict| verdict.result == VerdictResult::Failed)
}
