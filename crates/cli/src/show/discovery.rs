//! A discovery document as people read it, or why there is none.

use credenza_core::discovery::DiscoveryDocument;
use credenza_engine::views::discovery::DiscoveryView;

use super::columns::Rows;
use crate::words;

/// The view.
pub(crate) fn view(view: &DiscoveryView) -> String {
    match view {
        DiscoveryView::Read { address, document } => read(address, document),
        other => words::discovery::why(other),
    }
}

fn read(address: &str, document: &DiscoveryDocument) -> String {
    let address_of = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let list = |values: &[String]| values.join(" ");
    let issuer_named = match document.authorization_response_iss_parameter_supported {
        true => "names its issuer",
        false => "",
    };
    Rows::default()
        .row("read from", address)
        .row("issuer", &document.issuer)
        .row("authorize", address_of(&document.authorization_endpoint))
        .row("token", address_of(&document.token_endpoint))
        .row("revoke", address_of(&document.revocation_endpoint))
        .row("introspect", address_of(&document.introspection_endpoint))
        .row("userinfo", address_of(&document.userinfo_endpoint))
        .row("end session", address_of(&document.end_session_endpoint))
        .row("keys", address_of(&document.jwks_uri))
        .row("scopes", list(&document.scopes_supported))
        .row("grants", list(&document.grant_types_supported))
        .row("client shows itself", list(&document.token_endpoint_auth_methods_supported))
        .row("PKCE", list(&document.code_challenge_methods_supported))
        .row("ID token signed", list(&document.id_token_signing_alg_values_supported))
        .row("answer", issuer_named)
        .rows("other host", document.other_hosts.iter().cloned())
        .text()
}
