//! Settings. What concerns the look lies beside the vault, so that a locked window has the right
//! language; everything else lies in the vault.

use std::path::{Path, PathBuf};
use std::time::Duration;

use credenza_vault::Vault;
use serde::{Deserialize, Serialize};
use url::Url;

use super::appearance::{self, Appearance};
use super::keys::read_bounded;
use crate::engine::Engine;
use crate::error::Error;
use crate::http::{Http, HttpError, HttpSettings, certificate_sha256, is_loopback};
use crate::views::settings::{
    AboutView, CaView, NetworkView, ProxySetting, SettingsPatch, SettingsView,
};

/// Settings in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct VaultSettings {
    /// Idle minutes before locking; 0 = never.
    pub auto_lock_minutes: u32,
    clipboard_seconds: u32,
    reveal_seconds: u32,
    proxy: ProxySetting,
    connect_timeout_seconds: u32,
    total_timeout_seconds: u32,
    cas: Vec<StoredCa>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct StoredCa {
    view: CaView,
    pem: String,
}

impl Default for VaultSettings {
    /// security.md M6 and N4, design section 6.
    fn default() -> Self {
        Self {
            auto_lock_minutes: 10,
            clipboard_seconds: 30,
            reveal_seconds: 20,
            proxy: ProxySetting::System,
            connect_timeout_seconds: 10,
            total_timeout_seconds: 30,
            cas: Vec::new(),
        }
    }
}

const KEY: &str = "settings";

impl VaultSettings {
    pub(crate) fn read(vault: &Vault) -> Result<Self, Error> {
        Ok(vault.setting_get(KEY)?.unwrap_or_default())
    }

    fn http(&self) -> HttpSettings {
        HttpSettings {
            proxy: self.proxy.clone(),
            cas: self.cas.iter().map(|ca| ca.pem.clone()).collect(),
            connect_timeout: Duration::from_secs(self.connect_timeout_seconds.into()),
            total_timeout: Duration::from_secs(self.total_timeout_seconds.into()),
            read_timeout: None,
        }
    }
}

impl Engine {
    /// The proxy that the settings name, where an address goes through it: never for this computer
    /// (security.md N8).
    ///
    /// # Errors
    /// When the vault can't be read.
    pub fn named_proxy(&self, address: &str) -> Result<Option<Url>, Error> {
        let ProxySetting::Manual { url } = self.http_settings()?.proxy else { return Ok(None) };
        let is_near = Url::parse(address).is_ok_and(|address| is_loopback(&address));
        Ok(Url::parse(&url).ok().filter(|_| !is_near))
    }

    /// All settings. While locked those of the vault are the defaults.
    ///
    /// # Errors
    /// When the vault can't be read.
    pub fn settings_get(&self) -> Result<SettingsView, Error> {
        let appearance = appearance::read(&self.appearance_file());
        let settings = match self.with_vault(|vault| VaultSettings::read(vault)) {
            Err(Error::Locked) => VaultSettings::default(),
            read => read?,
        };
        Ok(view(appearance, settings))
    }

    /// Changes settings. Those of the vault need it open.
    ///
    /// # Errors
    /// When a value can't be used; then nothing has changed.
    pub fn settings_update(&self, patch: &SettingsPatch) -> Result<SettingsView, Error> {
        check(patch)?;
        if touches_vault(patch) {
            self.change_vault_settings(|settings| {
                apply(settings, patch);
                Ok(())
            })?;
        }
        let file = self.appearance_file();
        let before = appearance::read(&file);
        let after = Appearance {
            language: patch.language.unwrap_or(before.language),
            theme: patch.theme.unwrap_or(before.theme),
            text_scale: patch.text_scale.unwrap_or(before.text_scale),
            dense: patch.dense.unwrap_or(before.dense),
        };
        if after != before {
            appearance::write(&file, after)?;
        }
        self.settings_get()
    }

    /// Adds a certificate authority from a PEM file.
    ///
    /// # Errors
    /// When the file holds no certificate.
    pub fn ca_add(&self, path: &Path) -> Result<SettingsView, Error> {
        self.epoch()?;
        let bytes = read_bounded(path)?;
        let pem =
            std::str::from_utf8(bytes.expose()).map_err(|_| HttpError::Certificate)?.to_owned();
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let sha256 = fingerprint(&pem)?;
        self.change_vault_settings(|settings| {
            settings.cas.retain(|ca| ca.view.sha256 != sha256);
            settings.cas.push(StoredCa { view: CaView { name, sha256 }, pem });
            Ok(())
        })?;
        self.settings_get()
    }

    /// Removes a certificate authority.
    ///
    /// # Errors
    /// When there is none of that fingerprint.
    pub fn ca_remove(&self, sha256: &str) -> Result<SettingsView, Error> {
        self.change_vault_settings(|settings| {
            let before = settings.cas.len();
            settings.cas.retain(|ca| ca.view.sha256 != sha256);
            if settings.cas.len() == before {
                Err(Error::NotFound("certificate authority"))
            } else {
                Ok(())
            }
        })?;
        self.settings_get()
    }

