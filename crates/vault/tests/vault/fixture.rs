//! Vaults in temporary folders, and a keyring that several processes can share.

use std::fs;
use std::path::{Path, PathBuf};

use credenza_core::Secret;
use credenza_core::apps::{AppDraft, LineWorksApp};
use credenza_vault::keyring::{Keyring, KeyringKey, KeyringState, MemoryKeyring};
use credenza_vault::{NewVault, Unlock, UnlockWith, Vault, VaultFolder};
use tempfile::TempDir;

pub const NOW: i64 = 1_790_000_000;
pub const PASSPHRASE: &str = "zwölf Zeichen reichen";

pub fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub fn draft(name: &str) -> AppDraft {
    let line_works = LineWorksApp { client_id: format!("client of {name}"), ..Default::default() };
    AppDraft {
        name: name.to_owned(),
        tags: vec!["tag".to_owned()],
        service: line_works.into(),
        ..Default::default()
    }
}

/// A vault opened by a keyring in memory.
pub struct Home {
    pub temporary: TempDir,
    pub keyring: MemoryKeyring,
}

impl Home {
    pub fn new() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        Self { temporary, keyring: MemoryKeyring::new(KeyringState::Ready) }
    }

    pub fn folder(&self) -> VaultFolder {
        VaultFolder::at(self.path())
    }

    pub fn path(&self) -> PathBuf {
        self.temporary.path().join("vault")
    }

    pub fn create(&self) -> Vault {
        let new = NewVault { name: "Tests".to_owned(), unlock: Unlock::Keyring };
        self.folder().create(new, &self.keyring, NOW).unwrap()
    }

    pub fn create_with_passphrase(&self) -> Vault {
        let unlock = Unlock::Passphrase(secret(PASSPHRASE));
        let new = NewVault { name: "Tests".to_owned(), unlock };
        self.folder().create(new, &self.keyring, NOW).unwrap()
    }

    pub fn open(&self) -> Vault {
        self.folder().open(UnlockWith::Keyring, &self.keyring).unwrap()
    }
}

/// A keyring in a folder: stands in for the real one where a second process must see the same.
pub struct FolderKeyring(pub PathBuf);

impl FolderKeyring {
    fn entry(&self, vault: &str) -> PathBuf {
        self.0.join(format!("{vault}.key"))
    }
}

impl Keyring for FolderKeyring {
    fn state(&self) -> KeyringState {
        KeyringState::Ready
    }

    fn get(&self, vault: &str) -> Result<Option<KeyringKey>, KeyringState> {
        let Ok(bytes) = fs::read(self.entry(vault)) else { return Ok(None) };
        Ok(<[u8; 32]>::try_from(bytes).ok().map(|key| KeyringKey::new(key.into())))
    }

    fn set(&self, vault: &str, key: &[u8; 32]) -> Result<(), KeyringState> {
        let beside = self.0.join("new");
        fs::write(&beside, key).unwrap();
        fs::rename(beside, self.entry(vault)).unwrap();
        Ok(())
    }

    fn delete(&self, vault: &str) -> Result<(), KeyringState> {
        let _ = fs::remove_file(self.entry(vault));
        Ok(())
    }

    fn name(&self) -> &str {
        "folder"
    }
}

/// What two processes of a test share: `<root>/vault` and `<root>/keyring`.
pub struct Shared {
    pub folder: VaultFolder,
    pub keyring: FolderKeyring,
}

impl Shared {
    pub fn at(root: &Path) -> Self {
        let keyring = root.join("keyring");
        fs::create_dir_all(&keyring).unwrap();
        Self { folder: VaultFolder::at(root.join("vault")), keyring: FolderKeyring(keyring) }
    }

    pub fn create(&self) -> Vault {
        let new = NewVault { name: "Tests".to_owned(), unlock: Unlock::Keyring };
        self.folder.create(new, &self.keyring, NOW).unwrap()
    }

    pub fn open(&self) -> Vault {
        self.folder.open(UnlockWith::Keyring, &self.keyring).unwrap()
    }
}

/// Numbers that look random and are the same in each run, so that a failure can be repeated.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
