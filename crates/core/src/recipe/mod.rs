//! 'Copy as': a token request as a program in another language, from a run or from a record. The
//! program signs a fresh assertion with the key of a file, or takes the token that is refreshed or
//! revoked from the environment, as it does the client secret: no secret stands in its text.
//!
//! What few English words there are belong to the program text, like its identifiers.

mod fill;
mod languages;
mod literal;
mod source;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RecipeLanguage {
    /// bash with curl and openssl.
    Curl,
    /// Python with urllib and `cryptography`.
    Python,
    /// Node without packages.
    Node,
    /// Rust with jsonwebtoken and reqwest.
    Rust,
}

impl RecipeLanguage {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 4] = [Self::Curl, Self::Python, Self::Node, Self::Rust];

    /// Name of the file that the program is meant to be kept in.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Curl => "token.sh",
            Self::Python => "token.py",
            Self::Node => "token.mjs",
            Self::Rust => "main.rs",
        }
    }
}

const CLIENT_SECRET: &str = "CLIENT_SECRET";
const PRIVATE_KEY_FILE: &str = "PRIVATE_KEY_FILE";

/// A request of a service account, or one with a token that was issued before, without its secrets
/// (facts.md 2.1, 2.2; 1.4, 1.7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    url: String,
    /// Header fields beside those that every client sets itself.
    headers: Vec<(String, String)>,
    fields: Vec<(String, FieldValue)>,
    /// `kid` of the assertion's header, if it had one.
    key_id: Option<String>,
    claims: Vec<(String, ClaimValue)>,
    /// The client ID, form-encoded, where client ID and secret go in the `Authorization` field.
    basic: Option<String>,
}

/// The value of a form field, before it is encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
enum FieldValue {
    Text(String),
    /// The assertion that the program signs.
    Assertion,
    /// A secret, from the environment variable of this name.
    Variable(&'static str),
}

/// The value of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ClaimValue {
    Text(String),
    Number(i64),
    /// So many seconds after the moment at which the program runs.
    AfterNow(i64),
}

impl Recipe {
    /// The program.
    pub fn program(&self, language: RecipeLanguage) -> String {
        match language {
            RecipeLanguage::Curl => languages::shell::program(self),
            RecipeLanguage::Python => languages::python::program(self),
            RecipeLanguage::Node => languages::node::program(self),
            RecipeLanguage::Rust => languages::rust::program(self),
        }
    }

    /// Environment variables that the program reads: all of them have to be set.
    pub fn variables(&self) -> Vec<&'static str> {
        let of_field = |(_, value): &(String, FieldValue)| match value {
            FieldValue::Variable(name) => Some(*name),
            FieldValue::Text(_) | FieldValue::Assertion => None,
        };
        let mut variables: Vec<&str> = self.fields.iter().filter_map(of_field).collect();
        variables.extend(self.basic.as_ref().map(|_| CLIENT_SECRET));
        // The client secret first, as everywhere.
        variables.sort_by_key(|name| *name != CLIENT_SECRET);
        variables.extend(self.signs().then_some(PRIVATE_KEY_FILE));
        variables
    }

    /// Whether the program makes an assertion.
    fn signs(&self) -> bool {
        self.fields.iter().any(|(_, value)| *value == FieldValue::Assertion)
    }

    /// One line of comment for each variable.
    fn variable_lines(&self, comment: &str) -> String {
        fill::lines(&self.variables(), |name| format!("{comment}   {name}"))
    }

    /// Members of the assertion's header, in the order of writing.
    fn header(&self) -> Vec<(&str, &str)> {
        let mut members = vec![("alg", "RS256"), ("typ", "JWT")];
        members.extend(self.key_id.as_deref().map(|key_id| ("kid", key_id)));
        members
    }
}
