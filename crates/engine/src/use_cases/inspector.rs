//! Reading, verifying and comparing tokens. Nothing is sent and nothing is kept, but for a key
//! file that was opened. A token that is held is read here and never given to the page.

use credenza_core::apps::AppId;
use credenza_core::flow::{Part, RunId};
use credenza_core::jwks::{KeySet, KeySetError};
use credenza_core::jwt::assertion::assertion_parts;
use credenza_core::jwt::compare::{self, MemberDifference};
use credenza_core::jwt::read::{self, Member, TokenKind, TokenReading};
use credenza_core::jwt::verify::{Inspection, Question, inspect, inspect_without_signature};
use credenza_core::{Sealed, Secret, SecretBytes};

use super::keys;
use crate::engine::Engine;
use crate::error::Error;
use crate::views::inspector::{
    InspectionView, InspectorCompareInput, InspectorReadInput, KeySetProblem, KeySetView,
    KeySource, TokenOwnerView, TokenSource,
};

/// Longest text that is taken in, in bytes; what is over 64 KiB is only counted.
const LONGEST_TEXT: usize = 1024 * 1024;
/// Claims that may name a Client ID.
const CLIENT_CLAIMS: [&str; 4] = ["iss", "aud", "azp", "client_id"];

impl Engine {
    /// Reads a token and judges it.
    ///
    /// # Errors
    /// When the token is not there, or its text over 1 MiB. What is no token, and a key that can't
    /// be used, are no errors: the view names them.
    pub fn inspector_read(&self, input: &InspectorReadInput) -> Result<InspectionView, Error> {
        let token = self.token_text(&input.source)?;
        let read = input.key.as_ref().map(|key| self.key_set(key)).transpose()?;
        let (keys, key_error) = match read {
            None => (None, None),
            Some(Ok(set)) => (Some(set), None),
            Some(Err(problem)) => (None, Some(problem)),
        };
        let question = Question {
            keys: keys.as_ref(),
            algorithm: input.algorithm,
            expect: input.expect.clone(),
            access_token: input.access_token.as_ref(),
            now: input.at.unwrap_or_else(|| self.now()),
        };
        let inspection = token.inspect(&question);
        let owners = self.owners(&token, &inspection.reading)?;
        let parts = token.parts(&inspection.reading);
        Ok(view(inspection, &token, keys.as_ref().map(key_set_view), key_error, question.now)
            .with(owners, parts))
    }

    /// Two tokens, member by member.
    ///
    /// # Errors
    /// As for reading.
    pub fn inspector_compare(
        &self,
        input: &InspectorCompareInput,
    ) -> Result<Vec<MemberDifference>, Error> {
        let (left, right) = (self.token_text(&input.left)?, self.token_text(&input.right)?);
        Ok(compare::compare(&left.read(), &right.read()))
    }

    fn token_text(&self, source: &TokenSource) -> Result<Token, Error> {
        self.epoch()?;
        match source {
            TokenSource::Text { text } => {
                // Only its length is looked at.
                if text.expose().len() > LONGEST_TEXT {
                    return Err(Error::Invalid { field: "text", reason: "it is over 1 MiB" });
                }
                Ok(Token::Pasted(text.clone()))
            }
            TokenSource::Held { app_id } => {
                let held = self.shared.memory.tokens.access(*app_id).ok_or(Error::NoToken)?;
                Ok(Token::Held(held.token))
            }
            TokenSource::HeldId { app_id } => {
                let held = self.shared.memory.tokens.id(*app_id).ok_or(Error::NoToken)?;
                Ok(Token::Held(held.token))
            }
            TokenSource::Run { run_id } => self.assertion(*run_id),
        }
    }

    fn assertion(&self, run: RunId) -> Result<Token, Error> {
        let run = self.with_vault(|vault| Ok(vault.run_get(run)?))?;
        let parts = run.assertion.ok_or(Error::NotFound("assertion"))?.encoded;
        let message: String = parts
            .iter()
            .filter_map(|part| match part {
                Part::Plain { text } => Some(text.as_str()),
                Part::Secret(_) => None,
            })
            .collect();
        Ok(Token::Assertion { message: message.trim_end_matches('.').to_owned(), parts })
    }

    fn key_set(&self, source: &KeySource) -> Result<Result<KeySet, KeySetProblem>, Error> {
        let read = match source {
            // Exposed to be read as a key.
            KeySource::Text { text } => KeySet::read(text.expose().as_bytes()),
            KeySource::Secret { secret } => {
                // Exposed to be used as the bytes of a shared secret.
                KeySet::of_secret(SecretBytes::new(secret.expose().as_bytes().to_vec()))
            }
            KeySource::App { app_id } => match self.public_pem(*app_id)? {
                Some(pem) => KeySet::read(pem.as_bytes()),
                None => return Ok(Err(KeySetProblem::AppHasNoKey)),
            },
            KeySource::File { handle } => match self.shared.memory.verification_file(*handle) {
                // Exposed to be read as a key.
                Some(bytes) => KeySet::read(bytes.expose()),
                None => return Ok(Err(KeySetProblem::FileGone)),
            },
        };
        Ok(read.map_err(problem))
    }

    fn public_pem(&self, app: AppId) -> Result<Option<String>, Error> {
        self.with_vault(|vault| Ok(keys::view(vault, app)?.map(|key| key.public.public_pem)))
    }

