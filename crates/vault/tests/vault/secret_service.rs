//! The real gnome-keyring on a private D-Bus session (security.md S10). Nothing of the user's own
//! session is touched: bus, home and data folders are temporary, and the bus starts no service.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use credenza_vault::keyring::{Keyring, KeyringState, OsKeyring};
use credenza_vault::{NewVault, Unlock, UnlockWith, Vault, VaultError, VaultFolder};

use crate::child::{self, Second};
use crate::fixture::{NOW, PASSPHRASE, draft, secret};

const OPEN_BUS: &str = r#"<policy context="default"><allow send_destination="*"/>
<allow receive_sender="*"/><allow own="*"/></policy>"#;
const DENYING_BUS: &str = r#"<policy context="default"><allow send_destination="*"/>
<allow receive_sender="*"/><allow own="*"/>
<deny send_destination="org.freedesktop.secrets"
 send_interface="org.freedesktop.Secret.Service"/></policy>"#;

/// Runs the test again inside a session of its own.
fn in_session(test: &str, policy: &str) {
    for tool in ["dbus-run-session", "gnome-keyring-daemon"] {
        let found = Command::new("sh").args(["-c", &format!("command -v {tool}")]).output();
        assert!(
            found.unwrap().status.success(),
            "{tool} is missing: apt install dbus gnome-keyring"
        );
    }
    let temporary = tempfile::tempdir().unwrap();
    let root = temporary.path();
    let config = root.join("bus.conf");
    let listen = format!("<listen>unix:dir={}</listen>", root.display());
    let text = format!("<busconfig><type>session</type>{listen}{policy}</busconfig>");
    fs::write(&config, text).unwrap();
    let mut command = Command::new("dbus-run-session");
    command.arg("--config-file").arg(&config).arg("--").args(child::itself(test));
    let folder = |name: &str| {
        let path = root.join(name);
        fs::create_dir_all(&path).unwrap();
        path
    };
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"] {
        command.env(name, folder(&name.to_lowercase()));
    }
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("GNOME_KEYRING_CONTROL");
    Second::spawn(command, root).end();
}

/// A gnome-keyring daemon; killed when dropped.
struct Daemon(Child);

impl Daemon {
    /// With the login keyring unlocked by this password, which also makes it the first time.
    fn unlocked() -> Self {
        let mut daemon = Self::start(&["--unlock"]);
        daemon.0.stdin.take().unwrap().write_all(b"login password").unwrap();
        daemon
    }

    fn locked() -> Self {
        Self::start(&[])
    }

    fn start(more: &[&str]) -> Self {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets"]).args(more);
        let quiet = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Self(quiet.spawn().unwrap())
    }

