//! The discovery document (OpenID Connect Discovery section 3, RFC 8414) and the key set.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;

use super::keys::signing_keys;
use crate::answer::Answer;
use crate::line_works::grant::{CODE_GRANT, JWT_BEARER, REFRESH_GRANT};
use crate::line_works::{AUTHORIZE_PATH, CERTS_PATH, LOGOUT_PATH, REVOKE_PATH, TOKEN_PATH};
use crate::state::Shared;

/// What the server offers, and where.
pub(in crate::line_works) async fn discovery(State(shared): State<Arc<Shared>>) -> Answer {
    let issuer = shared.issuer.as_str();
    let at = |path| format!("{issuer}{path}");
    let document = json!({
        "issuer": issuer,
        "authorization_endpoint": at(AUTHORIZE_PATH),
        "token_endpoint": at(TOKEN_PATH),
        "revocation_endpoint": at(REVOKE_PATH),
        "jwks_uri": at(CERTS_PATH),
        "end_session_endpoint": at(LOGOUT_PATH),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": [CODE_GRANT, REFRESH_GRANT, JWT_BEARER],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
        "revocation_endpoint_auth_methods_supported": ["client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "email", "profile"],
        "claims_supported": ["iss", "sub", "aud", "exp", "iat", "nonce", "at_hash", "email",
            "name", "locale"],
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
    });
    Answer::json(StatusCode::OK, &document)
}

/// Both public keys.
pub(in crate::line_works) async fn certs() -> Answer {
    match signing_keys().await {
        Ok(keys) => Answer::json(StatusCode::OK, &keys.jwks()),
        Err(error) => {
            tracing::error!(%error, "the keys could not be made");
            Answer::internal_error()
        }
    }
}
