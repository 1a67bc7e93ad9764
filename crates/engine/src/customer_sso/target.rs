//! A customer's server as it is called: its addresses, agreed to and parsed, and what LINE WORKS
//! has registered of it.

use std::time::Duration;

use credenza_core::Secret;
use credenza_core::customer_sso::{Had, MailAccount};
use url::Url;

/// Everything that a run needs, taken out of the vault beforehand.
#[derive(Debug, Clone)]
pub struct SsoTarget {
    /// Name of the record.
    pub name: String,
    /// Whether it is the practice server.
    pub practice: bool,
    /// The Client ID that the customer chose.
    pub client_id: String,
    /// The secret that the customer chose.
    pub client_secret: Secret,
    /// Web login URL.
    pub web_login: Option<Url>,
    /// Application login URL.
    pub app_login: Option<Url>,
    /// Access Token Return API.
    pub token: Option<Url>,
    /// User Information Return API.
    pub user_info: Option<Url>,
    /// IMAP/CalDAV login API.
    pub mail: Option<Url>,
    /// Logout URL.
    pub logout: Option<Url>,
    /// Where LINE WORKS is come back to after a sign-in.
    pub redirect: Url,
    /// Where the logout returns to.
    pub logout_redirect: String,
    /// The test account, if one is at hand.
    pub account: Option<MailAccount>,
    /// Who that account is to LINE WORKS.
    pub expected_user: Option<String>,
    /// Whether "Set Expire Time" is on in the console.
    pub set_expire_time: bool,
    /// Whether it is the Korean public-sector service.
    pub public_sector: bool,
}

impl SsoTarget {
    /// What there is to call, and to call it with.
    pub(crate) fn had(&self, web_code: bool) -> Had {
        Had {
            login: self.web_login.is_some(),
            token: self.token.is_some(),
            user_info: self.user_info.is_some(),
            mail: self.mail.is_some(),
            account: self.account.is_some(),
            logout: self.logout.is_some(),
            web_code,
        }
    }

    /// All addresses that there are.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &Url> {
        let all = [
            &self.web_login,
            &self.app_login,
            &self.token,
            &self.user_info,
            &self.mail,
            &self.logout,
        ];
        all.into_iter().flatten()
    }

    /// Time between two calls of a conformance run. The practice server is nobody's production.
    pub(crate) fn pace(&self) -> Duration {
        if self.practice { Duration::from_millis(20) } else { Duration::from_secs(1) }
    }
}
