//! Lists, choices and switches of a customer's SSO server as texts of a list.

use super::cell::{joined, split};
use super::column::Column;
use super::value::{BadValue, on_or_off, switch, word};
use crate::customer_sso::{CustomerSsoApp, SsoTestAccount, SsoUserKey};

/// The value as a text; `None` where it is just a text of the record, or of another kind.
pub(super) fn text(column: Column, app: &CustomerSsoApp) -> Option<String> {
    Some(match column {
        Column::LogoutDomains => joined(&app.logout_domains),
        Column::MoreAccounts => {
            let accounts = app.more_accounts.iter().map(ToString::to_string);
            joined(&accounts.collect::<Vec<_>>())
        }
        Column::UserKey => match app.user_key {
            SsoUserKey::ExternalKey => "externalKey".to_owned(),
            SsoUserKey::Account => "account".to_owned(),
        },
        Column::SetExpireTime => on_or_off(app.set_expire_time),
        Column::PublicSector => on_or_off(app.public_sector),
        Column::Practice => on_or_off(app.practice),
        _ => return None,
    })
}

/// Puts a text into a record; columns of other kinds are left alone.
pub(super) fn set(column: Column, app: &mut CustomerSsoApp, text: &str) -> Result<(), BadValue> {
    match column {
        Column::LogoutDomains => app.logout_domains = split(text),
        Column::MoreAccounts => {
            let accounts = split(text);
            let read = accounts.iter().filter_map(|one| one.parse::<SsoTestAccount>().ok());
            app.more_accounts = read.collect();
        }
        Column::UserKey => {
            app.user_key = match word(text).as_str() {
                "externalkey" => SsoUserKey::ExternalKey,
                "account" => SsoUserKey::Account,
                _ => return Err(BadValue),
            }
        }
        Column::SetExpireTime => app.set_expire_time = switch(text)?,
        Column::PublicSector => app.public_sector = switch(text)?,
        Column::Practice => app.practice = switch(text)?,
        _ => {}
    }
    Ok(())
}
