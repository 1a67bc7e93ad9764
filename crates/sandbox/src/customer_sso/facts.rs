//! What LINE WORKS would have registered of the practice customer.

use std::fmt;

use serde::Serialize;

use super::company::{Company, CustomerAccount};
use super::fault::{CustomerSsoFault, written};
use super::{BASE, LOGIN, LOGOUT, MAIL, TOKEN, USER_INFO};

/// Addresses and credentials; serialised in camel case.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerSsoFacts {
    /// Web login URL, and application login URL as well.
    pub login_url: String,
    /// Access Token Return API.
    pub token_url: String,
    /// User Information Return API.
    pub user_info_url: String,
    /// IMAP/CalDAV login API.
    pub imap_url: String,
    /// Logout URL.
    pub logout_url: String,
    /// The Client ID that the customer chose.
    pub client_id: String,
    /// The Client Secret that the customer chose; new at each start.
    pub client_secret: String,
    /// Who can sign in.
    pub account: CustomerAccount,
}

impl CustomerSsoFacts {
    pub(crate) fn of(base: &str, company: &Company, faults: &[CustomerSsoFault]) -> Self {
        let faults = written(faults);
        let at = |path| format!("{base}{BASE}/{faults}/{path}");
        Self {
            login_url: at(LOGIN),
            token_url: at(TOKEN),
            user_info_url: at(USER_INFO),
            imap_url: at(MAIL),
            logout_url: at(LOGOUT),
            client_id: company.client_id.clone(),
            client_secret: company.client_secret.clone(),
            account: company.account.clone(),
        }
    }
}

impl fmt::Debug for CustomerSsoFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CustomerSsoFacts")
            .field("login_url", &self.login_url)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}
