//! The fields that clients of every authorization server have, whatever the kind of record.

use crate::apps::{OpenIdSettings, ScopeSeparator, Service};

/// To be read.
pub(super) struct Shared<'a> {
    pub(super) description: &'a str,
    pub(super) client_id: &'a str,
    pub(super) scopes: &'a [String],
    pub(super) scope_separator: ScopeSeparator,
    pub(super) redirect_urls: &'a [String],
    pub(super) logout_redirect_urls: &'a [String],
    pub(super) open_id: &'a OpenIdSettings,
}

/// To be written.
pub(super) struct SharedMut<'a> {
    pub(super) description: &'a mut String,
    pub(super) client_id: &'a mut String,
    pub(super) scopes: &'a mut Vec<String>,
    pub(super) scope_separator: &'a mut ScopeSeparator,
    pub(super) redirect_urls: &'a mut Vec<String>,
    pub(super) logout_redirect_urls: &'a mut Vec<String>,
    pub(super) open_id: &'a mut OpenIdSettings,
}

/// The fields have one name in every kind.
macro_rules! shared {
    ($app:ident) => {
        Shared {
            description: &$app.description,
            client_id: &$app.client_id,
            scopes: &$app.scopes,
            scope_separator: $app.scope_separator,
            redirect_urls: &$app.redirect_urls,
            logout_redirect_urls: &$app.logout_redirect_urls,
            open_id: &$app.open_id,
        }
    };
    (mut $app:ident) => {
        SharedMut {
            description: &mut $app.description,
            client_id: &mut $app.client_id,
            scopes: &mut $app.scopes,
            scope_separator: &mut $app.scope_separator,
            redirect_urls: &mut $app.redirect_urls,
            logout_redirect_urls: &mut $app.logout_redirect_urls,
            open_id: &mut $app.open_id,
        }
    };
}

impl<'a> Shared<'a> {
    /// `None` for a kind that is no client of an authorization server.
    pub(super) fn of(service: &'a Service) -> Option<Self> {
        match service {
            Service::LineWorks(app) => Some(shared!(app)),
            Service::OauthServer(app) => Some(shared!(app)),
            Service::LineChannel(_) | Service::CustomerSso(_) => None,
        }
    }
}

impl<'a> SharedMut<'a> {
    /// As [`Shared::of`].
    pub(super) fn of(service: &'a mut Service) -> Option<Self> {
        match service {
            Service::LineWorks(app) => Some(shared!(mut app)),
            Service::OauthServer(app) => Some(shared!(mut app)),
            Service::LineChannel(_) | Service::CustomerSso(_) => None,
        }
    }
}
