//! The fields of a record as columns of a list: their names, also those that people give them, and
//! which text of a record each is. A column that a kind of record has no field for is empty there,
//! and left alone when read. There is no column for a secret.

use super::cell::{joined, split};
use super::customer;
use super::shared::{Shared, SharedMut};
use super::value::{
    BadValue, access_token_life, authentication, authentication_word, environment,
    environment_word, grant_word, grants, life_word, on_or_off, place, place_word, separator,
    separator_word, set_api_base, set_auth_base, switch, word,
};
use crate::apps::{AppDraft, Environment, LinePlace, OauthServerApp, Service};
use crate::customer_sso::CustomerSsoApp;

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Kind,
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
    Authentication,
    Grants,
    AuthorizationEndpoint,
    TokenEndpoint,
    RevocationEndpoint,
    IntrospectionEndpoint,
    AssertionIssuer,
    AssertionSubject,
    AssertionAudience,
    KeyId,
    AssertionClaims,
    WebLoginUrl,
    AppLoginUrl,
    TokenUrl,
    UserInfoUrl,
    MailUrl,
    LogoutUrl,
    RedirectUrl,
    Account,
    ExpectedUser,
    MoreAccounts,
    LogoutDomains,
    UserKey,
    SetExpireTime,
    PublicSector,
    Practice,
}

use Column as C;

