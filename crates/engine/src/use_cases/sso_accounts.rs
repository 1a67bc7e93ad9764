//! The test accounts of a customer's SSO server: which one a run is made with, and their passwords,
//! which are asked for per run and not kept, unless one is stored with the record.

use credenza_core::apps::AppId;
use credenza_core::customer_sso::{CustomerSsoApp, MailAccount, SsoTestAccount};
use credenza_vault::Vault;

use super::customer_sso::OTHER_KIND;
use crate::engine::Engine;
use crate::error::Error;
use crate::views::customer_sso::{SsoAccountInput, SsoPasswordInput, SsoPasswordView};

/// Field name of the first test account's password in the vault.
const ACCOUNT_PASSWORD: &str = "accountPassword";
/// Longest password in bytes.
const LONGEST_PASSWORD: usize = 1_024;

const NO_SUCH_ACCOUNT: Error =
    Error::Invalid { field: "account", reason: "the record has no such test account" };

impl Engine {
    /// Stores the password of one of the record's test accounts; an empty one is forgotten.
    ///
    /// # Errors
    /// When it is too long, or the record is gone, of another kind or without that account.
    pub fn sso_password_set(&self, input: &SsoPasswordInput) -> Result<SsoPasswordView, Error> {
        // Only its length is looked at.
        if input.password.expose().len() > LONGEST_PASSWORD {
            let reason = "a password has at most 1024 bytes";
            return Err(Error::Invalid { field: "password", reason });
        }
        let now = self.now();
        self.with_vault(|vault| {
            let app = vault.app_get(input.app_id)?;
            let sso = app.draft.service.customer_sso().ok_or(OTHER_KIND)?;
            let account = match &input.account {
                Some(email) => named(sso, email).ok_or(NO_SUCH_ACCOUNT)?.account,
                None => sso.account.clone(),
            };
            let field = password_field(sso, &account);
            match input.password.is_empty() {
                true => vault.secret_delete(input.app_id, &field)?,
                false => vault.secret_set(input.app_id, &field, &input.password, now)?,
            }
            stored(vault, input.app_id, sso)
        })
    }

    /// Of which test accounts a password is stored.
    ///
    /// # Errors
    /// When the vault is locked, or the record is gone or of another kind.
    pub fn sso_password_state(&self, app: AppId) -> Result<SsoPasswordView, Error> {
        self.with_vault(|vault| {
            let record = vault.app_get(app)?;
            stored(vault, app, record.draft.service.customer_sso().ok_or(OTHER_KIND)?)
        })
    }
}

fn stored(vault: &Vault, app: AppId, sso: &CustomerSsoApp) -> Result<SsoPasswordView, Error> {
    let mut stored = Vec::new();
    for account in sso.accounts() {
        let email = account.account.trim();
        if vault.secret_state(app, &password_field(sso, email))?.is_some() {
            stored.push(email.to_owned());
        }
    }
    Ok(SsoPasswordView { stored })
}

fn password_field(sso: &CustomerSsoApp, email: &str) -> String {
    match sso.account.trim() == email.trim() {
        true => ACCOUNT_PASSWORD.to_owned(),
        false => format!("{ACCOUNT_PASSWORD}:{}", email.trim()),
    }
}

fn named(sso: &CustomerSsoApp, email: &str) -> Option<SsoTestAccount> {
    sso.accounts().into_iter().find(|one| one.account.trim() == email.trim())
}

/// The account to sign in with, where its password is at hand, and who it is to LINE WORKS.
/// `asked`: typed with its password, or one of the record by its address; `None`: the first one.
pub(super) fn chosen(
    vault: &Vault,
    app: AppId,
    sso: &CustomerSsoApp,
    asked: Option<SsoAccountInput>,
) -> Result<(Option<MailAccount>, Option<String>), Error> {
    let (email, password, expected) = match asked {
        Some(SsoAccountInput { email, password: Some(password), expected_user }) => {
            (email, Some(password), expected_user)
        }
        Some(SsoAccountInput { email, password: None, expected_user }) => {
            let account = named(sso, &email).ok_or(NO_SUCH_ACCOUNT)?;
            let password = vault.secret_get(app, &password_field(sso, &email))?;
            (email, password, expected_user.or(Some(account.expected_user)))
        }
        None => {
            let password = vault.secret_get(app, ACCOUNT_PASSWORD)?;
            (sso.account.clone(), password, Some(sso.expected_user.clone()))
        }
    };
    let email = email.trim().to_owned();
    let account = password.filter(|_| !email.is_empty());
    let account = account.map(|password| MailAccount { email, password });
    let expected = expected.map(|user| user.trim().to_owned()).filter(|user| !user.is_empty());
    Ok((account, expected))
}
