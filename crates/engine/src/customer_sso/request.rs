//! The request of each probe: proper ones as LINE WORKS sends them, and wrong ones, whose wrong
//! values are invented and no secret.

use credenza_core::Secret;
use credenza_core::customer_sso::{
    LoginKind, MailAccount, Probe, SecretGet, TokenFields, UserInfoFields, json_token_request,
    login_request, logout_request, mail_code_request, query_token_request, token_request,
    user_info_request,
};
use credenza_core::flow::ShownRequest;
use credenza_core::oauth::TokenRequest;
use url::Url;

use super::caller::parsed;
use super::target::SsoTarget;

/// A value that nobody was given.
pub(crate) const INVENTED: &str = "credenza-probe-invented-value";
/// A host that can't exist (RFC 2606), for what must be refused.
pub(crate) const FOREIGN: &str = "https://credenza-probe.invalid/";
/// An account that can't exist, so that none is locked.
const NOBODY: &str = "nobody@credenza-probe.invalid";

/// A request that is ready to be sent.
pub(crate) enum SsoRequest {
    /// To an API.
    Post(TokenRequest),
    /// To an API, with secrets in the address.
    Get { url: Url, shown: ShownRequest },
    /// To a page.
    Page { url: Url },
}

impl SsoRequest {
    pub(crate) fn get(request: SecretGet) -> Option<Self> {
        let url = parsed(&request.address)?;
        Some(Self::Get { url, shown: request.shown })
    }

    /// Host and port that are called.
    pub(crate) fn server(&self) -> String {
        let url = match self {
            Self::Post(request) => &request.url,
            Self::Get { url, .. } | Self::Page { url } => url,
        };
        let (host, port) = (url.host_str().unwrap_or_default(), url.port_or_known_default());
        port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    pub(crate) fn page(address: &str) -> Option<Self> {
        Url::parse(address).ok().map(|url| Self::Page { url })
    }
}

/// What a call is made with.
pub(crate) struct With<'a> {
    pub(crate) code: Option<&'a Secret>,
    pub(crate) token: Option<&'a Secret>,
    pub(crate) random: [[u8; 32]; 2],
}

/// The request of a probe; `None` when what it needs is not there.
pub(crate) fn request(probe: Probe, target: &SsoTarget, with: &With<'_>) -> Option<SsoRequest> {
    match probe {
        Probe::LoginPage => login(target, &target.redirect, with),
        Probe::LoginForeign => login(target, &Url::parse(FOREIGN).ok()?, with),
        Probe::MailCode | Probe::SpareCode => {
            let account = target.account.as_ref()?;
            SsoRequest::get(mail_code_request(target.mail.as_ref()?, account))
        }
        Probe::MailUnknown => {
            let password = Secret::new(INVENTED.to_owned());
            let nobody = MailAccount { email: NOBODY.to_owned(), password };
            SsoRequest::get(mail_code_request(target.mail.as_ref()?, &nobody))
        }
        Probe::TokenByGet => {
            let url = target.token.as_ref()?;
            SsoRequest::get(query_token_request(url, &target.client_id, INVENTED))
        }
        Probe::TokenAsJson => {
            let url = target.token.clone()?;
            Some(SsoRequest::Post(json_token_request(url, &target.client_id, INVENTED)))
        }
        Probe::Logout => {
            SsoRequest::page(&logout_request(target.logout.as_ref()?, &target.logout_redirect))
        }
        Probe::LogoutForeign => SsoRequest::page(&logout_request(target.logout.as_ref()?, FOREIGN)),
        Probe::Token
        | Probe::TokenReused
        | Probe::TokenUnknownClient
        | Probe::TokenMissingCode
        | Probe::TokenWrongGrant
        | Probe::TokenWrongSecret
        | Probe::TokenMadeUpCode => token(probe, target, with),
        Probe::UserInfo
        | Probe::UserInfoUnknownClient
        | Probe::UserInfoMissingToken
        | Probe::UserInfoWrongSecret
        | Probe::UserInfoWrongToken => user_info(probe, target, with),
    }
}

fn login(target: &SsoTarget, redirect: &Url, with: &With<'_>) -> Option<SsoRequest> {
    let (url, id) = (target.web_login.as_ref()?, &target.client_id);
    let sent = login_request(LoginKind::Web, url, id, redirect, None, &with.random);
    SsoRequest::page(&sent.url)
}

fn token(probe: Probe, target: &SsoTarget, with: &With<'_>) -> Option<SsoRequest> {
    let invented = Secret::new(INVENTED.to_owned());
    let code = match probe {
        Probe::Token | Probe::TokenReused => with.code?,
        _ => with.code.unwrap_or(&invented),
    };
    let mut fields = TokenFields::proper(&target.client_id, &target.client_secret, code);
    match probe {
        Probe::TokenUnknownClient => fields.client_id = Some(INVENTED),
        Probe::TokenMissingCode => fields.code = None,
        Probe::TokenWrongGrant => fields.grant_type = Some("password"),
        Probe::TokenWrongSecret => fields.client_secret = Some(&invented),
        Probe::TokenMadeUpCode => fields.code = Some(&invented),
        _ => {}
    }
    Some(SsoRequest::Post(token_request(target.token.clone()?, &fields)))
}

fn user_info(probe: Probe, target: &SsoTarget, with: &With<'_>) -> Option<SsoRequest> {
    let invented = Secret::new(INVENTED.to_owned());
    let token = match probe {
        Probe::UserInfo => with.token?,
        _ => with.token.unwrap_or(&invented),
    };
    let mut fields = UserInfoFields {
        client_id: Some(&target.client_id),
        client_secret: Some(&target.client_secret),
        access_token: Some(token),
    };
    match probe {
        Probe::UserInfoUnknownClient => fields.client_id = Some(INVENTED),
        Probe::UserInfoMissingToken => fields.access_token = None,
        Probe::UserInfoWrongSecret => fields.client_secret = Some(&invented),
        Probe::UserInfoWrongToken => fields.access_token = Some(&invented),
        _ => {}
    }
    Some(SsoRequest::Post(user_info_request(target.user_info.clone()?, &fields)))
}
