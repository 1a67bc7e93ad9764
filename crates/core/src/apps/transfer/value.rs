//! Choices of a record as the words of a list, and back.

use crate::apps::search::fold;
use crate::apps::{
    AccessTokenLife, ClientAuthentication, Environment, Grant, LinePlace, ScopeSeparator,
};

/// A value that a field can't have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadValue;

/// A name or choice without what people spell differently.
pub(super) fn word(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric() || *c == 'ー').collect()
}

/// The choice that is spelled like this.
fn chosen<T: Copy>(
    all: &[T],
    spelled: impl Fn(T) -> &'static str,
    text: &str,
) -> Result<T, BadValue> {
    let wanted = word(text);
    all.iter().copied().find(|one| word(spelled(*one)) == wanted).ok_or(BadValue)
}

pub(super) fn environment_word(environment: &Environment) -> &'static str {
    match environment {
        Environment::LineWorks => "lineWorks",
        Environment::NaverWorks => "naverWorks",
        Environment::KoreaGov => "koreaGov",
        Environment::Sandbox => "sandbox",
        Environment::Custom { .. } => "custom",
        // Follows from the addresses, and is never read.
        Environment::Server { .. } => "",
    }
}

pub(super) fn environment(text: &str, present: &Environment) -> Result<Environment, BadValue> {
    match (word(text).as_str(), present) {
        ("lineworks", _) => Ok(Environment::LineWorks),
        ("naverworks", _) => Ok(Environment::NaverWorks),
        ("koreagov", _) => Ok(Environment::KoreaGov),
        ("sandbox", _) => Ok(Environment::Sandbox),
        // The address may have come first.
        ("custom", Environment::Custom { .. }) => Ok(present.clone()),
        ("custom", _) => Ok(own_address("")),
        _ => Err(BadValue),
    }
}

pub(super) fn set_auth_base(environment: &mut Environment, text: &str) {
    if !text.trim().is_empty() {
        *environment = own_address(text);
    }
}

/// Where a channel of LINE is called.
pub(super) fn place_word(place: &LinePlace) -> &'static str {
    match place {
        LinePlace::Line => "line",
        LinePlace::Sandbox => "sandbox",
        LinePlace::Custom { .. } => "custom",
    }
}

pub(super) fn place(text: &str, present: &LinePlace) -> Result<LinePlace, BadValue> {
    match (word(text).as_str(), present) {
        ("line", _) => Ok(LinePlace::Line),
        ("sandbox", _) => Ok(LinePlace::Sandbox),
        // The address may have come first.
        ("custom", LinePlace::Custom { .. }) => Ok(present.clone()),
        ("custom", _) => Ok(own_place("")),
        _ => Err(BadValue),
    }
}

pub(super) fn set_api_base(place: &mut LinePlace, text: &str) {
    if !text.trim().is_empty() {
        *place = own_place(text);
    }
}

/// As [`own_address`].
fn own_place(api_base: &str) -> LinePlace {
    LinePlace::Custom { api_base: api_base.to_owned(), confirmed_host: String::new() }
}

/// No list can confirm a host: an administrator does that in the record (security.md N10).
fn own_address(auth_base: &str) -> Environment {
    Environment::Custom { auth_base: auth_base.to_owned(), confirmed_host: String::new() }
}

pub(super) fn on_or_off(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

pub(super) fn separator_word(separator: ScopeSeparator) -> &'static str {
    match separator {
        ScopeSeparator::Space => "space",
        ScopeSeparator::Comma => "comma",
    }
}

pub(super) fn separator(text: &str) -> Result<ScopeSeparator, BadValue> {
    chosen(&[ScopeSeparator::Space, ScopeSeparator::Comma], separator_word, text)
}

pub(super) fn life_word(life: AccessTokenLife) -> &'static str {
    match life {
        AccessTokenLife::OneHour => "oneHour",
        AccessTokenLife::TwentyFourHours => "twentyFourHours",
    }
}

pub(super) fn access_token_life(text: &str) -> Result<AccessTokenLife, BadValue> {
    match word(text).as_str() {
        "onehour" | "1h" | "3600" => Ok(AccessTokenLife::OneHour),
        "twentyfourhours" | "24h" | "86400" => Ok(AccessTokenLife::TwentyFourHours),
        _ => Err(BadValue),
    }
}

pub(super) fn authentication_word(authentication: ClientAuthentication) -> &'static str {
    match authentication {
        ClientAuthentication::None => "none",
        ClientAuthentication::ClientSecretBasic => "client_secret_basic",
        ClientAuthentication::ClientSecretPost => "client_secret_post",
        ClientAuthentication::PrivateKeyJwt => "private_key_jwt",
    }
}

pub(super) fn authentication(text: &str) -> Result<ClientAuthentication, BadValue> {
    chosen(&ClientAuthentication::ALL, authentication_word, text)
}

pub(super) fn grant_word(grant: Grant) -> &'static str {
    match grant {
        Grant::AuthorizationCode => "authorizationCode",
        Grant::ClientCredentials => "clientCredentials",
        Grant::JwtBearer => "jwtBearer",
    }
}

pub(super) fn grants(texts: &[String]) -> Result<Vec<Grant>, BadValue> {
    texts.iter().map(|text| chosen(&Grant::ALL, grant_word, text)).collect()
}

pub(super) fn switch(text: &str) -> Result<bool, BadValue> {
    match word(text).as_str() {
        "on" | "true" | "yes" | "1" => Ok(true),
        "off" | "false" | "no" | "0" => Ok(false),
        _ => Err(BadValue),
    }
}