    /// Records whose held token this is, or whose Client ID it names.
    fn owners(&self, token: &Token, reading: &TokenReading) -> Result<Vec<TokenOwnerView>, Error> {
        if reading.kind == TokenKind::Empty {
            return Ok(Vec::new());
        }
        let apps = self.with_vault(|vault| {
            let mut apps = vault.app_list(false)?;
            apps.extend(vault.app_list(true)?);
            Ok(apps)
        })?;
        let named = named_clients(reading.claims.as_deref().unwrap_or_default());
        let each = apps.into_iter().filter_map(|app| {
            let held =
                self.shared.memory.tokens.access(app.id).filter(|held| token.is(&held.token));
            let service = &app.draft.service;
            let client_id = service.client_id().trim();
            let service_account = service.line_works().map(|app| app.service_account.clone());
            let claim = named
                .iter()
                .find(|(_, client)| !client_id.is_empty() && client == client_id)
                .map(|(claim, _)| (*claim).to_owned());
            (held.is_some() || claim.is_some()).then(|| TokenOwnerView {
                app_id: app.id,
                app_name: app.draft.name.clone(),
                claim,
                service_account: service_account.unwrap_or_default(),
                held: held.map(|held| held.view),
            })
        });
        Ok(each.collect())
    }
}

/// A token, and how much of it the page has.
enum Token {
    Pasted(Secret),
    Held(Secret),
    Assertion { message: String, parts: Vec<Part> },
}

impl Token {
    fn inspect(&self, question: &Question<'_>) -> Inspection {
        match self {
            // Exposed to be decoded.
            Self::Pasted(text) | Self::Held(text) => inspect(text.expose(), question),
            Self::Assertion { message, .. } => inspect_without_signature(message, question),
        }
    }

    fn read(&self) -> TokenReading {
        match self {
            // Exposed to be decoded.
            Self::Pasted(text) | Self::Held(text) => read::read(text.expose()),
            Self::Assertion { message, .. } => read::read(&format!("{message}.")),
        }
    }

    fn sealed(&self) -> Sealed {
        match self {
            // Exposed to be sealed without the blanks that came along.
            Self::Pasted(text) => Sealed::of(text.expose().trim()),
            Self::Held(text) => text.sealed(),
            Self::Assertion { message, .. } => Sealed::of(message),
        }
    }

    /// What the page does not have yet. The claims of a signed token are shown anyway; its
    /// signature, and an opaque token as a whole, are cut out.
    fn parts(&self, reading: &TokenReading) -> Vec<Part> {
        match self {
            Self::Pasted(_) => Vec::new(),
            // Exposed to be cut: only header and payload are kept.
            Self::Held(text) if reading.kind == TokenKind::Jws => assertion_parts(text.expose()),
            Self::Held(text) => vec![Part::Secret(text.sealed())],
            Self::Assertion { parts, .. } => parts.clone(),
        }
    }

    /// Whether it is that token.
    fn is(&self, held: &Secret) -> bool {
        match self {
            // Exposed to be compared; both are in this process already, and nobody outside waits.
            Self::Pasted(text) | Self::Held(text) => text.expose().trim() == held.expose(),
            Self::Assertion { .. } => false,
        }
    }
}

fn view(
    inspection: Inspection,
    token: &Token,
    keys: Option<KeySetView>,
    key_error: Option<KeySetProblem>,
    now: i64,
) -> InspectionView {
    InspectionView {
        reading: inspection.reading,
        verified: inspection.verified,
        checks: inspection.checks,
        profile: inspection.profile,
        lints: inspection.lints,
        key: inspection.key,
        keys,
        key_error,
        now,
        sealed: token.sealed(),
        parts: Vec::new(),
        owners: Vec::new(),
    }
}

impl InspectionView {
    fn with(self, owners: Vec<TokenOwnerView>, parts: Vec<Part>) -> Self {
        Self { owners, parts, ..self }
    }
}

fn key_set_view(set: &KeySet) -> KeySetView {
    KeySetView {
        form: set.form,
        keys: set.keys.iter().map(|key| key.summary()).collect(),
        skipped: set.skipped.clone(),
    }
}

fn problem(error: KeySetError) -> KeySetProblem {
    match error {
        KeySetError::TooLarge => KeySetProblem::TooLarge,
        KeySetError::NotAKey(kind) => KeySetProblem::NotAKey { kind },
        KeySetError::Encrypted => KeySetProblem::Encrypted,
        KeySetError::NoUsableKey(skipped) => KeySetProblem::NoUsableKey { skipped },
        KeySetError::EmptySecret => KeySetProblem::EmptySecret,
        KeySetError::AsymmetricSecret => KeySetProblem::AsymmetricSecret,
    }
}

/// Claims with a text, or a list of texts, that may be a Client ID.
fn named_clients(claims: &[Member]) -> Vec<(&str, String)> {
    let of_client = claims.iter().filter(|member| CLIENT_CLAIMS.contains(&member.name.as_str()));
    let mut named = Vec::new();
    for member in of_client {
        if let Ok(text) = serde_json::from_str::<String>(&member.value_json) {
            named.push((member.name.as_str(), text));
        } else if let Ok(list) = serde_json::from_str::<Vec<String>>(&member.value_json) {
            named.extend(list.into_iter().map(|text| (member.name.as_str(), text)));
        }
    }
    named
}
