//! The document itself: members that a record can take over. Every address in it is one that may be
//! called; hosts beside the issuer's are named, so that each can be confirmed (security.md N9, N10).
//! Members that are not known here are passed over.

use serde::Serialize;
use serde_json::{Map, Value};
use thiserror::Error;
use ts_rs::TS;
use url::Url;

use super::address::leads_to;
use crate::apps::is_callable;

/// Largest document that is read, in bytes.
pub const LARGEST_DOCUMENT: usize = 256 * 1024;
/// Most values of a list that are kept.
const MOST_VALUES: usize = 500;
/// Longest text that is kept, in bytes.
const LONGEST_TEXT: usize = 2_000;

/// What a server says of itself. A member that it leaves out is `None`, or an empty list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiscoveryDocument {
    /// `issuer`, to the letter.
    pub issuer: String,
    /// `authorization_endpoint`.
    pub authorization_endpoint: Option<String>,
    /// `token_endpoint`.
    pub token_endpoint: Option<String>,
    /// `revocation_endpoint` (RFC 7009).
    pub revocation_endpoint: Option<String>,
    /// `introspection_endpoint` (RFC 7662).
    pub introspection_endpoint: Option<String>,
    /// `userinfo_endpoint`.
    pub userinfo_endpoint: Option<String>,
    /// `end_session_endpoint` (OpenID Connect RP-Initiated Logout 1.0).
    pub end_session_endpoint: Option<String>,
    /// `jwks_uri`.
    pub jwks_uri: Option<String>,
    /// `scopes_supported`.
    pub scopes_supported: Vec<String>,
    /// `response_types_supported`.
    pub response_types_supported: Vec<String>,
    /// `grant_types_supported`; empty when not said, which means authorization code and implicit
    /// (RFC 8414 section 2).
    pub grant_types_supported: Vec<String>,
    /// `token_endpoint_auth_methods_supported`; empty when not said, which means
    /// `client_secret_basic` (RFC 8414 section 2).
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// `code_challenge_methods_supported`; empty when not said, which means no PKCE (RFC 8414
    /// section 2).
    pub code_challenge_methods_supported: Vec<String>,
    /// `id_token_signing_alg_values_supported`.
    pub id_token_signing_alg_values_supported: Vec<String>,
    /// Whether an answer to a sign-in names its issuer (RFC 9207 section 3).
    pub authorization_response_iss_parameter_supported: bool,
    /// Hosts of addresses beside the issuer's own, each once.
    pub other_hosts: Vec<String>,
}

/// Why a document is none that may be used.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DiscoveryProblem {
    /// Larger than any such document.
    #[error("the document is larger than {LARGEST_DOCUMENT} bytes")]
    TooLarge,
    /// Not a JSON object.
    #[error("the answer is no JSON object")]
    NotJson,
    /// Without the required `issuer`.
    #[error("the document names no issuer")]
    NoIssuer,
    /// It speaks of another issuer than its address does (OpenID Connect Discovery 1.0 section
    /// 4.3; RFC 8414 section 3.3).
    #[error("the document is of the issuer {actual}, and was read from {address}")]
    IssuerDiffers {
        /// `issuer` of the document.
        actual: String,
        /// Where it was read.
        address: String,
    },
    /// A member is not what it has to be.
    #[error("{member} is not what it has to be")]
    Member {
        /// Its name.
        member: String,
    },
    /// An address that may not be called: neither https nor this computer.
    #[error("{member} is no https address: {value}")]
    Address {
        /// Its name.
        member: String,
        /// Its value.
        value: String,
    },
}

/// Reads the document that was found at this address.
///
/// # Errors
/// When it can't be read, is of another issuer, or names an address that may not be called.
pub fn read_document(body: &[u8], address: &Url) -> Result<DiscoveryDocument, DiscoveryProblem> {
    if body.len() > LARGEST_DOCUMENT {
        return Err(DiscoveryProblem::TooLarge);
    }
    let read = serde_json::from_slice(body).map_err(|_| DiscoveryProblem::NotJson)?;
    let Value::Object(members) = read else { return Err(DiscoveryProblem::NotJson) };
    let members = Members(&members);
    let issuer = members.text("issuer")?.ok_or(DiscoveryProblem::NoIssuer)?;
    if !leads_to(&issuer, address) {
        let address = address.to_string();
        return Err(DiscoveryProblem::IssuerDiffers { actual: issuer, address });
    }
    let mut document = DiscoveryDocument {
        issuer,
        authorization_endpoint: members.address("authorization_endpoint")?,
        token_endpoint: members.address("token_endpoint")?,
        revocation_endpoint: members.address("revocation_endpoint")?,
        introspection_endpoint: members.address("introspection_endpoint")?,
        userinfo_endpoint: members.address("userinfo_endpoint")?,
        end_session_endpoint: members.address("end_session_endpoint")?,
        jwks_uri: members.address("jwks_uri")?,
        scopes_supported: members.list("scopes_supported")?,
        response_types_supported: members.list("response_types_supported")?,
        grant_types_supported: members.list("grant_types_supported")?,
        token_endpoint_auth_methods_supported: members
            .list("token_endpoint_auth_methods_supported")?,
        code_challenge_methods_supported: members.list("code_challenge_methods_supported")?,
        id_token_signing_alg_values_supported: members
            .list("id_token_signing_alg_values_supported")?,
        authorization_response_iss_parameter_supported: members
            .switch("authorization_response_iss_parameter_supported")?,
        other_hosts: Vec::new(),
    };
    document.other_hosts = other_hosts(&document, address);
    Ok(document)
}

