//! Recognises wrong pastes and what will not work in a record, while it is typed. Says what it
//! sees and refuses nothing. Here is what all kinds have; redirect URLs are judged by
//! `crate::redirect`.

mod customer_sso;
mod line_channel;
mod line_works;
mod oauth_server;

use super::finding::FindingId as Id;
use super::finding::FindingSeverity::{Error, Info, Warning};
use super::{AppDraft, Finding, Service, shapes};
use crate::Secret;
use crate::redirect::{ListReport, RuleSeverity};

/// Everything worth saying of a draft. `secret` is what was typed into the Client Secret field;
/// `None` when the field was not touched.
pub fn check_draft(draft: &AppDraft, secret: Option<&Secret>) -> Vec<Finding> {
    let mut found = match draft.name.trim().is_empty() {
        true => vec![Finding::new("name", Id::Missing, Error)],
        false => Vec::new(),
    };
    found.extend(match &draft.service {
        Service::LineWorks(app) => line_works::check(&draft.name, app, secret),
        Service::OauthServer(app) => oauth_server::check(app, secret),
        Service::LineChannel(app) => line_channel::check(app, secret),
        Service::CustomerSso(app) => customer_sso::check(app, secret),
    });
    found.extend(key_in("notes", &draft.notes));
    found
}

/// A private key in a field of free text.
fn key_in(field: &str, text: &str) -> Option<Finding> {
    shapes::is_private_key(text).then(|| Finding::new(field, Id::PrivateKeyPasted, Error))
}

/// Findings of a Client Secret as typed. Params never carry a part of it.
pub fn check_secret_text(secret: &Secret) -> Vec<Finding> {
    // Looked at character by character; nothing of it leaves this function.
    let text = secret.expose();
    let field = "clientSecret";
    if text.is_empty() {
        return Vec::new();
    }
    if shapes::is_private_key(text) {
        return vec![Finding::new(field, Id::PrivateKeyPasted, Error)];
    }
    let mut found = characters(field, text);
    if shapes::is_service_account(text.trim()) {
        found.push(Finding::new(field, Id::ServiceAccountInClientId, Warning));
    } else if found.is_empty() && !shapes::is_client_secret(text) {
        let length = text.chars().count();
        found.push(Finding::new(field, Id::ClientSecretShape, Info).with("length", length));
    }
    found
}

fn of_list(field: &str, list: &ListReport) -> Vec<Finding> {
    let count = |severity| list.places_at(severity);
    let say = |id, severity, count: usize| {
        (count > 0).then(|| Finding::new(field, id, severity).with("count", count))
    };
    let refused = say(Id::UrlsRefused, Error, count(RuleSeverity::Error));
    let doubtful = say(Id::UrlsDoubtful, Warning, count(RuleSeverity::Warning));
    refused.into_iter().chain(doubtful).collect()
}

fn characters(field: &str, text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    if text.contains(['\n', '\r']) {
        found.push(Finding::new(field, Id::LineEnds, Warning));
    } else if text.chars().any(|c| c == ' ' || c == '\t') {
        found.push(Finding::new(field, Id::StrayBlanks, Warning));
    }
    if text.chars().any(shapes::is_full_width) {
        found.push(Finding::new(field, Id::FullWidth, Warning));
    }
    if text.chars().any(shapes::is_invisible) {
        found.push(Finding::new(field, Id::InvisibleCharacters, Warning));
    }
    found
}
