//! A vault in a D-Bus session of its own: a real gnome-keyring keeps its key, and the signal of a
//! screen saver locks it. The signal is sent by hand: no desktop with a real one runs here.

use credenza_tests::session::Session;

use crate::acts::press_lock;
use crate::driver::{Around, Window};
use crate::words::Language;

#[tokio::test]
async fn the_keyring_of_the_system_opens_a_vault_and_its_screen_lock_closes_it() {
    let session = Session::start().expect("dbus-daemon and gnome-keyring-daemon are installed");
    for language in Language::BOTH {
        let around = Around { session: Some(&session), ..Around::default() };
        let window = Window::open_with(language, around).await;
        window.wait("input[type=radio][value=keyring]").await;
        window.look("first-run-keyring").await;
        window.press_message("vault_createNow").await;
        window.see(&language.say("vault_recoveryLater")).await;
        window.press_message("vault_recoveryNotNow").await;
        window.find("apps-empty").await;

        press_lock(&window).await;
        window.see(&language.say("vault_unlockKeyring")).await;
        window.look("unlock-keyring").await;
        window.press_message("vault_unlockKeyring").await;
        window.find("apps-empty").await;

        session.lock_screen();
        window.see(&language.say("vault_lockedSuspend")).await;
        window.close().await;
    }
}
