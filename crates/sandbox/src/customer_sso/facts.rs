//! What LINE WORKS would have registered of the practice customer.

use std::fmt;

use serde::Serialize;

use super::company::{Company, CustomerAccount};
use super::door::Door;
use super::fault::{CustomerSsoFault, written};
use super::{BASE, LOGIN, LOGOUT, MAIL, TOKEN, USER_INFO};
use crate::doors::Doors;

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
    /// The authority of its certificates, in PEM; only over TLS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ca_pem: Option<String>,
}

/// Where the server answers.
pub(crate) struct Places<'a> {
    /// `http://127.0.0.1:PORT`.
    pub(crate) plain: &'a str,
    pub(crate) doors: &'a Doors,
    /// Whether https was asked for.
    pub(crate) over_tls: bool,
}

impl CustomerSsoFacts {
    /// A fault of TLS is found over TLS, whatever was asked for.
    pub(crate) fn of(places: &Places<'_>, company: &Company, faults: &[CustomerSsoFault]) -> Self {
        let mut of_faults = faults.iter().filter_map(|fault| fault.door());
        let door = of_faults.find(|door| *door != Door::Good);
        let asked = places.over_tls || faults.iter().any(|fault| fault.door().is_some());
        let door = door.or(asked.then_some(Door::Good));
        let base = door.map_or(places.plain, |door| places.doors.base(door));
        let has = |fault| faults.contains(&fault);
        let slow = places.doors.base(Door::Slow);
        let token = if has(CustomerSsoFault::PlainToken) { places.plain } else { base };
        let user_info = if has(CustomerSsoFault::SlowConnect) { slow } else { base };
        let faults = written(faults);
        let at = |base, path| format!("{base}{BASE}/{faults}/{path}");
        Self {
            login_url: at(base, LOGIN),
            token_url: at(token, TOKEN),
            user_info_url: at(user_info, USER_INFO),
            imap_url: at(base, MAIL),
            logout_url: at(base, LOGOUT),
            client_id: company.client_id.clone(),
            client_secret: company.client_secret.clone(),
            account: company.account.clone(),
            ca_pem: door.map(|_| places.doors.authority_pem().to_owned()),
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
