//! What must never be seen: not in a run, an event, a view, a log or a file.

use std::path::Path;

use crate::desk::Desk;

/// How every token of the sandbox begins. Its seal shows six characters, this has seven.
const TOKEN_START: &str = "jp1AAAA";

/// Everything secret that has passed by.
pub struct Secrets(Vec<(&'static str, String)>);

impl Secrets {
    /// The secrets of the practice apps, and the assertions that have reached the sandbox.
    pub fn of(desk: &Desk) -> Self {
        let mut all = vec![("an access or refresh token", TOKEN_START.to_owned())];
        for app in desk.sandbox.practice_apps() {
            all.push(("a client secret", app.client_secret.clone()));
            let lines = app.private_key_pem.lines().filter(|line| !line.starts_with("-----"));
            all.extend(lines.map(|line| ("a line of a private key", line.to_owned())));
        }
        for exchange in desk.sandbox.exchanges() {
            let assertion = exchange.form_value("assertion").unwrap_or_default();
            if let Some((_, signature)) = assertion.rsplit_once('.') {
                all.push(("the signature of an assertion", signature.to_owned()));
            }
        }
        Self(all)
    }

    /// Which secrets this text shows; the secrets themselves are not named.
    pub fn seen_in(&self, text: &str) -> Vec<&'static str> {
        let seen = self.0.iter().filter(|(_, secret)| text.contains(secret.as_str()));
        seen.map(|(what, _)| *what).collect()
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
            let found = self.seen_in(&String::from_utf8_lossy(&bytes));
            seen.extend(found.into_iter().map(|what| (path.display().to_string(), what)));
        }
        seen
    }
}
