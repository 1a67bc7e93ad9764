//! From what was read to a diagnosis: every fault, in the order in which a server looks for them
//! and they have to be mended.

use super::assertion::{self, Measured, Reference};
use super::{Explanation, Known, Material, Paste, address, api, key, refresh};
use crate::UnixSeconds;
use crate::diagnosis::refusal::{self, Refused, claim_in_words, contains_word};
use crate::diagnosis::shape;
use crate::diagnosis::{Cause, Confidence, Diagnosis, Fix, RuledOut};
use crate::jwt::read::TokenReading;
use crate::oauth::Answer;
use crate::services::line_works::{JWT_BEARER, REFRESH_TOKEN};

impl Paste {
    /// Says why it failed. `now` is this computer's time; `known` the record that the text speaks
    /// of; `readable_by_others` what is known of the file that it came from.
    pub fn explain(
        &self,
        now: UnixSeconds,
        known: Option<&Known<'_>>,
        readable_by_others: bool,
    ) -> Explanation {
        let mut right = Vec::new();
        let mut faults = match self.is_lines() {
            true => self.line_faults(now, known, &mut right),
            false => self.service_faults(now, known, &mut right),
        };
        faults.extend(self.key.as_ref().map(key::faults).unwrap_or_default());
        let is_private = self.key.as_ref().is_some_and(key::lies_open);
        if self.listing || (readable_by_others && is_private) {
            faults.push(key::readable_by_others());
        }
        let faults = self.told(once_each(faults));
        let ruled_out = if faults.is_empty() { Vec::new() } else { right.clone() };
        let diagnosis = Diagnosis::first_of(faults).map(|first| Diagnosis { ruled_out, ..first });
        Explanation {
            material: self.material(),
            diagnosis,
            checked: right,
            server_words: self.server_words(),
            http_status: self.status(),
            server_now: self.response.as_ref().and_then(|response| response.server_now()),
            shown: self.shown.clone(),
        }
    }

    /// Faults of a text that is not LINE's.
    fn service_faults(
        &self,
        now: UnixSeconds,
        known: Option<&Known<'_>>,
        right: &mut Vec<RuledOut>,
    ) -> Vec<Diagnosis> {
        let mut faults = self.address_faults(right);
        faults.extend(self.form_faults(right));
        faults.extend(self.unencoded.clone());
        faults.extend(self.sign_in_page.clone());
        faults.extend(self.unanswered.clone());
        let measured = self.assertion_faults(now, known);
        right.extend(measured.right);
        faults.extend(self.answer_faults(&faults, measured.faults));
        faults
    }

    /// What was recognised.
    pub(super) fn material(&self) -> Vec<Material> {
        let page = matches!(self.answer, Some(Answer::Html)) || self.sign_in_page.is_some();
        let channel = self.channel_assertion().is_some();
        let rows = [
            (Material::Assertion, self.assertion().is_some()),
            (Material::ChannelAssertion, channel),
            (Material::OtherToken, self.token.is_some() && self.assertion().is_none() && !channel),
            (Material::Request, self.form.is_request() || self.is_called()),
            (Material::WebPage, page),
            (Material::Answer, self.answer.is_some() && !page),
            (Material::ConnectionError, self.unanswered.is_some()),
            (Material::Key, self.key.is_some() || self.key_words()),
            (Material::FileListing, self.listing),
        ];
        rows.into_iter().filter(|(_, there)| *there).map(|(material, _)| material).collect()
    }

    /// An address alone is a request only where it is an address of the service.
    fn is_called(&self) -> bool {
        let of_service = |url| {
            address::fault(url).is_some()
                || address::is_token_endpoint(url)
                || address::is_api_host(url)
        };
        self.address.as_ref().is_some_and(of_service) || self.is_called_at_line()
    }

    fn key_words(&self) -> bool {
        self.complaint.is_some()
    }

