//! The `redirect_uri` that a client sends, out of what people paste: the bare URL, its encoded
//! form, or a whole authorize URL.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::form_urlencoded;

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
    /// How many times the parameter stands in the URL it was cut out of.
    #[ts(type = "number")]
    pub times: usize,
}

const PARAMETERS: [&str; 2] = ["redirect_uri", "post_logout_redirect_uri"];
/// Parameters that tell a request to the server from a redirect URL with a query of its own.
const OF_A_REQUEST: [&str; 5] = ["client_id", "response_type", "scope", "state", "id_token_hint"];

/// Reads what was pasted. Blanks around it are not part of it; those inside are.
pub fn sent(text: &str) -> SentUrl {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    if let Some(found) = cut_out(text) {
        return found;
    }
    let form = form_of(text);
    let url = match form {
        SentForm::Encoded | SentForm::EncodedTwice => decoded(text),
        SentForm::Raw | SentForm::FromUrl => text.to_owned(),
    };
    SentUrl { form, url, times: 1 }
}

fn cut_out(text: &str) -> Option<SentUrl> {
    let query = text.split_once('?').map_or(text, |(_, query)| query);
    let query = query.split('#').next()?;
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let bare = PARAMETERS.iter().any(|name| text.starts_with(&format!("{name}=")));
    let is_request = pairs.iter().any(|(name, _)| OF_A_REQUEST.contains(&name.as_str()));
    if !bare && !is_request {
        return None;
    }
    let found: Vec<&String> = pairs
        .iter()
        .filter(|(name, _)| PARAMETERS.contains(&name.as_str()))
        .map(|(_, value)| value)
        .collect();
    let url = (*found.first()?).clone();
    Some(SentUrl { form: SentForm::FromUrl, url, times: found.len() })
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
