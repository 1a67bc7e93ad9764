//! The look (language, theme, text size, rows): in clear beside the vault, so that a locked window
//! has the right language. Nothing else is kept there.

use std::fs;
use std::path::Path;

use credenza_vault::VaultFolder;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::views::settings::{Language, Theme};

/// Settings of the look, in clear beside the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Appearance {
    pub(super) language: Language,
    pub(super) theme: Theme,
    pub(super) text_scale: u32,
    pub(super) dense: bool,
}

impl Default for Appearance {
    fn default() -> Self {
        Self { language: Language::System, theme: Theme::System, text_scale: 100, dense: false }
    }
}

/// A damaged file is as good as none: it holds nothing that can't be chosen again.
pub(super) fn read(file: &Path) -> Appearance {
    fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Writes beside the file and renames, so that a crash leaves the old one or the new one.
pub(super) fn write(file: &Path, appearance: Appearance) -> Result<(), Error> {
    let json = serde_json::to_vec(&appearance).map_err(|_| Error::Interrupted)?;
    if let Some(folder) = file.parent() {
        VaultFolder::at(folder).make()?;
    }
    let draft = file.with_extension("json.new");
    fs::write(&draft, json)?;
    fs::rename(&draft, file)?;
    Ok(())
}
