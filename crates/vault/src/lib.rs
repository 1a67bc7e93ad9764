//! The encrypted vault: a folder with a small header of key slots (`vault.json`) and one SQLCipher
//! database (`vault.db`). Everything that an administrator keeps lies in the database; the header
//! names the vault and holds its data key, wrapped by the OS keyring, a passphrase or a recovery
//! key. All calls block: run them off the async threads. No clock here: `now` is an argument.

mod create;
mod database;
mod error;
mod folder;
mod header;
pub mod keyring;
mod open;
mod private_file;
mod random;
mod slot_changes;
mod slots;
mod tables;
mod vault;

pub use create::{NewVault, Unlock};
pub use database::integrity::IntegrityReport;
pub use error::{HeaderFault, VaultError};
pub use folder::{FolderState, HeaderInfo, VaultFolder};
pub use open::UnlockWith;
pub use slots::data_key::DataKey;
pub use slots::passphrase::{MIN_PASSPHRASE_CHARS, PassphraseCost};
pub use slots::{SlotKind, SlotSet};
pub use tables::activity::{ActivityRow, NewActivity};
pub use tables::channel_keys::{ChannelKeyId, ChannelKeyRow};
pub use tables::channel_tokens::{ChannelTokenId, ChannelTokenRow};
pub use tables::keys::{KeyOwner, KeyRow, NewKey};
pub use tables::runs::RunSummary;
pub use tables::secrets::SecretState;
pub use tables::summaries::{AppSummary, LastRun};
pub use vault::Vault;

/// Version of this program, as written into the header and named when a file is too new.
pub(crate) const APP_VERSION: &str = env!("CARGO_PKG_VERSION");
