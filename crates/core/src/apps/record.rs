//! The record of a client app: what an administrator adds for the team, and, of a LINE WORKS app,
//! the fields of its Developer Console page (source document 000).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Environment, OpenIdSettings, Service};
use crate::UnixSeconds;

/// Number of an app record in its vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct AppId(pub i64);

/// A stored record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct App {
    /// Its number.
    pub id: AppId,
    /// Grows by one with each edit; an edit names the version that it saw (security.md C9).
    pub version: u32,
    /// What can be edited.
    pub draft: AppDraft,
    /// When the record was made.
    pub created_at: UnixSeconds,
    /// When it was last edited.
    pub updated_at: UnixSeconds,
    /// When it was put away; `None` while it is in use.
    pub archived_at: Option<UnixSeconds>,
}

/// The part of a record that can be edited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppDraft {
    /// App name, as in the console.
    pub name: String,
    /// Free labels.
    pub tags: Vec<String>,
    /// Who looks after the app.
    pub owner: String,
    /// Free text. Not a place for secrets, and checked for them.
    pub notes: String,
    /// What it is a client of, with the fields of that kind.
    pub service: Service,
}

/// A LINE WORKS client app as its Developer Console shows it (source document 000).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct LineWorksApp {
    /// App description.
    pub description: String,
    /// Client ID: given by the console, never changes.
    pub client_id: String,
    /// OAuth scopes ticked in the console.
    pub scopes: Vec<String>,
    /// How scopes are joined in a request (facts.md 4: both are seen working).
    pub scope_separator: ScopeSeparator,
    /// Token settings: how long an access token lives.
    pub access_token_life: AccessTokenLife,
    /// Token settings: whether each refresh gives a new refresh token.
    pub refresh_rotation: bool,
    /// App access permission: members who may edit or delete the app.
    pub members: Vec<String>,
    /// Redirect URLs as typed.
    pub redirect_urls: Vec<String>,
    /// OIDC logout redirect URLs as typed.
    pub logout_redirect_urls: Vec<String>,
    /// Service account ID; empty when none was issued.
    pub service_account: String,
    /// Domain ID.
    pub domain_id: String,
    /// Which service the app lives on.
    pub environment: Environment,
    /// The OpenID provider behind it.
    pub open_id: OpenIdSettings,
    /// Life of an assertion in seconds: `exp` minus `iat` (at most 3600, facts.md 2.1).
    pub assertion_lifetime: u32,
}

impl Default for LineWorksApp {
    fn default() -> Self {
        Self {
            description: String::new(),
            client_id: String::new(),
            scopes: Vec::new(),
            scope_separator: ScopeSeparator::default(),
            access_token_life: AccessTokenLife::default(),
            refresh_rotation: false,
            members: Vec::new(),
            redirect_urls: Vec::new(),
            logout_redirect_urls: Vec::new(),
            service_account: String::new(),
            domain_id: String::new(),
            environment: Environment::default(),
            open_id: OpenIdSettings::default(),
            assertion_lifetime: crate::services::line_works::MAX_ASSERTION_LIFETIME,
        }
    }
}

/// What stands between scopes in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ScopeSeparator {
    /// RFC 6749 section 3.3.
    #[default]
    Space,
    /// Seen working with LINE WORKS (facts.md 4).
    Comma,
}

impl ScopeSeparator {
    /// Joins scopes for the `scope` parameter.
    pub fn join(self, scopes: &[String]) -> String {
        match self {
            Self::Space => scopes.join(" "),
            Self::Comma => scopes.join(","),
        }
    }
}

/// Validity period of an access token, chosen per app in the console (facts.md 1.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AccessTokenLife {
    /// 3600 s.
    OneHour,
    /// 86400 s.
    #[default]
    TwentyFourHours,
}

impl AccessTokenLife {
    /// Life in seconds.
    pub fn seconds(self) -> i64 {
        match self {
            Self::OneHour => 3_600,
            Self::TwentyFourHours => 86_400,
        }
    }
}
