//! The one member of the practice tenant who can sign in.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::error::Unspecified;
use serde::Serialize;

use crate::random::{self, LOWER, WORD};

/// A member of the practice tenant; password and ID are new at each start. Serialised in camel case.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PracticeUser {
    /// What is typed as account, and the `email` claim (facts 3: it need not look like an e-mail
    /// address).
    pub account: String,
    /// What is typed as password.
    pub password: String,
    /// The member ID: the `sub` claim.
    pub user_id: String,
    /// The `name` claim.
    pub name: String,
    /// The `locale` claim, one of the five that facts 3 lists.
    pub locale: String,
}

impl PracticeUser {
    pub(crate) fn invent() -> Result<PracticeUser, Unspecified> {
        Ok(PracticeUser {
            account: "hanako.renshu@practice".to_owned(),
            password: random::text(12, WORD)?,
            user_id: format!("practice-{}", random::text(20, LOWER)?),
            name: "練習 花子".to_owned(),
            locale: "ja_JP".to_owned(),
        })
    }

    /// Whether these are this member's account and password.
    pub(super) fn is(&self, account: &str, password: &str) -> bool {
        account == self.account
            && verify_slices_are_equal(password.as_bytes(), self.password.as_bytes()).is_ok()
    }
}

impl fmt::Debug for PracticeUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PracticeUser").field("account", &self.account).finish_non_exhaustive()
    }
}
