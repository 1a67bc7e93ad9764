//! How long a member stays signed in at LINE WORKS with the token of a customer's server (facts.md
//! 6.5 b: source 2 and the newer Japanese page).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// What decides the length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoSessionRule")]
pub enum SessionRule {
    /// `expires_in` of the answer.
    ExpiresIn,
    /// The service's own length, because `expires_in` is missing or can't be read.
    Default,
    /// The service's own length, because "Set Expire Time" is off in the console.
    ExpireTimeOff,
}

/// The length of a session in seconds, by kind of client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoSessionLength")]
pub struct SessionLength {
    /// What decides it.
    pub rule: SessionRule,
    /// In a web browser.
    pub web: i64,
    /// In the mobile app.
    pub mobile: i64,
    /// In the desktop app.
    pub desktop: i64,
}

/// The length that results. `public_sector`: the Korean public-sector service has shorter ones.
pub fn session_lengths(
    expires_in: Option<i64>,
    set_expire_time: bool,
    public_sector: bool,
) -> SessionLength {
    let usual = |rule| {
        let (web, mobile) = if public_sector { (HOUR, DAY) } else { (DAY, 30 * DAY) };
        SessionLength { rule, web, mobile, desktop: 30 * DAY }
    };
    match expires_in {
        _ if !set_expire_time => usual(SessionRule::ExpireTimeOff),
        None => usual(SessionRule::Default),
        Some(all) => {
            SessionLength { rule: SessionRule::ExpiresIn, web: all, mobile: all, desktop: all }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_decides_only_where_the_console_lets_it() {
        let lengths = |expires_in, on, gov| {
            let found = session_lengths(expires_in, on, gov);
            (found.rule, found.web, found.mobile, found.desktop)
        };
        let month = 30 * DAY;
        assert_eq!(lengths(Some(600), true, false), (SessionRule::ExpiresIn, 600, 600, 600));
        assert_eq!(lengths(None, true, false), (SessionRule::Default, DAY, month, month));
        assert_eq!(lengths(None, true, true), (SessionRule::Default, HOUR, DAY, month));
        assert_eq!(
            lengths(Some(600), false, false),
            (SessionRule::ExpireTimeOff, DAY, month, month)
        );
    }
}