/// Every column in the order of an export: name, and further names that people give it. Blanks,
/// punctuation, letter case and width make no difference in a name.
pub(super) const COLUMNS: [(Column, &str, &[&str]); 50] = [
    (C::Name, "name", &["app", "appname", "アプリ名", "アプリ", "名前", "名称"]),
    (C::Kind, "kind", &["種類", "種別"]),
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
    (C::Authentication, "authentication", &["tokenendpointauthmethod"]),
    (C::Grants, "grants", &["granttypes"]),
    (C::AuthorizationEndpoint, "authorizationEndpoint", &[]),
    (C::TokenEndpoint, "tokenEndpoint", &[]),
    (C::RevocationEndpoint, "revocationEndpoint", &[]),
    (C::IntrospectionEndpoint, "introspectionEndpoint", &[]),
    (C::AssertionIssuer, "assertionIssuer", &[]),
    (C::AssertionSubject, "assertionSubject", &[]),
    (C::AssertionAudience, "assertionAudience", &[]),
    (C::KeyId, "keyId", &["kid"]),
    (C::AssertionClaims, "assertionClaims", &[]),
    (C::WebLoginUrl, "webLoginUrl", &[]),
    (C::AppLoginUrl, "appLoginUrl", &[]),
    (C::TokenUrl, "tokenUrl", &[]),
    (C::UserInfoUrl, "userInfoUrl", &[]),
    (C::MailUrl, "mailUrl", &[]),
    (C::LogoutUrl, "logoutUrl", &[]),
    (C::RedirectUrl, "ssoRedirectUrl", &[]),
    (C::Account, "testAccount", &[]),
    (C::ExpectedUser, "expectedUser", &[]),
    (C::MoreAccounts, "moreAccounts", &[]),
    (C::LogoutDomains, "logoutDomains", &["logoutredirectiondomains"]),
    (C::UserKey, "userKey", &["ssouserkey"]),
    (C::SetExpireTime, "setExpireTime", &[]),
    (C::PublicSector, "publicSector", &[]),
    (C::Practice, "practice", &[]),
];

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
        match self {
            C::Name => draft.name.clone(),
            C::Kind => draft.service.kind().to_owned(),
            C::Tags => joined(&draft.tags),
            C::Owner => draft.owner.clone(),
            C::Notes => draft.notes.clone(),
            _ => {
                let shared = Shared::of(&draft.service).and_then(|app| self.shared_text(&app));
                shared.or_else(|| self.own_text(&draft.service)).unwrap_or_default()
            }
        }
    }

    fn shared_text(self, app: &Shared<'_>) -> Option<String> {
        Some(match self {
            C::ClientId => app.client_id.to_owned(),
            C::Scopes => joined(app.scopes),
            C::ScopeSeparator => separator_word(app.scope_separator).to_owned(),
            C::RedirectUrls => joined(app.redirect_urls),
            C::LogoutRedirectUrls => joined(app.logout_redirect_urls),
            C::Description => app.description.to_owned(),
            C::Issuer => app.open_id.issuer.clone(),
            C::JwksUri => app.open_id.jwks_uri.clone(),
            C::UserinfoEndpoint => app.open_id.userinfo_endpoint.clone(),
            C::EndSessionEndpoint => app.open_id.end_session_endpoint.clone(),
            C::Pkce => on_or_off(app.open_id.pkce),
            _ => return None,
        })
    }

    fn own_text(self, service: &Service) -> Option<String> {
        Some(match (self, service) {
            (C::Environment, Service::LineWorks(app)) => {
                environment_word(&app.environment).to_owned()
            }
            (C::AuthBase, Service::LineWorks(app)) => match &app.environment {
                Environment::Custom { auth_base, .. } => auth_base.clone(),
                _ => String::new(),
            },
            (C::ServiceAccount, Service::LineWorks(app)) => app.service_account.clone(),
            (C::DomainId, Service::LineWorks(app)) => app.domain_id.clone(),
            (C::AccessTokenLife, Service::LineWorks(app)) => {
                life_word(app.access_token_life).to_owned()
            }
            (C::RefreshRotation, Service::LineWorks(app)) => on_or_off(app.refresh_rotation),
            (C::AssertionLifetime, Service::LineWorks(app)) => app.assertion_lifetime.to_string(),
            (C::AssertionLifetime, Service::OauthServer(app)) => app.assertion.lifetime.to_string(),
            (C::Members, Service::LineWorks(app)) => joined(&app.members),
            (C::Authentication, Service::OauthServer(app)) => {
                authentication_word(app.authentication).to_owned()
            }
            (C::Grants, Service::OauthServer(app)) => {
                let words = app.grants.iter().map(|grant| grant_word(*grant).to_owned());
                joined(&words.collect::<Vec<_>>())
            }
            (_, Service::OauthServer(app)) => self.of_server(&mut app.clone())?.clone(),
            (_, Service::CustomerSso(app)) => match customer::text(self, app) {
                Some(text) => text,
                None => self.of_customer(&mut app.clone())?.clone(),
            },
            (C::ClientId, Service::LineChannel(app)) => app.channel_id.clone(),
            (C::Description, Service::LineChannel(app)) => app.description.clone(),
            (C::Environment, Service::LineChannel(app)) => place_word(&app.place).to_owned(),
            (C::AuthBase, Service::LineChannel(app)) => match &app.place {
                LinePlace::Custom { api_base, .. } => api_base.clone(),
                LinePlace::Line | LinePlace::Sandbox => String::new(),
            },
            (_, Service::LineWorks(_) | Service::LineChannel(_)) => return None,
        })
    }

    /// The field of a client of another server that holds just this text.
    fn of_server(self, app: &mut OauthServerApp) -> Option<&mut String> {
        Some(match self {
            C::AuthorizationEndpoint => &mut app.endpoints.authorization,
            C::TokenEndpoint => &mut app.endpoints.token,
            C::RevocationEndpoint => &mut app.endpoints.revocation,
            C::IntrospectionEndpoint => &mut app.endpoints.introspection,
            C::AssertionIssuer => &mut app.assertion.issuer,
            C::AssertionSubject => &mut app.assertion.subject,
            C::AssertionAudience => &mut app.assertion.audience,
            C::KeyId => &mut app.assertion.key_id,
            C::AssertionClaims => &mut app.assertion.claims,
            _ => return None,
        })
    }

    /// The field of a customer's server that holds just this text.
    fn of_customer(self, app: &mut CustomerSsoApp) -> Option<&mut String> {
        Some(match self {
            C::ClientId => &mut app.client_id,
            C::Description => &mut app.description,
            C::WebLoginUrl => &mut app.web_login_url,
            C::AppLoginUrl => &mut app.app_login_url,
            C::TokenUrl => &mut app.token_url,
            C::UserInfoUrl => &mut app.user_info_url,
            C::MailUrl => &mut app.mail_url,
            C::LogoutUrl => &mut app.logout_url,
            C::RedirectUrl => &mut app.redirect_url,
            C::Account => &mut app.account,
            C::ExpectedUser => &mut app.expected_user,
            _ => return None,
        })
    }

    /// Puts a text into a record. An empty one leaves a choice as it is by default. The kind comes
    /// before all others: it takes the fields of another kind away.
    pub(super) fn set(self, draft: &mut AppDraft, text: &str) -> Result<(), BadValue> {
        match self {
            C::Name => text.clone_into(&mut draft.name),
            C::Owner => text.clone_into(&mut draft.owner),
            C::Notes => text.clone_into(&mut draft.notes),
            C::Kind if text.trim().is_empty() => {}
            C::Kind => draft.service = Service::of_kind(&word(text)).ok_or(BadValue)?,
            C::Tags | C::RedirectUrls | C::LogoutRedirectUrls | C::Members => {
                self.set_list(draft, split(text));
            }
            C::Scopes => {
                self.set_list(draft, split(&text.replace([' ', '\u{3000}'], ";")));
            }
            C::ClientId
            | C::Description
            | C::ScopeSeparator
            | C::Issuer
            | C::JwksUri
            | C::UserinfoEndpoint
            | C::EndSessionEndpoint
            | C::Pkce => match SharedMut::of(&mut draft.service) {
                Some(app) => self.set_shared(app, text)?,
                None => self.set_own(&mut draft.service, text)?,
            },
            _ => self.set_own(&mut draft.service, text)?,
        }
        Ok(())
    }

    fn set_shared(self, app: SharedMut<'_>, text: &str) -> Result<(), BadValue> {
        match self {
            C::ClientId => text.clone_into(app.client_id),
            C::Description => text.clone_into(app.description),
            C::Issuer => text.clone_into(&mut app.open_id.issuer),
            C::JwksUri => text.clone_into(&mut app.open_id.jwks_uri),
            C::UserinfoEndpoint => text.clone_into(&mut app.open_id.userinfo_endpoint),
            C::EndSessionEndpoint => text.clone_into(&mut app.open_id.end_session_endpoint),
            _ if text.trim().is_empty() => {}
            C::ScopeSeparator => *app.scope_separator = separator(text)?,
            C::Pkce => app.open_id.pkce = switch(text)?,
            _ => {}
        }
        Ok(())
    }

    fn set_own(self, service: &mut Service, text: &str) -> Result<(), BadValue> {
        match (self, service) {
            (C::ServiceAccount, Service::LineWorks(app)) => {
                text.clone_into(&mut app.service_account);
            }
            (C::DomainId, Service::LineWorks(app)) => text.clone_into(&mut app.domain_id),
            (C::AuthBase, Service::LineWorks(app)) => set_auth_base(&mut app.environment, text),
            (C::ClientId, Service::LineChannel(app)) => text.clone_into(&mut app.channel_id),
            (C::Description, Service::LineChannel(app)) => text.clone_into(&mut app.description),
            (C::AuthBase, Service::LineChannel(app)) => set_api_base(&mut app.place, text),
            _ if text.trim().is_empty() => {}
            (C::Environment, Service::LineWorks(app)) => {
                app.environment = environment(text, &app.environment)?;
            }
            (C::Environment, Service::LineChannel(app)) => app.place = place(text, &app.place)?,
            (C::AccessTokenLife, Service::LineWorks(app)) => {
                app.access_token_life = access_token_life(text)?;
            }
            (C::RefreshRotation, Service::LineWorks(app)) => app.refresh_rotation = switch(text)?,
            (C::AssertionLifetime, Service::LineWorks(app)) => {
                app.assertion_lifetime = word(text).parse().map_err(|_| BadValue)?;
            }
            (C::AssertionLifetime, Service::OauthServer(app)) => {
                app.assertion.lifetime = word(text).parse().map_err(|_| BadValue)?;
            }
            (C::Authentication, Service::OauthServer(app)) => {
                app.authentication = authentication(text)?;
            }
            (C::Grants, Service::OauthServer(app)) => app.grants = grants(&split(text))?,
            (_, Service::OauthServer(app)) => {
                if let Some(field) = self.of_server(app) {
                    text.clone_into(field);
                }
            }
            (_, Service::CustomerSso(app)) => match self.of_customer(app) {
                Some(field) => text.clone_into(field),
                None => customer::set(self, app, text)?,
            },
            (_, Service::LineWorks(_) | Service::LineChannel(_)) => {}
        }
        Ok(())
    }

    /// Whether its value is a list; then puts it into a record.
    pub(super) fn set_list(self, draft: &mut AppDraft, values: Vec<String>) -> bool {
        if let (C::Members, Service::LineWorks(app)) = (self, &mut draft.service) {
            app.members = values;
            return true;
        }
        let list = match (self, SharedMut::of(&mut draft.service)) {
            (C::Tags, _) => &mut draft.tags,
            (C::Scopes, Some(app)) => app.scopes,
            (C::RedirectUrls, Some(app)) => app.redirect_urls,
            (C::LogoutRedirectUrls, Some(app)) => app.logout_redirect_urls,
            (C::Grants | C::LogoutDomains | C::MoreAccounts, _) => {
                return self.set_own(&mut draft.service, &values.join(";")).is_ok();
            }
            // Of another kind, and left alone.
            (C::Members | C::Scopes | C::RedirectUrls | C::LogoutRedirectUrls, _) => return true,
            _ => return false,
        };
        *list = values;
        true
    }
}