    fn assertion(&self) -> Option<&TokenReading> {
        let (_, reading) = self.token.as_ref()?;
        let lines = self.channel_assertion().is_some();
        (!lines && assertion::is_service_account_assertion(reading)).then_some(reading)
    }

    pub(super) fn status(&self) -> Option<u16> {
        self.response.as_ref().map(|response| response.status)
    }

    fn address_faults(&self, right: &mut Vec<RuledOut>) -> Vec<Diagnosis> {
        let Some(url) = &self.address else { return Vec::new() };
        if address::is_token_endpoint(url) {
            right.push(RuledOut::AddressIsTokenEndpoint);
        }
        address::fault(url).into_iter().collect()
    }

    fn form_faults(&self, right: &mut Vec<RuledOut>) -> Vec<Diagnosis> {
        let mut faults = Vec::new();
        if !self.form.is_request() {
            return faults;
        }
        let certain = |cause| Diagnosis::new(cause, Confidence::Certain);
        if let Some(name) = self.form.doubled() {
            faults.push(
                certain(Cause::RequestRefused)
                    .with("detail", format!("{name} ×2"))
                    .fix(Fix::EncodeOnce),
            );
        }
        match self.form.get("grant_type") {
            Some(JWT_BEARER | REFRESH_TOKEN) => right.push(RuledOut::GrantTypeRight),
            Some(grant) if grant.to_ascii_lowercase().contains("%3a") => {
                faults
                    .push(certain(Cause::EncodedTwice).with("actual", grant).fix(Fix::EncodeOnce));
            }
            Some(grant) if self.form.is_assertion_request() => {
                faults.push(
                    certain(Cause::GrantTypeWrong).with("actual", grant).fix(Fix::SetGrantType),
                );
            }
            _ => {}
        }
        match self.form.get("client_secret") {
            Some(secret) if !secret.is_empty() => right.push(RuledOut::SecretWasSent),
            _ if self.form.is_assertion_request() => {
                faults.push(certain(Cause::ClientSecretMissing).fix(Fix::SendSecret));
            }
            _ => {}
        }
        faults
    }

    fn assertion_faults(&self, now: UnixSeconds, known: Option<&Known<'_>>) -> Measured {
        let Some(reading) = self.assertion() else { return Measured::default() };
        let server = self.response.as_ref().and_then(|response| response.server_now());
        let reference = server.map_or(Reference::Computer(now), Reference::Server);
        assertion::measure(reading, reference, known)
    }

    /// What the answer says, with the assertion's own faults where the server looks at them.
    fn answer_faults(&self, before: &[Diagnosis], measured: Vec<Diagnosis>) -> Vec<Diagnosis> {
        let mut faults = Vec::new();
        let Some(answer) = &self.answer else {
            faults.extend(measured);
            faults.extend(self.complaint.clone());
            return faults;
        };
        let Answer::OAuthError { error, description } = answer else {
            let found = (before.is_empty() && measured.is_empty()).then(|| self.by_shape(answer));
            faults.extend(found.flatten());
            faults.extend(measured);
            return faults;
        };
        let words = description.as_deref().unwrap_or_default();
        if error == "invalid_grant" {
            let explained = !measured.is_empty();
            faults.extend(measured);
            if !explained {
                faults.push(self.refused_grant(words));
            }
            return faults;
        }
        // A request that is wrong explains the code by itself.
        let told = if before.is_empty() { self.by_code(error, words) } else { None };
        faults.extend(told.filter(|found| found.cause != Cause::ScopeNotAllowed));
        let scope = (error == "invalid_scope").then(|| self.by_code(error, words)).flatten();
        faults.extend(measured);
        faults.extend(scope);
        faults
    }

