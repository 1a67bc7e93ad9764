//! Secret text and bytes. Wiped on drop; no Display, Serialize, PartialEq or Deref, and a redacted
//! Debug. What a person may see of a secret is a [`Sealed`], made here and nowhere else.

use aws_lc_rs::digest;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Secret text: a client secret, a passphrase, a token.
///
/// It can't be shown:
/// ```compile_fail
/// let s = credenza_core::Secret::new("x".to_owned());
/// println!("{s}");
/// ```
/// nor compared or serialised:
/// ```compile_fail
/// let s = credenza_core::Secret::new("x".to_owned());
/// let _ = serde_json::to_string(&s);
/// ```
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over; the caller keeps no copy.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text itself. Every caller says why it needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Length in characters.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What may be shown of it.
    pub fn sealed(&self) -> Sealed {
        Sealed::of(self.expose())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secret({} characters)", self.length())
    }
}

/// Secret bytes: a private key in DER.
#[derive(Clone)]
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    /// Takes the bytes over; the caller keeps no copy.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes themselves. Every caller says why it needs them.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SecretBytes({} bytes)", self.0.len())
    }
}

/// What may be shown, logged and stored of a secret: some characters of a long one, its length
/// and a short hash, so that two people can compare (security.md L3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Sealed {
    /// First 6 and last 4 characters of a token; empty for a credential that lasts, and for a text
    /// of under 24 characters, of which ten shown characters would give away too much.
    pub shown: String,
    /// Length in characters.
    #[ts(type = "number")]
    pub length: usize,
    /// First 8 hex digits of the SHA-256.
    pub sha256: String,
}

impl Sealed {
    const SHORTEST_SHOWN: usize = 24;

    /// Seals a text.
    pub fn of(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        Self {
            shown: head_and_tail(&characters),
            length: characters.len(),
            sha256: short_sha256(text),
        }
    }

    /// Seals a credential that lasts, such as a client secret or a password: no character of it is
    /// shown, however long it is.
    pub fn whole(text: &str) -> Self {
        Self { shown: String::new(), ..Self::of(text) }
    }
}

fn head_and_tail(characters: &[char]) -> String {
    if characters.len() < Sealed::SHORTEST_SHOWN {
        return String::new();
    }
    let head: String = characters[..6].iter().collect();
    let tail: String = characters[characters.len() - 4..].iter().collect();
    format!("{head}…{tail}")
}

fn short_sha256(text: &str) -> String {
    // A short secret has few possible values, but it is random and never shorter than this hash.
    let hash = digest::digest(&digest::SHA256, text.as_bytes());
    hash.as_ref()[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_of_a_secret_shows_only_its_length() {
        let secret = Secret::new("TESTSECRET0".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret(11 characters)");
    }

    #[test]
    fn short_secrets_show_no_character_at_all() {
        assert_eq!(Sealed::of("TESTSECRET0").shown, "");
    }

    #[test]
    fn long_secrets_show_six_and_four_characters() {
        assert_eq!(Sealed::of("jp1AAAAexampleabcdefghijklkQ8w").shown, "jp1AAA…kQ8w");
    }
}
