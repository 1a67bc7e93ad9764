//! What a record is a client of: one kind of service with the fields of that kind, and nothing of
//! another. What flows need of a client whatever its kind is a [`ClientProfile`].

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    ClientProfile, Environment, LineChannelApp, LineWorksApp, OauthServerApp, OpenIdSettings,
    ServerEndpoints,
};
use crate::customer_sso::CustomerSsoApp;
use crate::discovery::DiscoveryDocument;
use crate::redirect::RuleSet;

/// The service that an app is a client of, with the fields that such a client has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Service {
    /// An app of the LINE WORKS Developer Console.
    LineWorks(LineWorksApp),
    /// A client of another OAuth 2.0 or OpenID Connect server.
    OauthServer(OauthServerApp),
    /// A channel of LINE, for which channel access tokens are issued.
    LineChannel(LineChannelApp),
    /// A customer's SSO server, which LINE WORKS calls.
    CustomerSso(CustomerSsoApp),
}

impl Default for Service {
    fn default() -> Self {
        Self::LineWorks(LineWorksApp::default())
    }
}

impl From<LineWorksApp> for Service {
    fn from(app: LineWorksApp) -> Self {
        Self::LineWorks(app)
    }
}

impl From<OauthServerApp> for Service {
    fn from(app: OauthServerApp) -> Self {
        Self::OauthServer(app)
    }
}

impl From<LineChannelApp> for Service {
    fn from(app: LineChannelApp) -> Self {
        Self::LineChannel(app)
    }
}

impl From<CustomerSsoApp> for Service {
    fn from(app: CustomerSsoApp) -> Self {
        Self::CustomerSso(app)
    }
}

impl Service {
    /// A record of this kind without content; the name in any letter case.
    pub fn of_kind(name: &str) -> Option<Self> {
        let kinds = [
            Self::from(LineWorksApp::default()),
            OauthServerApp::default().into(),
            LineChannelApp::default().into(),
            CustomerSsoApp::default().into(),
        ];
        kinds.into_iter().find(|service| service.kind().eq_ignore_ascii_case(name))
    }

