//! A file that was looked at, with everything that can be said and given out of it.

use super::examine::Examined;
use super::{
    KeyError, KeyKind, KeyMember, KeyProblem, KeyReport, Mending, OpenedKey, PublicKey, examine,
};
use crate::Secret;

/// Keys and certificates that are looked at in one file.
pub const MAX_MEMBERS: usize = 256;

/// What is in a file. Holds the private key where one was read; its Debug form does not show it.
#[derive(Debug)]
pub struct KeyFile {
    /// What the file is, and whether its key can sign RS256.
    pub report: KeyReport,
    /// Its keys and certificates; the key of a PEM file before what lies beside it.
    pub members: Vec<KeyMember>,
    /// What mending does to it, for a PEM file that needs any.
    pub mending: Option<Mending>,
    public: Option<PublicKey>,
    key: Option<OpenedKey>,
}

impl KeyFile {
    /// Looks at a file. Never fails: what can't be read is named in the report.
    pub fn read(bytes: &[u8], passphrase: Option<&Secret>) -> Self {
        let examined = examine::examine(bytes, passphrase);
        let own = KeyMember::of(&examined, examined.name.clone());
        let known = own.thumbprint.is_some() || own.spki_sha256.is_some();
        // The members of a container speak for themselves.
        let single = !matches!(examined.report.kind, KeyKind::Jwks | KeyKind::Pkcs12);
        let members =
            (known && single).then_some(own).into_iter().chain(examined.others.clone()).collect();
        let Examined { report, key, public, .. } = examined;
        let mending = Mending::of(bytes, &report);
        let key = key.filter(|_| report.is_usable()).map(|key| OpenedKey::new(key, report.clone()));
        Self { report, members, mending, public, key }
    }

    /// The private key, if it can sign RS256.
    pub fn key(&self) -> Option<&OpenedKey> {
        self.key.as_ref()
    }

    /// The public half of the key that the report is about.
    pub fn public_key(&self) -> Option<&PublicKey> {
        self.public.as_ref()
    }

    /// The private key.
    ///
    /// # Errors
    /// As [`super::open`].
    pub fn opened(&self) -> Result<&OpenedKey, KeyError> {
        self.key.as_ref().ok_or_else(|| self.refusal())
    }

    /// The private key, taken over.
    ///
    /// # Errors
    /// As [`super::open`].
    pub fn into_key(mut self) -> Result<OpenedKey, KeyError> {
        let key = self.key.take();
        key.ok_or_else(|| self.refusal())
    }

    fn refusal(&self) -> KeyError {
        let problems = &self.report.problems;
        if problems.contains(&KeyProblem::WrongPassphrase) {
            KeyError::WrongPassphrase
        } else if problems.contains(&KeyProblem::NeedsPassphrase) {
            KeyError::NeedsPassphrase
        } else {
            KeyError::Refused(Box::new(self.report.clone()))
        }
    }
}
