//! A request that is ready to be sent, and how it may be shown: fields in the body or in the query,
//! each once, encoded once.

use url::{Url, form_urlencoded};

use crate::flow::{Part, ShownRequest};
use crate::{Sealed, Secret};

/// How a request is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// With everything in the body.
    Post,
    /// With everything in the query of the address.
    Get,
}

/// A request that is ready to be sent, and how it may be shown.
#[derive(Debug, Clone)]
pub struct TokenRequest {
    /// How it is sent.
    pub method: Method,
    /// Token endpoint, without what a GET adds to it.
    pub url: Url,
    /// What a GET adds behind a question mark. A secret of its own, so that no address has it in it.
    pub query: Option<Secret>,
    /// Header fields beside Host and Content-Length.
    pub headers: Vec<(String, String)>,
    /// The `Authorization` field, where there is one.
    pub authorization: Option<Secret>,
    /// The form body.
    pub body: Secret,
    /// The same with secrets sealed.
    pub shown: ShownRequest,
}

pub(crate) fn form_request(url: Url, fields: &[Field<'_>]) -> TokenRequest {
    let headers = vec![
        ("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()),
        ("accept".to_owned(), "application/json".to_owned()),
    ];
    let (body, shown) = encode(fields);
    let shown = ShownRequest {
        method: "POST".to_owned(),
        url: url.to_string(),
        query: Vec::new(),
        headers: headers.clone(),
        body: shown,
    };
    TokenRequest {
        method: Method::Post,
        url,
        query: None,
        headers,
        authorization: None,
        body,
        shown,
    }
}

/// Parameters in the query, secrets among them: LINE has two calls that are made so (facts.md 7.2).
pub(crate) fn query_request(url: Url, fields: &[Field<'_>]) -> TokenRequest {
    let headers = vec![("accept".to_owned(), "application/json".to_owned())];
    let (query, shown) = encode(fields);
    let shown = ShownRequest {
        method: "GET".to_owned(),
        url: url.to_string(),
        query: shown,
        headers: headers.clone(),
        body: Vec::new(),
    };
    let body = Secret::new(String::new());
    TokenRequest {
        method: Method::Get,
        url,
        query: Some(query),
        headers,
        authorization: None,
        body,
        shown,
    }
}

/// A GET that shows an access token (RFC 6750 section 2.1).
pub(crate) fn bearer_request(url: Url, access_token: &Secret) -> TokenRequest {
    let headers = vec![("accept".to_owned(), "application/json".to_owned())];
    let mut shown = headers.clone();
    shown.push(("authorization".to_owned(), "Bearer access_token".to_owned()));
    let shown = ShownRequest {
        method: "GET".to_owned(),
        url: url.to_string(),
        query: Vec::new(),
        headers: shown,
        body: Vec::new(),
    };
    TokenRequest {
        method: Method::Get,
        url,
        query: None,
        headers,
        // Exposed to be sent in the field, which is a secret itself.
        authorization: Some(Secret::new(format!("Bearer {}", access_token.expose()))),
        body: Secret::new(String::new()),
        shown,
    }
}

/// Parameters that are good until somebody changes them: not a character of them is shown.
const LASTING: [&str; 2] = ["client_secret", "password"];

/// A parameter of a request.
pub(crate) struct Field<'a> {
    name: &'static str,
    value: &'a str,
    shown: Vec<Part>,
}

impl<'a> Field<'a> {
    pub(crate) fn plain(name: &'static str, value: &'a str) -> Self {
        Self { name, value, shown: vec![Part::plain(encoded(value))] }
    }

    /// Exposed to be encoded into the request, which is a secret itself.
    pub(crate) fn secret(name: &'static str, value: &'a Secret) -> Self {
        let sealed = match LASTING.contains(&name) {
            true => Sealed::whole(value.expose()),
            false => value.sealed(),
        };
        Self { name, value: value.expose(), shown: vec![Part::Secret(sealed)] }
    }

    pub(crate) fn with_parts(name: &'static str, value: &'a str, shown: Vec<Part>) -> Self {
        Self { name, value, shown }
    }
}

pub(super) fn encoded(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

fn encode(fields: &[Field<'_>]) -> (Secret, Vec<Part>) {
    let mut form = form_urlencoded::Serializer::new(String::new());
    let mut shown = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        form.append_pair(field.name, field.value);
        let separator = if index == 0 { "" } else { "&" };
        shown.push(Part::plain(format!("{separator}{}=", field.name)));
        shown.extend(field.shown.iter().cloned());
    }
    (Secret::new(form.finish()), shown)
}
