//! Which calls a conformance run makes, in order, said before the first is made.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::probe::{Planned, Probe};

/// Most calls of one run.
pub const MOST_PROBES: usize = 40;

/// What there is to call, and to call it with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Had {
    /// A web login URL.
    pub login: bool,
    /// The Access Token Return API.
    pub token: bool,
    /// The User Information Return API.
    pub user_info: bool,
    /// The IMAP/CalDAV login API.
    pub mail: bool,
    /// A test account for it.
    pub account: bool,
    /// The logout URL.
    pub logout: bool,
    /// A code that a sign-in in the browser brought.
    pub web_code: bool,
}

/// The calls of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoPlan")]
pub struct Plan {
    /// In order.
    pub calls: Vec<Planned>,
    /// Rounds of proper calls; fewer than asked for where the limit of calls is reached, or where
    /// there is no second code.
    pub rounds: u32,
}

/// The plan. `repeat`: rounds asked for.
pub fn plan(had: Had, repeat: u32) -> Plan {
    let mut calls = Vec::new();
    let coded = had.mail && had.account;
    let mut add = |wanted: bool, probe: Probe, round: u32| {
        if wanted {
            calls.push(Planned { probe, round });
        }
    };
    add(had.login, Probe::LoginPage, 0);
    add(had.login, Probe::LoginForeign, 0);
    // A code of the browser is spent first; the account's are for the rounds after it.
    add(coded && !had.web_code, Probe::MailCode, 1);
    let first = had.token && (coded || had.web_code);
    add(first, Probe::Token, 1);
    add(first && had.user_info, Probe::UserInfo, 1);
    add(first, Probe::TokenReused, 0);
    for probe in [Probe::TokenUnknownClient, Probe::TokenWrongGrant, Probe::TokenWrongSecret] {
        add(had.token && coded, Probe::SpareCode, 0);
        add(had.token, probe, 0);
    }
    use Probe::{TokenAsJson, TokenByGet, TokenMadeUpCode, TokenMissingCode};
    for probe in [TokenMissingCode, TokenMadeUpCode, TokenByGet, TokenAsJson] {
        add(had.token, probe, 0);
    }
    for probe in [
        Probe::UserInfoUnknownClient,
        Probe::UserInfoMissingToken,
        Probe::UserInfoWrongSecret,
        Probe::UserInfoWrongToken,
    ] {
        add(had.user_info, probe, 0);
    }
    add(had.mail, Probe::MailUnknown, 0);
    add(had.logout, Probe::Logout, 0);
    add(had.logout, Probe::LogoutForeign, 0);
    let mut rounds = u32::from(first);
    while first && coded && rounds < repeat {
        let mut round = vec![Probe::MailCode, Probe::Token];
        round.extend(had.user_info.then_some(Probe::UserInfo));
        if calls.len() + round.len() > MOST_PROBES {
            break;
        }
        rounds += 1;
        calls.extend(round.into_iter().map(|probe| Planned { probe, round: rounds }));
    }
    Plan { calls, rounds }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Had = Had {
        login: true,
        token: true,
        user_info: true,
        mail: true,
        account: true,
        logout: true,
        web_code: false,
    };

    #[test]
    fn no_run_makes_more_than_forty_calls_and_the_rounds_end_before() {
        let once = plan(ALL, 1);
        assert_eq!((once.rounds, once.calls.len()), (1, 23));
        let most = plan(ALL, 1_000);
        assert_eq!(most.rounds, 6);
        assert!(most.calls.len() <= MOST_PROBES, "{}", most.calls.len());
    }

    #[test]
    fn without_a_code_only_calls_that_need_none_are_made() {
        let calls = plan(Had { account: false, ..ALL }, 3).calls;
        let made = |probe| calls.iter().any(|call| call.probe == probe);
        assert!(!made(Probe::Token) && !made(Probe::TokenReused) && !made(Probe::SpareCode));
        assert!(made(Probe::TokenMadeUpCode) && made(Probe::UserInfoWrongToken));
    }

    #[test]
    fn one_code_of_a_browser_is_good_for_one_round() {
        let found = plan(Had { account: false, web_code: true, ..ALL }, 3);
        assert_eq!(found.rounds, 1);
        let tokens = found.calls.iter().filter(|call| call.probe == Probe::Token).count();
        assert_eq!(tokens, 1);
    }
}
