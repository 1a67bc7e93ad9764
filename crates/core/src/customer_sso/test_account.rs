//! A test account of a customer's server, and how it is written in lists: `EMAIL=USER`.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A member who is only there to be signed in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SsoTestAccount {
    /// E-mail address; its password is a secret of the record or asked for.
    pub account: String,
    /// Who the account is to LINE WORKS: its external key or account. Empty: not compared.
    pub expected_user: String,
}

impl fmt::Display for SsoTestAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.expected_user.as_str() {
            "" => f.write_str(&self.account),
            user => write!(f, "{}={user}", self.account),
        }
    }
}

impl FromStr for SsoTestAccount {
    type Err = Infallible;

    /// Without a `=` nothing is compared.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        let (account, user) = text.split_once('=').unwrap_or((text, ""));
        let (account, expected_user) = (account.trim().to_owned(), user.trim().to_owned());
        Ok(Self { account, expected_user })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_comes_back_from_how_it_is_written() {
        let read = |text: &str| {
            let Ok(account) = text.parse::<SsoTestAccount>();
            (account.account.clone(), account.expected_user.clone(), account.to_string())
        };
        let row = |email: &str, user: &str, written: &str| {
            (email.to_owned(), user.to_owned(), written.to_owned())
        };
        assert_eq!(read(" a@x.example = emp=1 "), row("a@x.example", "emp=1", "a@x.example=emp=1"));
        assert_eq!(read("a@x.example"), row("a@x.example", "", "a@x.example"));
    }
}
