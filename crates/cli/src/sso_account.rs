//! A test account from a file: passwords never stand in arguments.

use std::path::Path;

use credenza_core::Secret;
use credenza_engine::views::customer_sso::SsoAccountInput;
use serde::Deserialize;

use crate::failure::Failure;
use crate::secret_input;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Account {
    email: String,
    password: Secret,
    expected_user: Option<String>,
}

/// The account in a JSON file (`-`: standard input): `email`, `password`, `expectedUser`.
pub(crate) fn from_file(path: &Path) -> Result<SsoAccountInput, Failure> {
    let text = secret_input::from_file(path)?;
    // Exposed to be read as JSON.
    let account: Account = serde_json::from_str(text.expose()).map_err(|_| Failure::Input {
        field: "--account",
        reason: "the file is no JSON object with email and password".to_owned(),
    })?;
    let Account { email, password, expected_user } = account;
    Ok(SsoAccountInput { email, password, expected_user })
}
