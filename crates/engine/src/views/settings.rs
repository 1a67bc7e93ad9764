//! Settings, and what the program says of itself.

use credenza_core::UnixSeconds;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    /// As the system.
    #[default]
    System,
    /// English.
    En,
    /// Japanese.
    Ja,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Proxy for every call but those to this computer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ProxySetting {
    /// As the system says.
    #[default]
    System,
    /// None.
    None,
    /// This one.
    Manual {
        /// `http://host:port`.
        url: String,
    },
}

/// A certificate authority added by the administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaView {
    /// Name of its file.
    pub name: String,
    /// SHA-256 of the certificate.
    pub sha256: String,
}

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// Language.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Text size in percent, 100 to 130.
    pub text_scale: u32,
    /// Compact rows.
    pub dense: bool,
    /// Idle minutes before locking; 0 = never.
    pub auto_lock_minutes: u32,
    /// Seconds before a copied secret is cleared.
    pub clipboard_seconds: u32,
    /// Seconds before a shown secret is hidden.
    pub reveal_seconds: u32,
    /// Proxy.
    pub proxy: ProxySetting,
    /// Connect limit in seconds.
    pub connect_timeout_seconds: u32,
    /// Limit of a whole call in seconds.
    pub total_timeout_seconds: u32,
    /// Added authorities.
    pub cas: Vec<CaView>,
}

/// A change: only what is named changes.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct SettingsPatch {
    /// Language.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Option<Theme>,
    /// Text size in percent.
    pub text_scale: Option<u32>,
    /// Compact rows.
    pub dense: Option<bool>,
    /// Idle minutes before locking.
    pub auto_lock_minutes: Option<u32>,
    /// Seconds before a copied secret is cleared.
    pub clipboard_seconds: Option<u32>,
    /// Seconds before a shown secret is hidden.
    pub reveal_seconds: Option<u32>,
    /// Proxy.
    pub proxy: Option<ProxySetting>,
    /// Connect limit in seconds.
    pub connect_timeout_seconds: Option<u32>,
    /// Limit of a whole call in seconds.
    pub total_timeout_seconds: Option<u32>,
}

/// Changing settings.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettingsUpdateInput {
    /// The change.
    pub settings: SettingsPatch,
}

/// Removing an authority.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CaRemoveInput {
    /// SHA-256 of its certificate.
    pub sha256: String,
}

/// What the program says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AboutView {
    /// Version of Credenza.
    pub version: String,
    /// Version of SQLCipher.
    pub sqlcipher: String,
    /// Version of the web view.
    pub webview: String,
    /// Where the vault lies.
    pub folder: String,
    /// Licence notices that must be shown.
    pub notices: String,
}

/// When a held token or the clock of the last server is told to the status bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NetworkView {
    /// This computer's clock minus that of the last server, in seconds.
    pub skew_seconds: Option<i64>,
    /// That server's host.
    pub skew_host: Option<String>,
    /// When that was measured.
    pub measured_at: Option<UnixSeconds>,
    /// The proxy that calls go through, if any.
    pub proxy: Option<String>,
}
