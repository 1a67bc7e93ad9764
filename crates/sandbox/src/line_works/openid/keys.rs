//! The two RSA keys of the practice server: made once in a process, when they are first needed.

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{
    KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

use crate::jws::CompactJws;
use crate::keys::pem;
use crate::random::{self, WORD};
use crate::server::SandboxError;

/// One key and the name it goes by.
pub(in crate::line_works) struct SigningKey {
    pub(super) kid: String,
    pair: KeyPair,
    public: ParsedPublicKey,
}

/// Both keys. The second one signs, so that a client must choose by `kid`.
pub(in crate::line_works) struct SigningKeys([SigningKey; 2]);

static KEYS: OnceCell<SigningKeys> = OnceCell::const_new();

/// The keys of this process; the first call makes them.
pub(in crate::line_works) async fn signing_keys() -> Result<&'static SigningKeys, SandboxError> {
    KEYS.get_or_try_init(|| async {
        let [first, second] = [(); 2].map(|()| spawn_blocking(SigningKey::generate));
        Ok(SigningKeys([first.await??, second.await??]))
    })
    .await
}

impl SigningKeys {
    /// The key that signs.
    pub(super) fn current(&self) -> &SigningKey {
        &self.0[1]
    }

    /// The public halves as a JWK set (RFC 7517 section 5).
    pub(super) fn jwks(&self) -> Value {
        json!({"keys": self.0.each_ref().map(SigningKey::jwk)})
    }

    /// Whether one of the keys signed it.
    pub(super) fn signed(&self, jws: &CompactJws<'_>) -> bool {
        self.0.iter().any(|key| jws.is_signed_by(&key.public))
    }
}

impl SigningKey {
    fn generate() -> Result<SigningKey, Unspecified> {
        let pair = KeyPair::generate(KeySize::Rsa2048)?;
        let public = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref())
            .map_err(|_| Unspecified)?;
        Ok(SigningKey { kid: random::text(16, WORD)?, pair, public })
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256 over `input`.
    pub(super) fn sign(&self, input: &str) -> Result<Vec<u8>, Unspecified> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair.sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            input.as_bytes(),
            &mut signature,
        )?;
        Ok(signature)
    }

    /// The public half as PEM, which everybody can make from the JWK.
    pub(super) fn public_pem(&self) -> Result<String, Unspecified> {
        let der: PublicKeyX509Der<'_> = self.pair.public_key().as_der()?;
        Ok(pem("PUBLIC KEY", der.as_ref()))
    }

    fn jwk(&self) -> Value {
        let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let public = self.pair.public_key();
        json!({
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid,
            "n": number(public.modulus().big_endian_without_leading_zero()),
            "e": number(public.exponent().big_endian_without_leading_zero()),
        })
    }
}
