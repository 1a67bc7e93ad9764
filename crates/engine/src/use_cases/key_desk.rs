//! The key desk: what a file is and whose, whether two files belong together, the forms that are
//! given out, and new pairs. Nothing here needs the service.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{self, KeyPair};
use credenza_core::Secret;
use credenza_core::keys::{self, KeyError, KeyFile, KeyMatch, KeyProblem, PublicKey};

use crate::engine::Engine;
use crate::error::Error;
use crate::views::key_desk::{KeyDeskView, KeyForm, KeyFormsView, KeyOwnerView, KeySize};
use crate::views::keys::KeyCandidateView;

impl Engine {
    /// Everything that can be said of a candidate.
    ///
    /// # Errors
    /// When it is gone.
    pub fn key_look(&self, handle: u32) -> Result<KeyDeskView, Error> {
        let (file, path) = self.candidate(handle)?;
        Ok(KeyDeskView {
            candidate: self.candidate_view(handle, &file, path.as_deref())?,
            owners: self.key_owners(&file)?,
            members: file.members.clone(),
            mending: file.mending.clone(),
            public: file.public_key().map(KeyFormsView::of),
        })
    }

    /// Whether two candidates belong together.
    ///
    /// # Errors
    /// When one of them is gone.
    pub fn key_match(&self, first: u32, second: u32) -> Result<KeyMatch, Error> {
        let ((first, _), (second, _)) = (self.candidate(first)?, self.candidate(second)?);
        Ok(keys::compare(&first, &second))
    }

    /// The records that have a key of this file, or once had one.
    ///
    /// # Errors
    /// When the vault is locked.
    pub fn key_owners(&self, file: &KeyFile) -> Result<Vec<KeyOwnerView>, Error> {
        let wanted: Vec<&str> =
            file.members.iter().filter_map(|member| member.spki_sha256.as_deref()).collect();
        let found = self.with_vault(|vault| Ok(vault.key_owners(&wanted)?))?;
        let owners = found.into_iter().map(|owner| KeyOwnerView {
            app_id: owner.app,
            name: owner.name,
            current: owner.current,
            at: owner.at,
            spki_sha256: owner.spki_sha256,
            kid: owner.kid,
        });
        Ok(owners.collect())
    }

    /// Makes a pair and holds it as a candidate. Nothing is written.
    ///
    /// # Errors
    /// When the vault is locked.
    pub fn key_generate(&self, bits: KeySize) -> Result<KeyCandidateView, Error> {
        self.epoch()?;
        self.key_offer_text(&generate_key(bits)?)
    }

    /// A candidate in the form it is to be saved in.
    ///
    /// # Errors
    /// When it is gone, or has no such form.
    pub fn key_form(&self, handle: u32, form: KeyForm) -> Result<Secret, Error> {
        key_text(&self.candidate(handle)?.0, form)
    }
}

/// A key in the form it is to be written in. A public form is no secret, and is treated like one:
/// who wants to show it has [`KeyFormsView`].
///
/// # Errors
/// When the file holds no key that has this form, or several keys.
pub fn key_text(file: &KeyFile, form: KeyForm) -> Result<Secret, Error> {
    if form == KeyForm::Pkcs8Pem {
        return Ok(file.opened()?.pkcs8_pem());
    }
    if file.report.problems.contains(&KeyProblem::SeveralKeys) {
        // Which of them is meant is not ours to guess: the wrong one would be registered.
        return Err(KeyError::Refused(Box::new(file.report.clone())).into());
    }
    let public = file.public_key().ok_or(Error::NotFound("public key in this file"))?;
    public_text(public, form).map(Secret::new)
}

fn public_text(public: &PublicKey, form: KeyForm) -> Result<String, Error> {
    let forms = KeyFormsView::of(public);
    match form {
        KeyForm::PublicJwk => Ok(forms.public_jwk),
        KeyForm::LineJwk => forms.line_jwk.ok_or(Error::Invalid {
            field: "form",
            reason: "LINE takes RSA keys of 2048 bits only",
        }),
        KeyForm::PublicPem | KeyForm::Pkcs8Pem => Ok(forms.public_pem),
    }
}

/// Makes an RSA pair by the system's randomness, as PKCS#8 in PEM.
///
/// # Errors
/// When the signing library refuses, as it does when out of memory.
pub fn generate_key(bits: KeySize) -> Result<Secret, Error> {
    let size = match bits {
        KeySize::Rsa2048 => rsa::KeySize::Rsa2048,
        KeySize::Rsa4096 => rsa::KeySize::Rsa4096,
    };
    let pair = KeyPair::generate(size).map_err(|_| Error::Interrupted)?;
    // The library wipes its own copy.
    let der = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).map_err(|_| Error::Interrupted)?;
    Ok(keys::open(der.as_ref(), None)?.pkcs8_pem())
}
