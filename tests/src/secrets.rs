//! What must never be seen: not in a run, an event, a view, a log or a file.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use credenza_sandbox::RecordedExchange;

use crate::desk::Desk;

/// How every token of the sandbox begins. Its seal shows six characters, this has seven.
const TOKEN_START: &str = "jp1AAAA";
/// A text that a test sends as a token, and that is none, may be in words.
const SHORTEST: usize = 40;

/// Everything secret that has passed by.
pub struct Secrets(Vec<(&'static str, String)>);

impl Secrets {
    /// The secrets of the practice apps and channels, and the assertions and channel access tokens
    /// that have reached the sandbox.
    pub fn of(desk: &Desk) -> Self {
        let mut all = vec![("an access or refresh token", TOKEN_START.to_owned())];
        for app in desk.sandbox.practice_apps() {
            all.push(("a client secret", app.client_secret.clone()));
            let lines = app.private_key_pem.lines().filter(|line| !line.starts_with("-----"));
            all.extend(lines.map(|line| ("a line of a private key", line.to_owned())));
        }
        for channel in desk.sandbox.practice_channels() {
            all.push(("a channel secret", channel.channel_secret.clone()));
            let lines = channel.private_key_pem.lines().filter(|line| !line.starts_with("-----"));
            all.extend(lines.map(|line| ("a line of a channel's key", line.to_owned())));
        }
        for exchange in desk.sandbox.exchanges() {
            for name in ["assertion", "client_assertion"] {
                let assertion = sent(&exchange, name).unwrap_or_default();
                if let Some((_, signature)) = assertion.rsplit_once('.') {
                    all.push(("the signature of an assertion", signature.to_owned()));
                }
            }
            let token = sent(&exchange, "access_token").filter(|token| token.len() > SHORTEST);
            all.extend(token.map(|token| ("a channel access token", token)));
        }
        Self(all)
    }

    /// These, each under what it is.
    pub fn these(all: Vec<(&'static str, String)>) -> Self {
        Self(all)
    }

    /// Which secrets this text shows; the secrets themselves are not named.
    pub fn seen_in(&self, text: &str) -> Vec<&'static str> {
        self.seen_in_bytes(text.as_bytes())
    }

    /// Which secrets these bytes show: as they are, as UTF-16, as base64, as hex or as
    /// in a form.
    pub fn seen_in_bytes(&self, bytes: &[u8]) -> Vec<&'static str> {
        let shows = |secret: &str| spellings(secret).iter().any(|form| contains(bytes, form));
        self.0.iter().filter(|(_, secret)| shows(secret)).map(|(what, _)| *what).collect()
    }

    /// Which secrets lie in clear in the files below this folder.
    pub fn seen_below(&self, folder: &Path) -> Vec<(String, &'static str)> {
        let mut seen = Vec::new();
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                seen.extend(self.seen_below(&path));
                continue;
            }
            let bytes = std::fs::read(&path).expect("the file can be read");
            let found = self.seen_in_bytes(&bytes);
            seen.extend(found.into_iter().map(|what| (path.display().to_string(), what)));
        }
        seen
    }
}

/// A field of the form, or of the query: two of LINE's calls have their secret there.
fn sent(exchange: &RecordedExchange, name: &str) -> Option<String> {
    let query = exchange.query.as_deref().unwrap_or_default();
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    let in_query = pairs.find(|(field, _)| field == name).map(|(_, value)| value.into_owned());
    exchange.form_value(name).map(str::to_owned).or(in_query)
}

fn spellings(secret: &str) -> [Vec<u8>; 5] {
    let utf_16 = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // The last characters of base64 depend on what follows.
    let base64 = STANDARD_NO_PAD.encode(&secret.as_bytes()[..secret.len() / 3 * 3]);
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let plain = secret.as_bytes().to_vec();
    [plain, utf_16, base64.into_bytes(), hex.into_bytes(), encoded.into_bytes()]
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}
