//! The fields of a record as columns of a list: their names, and their values as texts. There is
//! no column for a secret.

use super::cell::{joined, split};
use crate::apps::search::fold;
use crate::apps::{AccessTokenLife, AppDraft, Environment, ScopeSeparator, Service};

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Tags,
    Owner,
    Notes,
    Environment,
    AuthBase,
    ClientId,
    ServiceAccount,
    DomainId,
    Scopes,
    ScopeSeparator,
    AccessTokenLife,
    RefreshRotation,
    AssertionLifetime,
    RedirectUrls,
    LogoutRedirectUrls,
    Members,
    Description,
    Issuer,
    JwksUri,
    UserinfoEndpoint,
    EndSessionEndpoint,
    Pkce,
}

use Column as C;

/// Every column in the order of an export: name, and further names that people give it. Blanks,
/// punctuation, letter case and width make no difference in a name.
pub(super) const COLUMNS: [(Column, &str, &[&str]); 23] = [
    (C::Name, "name", &["app", "appname", "アプリ名", "アプリ", "名前", "名称"]),
    (C::Tags, "tags", &["tag", "labels", "タグ", "ラベル"]),
    (C::Owner, "owner", &["担当", "担当者", "管理者"]),
    (C::Notes, "notes", &["note", "memo", "メモ", "備考"]),
    (C::Environment, "environment", &["env", "環境"]),
    (C::AuthBase, "authBase", &["authurl", "認証サーバー"]),
    (C::ClientId, "clientId", &["クライアントid"]),
    (C::ServiceAccount, "serviceAccount", &["サービスアカウント"]),
    (C::DomainId, "domainId", &["ドメインid"]),
    (C::Scopes, "scopes", &["scope", "oauthscopes", "スコープ"]),
    (C::ScopeSeparator, "scopeSeparator", &[]),
    (C::AccessTokenLife, "accessTokenLife", &[]),
    (C::RefreshRotation, "refreshRotation", &[]),
    (C::AssertionLifetime, "assertionLifetime", &[]),
    (C::RedirectUrls, "redirectUrls", &["redirecturl", "redirecturi", "リダイレクトurl"]),
    (C::LogoutRedirectUrls, "logoutRedirectUrls", &["logoutredirecturl", "ログアウトurl"]),
    (C::Members, "members", &["member", "メンバー"]),
    (C::Description, "description", &["説明", "アプリの説明"]),
    (C::Issuer, "issuer", &["iss", "発行者"]),
    (C::JwksUri, "jwksUri", &["jwks", "certs"]),
    (C::UserinfoEndpoint, "userinfoEndpoint", &["userinfo"]),
    (C::EndSessionEndpoint, "endSessionEndpoint", &["endsession"]),
    (C::Pkce, "pkce", &[]),
];

/// A value that a field can't have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadValue;

