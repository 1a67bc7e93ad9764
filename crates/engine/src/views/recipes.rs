//! A token request as a program.

use credenza_core::apps::AppId;
use credenza_core::flow::RunId;
use credenza_core::recipe::RecipeLanguage;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a program is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum RecipeSource {
    /// What a run sent. A run that ended before it was sent gives way to its record.
    Run {
        /// Its number.
        id: RunId,
    },
    /// What a record asks for now.
    App {
        /// Its number.
        id: AppId,
    },
}

/// Which program.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecipeInput {
    /// Made from what.
    pub source: RecipeSource,
    /// In which language.
    pub language: RecipeLanguage,
}

/// A program that asks for a token. No secret stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecipeView {
    /// Its language.
    pub language: RecipeLanguage,
    /// What it was made from in the end.
    pub source: RecipeSource,
    /// The program.
    pub text: String,
    /// Name of the file to keep it in.
    pub file_name: String,
    /// Environment variables that it reads: the client secret, and the path of the key file or the
    /// token that is sent.
    pub variables: Vec<String>,
}
