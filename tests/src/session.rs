//! A D-Bus session of its own with a real gnome-keyring, so that a vault can be opened as most
//! people's are. Nothing of the user's own session is touched.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The bus starts no service by itself.
const BUS: &str = r#"<policy context="default"><allow send_destination="*"/>
<allow receive_sender="*"/><allow own="*"/></policy>"#;

/// Both daemons; they end with it.
pub struct Session {
    bus: Child,
    keyring: Child,
    address: String,
    folder: TempDir,
}

impl Session {
    /// `None` where dbus-daemon or gnome-keyring-daemon is not installed.
    pub fn start() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let config = folder.path().join("bus.conf");
        let listen = format!("<listen>unix:dir={}</listen>", folder.path().display());
        let text = format!("<busconfig><type>session</type>{listen}{BUS}</busconfig>");
        std::fs::write(&config, text).expect("the folder can be written");
        let mut bus = Command::new("dbus-daemon");
        bus.arg("--nofork").arg("--print-address=1").arg("--config-file").arg(&config);
        let mut bus = bus.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut address = String::new();
        let told = bus.stdout.take().expect("it is piped");
        BufReader::new(told).read_line(&mut address).expect("the bus tells its address");
        let address = address.trim().to_owned();
        match unlocked_keyring(&folder, &address) {
            Some(keyring) => Some(Self { bus, keyring, address, folder }),
            None => {
                end(&mut bus);
                None
            }
        }
    }

    /// Where its bus listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Tells the session what GNOME's screen saver tells when the screen is locked.
    pub fn lock_screen(&self) {
        let mut send = Command::new("dbus-send");
        send.args(["--session", "--type=signal", "/org/gnome/ScreenSaver"]);
        send.args(["org.gnome.ScreenSaver.ActiveChanged", "boolean:true"]);
        self.hold(&mut send);
        assert!(send.status().expect("dbus-send is installed").success(), "the signal is sent");
    }

    /// Runs a program in this session, with its folders in it.
    pub fn hold(&self, command: &mut Command) {
        inside(command, &self.folder, &self.address);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        end(&mut self.keyring);
        end(&mut self.bus);
    }
}

fn unlocked_keyring(folder: &TempDir, address: &str) -> Option<Child> {
    let mut command = Command::new("gnome-keyring-daemon");
    command.args(["--foreground", "--components=secrets", "--unlock"]);
    inside(&mut command, folder, address);
    let quiet = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut daemon = quiet.spawn().ok()?;
    let mut input = daemon.stdin.take().expect("it is piped");
    input.write_all(b"TEST login password").expect("it reads its password");
    Some(daemon)
}

fn inside(command: &mut Command, folder: &TempDir, address: &str) {
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"] {
        command.env(name, folder.path());
    }
    command.env("DBUS_SESSION_BUS_ADDRESS", address);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("GNOME_KEYRING_CONTROL");
}

/// A daemon that has ended by itself is as good.
fn end(daemon: &mut Child) {
    daemon.kill().ok();
    daemon.wait().ok();
}
