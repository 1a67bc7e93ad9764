//! The checks on an authorize request, in the order they are answered (facts 1.2, RFC 6749 4.1.2.1).
//!
//! What concerns client or redirect URL is told on the server's own page and never redirected. What
//! else is wrong goes back as an error; LINE WORKS may show its own page for some of that too.

use super::words::PageReason;
use crate::form::{Form, FormError};
use crate::line_works::client::{Console, RegisteredClient};
use crate::line_works::refusal::Refusal;
use crate::line_works::{pkce, scope};

/// A request that is in order: what the member is asked, and what its code is bound to.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::line_works) struct SignInRequest {
    pub(in crate::line_works) client_id: String,
    /// As registered, to the letter.
    pub(in crate::line_works) redirect_uri: String,
    pub(in crate::line_works) scopes: Vec<String>,
    pub(in crate::line_works) state: Option<String>,
    pub(in crate::line_works) nonce: Option<String>,
    /// An S256 challenge.
    pub(in crate::line_works) challenge: Option<String>,
}

/// Why nobody is asked to sign in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotAsked {
    /// Said on the server's own page.
    Page(PageReason),
    /// Said to the client, at the redirect URL.
    Back { redirect_uri: String, state: Option<String>, error: BackError },
}

/// What is told to the client.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum BackError {
    #[error("response_type is missing")]
    ResponseTypeMissing,
    #[error("only response_type=code is played")]
    ResponseType,
    #[error("{0}")]
    Scope(Refusal),
    #[error("code_challenge_method must be S256")]
    ChallengeMethod,
    #[error("code_challenge is missing")]
    ChallengeMissing,
    #[error("code_challenge must be a SHA-256 digest in base64url")]
    ChallengeForm,
    #[error("the member did not allow it")]
    Denied,
}

impl BackError {
    /// The error code of RFC 6749 section 4.1.2.1 and RFC 7636 section 4.4.1.
    pub(super) fn code(&self) -> &'static str {
        match self {
            BackError::ResponseType => "unsupported_response_type",
            BackError::Scope(refusal) => refusal.code(),
            BackError::Denied => "access_denied",
            _ => "invalid_request",
        }
    }
}

/// Judges the query of an authorize request.
pub(super) fn judge(query: Option<&str>, console: &Console) -> Result<SignInRequest, NotAsked> {
    let page = NotAsked::Page;
    let form = Form::parse(query.unwrap_or_default().as_bytes());
    let form = form.map_err(|_: FormError| page(PageReason::Unreadable))?;
    if form.doubled().is_some() {
        return Err(page(PageReason::Doubled));
    }
    let client = client(&form, console).map_err(page)?;
    let redirect_uri = redirect_uri(&form, client).map_err(page)?;
    let state = form.get("state").map(str::to_owned);
    match in_order(&form, client) {
        Ok((scopes, challenge)) => Ok(SignInRequest {
            client_id: client.client_id.clone(),
            redirect_uri,
            scopes,
            state,
            nonce: form.get("nonce").map(str::to_owned),
            challenge,
        }),
        Err(error) => Err(NotAsked::Back { redirect_uri, state, error }),
    }
}

fn client<'a>(form: &Form, console: &'a Console) -> Result<&'a RegisteredClient, PageReason> {
    let client_id = form.get("client_id").ok_or(PageReason::ClientMissing)?;
    console.find(client_id).ok_or(PageReason::ClientUnknown)
}

/// Compared as text: "identical to a registered Redirect URL" (facts 5).
fn redirect_uri(form: &Form, client: &RegisteredClient) -> Result<String, PageReason> {
    let sent = form.get("redirect_uri").ok_or(PageReason::RedirectMissing)?;
    let registered = client.redirect_urls.iter().find(|url| *url == sent);
    registered.cloned().ok_or(PageReason::RedirectUnregistered)
}

fn in_order(
    form: &Form,
    client: &RegisteredClient,
) -> Result<(Vec<String>, Option<String>), BackError> {
    match form.get("response_type") {
        None => return Err(BackError::ResponseTypeMissing),
        Some("code") => {}
        Some(_) => return Err(BackError::ResponseType),
    }
    let scopes = scope::for_member(form.get("scope"), &client.scopes).map_err(BackError::Scope)?;
    Ok((scopes, challenge(form)?))
}

fn challenge(form: &Form) -> Result<Option<String>, BackError> {
    let method = form.get("code_challenge_method");
    let Some(challenge) = form.get("code_challenge") else {
        return if method.is_none() { Ok(None) } else { Err(BackError::ChallengeMissing) };
    };
    // Without a method it would be "plain" (RFC 7636 section 4.3), which is not taken.
    if method != Some("S256") {
        return Err(BackError::ChallengeMethod);
    }
    if !pkce::is_challenge(challenge) {
        return Err(BackError::ChallengeForm);
    }
    Ok(Some(challenge.to_owned()))
}
