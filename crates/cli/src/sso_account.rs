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
    /// The sandbox calls it `userId`.
    #[serde(alias = "userId")]
    expected_user: Option<String>,
}

const MEMBERS: [&str; 4] = ["email", "password", "expectedUser", "userId"];

/// One of the record's accounts by its address, or the account in a JSON file (`-`: standard
/// input): `email`, `password`, `expectedUser`.
pub(crate) fn chosen(text: &str) -> Result<SsoAccountInput, Failure> {
    let path = Path::new(text);
    if text.contains('@') && !path.exists() {
        return Ok(SsoAccountInput::named(text.to_owned()));
    }
    from_file(path)
}

fn from_file(path: &Path) -> Result<SsoAccountInput, Failure> {
    let text = secret_input::from_file(path)?;
    // Exposed to be read as JSON.
    let account: Account = serde_json::from_str(text.expose())
        .map_err(|_| Failure::Input { field: "--account", reason: unreadable(text.expose()) })?;
    let Account { email, password, expected_user } = account;
    Ok(SsoAccountInput { email, password: Some(password), expected_user })
}

/// Why a file is no account. Only names of members are told: the values are secret.
fn unreadable(text: &str) -> String {
    let members = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text);
    let Ok(members) = members else {
        return "the file is no JSON object with email and password".to_owned();
    };
    let unknown = members.keys().find(|name| !MEMBERS.contains(&name.as_str()));
    let missing = MEMBERS.iter().take(2).find(|name| !members.contains_key(**name));
    match (unknown, missing) {
        (Some(name), _) => format!("the file has a member `{name}`, which no account has"),
        (None, Some(name)) => format!("the file has no member `{name}`"),
        (None, None) if members.contains_key("userId") && members.contains_key("expectedUser") => {
            "the file has both userId and expectedUser, which are the same".to_owned()
        }
        (None, None) => "the members of the file are not all texts".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sandboxs_own_object_is_taken_and_what_is_wrong_is_named_without_its_value() {
        let text = r#"{"email":"a@b","password":"TESTpassword","userId":"emp-1"}"#;
        let account: Account = serde_json::from_str(text).unwrap();
        assert_eq!(account.expected_user.as_deref(), Some("emp-1"));
        let rows = [
            ("[]", "no JSON object"),
            (r#"{"email":"a@b"}"#, "`password`"),
            (r#"{"email":"a","password":"TESTpassword","pin":"1"}"#, "`pin`"),
            (r#"{"email":"a","password":1}"#, "not all texts"),
            (r#"{"email":"a","password":"b","userId":"c","expectedUser":"d"}"#, "both"),
        ];
        for (text, wanted) in rows {
            assert!(serde_json::from_str::<Account>(text).is_err(), "{text}");
            let told = unreadable(text);
            assert!(told.contains(wanted) && !told.contains("TESTpassword"), "{told}");
        }
    }
}
