//! 'Explain this': a failure that someone pastes, without a run. An assertion, an error answer, a
//! request, a transcript of curl, a key: what it holds is taken apart, measured and diagnosed as
//! a run would be. Pure; nothing is kept.

mod address;
mod answer;
mod api;
mod assertion;
mod credentials;
mod curl;
mod explain;
mod form;
mod http;
mod key;
mod line;
mod refresh;
mod sign_in_page;
#[cfg(test)]
mod tests;

use serde::Serialize;
use ts_rs::TS;
use url::Url;

use super::{Diagnosis, RuledOut};
use crate::flow::Part;
use crate::jwt::read::{self, Member, TokenKind, TokenReading};
use crate::keys::{self, KeyReport};
use crate::oauth::{Answer, Hidden};
use crate::{Sealed, Secret, UnixSeconds};
use form::Form;
use http::Response;

/// The longest text that is looked at, in bytes (security.md N5).
pub const MAX_PASTE_BYTES: usize = 256 * 1024;

/// What was recognised in a pasted text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Material {
    /// A service-account assertion.
    Assertion,
    /// An assertion of a channel of LINE.
    ChannelAssertion,
    /// A token of another kind, which is not judged here.
    OtherToken,
    /// A token request.
    Request,
    /// A server's answer.
    Answer,
    /// A web page.
    WebPage,
    /// What a program said when no answer came.
    ConnectionError,
    /// A key file's text.
    Key,
    /// A listing of a key file's permissions.
    FileListing,
}

/// What was read out of a pasted text, and why it failed.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// What was recognised; empty for a text that says nothing to the doctor.
    pub material: Vec<Material>,
    /// The most likely cause, with whatever else is wrong behind it in the order to mend it.
    pub diagnosis: Option<Diagnosis>,
    /// What was checked and is right.
    pub checked: Vec<RuledOut>,
    /// The server's words, verbatim, with secrets cut out.
    pub server_words: Option<String>,
    /// Status code of the answer.
    pub http_status: Option<u16>,
    /// The server's time by its Date header.
    pub server_now: Option<UnixSeconds>,
    /// The pasted text with every secret cut out.
    pub shown: Vec<Part>,
}

/// A stored record that the pasted text speaks of.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its Client ID.
    pub client_id: &'a str,
    /// Its service account.
    pub service_account: &'a str,
    /// Whether its key signed the assertion; `None` where that can't be told.
    pub key_signed: Option<bool>,
}

/// A pasted text, taken apart.
pub struct Paste {
    token: Option<(Secret, TokenReading)>,
    form: Form,
    address: Option<Url>,
    response: Option<Response>,
    answer: Option<Answer>,
    unanswered: Option<Diagnosis>,
    /// What a library said of a key.
    complaint: Option<Diagnosis>,
    says_404: bool,
    /// The service's own error page in place of its sign-in page.
    sign_in_page: Option<Diagnosis>,
    /// A refresh token that was sent as it is.
    unencoded: Option<Diagnosis>,
    key: Option<KeyReport>,
    listing: bool,
    hidden: Hidden,
    shown: Vec<Part>,
}

impl Paste {
    /// Takes a text apart; what lies beyond [`MAX_PASTE_BYTES`] is not looked at.
    pub fn read(text: &str) -> Self {
        let end = text.floor_char_boundary(MAX_PASTE_BYTES);
        let whole = text[..end].trim();
        let text = whole.trim_start_matches('\u{feff}').trim();
        let (before, response) = http::split(text);
        // Without an answer all of it may be the request.
        let sent = before.as_str();
        let form = Form::find(sent);
        let token = assertion::find(sent, &form, text);
        // With its byte order mark: what others stumble over in a key's file is a fault of it.
        let key = key::find(whole).filter(|_| token.is_none() && response.is_none());
        let answer = match &response {
            Some(response) => Some(response.answer()),
            None if token.is_none() && key.is_none() => answer::find(text),
            None => None,
        };
        let mut hidden = Hidden::default();
        form.secrets().for_each(|secret| hidden.hide(&secret));
        credentials::tokens(text).iter().for_each(|secret| hidden.hide(secret));
        if let Some((assertion, _)) = &token {
            hidden.hide(assertion);
        }
        if let Some(Answer::Token(token)) = &answer {
            hidden.hide(&token.access_token);
        }
        let mut paste = Self {
            address: address::find(sent),
            unanswered: curl::find(text).filter(|_| answer.is_none()),
            complaint: key::in_words(text).filter(|_| key.is_none() && answer.is_none()),
            says_404: text.contains("404"),
            sign_in_page: sign_in_page::find(text),
            unencoded: refresh::unencoded(&form, sent),
            listing: key::is_open_listing(text),
            token,
            form,
            response,
            answer,
            key,
            hidden,
            shown: Vec::new(),
        };
        paste.shown = paste.cut(text);
        paste
    }

    /// The Client ID that the text names.
    pub fn client_id(&self) -> Option<String> {
        let issuer = self.claim("iss").and_then(text_of);
        self.form.get("client_id").map(str::to_owned).or(issuer)
    }

    /// The service account that the text names.
    pub fn service_account(&self) -> Option<String> {
        self.claim("sub").and_then(text_of)
    }

    /// What was signed, and the signature's bytes, where both can be read.
    pub fn signed(&self) -> Option<(Secret, Vec<u8>)> {
        use base64::Engine as _;
        use base64::engine::general_purpose::URL_SAFE_NO_PAD;
        let (token, reading) = self.token.as_ref().filter(|(_, it)| it.kind == TokenKind::Jws)?;
        // Exposed to be split.
        let (message, signature) = token.expose().rsplit_once('.')?;
        let exact = reading.problems.is_empty();
        let signature = URL_SAFE_NO_PAD.decode(signature).ok().filter(|_| exact)?;
        Some((Secret::new(message.to_owned()), signature))
    }

    fn claim(&self, name: &str) -> Option<&Member> {
        let claims = self.token.as_ref()?.1.claims.as_deref()?;
        claims.iter().find(|member| member.name == name)
    }

    /// A key is never shown, nor a text that was not understood: it may be a secret itself.
    fn cut(&self, text: &str) -> Vec<Part> {
        if self.material().is_empty() || self.key.is_some() {
            return vec![Part::Secret(Sealed::of(text))];
        }
        let broken = self.response.as_ref().is_some_and(|response| !response.body.is_empty());
        let parts = self.hidden.body(text.as_bytes(), broken);
        credentials::cut(parts)
    }
}

impl std::fmt::Debug for Paste {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Paste({:?})", self.material())
    }
}

fn text_of(member: &Member) -> Option<String> {
    serde_json::from_str(&member.value_json).ok()
}

fn read_token(text: &str) -> Option<TokenReading> {
    let reading = read::read(text);
    let is_token = matches!(reading.kind, TokenKind::Jws | TokenKind::BrokenJws | TokenKind::Jwe);
    is_token.then_some(reading)
}

fn read_key(text: &str) -> KeyReport {
    keys::inspect(text.as_bytes(), None)
}