    /// The name of the kind, as JSON has it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::LineWorks(_) => "lineWorks",
            Self::OauthServer(_) => "oauthServer",
            Self::LineChannel(_) => "lineChannel",
            Self::CustomerSso(_) => "customerSso",
        }
    }

    /// What flows and checks need of the client.
    pub fn client(&self) -> ClientProfile {
        match self {
            Self::LineWorks(app) => app.client(),
            Self::OauthServer(app) => app.client(),
            Self::LineChannel(app) => app.client(),
            Self::CustomerSso(app) => app.client(),
        }
    }

    /// The fields of a LINE WORKS app; `None` for another kind.
    pub fn line_works(&self) -> Option<&LineWorksApp> {
        match self {
            Self::LineWorks(app) => Some(app),
            Self::OauthServer(_) | Self::LineChannel(_) | Self::CustomerSso(_) => None,
        }
    }

    /// The same, to be edited.
    pub fn line_works_mut(&mut self) -> Option<&mut LineWorksApp> {
        match self {
            Self::LineWorks(app) => Some(app),
            Self::OauthServer(_) | Self::LineChannel(_) | Self::CustomerSso(_) => None,
        }
    }

    /// The fields of a client of another OAuth server; `None` for another kind.
    pub fn oauth_server(&self) -> Option<&OauthServerApp> {
        match self {
            Self::OauthServer(app) => Some(app),
            Self::LineWorks(_) | Self::LineChannel(_) | Self::CustomerSso(_) => None,
        }
    }

    /// The fields of a channel of LINE; `None` for another kind.
    pub fn line_channel(&self) -> Option<&LineChannelApp> {
        match self {
            Self::LineChannel(app) => Some(app),
            Self::LineWorks(_) | Self::OauthServer(_) | Self::CustomerSso(_) => None,
        }
    }

    /// The fields of a customer's SSO server; `None` for another kind.
    pub fn customer_sso(&self) -> Option<&CustomerSsoApp> {
        match self {
            Self::CustomerSso(app) => Some(app),
            Self::LineChannel(_) => None,
            Self::LineWorks(_) | Self::OauthServer(_) => None,
        }
    }

    /// What the record knows of the OpenID provider; `None` for a kind without one.
    pub fn open_id(&self) -> Option<&OpenIdSettings> {
        match self {
            Self::LineWorks(app) => Some(&app.open_id),
            Self::OauthServer(app) => Some(&app.open_id),
            Self::LineChannel(_) | Self::CustomerSso(_) => None,
        }
    }

    /// The same, to be edited.
    pub fn open_id_mut(&mut self) -> Option<&mut OpenIdSettings> {
        match self {
            Self::LineWorks(app) => Some(&mut app.open_id),
            Self::OauthServer(app) => Some(&mut app.open_id),
            Self::LineChannel(_) | Self::CustomerSso(_) => None,
        }
    }

    /// Takes over what a server says of itself. LINE WORKS' own endpoints are not among its fields.
    /// No host is confirmed by it.
    pub fn discovered(&mut self, document: DiscoveryDocument) {
        let text = Option::unwrap_or_default;
        if let Self::OauthServer(app) = self {
            app.endpoints = ServerEndpoints {
                authorization: text(document.authorization_endpoint),
                token: text(document.token_endpoint),
                revocation: text(document.revocation_endpoint),
                introspection: text(document.introspection_endpoint),
            };
        }
        if let Some(open_id) = self.open_id_mut() {
            open_id.issuer = document.issuer;
            open_id.jwks_uri = text(document.jwks_uri);
            open_id.userinfo_endpoint = text(document.userinfo_endpoint);
            open_id.end_session_endpoint = text(document.end_session_endpoint);
        }
    }

    /// Client ID, or channel ID, as typed.
    pub fn client_id(&self) -> &str {
        match self {
            Self::LineWorks(app) => &app.client_id,
            Self::OauthServer(app) => &app.client_id,
            Self::LineChannel(app) => &app.channel_id,
            Self::CustomerSso(app) => &app.client_id,
        }
    }

    /// By whose rules its redirect URLs are judged; `None` for a kind that has no list of them.
    pub fn redirect_rules(&self) -> Option<RuleSet> {
        match self {
            Self::LineWorks(_) => Some(RuleSet::LineWorks),
            Self::OauthServer(_) => Some(RuleSet::Oauth),
            Self::LineChannel(_) | Self::CustomerSso(_) => None,
        }
    }

    /// Where the service is.
    pub fn environment(&self) -> Environment {
        match self {
            Self::LineWorks(app) => app.environment.clone(),
            Self::OauthServer(app) => app.environment(),
            Self::LineChannel(app) => app.place.environment(),
            Self::CustomerSso(app) => app.environment(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_travels_beside_its_fields_and_unknown_fields_are_refused() {
        let json = serde_json::to_value(Service::default()).unwrap();
        assert_eq!(
            (&json["kind"], &json["scopeSeparator"]),
            (&"lineWorks".into(), &"space".into())
        );
        assert_eq!(serde_json::from_value::<Service>(json).unwrap(), Service::default());
        let other: [Service; 3] = [
            OauthServerApp::default().into(),
            CustomerSsoApp::default().into(),
            LineChannelApp::default().into(),
        ];
        for service in [Service::default()].into_iter().chain(other) {
            let json = serde_json::to_value(&service).unwrap();
            assert_eq!(json["kind"], service.kind());
            assert_eq!(Service::of_kind(service.kind()), Some(service));
        }
        for other in
            [r#"{"kind":"lineWorks","issuer":""}"#, r#"{"kind":"moon"}"#, r#"{"scopes":[]}"#]
        {
            assert!(serde_json::from_str::<Service>(other).is_err(), "{other}");
        }
    }
}
