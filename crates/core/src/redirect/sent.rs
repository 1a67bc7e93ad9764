//! The `redirect_uri` that a client sends, out of what people paste: the bare URL, its encoded
//! form, or a whole authorize URL.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::form_urlencoded;

use super::rule::RuleSet;
use crate::services::line_works::AUTH_BASE;

/// What was pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SentForm {
    /// The URL itself.
    Raw,
    /// Percent-encoded, as it stands in a query.
    Encoded,
    /// Encoded twice: the server decodes once and sees an encoded text.
    EncodedTwice,
    /// Cut out of an authorize or logout URL.
    FromUrl,
}

/// What the server sees of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SentUrl {
    /// What was pasted.
    pub form: SentForm,
    /// After the one decoding that a server does.
    pub url: String,
    /// How many times the parameter stands in the URL it was cut out of: 0 when it is missing there.
    #[ts(type = "number")]
    pub times: usize,
}

const REDIRECT: &str = "redirect_uri";
const AFTER_LOGOUT: &str = "post_logout_redirect_uri";
/// Parameters that tell a request to the server from a redirect URL with a query of its own.
const OF_A_REQUEST: [&str; 6] =
    ["client_id", "response_type", "scope", "state", "id_token_hint", AFTER_LOGOUT];
/// Those of them that no address has to which a server sends back.
const ONLY_OF_A_REQUEST: [&str; 3] = ["client_id", "response_type", "id_token_hint"];

/// The parameters that carry the URL, the first one that is there counts.
const fn parameters(set: RuleSet) -> &'static [&'static str] {
    match set {
        RuleSet::LineWorks | RuleSet::Sso => &[REDIRECT],
        RuleSet::LineWorksLogout => &[AFTER_LOGOUT],
        RuleSet::Oauth => &[REDIRECT, AFTER_LOGOUT],
    }
}

/// Reads what was pasted. A line end comes from the pasting; a blank may come from the client, and
/// is kept.
pub fn sent(text: &str, set: RuleSet) -> SentUrl {
    let text = text.trim_matches(['\r', '\n']);
    let bare = text.trim_matches([' ', '\t']);
    if let Some(found) = cut_out(bare, set) {
        return found;
    }
    let form = form_of(bare);
    let url = match form {
        SentForm::Encoded | SentForm::EncodedTwice => decoded(bare),
        SentForm::Raw | SentForm::FromUrl => text.to_owned(),
    };
    SentUrl { form, url, times: 1 }
}

/// The URL out of a request; an empty one out of a request that has none.
fn cut_out(text: &str, set: RuleSet) -> Option<SentUrl> {
    let (server, query) = text.split_once('?').unwrap_or(("", text));
    let query = query.split('#').next()?;
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let has = |names: &[&str]| pairs.iter().any(|(name, _)| names.contains(&name.as_str()));
    let wanted = parameters(set);
    let bare = wanted.iter().any(|name| text.starts_with(&format!("{name}=")));
    let to_service = server.starts_with(&format!("{AUTH_BASE}/"));
    if !bare && !to_service && !has(&OF_A_REQUEST) {
        return None;
    }
    let values = |wanted: &&&str| {
        let named = pairs.iter().filter(|(name, _)| name == **wanted);
        named.map(|(_, value)| value).collect::<Vec<_>>()
    };
    let found = wanted.iter().find(|name| has(&[name])).map(|name| values(&name));
    match found.as_deref() {
        Some([first, ..]) => {
            let (url, times) = ((*first).clone(), found.as_ref().map_or(1, Vec::len));
            Some(SentUrl { form: SentForm::FromUrl, url, times })
        }
        _ if to_service || has(&ONLY_OF_A_REQUEST) => {
            Some(SentUrl { form: SentForm::FromUrl, url: String::new(), times: 0 })
        }
        _ => None,
    }
}

fn form_of(text: &str) -> SentForm {
    let after_scheme =
        text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let lower = after_scheme.get(..5).unwrap_or(after_scheme).to_ascii_lowercase();
    if lower.starts_with("%253a") {
        SentForm::EncodedTwice
    } else if lower.starts_with("%3a") {
        SentForm::Encoded
    } else {
        SentForm::Raw
    }
}

/// As a server reads a query: percent signs and plus signs.
fn decoded(text: &str) -> String {
    // A single name without value: nothing in it is a separator when it is encoded.
    let pair = form_urlencoded::parse(text.as_bytes()).next();
    pair.map_or_else(String::new, |(name, value)| {
        if value.is_empty() { name.into_owned() } else { format!("{name}={value}") }
    })
}
