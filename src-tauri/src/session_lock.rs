//! Locks the vault when the desktop says that the session was locked or the computer goes to sleep
//! (security.md M3). Listens only; a desktop without these buses leaves it to the idle time.

use std::thread;

use credenza_engine::views::vault::LockReason;
use tauri::{AppHandle, Manager as _};
use zbus::blocking::{Connection, MessageIterator};
use zbus::{MatchRule, Message, message};

use crate::state::Shell;

/// The screen savers that say it on the session's bus, by their interface: GNOME and those that
/// come from it, KDE and others by the common name.
const SCREEN_SAVERS: [&str; 4] = [
    "org.gnome.ScreenSaver",
    "org.freedesktop.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
];

/// Starts listening, in threads that end with the program.
pub(crate) fn start(app: &AppHandle) {
    for saver in SCREEN_SAVERS {
        listen(app, Connection::session, saver, "ActiveChanged");
    }
    // systemd's manager of sessions (org.freedesktop.login1(5)).
    listen(app, Connection::system, "org.freedesktop.login1.Manager", "PrepareForSleep");
}

fn listen(
    app: &AppHandle,
    bus: fn() -> zbus::Result<Connection>,
    interface: &'static str,
    signal: &'static str,
) {
    let app = app.clone();
    let listening = thread::Builder::new().name("session lock".to_owned()).spawn(move || {
        if let Err(error) = heed(&app, bus, interface, signal) {
            tracing::info!(%error, interface, "the session's lock is not heard");
        }
    });
    if let Err(error) = listening {
        tracing::warn!(%error, interface, "the session's lock is not heard");
    }
}

fn heed(
    app: &AppHandle,
    bus: fn() -> zbus::Result<Connection>,
    interface: &str,
    signal: &str,
) -> zbus::Result<()> {
    let rule = MatchRule::builder()
        .msg_type(message::Type::Signal)
        .interface(interface)?
        .member(signal)?
        .build();
    for message in MessageIterator::for_match_rule(rule, &bus()?, None)? {
        if begins(&message?) {
            lock(app);
        }
    }
    Ok(())
}

/// Both signals come twice: with true when it begins, with false when it is over.
fn begins(message: &Message) -> bool {
    message.body().deserialize::<bool>().unwrap_or(false)
}

fn lock(app: &AppHandle) {
    let shell = app.state::<Shell>();
    if !shell.engine.is_open() {
        return;
    }
    if tauri::async_runtime::block_on(shell.lock(app, LockReason::Suspend)).is_err() {
        tracing::warn!("the vault is locked, and its header can't be read");
    }
}