impl DiscoveryDocument {
    /// Every address of the document.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let all = [
            &self.authorization_endpoint,
            &self.token_endpoint,
            &self.revocation_endpoint,
            &self.introspection_endpoint,
            &self.userinfo_endpoint,
            &self.end_session_endpoint,
            &self.jwks_uri,
        ];
        all.into_iter().flatten().map(String::as_str)
    }
}

fn other_hosts(document: &DiscoveryDocument, own: &Url) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::new();
    for url in document.addresses().filter_map(|address| Url::parse(address).ok()) {
        let host = url.host_str().unwrap_or_default().to_owned();
        if Some(host.as_str()) != own.host_str() && !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}

struct Members<'a>(&'a Map<String, Value>);

impl Members<'_> {
    /// A member that is there and not null.
    fn member(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    fn text(&self, name: &str) -> Result<Option<String>, DiscoveryProblem> {
        match self.member(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.len() <= LONGEST_TEXT => Ok(Some(text.clone())),
            Some(_) => Err(wrong(name)),
        }
    }

    fn address(&self, name: &str) -> Result<Option<String>, DiscoveryProblem> {
        let Some(value) = self.text(name)? else { return Ok(None) };
        match Url::parse(&value) {
            Ok(url) if is_callable(&url) => Ok(Some(value)),
            _ => Err(DiscoveryProblem::Address { member: name.to_owned(), value }),
        }
    }

    fn list(&self, name: &str) -> Result<Vec<String>, DiscoveryProblem> {
        match self.member(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(values)) if values.len() <= MOST_VALUES => {
                let text = |value: &Value| value.as_str().map(str::to_owned);
                values.iter().map(text).collect::<Option<_>>().ok_or_else(|| wrong(name))
            }
            Some(_) => Err(wrong(name)),
        }
    }

    fn switch(&self, name: &str) -> Result<bool, DiscoveryProblem> {
        match self.member(name) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| wrong(name)),
        }
    }
}

fn wrong(member: &str) -> DiscoveryProblem {
    DiscoveryProblem::Member { member: member.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn at() -> Url {
        Url::parse("https://id.example/.well-known/openid-configuration").unwrap()
    }

    fn read(document: &Value) -> Result<DiscoveryDocument, DiscoveryProblem> {
        read_document(document.to_string().as_bytes(), &at())
    }

    #[test]
    fn every_member_that_a_record_can_take_over_is_read() {
        let document = read(&json!({
            "issuer": "https://id.example",
            "authorization_endpoint": "https://id.example/auth?a=b",
            "token_endpoint": "https://token.example/token",
            "jwks_uri": "https://keys.example/jwks", "userinfo_endpoint": null,
            "scopes_supported": ["openid", "email"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "none"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true,
            "something_else": {"x": 1},
        }))
        .unwrap();
        assert_eq!(document.authorization_endpoint.as_deref(), Some("https://id.example/auth?a=b"));
        assert_eq!(document.userinfo_endpoint, None);
        assert_eq!(document.scopes_supported, ["openid", "email"]);
        assert_eq!(document.code_challenge_methods_supported, ["S256"]);
        assert!(document.authorization_response_iss_parameter_supported);
        assert_eq!(document.other_hosts, ["token.example", "keys.example"]);
    }

    #[test]
    fn a_document_of_another_issuer_is_refused() {
        for issuer in ["https://evil.example", "https://id.example/other", "https://ID.example"] {
            let refused = read(&json!({"issuer": issuer})).unwrap_err();
            let (actual, address) = (issuer.to_owned(), at().to_string());
            assert_eq!(refused, DiscoveryProblem::IssuerDiffers { actual, address });
        }
        assert_eq!(read(&json!({})), Err(DiscoveryProblem::NoIssuer));
    }

    #[test]
    fn an_address_in_clear_and_a_member_of_another_type_are_named() {
        let with = |name: &str, value: Value| {
            let mut document = json!({"issuer": "https://id.example"});
            document[name] = value;
            read(&document).unwrap_err()
        };
        let member = |name: &str| DiscoveryProblem::Member { member: name.to_owned() };
        let address = DiscoveryProblem::Address {
            member: "token_endpoint".into(),
            value: "http://id.example/token".into(),
        };
        assert_eq!(with("token_endpoint", json!("http://id.example/token")), address);
        assert_eq!(
            with("token_endpoint", json!(["https://id.example/token"])),
            member("token_endpoint")
        );
        assert_eq!(with("scopes_supported", json!("openid")), member("scopes_supported"));
        assert_eq!(with("scopes_supported", json!([1])), member("scopes_supported"));
    }

    #[test]
    fn what_is_no_document_is_told() {
        assert_eq!(read_document(b"<html>", &at()), Err(DiscoveryProblem::NotJson));
        assert_eq!(read_document(b"[]", &at()), Err(DiscoveryProblem::NotJson));
        let large = vec![b' '; LARGEST_DOCUMENT + 1];
        assert_eq!(read_document(&large, &at()), Err(DiscoveryProblem::TooLarge));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read_document(&bytes, &at());
        }

        #[test]
        fn no_text_panics_as_an_address(text in "\\PC{0,60}") {
            let _ = crate::discovery::document_addresses(&text);
        }
    }
}
