//! Where the document of an issuer lies: appended to the issuer by OpenID Connect Discovery 1.0
//! section 4.1, put between host and path by RFC 8414 section 3.1.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;
use url::Url;

use crate::apps::is_callable;

const WELL_KNOWN: &str = "/.well-known/";
const OPENID: &str = "/.well-known/openid-configuration";
const OAUTH: &str = "/.well-known/oauth-authorization-server";

/// Why an address has no discovery document.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AddressProblem {
    /// Not an absolute address.
    #[error("this is no address")]
    NotAnAddress,
    /// Not https, and not this computer itself.
    #[error("not an https address")]
    NotHttps,
    /// User name, password, query or fragment, which an issuer has none of (OpenID Connect
    /// Discovery 1.0 section 3).
    #[error("an issuer has neither user name nor query nor fragment")]
    Parts,
}

/// The addresses to look at, in order: the one that was typed where it names a document, else those
/// of an issuer.
///
/// # Errors
/// When it can't be called.
pub fn document_addresses(typed: &str) -> Result<Vec<Url>, AddressProblem> {
    let url = Url::parse(typed.trim()).map_err(|_| AddressProblem::NotAnAddress)?;
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
        return Err(AddressProblem::Parts);
    }
    if url.fragment().is_some() {
        return Err(AddressProblem::Parts);
    }
    if !is_callable(&url) {
        return Err(AddressProblem::NotHttps);
    }
    if url.path().contains(WELL_KNOWN) {
        return Ok(vec![url]);
    }
    Ok(of_issuer(&url))
}

/// Whether the document of this issuer lies at this address. Only a slash at the end of an issuer
/// makes no difference to that.
pub(super) fn leads_to(issuer: &str, address: &Url) -> bool {
    let plain =
        |url: &Url| url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    // Compared as text: what a parser would change is another issuer.
    let Ok(url) = Url::parse(issuer) else { return false };
    let same_text = url.as_str() == issuer || url.as_str().strip_suffix('/') == Some(issuer);
    same_text && plain(&url) && of_issuer(&url).contains(address)
}

fn of_issuer(issuer: &Url) -> Vec<Url> {
    let path = issuer.path().trim_end_matches('/');
    let at = |path: String| {
        let mut url = issuer.clone();
        url.set_path(&path);
        url
    };
    let mut addresses = vec![
        at(format!("{path}{OPENID}")),
        at(format!("{OAUTH}{path}")),
        at(format!("{OPENID}{path}")),
    ];
    // The first and the last are one without a path.
    addresses.dedup();
    if path.is_empty() {
        addresses.truncate(2);
    }
    addresses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(typed: &str) -> Result<Vec<String>, AddressProblem> {
        Ok(document_addresses(typed)?.iter().map(Url::to_string).collect())
    }

    #[test]
    fn an_issuer_leads_to_the_documented_addresses() {
        let host = "https://id.example/.well-known";
        let bare =
            [format!("{host}/openid-configuration"), format!("{host}/oauth-authorization-server")];
        for issuer in ["https://id.example", "https://id.example/", " https://id.example\n"] {
            assert_eq!(addresses(issuer).unwrap(), bare, "{issuer:?}");
        }
        let with_path = [
            "https://id.example/issuer1/.well-known/openid-configuration".to_owned(),
            format!("{host}/oauth-authorization-server/issuer1"),
            format!("{host}/openid-configuration/issuer1"),
        ];
        assert_eq!(addresses("https://id.example/issuer1").unwrap(), with_path, "RFC 8414 3.1, 5");
        assert_eq!(addresses(&with_path[1]).unwrap(), with_path[1..2], "a document itself");
    }

    #[test]
    fn what_no_issuer_has_is_refused() {
        let rows = [
            ("id.example", AddressProblem::NotAnAddress),
            ("http://id.example", AddressProblem::NotHttps),
            ("ftp://id.example", AddressProblem::NotHttps),
            ("https://u@id.example", AddressProblem::Parts),
            ("https://id.example/?a=b", AddressProblem::Parts),
            ("https://id.example/#a", AddressProblem::Parts),
        ];
        for (typed, problem) in rows {
            assert_eq!(document_addresses(typed), Err(problem), "{typed}");
        }
        assert!(document_addresses("http://127.0.0.1:4000").is_ok(), "this computer itself");
    }

    #[test]
    fn only_the_issuer_that_was_asked_leads_to_its_address() {
        let at = document_addresses("https://id.example/one").unwrap().remove(0);
        for issuer in ["https://id.example/one", "https://id.example/one/"] {
            assert!(leads_to(issuer, &at), "{issuer}");
        }
        let others = [
            "https://id.example/One",
            "https://id.example",
            "https://ID.example/one",
            "https://id.example:443/one",
            "https://id.example/one?x",
            "https://id.example/a/../one",
            "https://id.example.evil.example/one",
            "http://id.example/one",
            "",
        ];
        for issuer in others {
            assert!(!leads_to(issuer, &at), "{issuer}");
        }
    }
}
