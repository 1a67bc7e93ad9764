//! The record of a channel of LINE, for which channel access tokens are issued (facts.md 7). Its
//! secret, its assertion keys and its tokens are kept apart.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use super::{
    ClientAuthentication, ClientProfile, Endpoints, Environment, HostError, OpenIdSettings,
    ScopeSeparator, ServerEndpoints, confirmed_address,
};
use crate::services::line;

/// A channel of LINE Developers Console.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct LineChannelApp {
    /// What the channel is for.
    pub description: String,
    /// Channel ID: 10 digits.
    pub channel_id: String,
    /// Where LINE is called.
    pub place: LinePlace,
}

/// Where LINE is called.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum LinePlace {
    /// At `api.line.me`.
    #[default]
    Line,
    /// The practice server on this computer; its address is known once it runs.
    Sandbox,
    /// At an own address, for example a gateway.
    Custom {
        /// Address up to and without `/oauth2` and `/v2`.
        api_base: String,
        /// The host that the administrator confirmed by typing it; no list has it.
        #[serde(default)]
        confirmed_host: String,
    },
}

impl LinePlace {
    /// The address that every call is below.
    ///
    /// # Errors
    /// When the sandbox is stopped, or an own address is unusable or its host not confirmed.
    pub fn api_base(&self, sandbox_base: Option<&str>) -> Result<String, HostError> {
        match self {
            Self::Line => Ok(line::API_BASE.to_owned()),
            Self::Sandbox => sandbox_base.map(str::to_owned).ok_or(HostError::SandboxStopped),
            Self::Custom { api_base, confirmed_host } => {
                let url = confirmed_address(api_base, confirmed_host)?;
                match url.query() {
                    None => Ok(api_base.trim().to_owned()),
                    Some(_) => Err(HostError::Address(api_base.clone())),
                }
            }
        }
    }

    /// The place as runs and lists name it.
    pub fn environment(&self) -> Environment {
        let server = |host: &str| Environment::Server { host: host.to_owned() };
        match self {
            Self::Line => server(line::API_HOST),
            Self::Sandbox => Environment::Sandbox,
            Self::Custom { api_base, .. } => {
                let url = Url::parse(api_base.trim()).ok();
                server(url.as_ref().and_then(Url::host_str).unwrap_or_default())
            }
        }
    }
}

impl LineChannelApp {
    /// The channel as a client. Nobody signs in to it, and it has no addresses of an OAuth server.
    pub fn client(&self) -> ClientProfile {
        ClientProfile {
            client_id: self.channel_id.trim().to_owned(),
            authentication: ClientAuthentication::ClientSecretPost,
            scopes: Vec::new(),
            scope_separator: ScopeSeparator::default(),
            redirect_urls: Vec::new(),
            logout_redirect_urls: Vec::new(),
            open_id: OpenIdSettings::default(),
            access_token_seconds: None,
            refresh_rotation: None,
            endpoints: Endpoints::Server(ServerEndpoints::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn custom(api_base: &str, confirmed_host: &str) -> LinePlace {
        let (api_base, confirmed_host) = (api_base.to_owned(), confirmed_host.to_owned());
        LinePlace::Custom { api_base, confirmed_host }
    }

    #[test]
    fn secrets_go_to_line_to_the_running_sandbox_or_to_a_confirmed_host() {
        assert_eq!(LinePlace::Line.api_base(None).unwrap(), "https://api.line.me");
        assert_eq!(LinePlace::Sandbox.api_base(None), Err(HostError::SandboxStopped));
        let base = "http://127.0.0.1:4000";
        assert_eq!(LinePlace::Sandbox.api_base(Some(base)).unwrap(), base);
        let own = custom("https://gate.example/line", "GATE.example");
        assert_eq!(own.api_base(None).unwrap(), "https://gate.example/line");
        let actual = "gate.example".to_owned();
        let other = custom("https://gate.example", "other.example").api_base(None);
        assert_eq!(other, Err(HostError::NotConfirmed { actual }));
        for bad in ["http://gate.example", "https://gate.example?x=1", "gate"] {
            let refused = custom(bad, "gate.example").api_base(None);
            assert!(matches!(refused, Err(HostError::Address(_))), "{bad}");
        }
    }

    #[test]
    fn a_place_is_named_by_its_host() {
        let host = |place: LinePlace| match place.environment() {
            Environment::Server { host } => host,
            other => format!("{other:?}"),
        };
        assert_eq!(host(LinePlace::Line), "api.line.me");
        assert_eq!(host(LinePlace::Sandbox), "Sandbox");
        assert_eq!(host(custom("https://gate.example/line", "")), "gate.example");
    }
}
