//! What differs between operating systems: the store, its name, a look at its state that opens no
//! dialog, and what its errors mean.

#[cfg(target_os = "linux")]
pub(super) use linux::{NAME, entry, probe, state_of};
#[cfg(any(target_os = "macos", windows))]
pub(super) use native::{NAME, entry, probe, state_of};

#[cfg(target_os = "linux")]
mod linux {
    use keyring::{Entry, Error};
    use keyring_core::api::CredentialStoreApi;
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;
    use zbus_secret_service_keyring_store::Store;

    use crate::keyring::KeyringState;

    pub(in crate::keyring) const NAME: &str = "Secret Service";

    pub(in crate::keyring) fn entry(service: &str, user: &str) -> Result<Entry, Error> {
        let label = std::collections::HashMap::from([("label", "Credenza vault key")]);
        // A store that failed once, or whose service has gone, would stay so for the whole process.
        Ok(Entry { inner: Store::new()?.build(service, user, Some(&label))? })
    }

    pub(in crate::keyring) fn probe() -> Result<(), KeyringState> {
        // No secret travels here, so that the session needs no encryption.
        let service = SecretService::connect(EncryptionType::Plain).map_err(|e| meaning(&e))?;
        let collection = service.get_default_collection().map_err(|e| meaning(&e))?;
        if collection.is_locked().map_err(|e| meaning(&e))? {
            return Err(KeyringState::Locked);
        }
        Ok(())
    }

    pub(in crate::keyring) fn state_of(error: &Error) -> KeyringState {
        match error {
            Error::PlatformFailure(cause) | Error::NoStorageAccess(cause) => {
                cause.downcast_ref().map_or(KeyringState::Denied, meaning)
            }
            Error::NoDefaultStore => KeyringState::Absent,
            _ => KeyringState::Denied,
        }
    }

    fn meaning(error: &secret_service::Error) -> KeyringState {
        use secret_service::Error as Cause;
        match error {
            // NoResult: no default collection yet, and nobody there to make one.
            Cause::Locked | Cause::Prompt | Cause::PromptDisconnected | Cause::NoResult => {
                KeyringState::Locked
            }
            Cause::Unavailable => KeyringState::NoBus,
            other => bus_meaning(&other.to_string()),
        }
    }

    /// The bus names its errors in its text (D-Bus specification, "Well-known error names").
    fn bus_meaning(text: &str) -> KeyringState {
        let has = |name: &str| text.contains(&format!("org.freedesktop.DBus.Error.{name}"));
        if has("AccessDenied") || has("AuthFailed") {
            KeyringState::Denied
        } else if has("NoReply") || has("Timeout") || has("TimedOut") {
            KeyringState::TimedOut
        } else if text.contains("org.freedesktop.Secret.Error.IsLocked") {
            KeyringState::Locked
        } else if text.contains("org.freedesktop.") {
            KeyringState::Absent
        } else {
            KeyringState::NoBus
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn each_error_of_the_bus_has_its_state() {
            let rows = [
                ("zbus error: org.freedesktop.DBus.Error.ServiceUnknown: no", KeyringState::Absent),
                ("zbus error: org.freedesktop.DBus.Error.AccessDenied: no", KeyringState::Denied),
                ("zbus error: org.freedesktop.DBus.Error.NoReply: no", KeyringState::TimedOut),
                ("zbus error: org.freedesktop.Secret.Error.IsLocked", KeyringState::Locked),
                ("Failed to connect to address `unix:path=/nowhere`: x", KeyringState::NoBus),
            ];
            for (text, state) in rows {
                assert_eq!(bus_meaning(text), state, "{text}");
            }
        }
    }
}

#[cfg(any(target_os = "macos", windows))]
mod native {
    use keyring::{Entry, Error};

    use crate::keyring::KeyringState;

    #[cfg(target_os = "macos")]
    pub(in crate::keyring) const NAME: &str = "macOS Keychain";
    #[cfg(windows)]
    pub(in crate::keyring) const NAME: &str = "Windows Credential Manager";

    pub(in crate::keyring) fn entry(service: &str, user: &str) -> Result<Entry, Error> {
        Entry::new(service, user)
    }

    pub(in crate::keyring) fn probe() -> Result<(), KeyringState> {
        Entry::store_status().as_ref().map(|()| ()).map_err(state_of)
    }

    pub(in crate::keyring) fn state_of(error: &Error) -> KeyringState {
        match error {
            Error::NoDefaultStore => KeyringState::Absent,
            _ => KeyringState::Denied,
        }
    }
}