    fn signal(&self, name: &str) {
        let pid = self.0.id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The bus tells nobody when the daemon is up, so that it is asked until it answers as wanted.
fn settle(keyring: &OsKeyring, wanted: KeyringState) {
    for _ in 0..200 {
        if keyring.state() == wanted {
            return;
        }
        thread::sleep(Duration::from_millis(25));
    }
    panic!("{wanted} is never reached; it stays {}", keyring.state());
}

fn create(root: &Path, keyring: &OsKeyring) -> Result<Vault, VaultError> {
    let new = NewVault { name: "real".to_owned(), unlock: Unlock::Keyring };
    VaultFolder::at(root.join("vault")).create(new, keyring, NOW)
}

#[test]
fn the_real_keyring_opens_a_vault_and_each_of_its_states_is_named() {
    const TEST: &str =
        "secret_service::the_real_keyring_opens_a_vault_and_each_of_its_states_is_named";
    let Some(root) = child::root() else { return in_session(TEST, OPEN_BUS) };
    let keyring = OsKeyring::default();
    assert_eq!(keyring.state(), KeyringState::Absent, "a bus without a service");
    let refused = create(&root, &keyring);
    assert!(matches!(refused, Err(VaultError::Keyring(KeyringState::Absent))), "{refused:?}");

    let daemon = Daemon::unlocked();
    settle(&keyring, KeyringState::Ready);
    let mut vault = create(&root, &keyring).unwrap();
    let app = vault.app_insert(&draft("kept"), NOW).unwrap();
    vault.set_passphrase(None, &secret(PASSPHRASE)).unwrap();
    let id = vault.id().to_owned();
    drop(vault);
    let folder = VaultFolder::at(root.join("vault"));
    let vault = folder.open(UnlockWith::Keyring, &keyring).unwrap();
    assert_eq!(vault.app_get(app.id).unwrap(), app);
    drop(vault);

    entry_lost_and_mended(&folder, &keyring, &id);
    drop(daemon);
    locked(&folder, &keyring, &root);
    hanging(&folder);
}

fn entry_lost_and_mended(folder: &VaultFolder, keyring: &OsKeyring, id: &str) {
    keyring.delete(id).unwrap();
    keyring.delete(id).unwrap();
    let lost = folder.open(UnlockWith::Keyring, keyring);
    assert!(matches!(lost, Err(VaultError::KeyringEntryLost)), "{lost:?}");
    let with = UnlockWith::Passphrase(secret(PASSPHRASE));
    folder.open(with, keyring).unwrap().add_keyring(keyring).unwrap();
    folder.open(UnlockWith::Keyring, keyring).unwrap();
}

fn locked(folder: &VaultFolder, keyring: &OsKeyring, root: &Path) {
    let _daemon = Daemon::locked();
    settle(keyring, KeyringState::Locked);
    let refused = folder.open(UnlockWith::Keyring, keyring);
    assert!(matches!(refused, Err(VaultError::Keyring(KeyringState::Locked))), "{refused:?}");
    let refused = create(&root.join("second"), keyring);
    assert!(matches!(refused, Err(VaultError::Keyring(KeyringState::Locked))), "{refused:?}");
    let with = UnlockWith::Passphrase(secret(PASSPHRASE));
    folder.open(with, keyring).unwrap();
}

fn hanging(folder: &VaultFolder) {
    let daemon = Daemon::unlocked();
    let keyring = OsKeyring::with_limit(Duration::from_millis(1500));
    settle(&keyring, KeyringState::Ready);
    daemon.signal("-STOP");
    assert_eq!(keyring.state(), KeyringState::TimedOut);
    let refused = folder.open(UnlockWith::Keyring, &keyring);
    assert!(matches!(refused, Err(VaultError::Keyring(KeyringState::TimedOut))), "{refused:?}");
    daemon.signal("-CONT");
    settle(&keyring, KeyringState::Ready);
    folder.open(UnlockWith::Keyring, &keyring).unwrap();
}

#[test]
fn a_bus_that_refuses_is_denied() {
    const TEST: &str = "secret_service::a_bus_that_refuses_is_denied";
    let Some(root) = child::root() else { return in_session(TEST, DENYING_BUS) };
    let _daemon = Daemon::unlocked();
    let keyring = OsKeyring::default();
    settle(&keyring, KeyringState::Denied);
    let refused = create(&root, &keyring);
    assert!(matches!(refused, Err(VaultError::Keyring(KeyringState::Denied))), "{refused:?}");
}

#[test]
fn no_bus_at_all_is_named() {
    const TEST: &str = "secret_service::no_bus_at_all_is_named";
    let Some(root) = child::root() else {
        let temporary = tempfile::tempdir().unwrap();
        let nowhere = temporary.path().display();
        let shell = format!(
            "unset DISPLAY; export XDG_RUNTIME_DIR='{nowhere}' \
             DBUS_SESSION_BUS_ADDRESS='unix:path={nowhere}/bus'"
        );
        Second::start_under(&shell, TEST, temporary.path()).end();
        return;
    };
    let keyring = OsKeyring::default();
    assert_eq!(keyring.state(), KeyringState::NoBus);
    let refused = create(&root, &keyring);
    assert!(matches!(refused, Err(VaultError::Keyring(KeyringState::NoBus))), "{refused:?}");
}
