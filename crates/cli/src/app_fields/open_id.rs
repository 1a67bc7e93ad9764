//! Options of an OpenID provider, which a LINE WORKS app and a client of another server have alike.

use clap::Args;
use credenza_core::apps::{OpenIdSettings, Service};
use credenza_engine::Engine;

use super::{Switch, refused, set};
use crate::failure::Failure;
use crate::verbs::discover;

/// Issuer and addresses.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields of an OpenID provider")]
pub(super) struct OpenIdFields {
    /// Fill in issuer and addresses from the discovery document of this issuer; its host counts as
    /// confirmed
    #[arg(long, value_name = "URL")]
    discover: Option<String>,
    /// Issuer of ID tokens (iss, to the letter); without one it is not checked
    #[arg(long, value_name = "ISS")]
    issuer: Option<String>,
    /// Address of the issuer's keys; without one signatures are not checked
    #[arg(long, value_name = "URL")]
    jwks_uri: Option<String>,
    /// Address that tells who signed in
    #[arg(long, value_name = "URL")]
    userinfo_endpoint: Option<String>,
    /// Address that signs a member out
    #[arg(long, value_name = "URL")]
    end_session_endpoint: Option<String>,
    /// Whether a sign-in uses PKCE; LINE WORKS' documents don't mention it
    #[arg(long, value_name = "ON/OFF")]
    pkce: Option<Switch>,
}

impl OpenIdFields {
    pub(super) fn discovers(&self) -> bool {
        self.discover.is_some()
    }

    /// Reads the document that was named and takes it over. The host that it was read from.
    pub(super) fn discover(
        &self,
        engine: &Engine,
        service: &mut Service,
    ) -> Result<Option<String>, Failure> {
        let Some(address) = &self.discover else { return Ok(None) };
        let (document, host) = discover::document(engine, address)?;
        service.discovered(document);
        Ok(Some(host))
    }

    /// An address that can't be used is refused: a script learns it now, not at the sign-in.
    pub(super) fn apply(
        &self,
        open_id: &mut OpenIdSettings,
        own_host: &str,
        confirm: &str,
    ) -> Result<(), Failure> {
        set(&mut open_id.issuer, &self.issuer);
        set(&mut open_id.jwks_uri, &self.jwks_uri);
        set(&mut open_id.userinfo_endpoint, &self.userinfo_endpoint);
        set(&mut open_id.end_session_endpoint, &self.end_session_endpoint);
        if let Some(pkce) = self.pkce {
            open_id.pkce = pkce == Switch::On;
        }
        for (option, given, address) in [
            ("--jwks-uri", &self.jwks_uri, &open_id.jwks_uri),
            ("--userinfo-endpoint", &self.userinfo_endpoint, &open_id.userinfo_endpoint),
            ("--end-session-endpoint", &self.end_session_endpoint, &open_id.end_session_endpoint),
        ] {
            if given.is_some() {
                let usable = open_id.usable(address, own_host);
                usable.map_err(|error| refused(option, confirm, &error))?;
            }
        }
        Ok(())
    }
}

/// Adds the host that a document was read from.
pub(super) fn confirm(service: &mut Service, host: Option<&str>) {
    let hosts = service.open_id_mut().map(|open_id| &mut open_id.confirmed_hosts);
    if let (Some(host), Some(hosts)) = (host, hosts)
        && !hosts.iter().any(|known| known == host)
    {
        hosts.push(host.to_owned());
    }
}
