//! Where the vault lies by default: the data folder of the operating system.

use std::env;
use std::path::PathBuf;

/// The folder of the vault when none is named: `$XDG_DATA_HOME/credenza` (Linux),
/// `~/Library/Application Support/Credenza` (macOS), `%APPDATA%\Credenza` (Windows). Window and
/// terminal share it.
pub fn default_vault_folder() -> PathBuf {
    let folder =
        |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || folder("HOME").unwrap_or_else(|| PathBuf::from("."));
    if cfg!(windows) {
        return folder("APPDATA").unwrap_or_else(|| PathBuf::from(".")).join("Credenza");
    }
    if cfg!(target_os = "macos") {
        return home().join("Library/Application Support/Credenza");
    }
    folder("XDG_DATA_HOME").unwrap_or_else(|| home().join(".local/share")).join("credenza")
}