    /// The clock of the last server and the proxy, for the status bar.
    ///
    /// # Errors
    /// When the vault is locked.
    pub fn network_status(&self) -> Result<NetworkView, Error> {
        let settings = self.with_vault(|vault| VaultSettings::read(vault))?;
        let proxy = match settings.proxy {
            ProxySetting::Manual { url } => Some(url),
            _ => None,
        };
        let none =
            NetworkView { skew_seconds: None, skew_host: None, measured_at: None, proxy: None };
        Ok(NetworkView { proxy, ..self.shared.memory.network().unwrap_or(none) })
    }

    /// What the program says of itself. `webview`: version of the web view.
    pub fn about(&self, webview: String) -> AboutView {
        let sqlcipher = self.with_vault(|vault| Ok(vault.cipher_version()?)).unwrap_or_default();
        AboutView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            sqlcipher,
            webview,
            folder: self.shared.folder.display().to_string(),
            notices: include_str!("../../notices.txt").to_owned(),
        }
    }

    /// Seconds before a copied secret is cleared.
    pub fn clipboard_seconds(&self) -> u32 {
        self.settings_get().map_or(30, |settings| settings.clipboard_seconds)
    }

    pub(crate) fn http_settings(&self) -> Result<HttpSettings, Error> {
        self.with_vault(|vault| VaultSettings::read(vault)).map(|settings| settings.http())
    }

    fn change_vault_settings(
        &self,
        change: impl FnOnce(&mut VaultSettings) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut settings = self.with_vault(|vault| VaultSettings::read(vault))?;
        change(&mut settings)?;
        // Proved to work before it is kept, and used only once it is.
        let http = Http::proven(settings.http())?;
        self.with_vault(|vault| Ok(vault.setting_set(KEY, &settings)?))?;
        self.keep_http(http);
        self.door().auto_lock_minutes = settings.auto_lock_minutes;
        Ok(())
    }

    fn appearance_file(&self) -> PathBuf {
        self.shared.folder.join("appearance.json")
    }
}

fn touches_vault(patch: &SettingsPatch) -> bool {
    patch.auto_lock_minutes.is_some()
        || patch.clipboard_seconds.is_some()
        || patch.reveal_seconds.is_some()
        || patch.proxy.is_some()
        || patch.connect_timeout_seconds.is_some()
        || patch.total_timeout_seconds.is_some()
}

fn check(patch: &SettingsPatch) -> Result<(), Error> {
    let within = |value: Option<u32>, from: u32, to: u32| {
        value.is_none_or(|value| (from..=to).contains(&value))
    };
    let rows = [
        ("textScale", within(patch.text_scale, 100, 130), "100 to 130 percent"),
        ("autoLockMinutes", within(patch.auto_lock_minutes, 0, 1_440), "0 to 1440 minutes"),
        ("clipboardSeconds", within(patch.clipboard_seconds, 5, 300), "5 to 300 seconds"),
        ("revealSeconds", within(patch.reveal_seconds, 5, 300), "5 to 300 seconds"),
        ("connectTimeoutSeconds", within(patch.connect_timeout_seconds, 1, 60), "1 to 60 seconds"),
        ("totalTimeoutSeconds", within(patch.total_timeout_seconds, 1, 300), "1 to 300 seconds"),
    ];
    match rows.into_iter().find(|(_, holds, _)| !holds) {
        Some((field, _, reason)) => Err(Error::Invalid { field, reason }),
        None => Ok(()),
    }
}

fn apply(settings: &mut VaultSettings, patch: &SettingsPatch) {
    let set = |target: &mut u32, value: Option<u32>| *target = value.unwrap_or(*target);
    set(&mut settings.auto_lock_minutes, patch.auto_lock_minutes);
    set(&mut settings.clipboard_seconds, patch.clipboard_seconds);
    set(&mut settings.reveal_seconds, patch.reveal_seconds);
    set(&mut settings.connect_timeout_seconds, patch.connect_timeout_seconds);
    set(&mut settings.total_timeout_seconds, patch.total_timeout_seconds);
    if let Some(proxy) = &patch.proxy {
        settings.proxy = proxy.clone();
    }
}

fn view(appearance: Appearance, settings: VaultSettings) -> SettingsView {
    SettingsView {
        language: appearance.language,
        theme: appearance.theme,
        text_scale: appearance.text_scale,
        dense: appearance.dense,
        auto_lock_minutes: settings.auto_lock_minutes,
        clipboard_seconds: settings.clipboard_seconds,
        reveal_seconds: settings.reveal_seconds,
        proxy: settings.proxy,
        connect_timeout_seconds: settings.connect_timeout_seconds,
        total_timeout_seconds: settings.total_timeout_seconds,
        cas: settings.cas.into_iter().map(|ca| ca.view).collect(),
    }
}

/// SHA-256 over the DER of the one certificate of a file, in colon pairs. A file with several is
/// refused: only what is shown may be trusted.
fn fingerprint(pem: &str) -> Result<String, Error> {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;
    let bad = || Error::Http(HttpError::Certificate);
    let mut all = CertificateDer::pem_slice_iter(pem.as_bytes());
    let der = all.next().ok_or_else(bad)?.map_err(|_| bad())?;
    if all.next().is_some() {
        return Err(bad());
    }
    Ok(certificate_sha256(&der))
}
