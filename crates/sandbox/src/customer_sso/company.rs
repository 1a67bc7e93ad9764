//! The customer: what it has registered with LINE WORKS, its one test account, and the codes and
//! tokens that it gave out. They live in memory and are counted, never timed.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::error::Unspecified;
use serde::Serialize;

use crate::random::{self, WORD};

/// Letters of a code and of a token.
const LETTERS: usize = 40;

/// The account that can sign in. Serialised in camel case.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerAccount {
    /// What is typed as account.
    pub email: String,
    /// What is typed as password; new at each start.
    pub password: String,
    /// What the user information answers: the member's external key.
    pub user_id: String,
}

impl fmt::Debug for CustomerAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CustomerAccount").field("email", &self.email).finish_non_exhaustive()
    }
}

/// A code's standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeState {
    Fresh,
    Used,
    Unknown,
}

/// The company.
pub(crate) struct Company {
    pub(super) client_id: String,
    pub(super) client_secret: String,
    pub(super) account: CustomerAccount,
    codes: Mutex<HashMap<String, bool>>,
    tokens: Mutex<HashSet<String>>,
    counted: AtomicU32,
}

impl Company {
    /// A company with fresh credentials.
    pub(crate) fn invent() -> Result<Company, Unspecified> {
        Ok(Company {
            client_id: format!("aoba-{}", random::text(12, random::LOWER)?),
            client_secret: random::text(24, WORD)?,
            account: CustomerAccount {
                email: "taro.renshu@aoba.example".to_owned(),
                password: random::text(14, WORD)?,
                user_id: "emp-00042".to_owned(),
            },
            codes: Mutex::default(),
            tokens: Mutex::default(),
            counted: AtomicU32::new(1),
        })
    }

    pub(super) fn is_member(&self, email: &str, password: &str) -> bool {
        email == self.account.email && same(password, &self.account.password)
    }

    pub(super) fn is_secret(&self, secret: &str) -> bool {
        same(secret, &self.client_secret)
    }

    /// A new code; `counted`: one that can be guessed.
    pub(super) fn new_code(&self, counted: bool) -> Result<String, Unspecified> {
        let code = if counted {
            format!("code-{:06}", self.counted.fetch_add(1, Ordering::Relaxed))
        } else {
            random::text(LETTERS, WORD)?
        };
        locked(&self.codes).insert(code.clone(), false);
        Ok(code)
    }

    pub(super) fn code(&self, code: &str) -> CodeState {
        match locked(&self.codes).get(code) {
            Some(false) => CodeState::Fresh,
            Some(true) => CodeState::Used,
            None => CodeState::Unknown,
        }
    }

    /// Uses a code up and gives a token.
    pub(super) fn redeem(&self, code: &str) -> Result<String, Unspecified> {
        let token = random::text(LETTERS, WORD)?;
        locked(&self.codes).insert(code.to_owned(), true);
        locked(&self.tokens).insert(token.clone());
        Ok(token)
    }

    pub(super) fn is_token(&self, token: &str) -> bool {
        locked(&self.tokens).contains(token)
    }
}

fn same(given: &str, kept: &str) -> bool {
    verify_slices_are_equal(given.as_bytes(), kept.as_bytes()).is_ok()
}

fn locked<T>(kept: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