impl Column {
    /// The column of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let wanted = word(name);
        let fits = |(_, own, others): &&(Column, &str, &[&str])| {
            std::iter::once(own).chain(*others).any(|known| word(known) == wanted)
        };
        COLUMNS.iter().find(fits).map(|(column, ..)| *column)
    }

    /// Its name in lists and JSON.
    pub(super) fn name(self) -> &'static str {
        COLUMNS.iter().find(|(column, ..)| *column == self).map_or("", |(_, name, _)| name)
    }

    /// The value of a record as a text.
    pub(super) fn text(self, draft: &AppDraft) -> String {
        let Service::LineWorks(app) = &draft.service;
        match self {
            C::Name => draft.name.clone(),
            C::Tags => joined(&draft.tags),
            C::Owner => draft.owner.clone(),
            C::Notes => draft.notes.clone(),
            C::Environment => environment_word(&app.environment).to_owned(),
            C::AuthBase => match &app.environment {
                Environment::Custom { auth_base, .. } => auth_base.clone(),
                _ => String::new(),
            },
            C::ClientId => app.client_id.clone(),
            C::ServiceAccount => app.service_account.clone(),
            C::DomainId => app.domain_id.clone(),
            C::Scopes => joined(&app.scopes),
            C::ScopeSeparator => match app.scope_separator {
                ScopeSeparator::Space => "space".to_owned(),
                ScopeSeparator::Comma => "comma".to_owned(),
            },
            C::AccessTokenLife => match app.access_token_life {
                AccessTokenLife::OneHour => "oneHour".to_owned(),
                AccessTokenLife::TwentyFourHours => "twentyFourHours".to_owned(),
            },
            C::RefreshRotation => on_or_off(app.refresh_rotation),
            C::AssertionLifetime => app.assertion_lifetime.to_string(),
            C::RedirectUrls => joined(&app.redirect_urls),
            C::LogoutRedirectUrls => joined(&app.logout_redirect_urls),
            C::Members => joined(&app.members),
            C::Description => app.description.clone(),
            C::Issuer => app.open_id.issuer.clone(),
            C::JwksUri => app.open_id.jwks_uri.clone(),
            C::UserinfoEndpoint => app.open_id.userinfo_endpoint.clone(),
            C::EndSessionEndpoint => app.open_id.end_session_endpoint.clone(),
            C::Pkce => on_or_off(app.open_id.pkce),
        }
    }

    /// Puts a text into a record. An empty one leaves a choice as it is by default.
    pub(super) fn set(self, draft: &mut AppDraft, text: &str) -> Result<(), BadValue> {
        let Service::LineWorks(app) = &mut draft.service;
        match self {
            C::Name => text.clone_into(&mut draft.name),
            C::Owner => text.clone_into(&mut draft.owner),
            C::Notes => text.clone_into(&mut draft.notes),
            C::ClientId => text.clone_into(&mut app.client_id),
            C::ServiceAccount => text.clone_into(&mut app.service_account),
            C::DomainId => text.clone_into(&mut app.domain_id),
            C::Description => text.clone_into(&mut app.description),
            C::Issuer => text.clone_into(&mut app.open_id.issuer),
            C::JwksUri => text.clone_into(&mut app.open_id.jwks_uri),
            C::UserinfoEndpoint => text.clone_into(&mut app.open_id.userinfo_endpoint),
            C::EndSessionEndpoint => text.clone_into(&mut app.open_id.end_session_endpoint),
            C::Tags | C::RedirectUrls | C::LogoutRedirectUrls | C::Members => {
                self.set_list(draft, split(text));
            }
            C::Scopes => app.scopes = split(&text.replace([' ', '\u{3000}'], ";")),
            C::AuthBase => set_auth_base(&mut app.environment, text),
            _ if text.trim().is_empty() => {}
            C::Environment => app.environment = environment(text, &app.environment)?,
            C::ScopeSeparator => app.scope_separator = separator(text)?,
            C::AccessTokenLife => app.access_token_life = life(text)?,
            C::RefreshRotation => app.refresh_rotation = switch(text)?,
            C::Pkce => app.open_id.pkce = switch(text)?,
            C::AssertionLifetime => {
                app.assertion_lifetime = fold(text.trim()).parse().map_err(|_| BadValue)?;
            }
        }
        Ok(())
    }

    /// Whether its value is a list; then puts it into a record.
    pub(super) fn set_list(self, draft: &mut AppDraft, values: Vec<String>) -> bool {
        let Service::LineWorks(app) = &mut draft.service;
        let list = match self {
            C::Tags => &mut draft.tags,
            C::Scopes => &mut app.scopes,
            C::RedirectUrls => &mut app.redirect_urls,
            C::LogoutRedirectUrls => &mut app.logout_redirect_urls,
            C::Members => &mut app.members,
            _ => return false,
        };
        *list = values;
        true
    }
}

/// A name or choice without what people spell differently.
pub(super) fn word(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric() || *c == 'ー').collect()
}

fn environment_word(environment: &Environment) -> &'static str {
    match environment {
        Environment::LineWorks => "lineWorks",
        Environment::NaverWorks => "naverWorks",
        Environment::KoreaGov => "koreaGov",
        Environment::Sandbox => "sandbox",
        Environment::Custom { .. } => "custom",
    }
}

fn environment(text: &str, present: &Environment) -> Result<Environment, BadValue> {
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

fn set_auth_base(environment: &mut Environment, text: &str) {
    if !text.trim().is_empty() {
        *environment = own_address(text);
    }
}

/// No list can confirm a host: an administrator does that in the record (security.md N10).
fn own_address(auth_base: &str) -> Environment {
    Environment::Custom { auth_base: auth_base.to_owned(), confirmed_host: String::new() }
}

fn on_or_off(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

fn separator(text: &str) -> Result<ScopeSeparator, BadValue> {
    match word(text).as_str() {
        "space" => Ok(ScopeSeparator::Space),
        "comma" => Ok(ScopeSeparator::Comma),
        _ => Err(BadValue),
    }
}

fn life(text: &str) -> Result<AccessTokenLife, BadValue> {
    match word(text).as_str() {
        "onehour" | "1h" | "3600" => Ok(AccessTokenLife::OneHour),
        "twentyfourhours" | "24h" | "86400" => Ok(AccessTokenLife::TwentyFourHours),
        _ => Err(BadValue),
    }
}

fn switch(text: &str) -> Result<bool, BadValue> {
    match word(text).as_str() {
        "on" | "true" | "yes" | "1" => Ok(true),
        "off" | "false" | "no" | "0" => Ok(false),
        _ => Err(BadValue),
    }
}
