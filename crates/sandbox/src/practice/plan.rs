//! What makes each practice app the lesson it is.

use super::{Keys, PracticeBehaviour};
use crate::keys::PracticeKey;
use crate::line_works::ExpiresForm;
use crate::server::SandboxConfig;

/// How far the server clock of `clock-skew` is behind, in seconds.
const CLOCK_BEHIND: u32 = 412;
/// The two token lifetimes a LINE WORKS app can have (facts 1.6), in seconds.
const ONE_HOUR: u32 = 3600;
const ONE_DAY: u32 = 86_400;

/// A host that never exists (RFC 2606): the code must be caught before anything is sent there.
const NOWHERE: &str = "https://app.practice.invalid";
/// For a listener on this computer; registered URLs are compared with their port.
const LOOPBACK: &str = "http://localhost:18137";

/// What an app is made from.
pub(super) struct Plan {
    pub(super) slug: &'static str,
    pub(super) scopes: &'static [&'static str],
    /// What members are asked for at sign-in.
    pub(super) sign_in: &'static [&'static str],
    pub(super) refresh_rotation: bool,
    pub(super) access_token_seconds: u32,
    pub(super) expires: ExpiresForm,
    pub(super) registered_key: fn(&Keys) -> &PracticeKey,
    pub(super) behaviour: PracticeBehaviour,
}

/// All of them; the first one works.
pub(super) static PLANS: [Plan; 4] = [
    Plan {
        slug: "attendance-bot",
        scopes: &["bot", "bot.read", "user.read"],
        sign_in: &["openid", "email", "profile", "user.read"],
        refresh_rotation: false,
        access_token_seconds: ONE_DAY,
        expires: ExpiresForm::Text,
        registered_key: |keys| &keys.first,
        behaviour: PracticeBehaviour::Works,
    },
    Plan {
        slug: "calendar-sync",
        scopes: &["calendar", "calendar.read"],
        sign_in: &["calendar", "calendar.read"],
        refresh_rotation: true,
        access_token_seconds: ONE_HOUR,
        expires: ExpiresForm::Number,
        registered_key: |keys| &keys.second,
        behaviour: PracticeBehaviour::Works,
    },
    Plan {
        slug: "clock-skew",
        scopes: &["directory.read", "user.read"],
        sign_in: &[],
        refresh_rotation: false,
        access_token_seconds: ONE_DAY,
        expires: ExpiresForm::Text,
        registered_key: |keys| &keys.first,
        behaviour: PracticeBehaviour::ServerClockBehind { seconds: CLOCK_BEHIND },
    },
    Plan {
        slug: "old-key",
        scopes: &["audit.read"],
        sign_in: &[],
        refresh_rotation: false,
        access_token_seconds: ONE_HOUR,
        expires: ExpiresForm::Text,
        registered_key: |keys| &keys.second,
        behaviour: PracticeBehaviour::KeyReissued,
    },
];

impl Plan {
    /// The registered redirect URLs: those of the start before the usual ones.
    pub(super) fn redirect_urls(&self, config: &SandboxConfig) -> Vec<String> {
        if self.sign_in.is_empty() {
            return Vec::new();
        }
        let usual = [LOOPBACK, NOWHERE].map(|host| format!("{host}/callback"));
        config.redirect_urls.iter().cloned().chain(usual).collect()
    }

    /// The registered logout redirect URLs.
    pub(super) fn logout_redirect_urls(&self) -> Vec<String> {
        if !self.sign_in.contains(&"openid") {
            return Vec::new();
        }
        [LOOPBACK, NOWHERE].map(|host| format!("{host}/signed-out")).to_vec()
    }
}
