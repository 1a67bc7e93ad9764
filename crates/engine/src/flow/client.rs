//! What a client shows itself by, made ready for one request: a secret out of the vault, or an
//! assertion that is signed anew each time (RFC 7523 sections 2.2 and 3).

use std::sync::Arc;

use credenza_core::apps::{ClientAuthentication, ClientProfile};
use credenza_core::jwt::checks::Credentials;
use credenza_core::jwt::claims::client_assertion;
use credenza_core::keys::SigningKey;
use credenza_core::oauth::ClientProof;
use credenza_core::{Secret, UnixSeconds};
use url::Url;

use super::exchange::Stop;
use super::recorder::Recorder;

/// What the record has, taken out of the vault beforehand.
#[derive(Clone)]
pub(crate) struct ClientSecrets {
    pub(crate) client_secret: Option<Secret>,
    pub(crate) key: Option<Arc<SigningKey>>,
    /// `kid` of what the key signs; empty: none.
    pub(crate) key_id: String,
}

impl ClientSecrets {
    /// Without the values.
    pub(crate) fn have(&self) -> Credentials {
        Credentials { has_secret: self.client_secret.is_some(), has_key: self.key.is_some() }
    }

    /// What the client shows at this endpoint. The checks before found it present; its secrets are
    /// hidden from what is shown.
    pub(super) fn prove(
        &self,
        client: &ClientProfile,
        endpoint: &Url,
        now: UnixSeconds,
        recorder: &mut Recorder<'_>,
    ) -> Result<ClientProof, Stop> {
        let secret = || self.client_secret.clone().ok_or_else(Stop::other);
        let proof = match client.authentication {
            ClientAuthentication::None => ClientProof::Public,
            ClientAuthentication::ClientSecretBasic => ClientProof::Basic(secret()?),
            ClientAuthentication::ClientSecretPost => ClientProof::Post(secret()?),
            ClientAuthentication::PrivateKeyJwt => {
                let key = self.key.as_deref().ok_or_else(Stop::other)?;
                ClientProof::Assertion(self.assertion(client, endpoint, now, key)?)
            }
        };
        proof.secret().into_iter().for_each(|secret| recorder.hidden.hide_whole(secret));
        Ok(proof)
    }

    fn assertion(
        &self,
        client: &ClientProfile,
        endpoint: &Url,
        now: UnixSeconds,
        key: &SigningKey,
    ) -> Result<Secret, Stop> {
        let mut number = [0; 16];
        aws_lc_rs::rand::fill(&mut number).map_err(|_| Stop::other())?;
        let unsigned = client_assertion(
            &client.client_id,
            endpoint.as_str(),
            &self.key_id,
            u128::from_be_bytes(number),
            now,
        );
        let signature = key.sign_rs256(unsigned.message()).map_err(|_| Stop::other())?;
        Ok(unsigned.signed(&signature))
    }
}