    fn by_code(&self, error: &str, words: &str) -> Option<Diagnosis> {
        let asked = self.form.get("scope").unwrap_or_default();
        let scopes: Vec<String> =
            asked.split([' ', ',']).filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let no_secret = contains_word(words, "client_secret") && contains_word(words, "missing");
        let found = if no_secret {
            Diagnosis::new(Cause::ClientSecretMissing, Confidence::Certain).fix(Fix::SendSecret)
        } else {
            let refused = Refused { error, words, scopes: &scopes, key_worked_before: false };
            refusal::by_code(&refused).unwrap_or_else(|| refusal::other(self.status()))
        };
        Some(found.with("error", error))
    }

    /// `invalid_grant`, and the assertion is right as far as it can be seen, or was not pasted.
    fn refused_grant(&self, words: &str) -> Diagnosis {
        if refresh::is_refresh(&self.form) {
            return refresh::refused().with("error", "invalid_grant");
        }
        if let Some(named) = claim_in_words(words) {
            return named.with("error", "invalid_grant");
        }
        let timed = self.response.as_ref().is_some_and(|it| it.server_now().is_some());
        let found = match self.assertion() {
            Some(_) => Diagnosis::new(
                Cause::KeyNotThisApps,
                if timed { Confidence::Likely } else { Confidence::Possible },
            )
            .fix(Fix::ImportKey)
            .fix(Fix::CheckConsole),
            None if contains_word(words, "signature") => {
                Diagnosis::new(Cause::KeyNotThisApps, Confidence::Likely)
                    .fix(Fix::ImportKey)
                    .fix(Fix::CheckConsole)
            }
            None => Diagnosis::new(Cause::GrantRefused, Confidence::Possible)
                .fix(Fix::MakeFreshAssertion)
                .fix(Fix::SyncClock)
                .fix(Fix::CheckConsole),
        };
        found.with("error", "invalid_grant")
    }

    fn by_shape(&self, answer: &Answer) -> Option<Diagnosis> {
        let header = |name| self.response.as_ref().and_then(|response| response.header(name));
        match answer {
            Answer::Token(_) => None,
            Answer::ResourceApi { code, description } => Some(
                api::diagnose(code, description, self.status(), self.address.as_ref())
                    .with("code", code),
            ),
            Answer::ReturnCode { code, .. } if refresh::is_refresh(&self.form) => {
                Some(refresh::unreadable().with("code", code))
            }
            Answer::Html if self.status().is_none() => Some(self.page()),
            _ => Some(shape::by_answer(&shape::Shape {
                status: self.status().unwrap_or(400),
                content_type: header("content-type"),
                retry_after: header("retry-after").and_then(|value| value.trim().parse().ok()),
                answer,
                path: self.address.as_ref().map_or("", url::Url::path),
            })),
        }
    }

    /// A web page without its status line: a 404 page says so in its text.
    fn page(&self) -> Diagnosis {
        let not_found = self.says_404;
        let (cause, fix) = if not_found {
            (Cause::WrongPath, Fix::UseTokenEndpoint)
        } else {
            (Cause::WrongContentType, Fix::OpenNetworkSettings)
        };
        Diagnosis::new(cause, Confidence::Likely).with("contentType", "text/html").fix(fix)
    }

    fn server_words(&self) -> Option<String> {
        let words = self.answer.as_ref()?.words()?;
        Some(self.hidden.text(&words))
    }

    /// Values as they may be told, with the mark that they were pasted: no record is meant.
    fn told(&self, faults: Vec<Diagnosis>) -> Vec<Diagnosis> {
        let told = |fault: Diagnosis| {
            let mut fault = fault.with("pasted", "true");
            fault.params.values_mut().for_each(|value| *value = self.hidden.text(value));
            fault
        };
        faults.into_iter().map(told).collect()
    }
}

fn once_each(faults: Vec<Diagnosis>) -> Vec<Diagnosis> {
    let mut seen = Vec::new();
    let new = |fault: &Diagnosis| {
        // Rules of one assertion share their cause.
        let what = (fault.cause, fault.params.get("rule").cloned());
        let new = !seen.contains(&what);
        seen.push(what);
        new
    };
    faults.into_iter().filter(new).collect()
}
