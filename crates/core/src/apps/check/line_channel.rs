//! What is worth saying of a channel of LINE: values that belong elsewhere, and what is missing.

use super::super::finding::FindingId as Id;
use super::super::finding::FindingSeverity::{Error, Info, Warning};
use super::super::{Finding, HostError, LineChannelApp, shapes};
use super::{characters, key_in};
use crate::Secret;
use crate::line::{TokenFormat, format_of};

/// Everything worth saying.
pub(super) fn check(app: &LineChannelApp, secret: Option<&Secret>) -> Vec<Finding> {
    let mut found = channel_id(app);
    found.extend(secret.into_iter().flat_map(channel_secret));
    found.extend(place(app));
    found.extend(key_in("description", &app.description));
    found
}

fn channel_id(app: &LineChannelApp) -> Vec<Finding> {
    let (field, text) = ("channelId", app.channel_id.as_str());
    if text.trim().is_empty() {
        return vec![Finding::new(field, Id::Missing, Warning)];
    }
    if let Some(found) = key_in(field, text) {
        return vec![found];
    }
    let mut found = characters(field, text);
    let text = text.trim();
    if is_channel_secret(text) {
        found.push(Finding::new(field, Id::ChannelIdAndSecretSwapped, Error));
    } else if is_of_line_works(text) {
        found.push(Finding::new(field, Id::LineWorksValue, Error));
    } else if is_token(text) {
        found.push(Finding::new(field, Id::TokenPasted, Error));
    } else if found.is_empty() && !is_channel_id(text) {
        let length = text.chars().count();
        found.push(Finding::new(field, Id::ChannelIdShape, Info).with("length", length));
    }
    found
}

/// Params never carry a part of it.
fn channel_secret(secret: &Secret) -> Vec<Finding> {
    // Looked at character by character; nothing of it leaves this function.
    let (field, text) = ("clientSecret", secret.expose());
    if text.is_empty() {
        return Vec::new();
    }
    if let Some(found) = key_in(field, text) {
        return vec![found];
    }
    let mut found = characters(field, text);
    let text = text.trim();
    if is_channel_id(text) {
        found.push(Finding::new(field, Id::ChannelIdAndSecretSwapped, Error));
    } else if is_of_line_works(text) || shapes::is_client_secret(text) {
        found.push(Finding::new(field, Id::LineWorksValue, Warning));
    } else if is_token(text) {
        found.push(Finding::new(field, Id::TokenPasted, Error));
    } else if found.is_empty() && !is_channel_secret(text) {
        let length = text.chars().count();
        found.push(Finding::new(field, Id::ChannelSecretShape, Info).with("length", length));
    }
    found
}

fn place(app: &LineChannelApp) -> Option<Finding> {
    let say = |id| Finding::new("apiBase", id, Error);
    // The sandbox's address is known once it runs.
    match app.place.api_base(Some("http://127.0.0.1")).err()? {
        HostError::NotConfirmed { actual } => Some(say(Id::HostNotConfirmed).with("host", actual)),
        _ => Some(say(Id::AddressUnusable)),
    }
}

/// 10 digits (facts.md 7.7).
fn is_channel_id(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// 32 hexadecimal digits (facts.md 7.7).
fn is_channel_secret(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A Client ID or service account of LINE WORKS, or a value of its API 1.0.
fn is_of_line_works(text: &str) -> bool {
    shapes::is_client_id(text) || shapes::is_service_account(text) || shapes::is_api_one_id(text)
}

fn is_token(text: &str) -> bool {
    let format = format_of(&Secret::new(text.to_owned()));
    // Shorter ones may be a secret with other characters in it.
    format == TokenFormat::Signed || (format == TokenFormat::Base64 && text.len() > 100)
}

#[cfg(test)]
mod tests {
    use super::super::super::{AppDraft, LinePlace};
    use super::super::check_draft;
    use super::*;

    fn found(channel_id: &str, secret: Option<&str>, place: LinePlace) -> Vec<(String, Id)> {
        let app =
            LineChannelApp { channel_id: channel_id.into(), place, ..LineChannelApp::default() };
        let draft = AppDraft { name: "x".into(), service: app.into(), ..AppDraft::default() };
        let secret = secret.map(|text| Secret::new(text.to_owned()));
        let found = check_draft(&draft, secret.as_ref());
        found.into_iter().map(|finding| (finding.field, finding.id)).collect()
    }

    const ID: &str = "1573163733";
    const SECRET: &str = "0123456789abcdef0123456789ABCDEF";

    #[test]
    fn a_right_record_has_nothing_to_say() {
        assert_eq!(found(ID, Some(SECRET), LinePlace::Line), []);
        assert_eq!(found(ID, None, LinePlace::Sandbox), []);
    }

    #[test]
    fn each_wrong_paste_is_named_at_its_field() {
        let signed = "eyJhbGciOiJIUzI1NiJ9.eyJleGFtcGxlIjoxfQ.c2lnbmF0dXJl";
        let at = |field: &str, id| vec![(field.to_owned(), id)];
        let rows = [
            (SECRET, at("channelId", Id::ChannelIdAndSecretSwapped)),
            ("TESTclientID00000001", at("channelId", Id::LineWorksValue)),
            ("ab1cd.serviceaccount@example", at("channelId", Id::LineWorksValue)),
            (signed, at("channelId", Id::TokenPasted)),
            ("157316373", at("channelId", Id::ChannelIdShape)),
            ("1573163733\n", at("channelId", Id::LineEnds)),
            ("１５７３１６３７３３", at("channelId", Id::FullWidth)),
            ("", at("channelId", Id::Missing)),
            ("-----BEGIN PRIVATE KEY-----", at("channelId", Id::PrivateKeyPasted)),
        ];
        for (text, expected) in rows {
            assert_eq!(found(text, None, LinePlace::Line), expected, "{text}");
        }
        let rows = [
            (ID, Id::ChannelIdAndSecretSwapped),
            ("TESTsecret", Id::LineWorksValue),
            (signed, Id::TokenPasted),
            ("0123456789abcdef0123456789ABCDE", Id::ChannelSecretShape),
            (" 0123456789abcdef0123456789ABCDEF", Id::StrayBlanks),
        ];
        for (text, id) in rows {
            assert_eq!(found(ID, Some(text), LinePlace::Line), at("clientSecret", id), "{text}");
        }
    }

    #[test]
    fn an_own_address_must_be_usable_and_confirmed() {
        let own = |api_base: &str| LinePlace::Custom {
            api_base: api_base.into(),
            confirmed_host: "gate.example".into(),
        };
        assert_eq!(found(ID, None, own("https://gate.example")), []);
        let rows = [("https://x.example", Id::HostNotConfirmed), ("gate", Id::AddressUnusable)];
        for (address, id) in rows {
            assert_eq!(found(ID, None, own(address)), [("apiBase".to_owned(), id)]);
        }
    }
}
