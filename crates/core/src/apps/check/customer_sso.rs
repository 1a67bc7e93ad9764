//! What is worth saying of a customer's SSO server (facts.md 6.1, 6.2).

use url::Url;

use super::super::finding::FindingId as Id;
use super::super::finding::FindingSeverity::{Error, Warning};
use super::super::{Finding, HostError};
use super::{characters, key_in};
use crate::Secret;
use crate::customer_sso::CustomerSsoApp;
use crate::redirect::{RuleSet, Verdict, check_address};

/// Everything worth saying.
pub(super) fn check(app: &CustomerSsoApp, secret: Option<&Secret>) -> Vec<Finding> {
    let mut found = client_id(app);
    // Looked at character by character; nothing of it leaves this function.
    found.extend(secret.into_iter().flat_map(|secret| text("clientSecret", secret.expose())));
    found.extend(app.addresses().into_iter().flat_map(|(field, address)| one(app, field, address)));
    found.extend(redirect_url(app));
    found.extend(text("account", &app.account));
    found.extend(text("expectedUser", &app.expected_user));
    let more = app.more_accounts.iter();
    found.extend(more.flat_map(|one| text("moreAccounts", &one.to_string())));
    found.extend(key_in("caPem", &app.ca_pem));
    found.extend(key_in("description", &app.description));
    found
}

fn text(field: &str, text: &str) -> Vec<Finding> {
    match key_in(field, text) {
        Some(found) => vec![found],
        None => characters(field, text),
    }
}

fn client_id(app: &CustomerSsoApp) -> Vec<Finding> {
    if app.client_id.trim().is_empty() {
        return vec![Finding::new("clientId", Id::Missing, Warning)];
    }
    text("clientId", &app.client_id)
}

/// By the rules for addresses that LINE WORKS calls, and whether it may be called from here.
fn one(app: &CustomerSsoApp, field: &str, address: &str) -> Vec<Finding> {
    let say = |id, severity| Finding::new(field, id, severity);
    if address.trim().is_empty() {
        let needed = matches!(field, "webLoginUrl" | "tokenUrl" | "userInfoUrl");
        return needed.then(|| say(Id::Missing, Warning)).into_iter().collect();
    }
    let usable = app.usable(address, Some("http://127.0.0.1"));
    if app.practice {
        return usable.err().map(|_| say(Id::AddressUnusable, Error)).into_iter().collect();
    }
    let by_rules = match check_address(address, RuleSet::Sso) {
        Verdict::Allowed => None,
        Verdict::Warned => Some(say(Id::UrlsDoubtful, Warning).with("count", 1)),
        Verdict::Refused => Some(say(Id::UrlsRefused, Error).with("count", 1)),
    };
    let by_host = match usable {
        Err(HostError::NotConfirmed { actual }) => {
            Some(say(Id::HostNotConfirmed, Error).with("host", actual))
        }
        Err(_) if by_rules.is_none() => Some(say(Id::AddressUnusable, Error)),
        _ => None,
    };
    by_rules.into_iter().chain(by_host).collect()
}

fn redirect_url(app: &CustomerSsoApp) -> Option<Finding> {
    let text = app.redirect_url.trim();
    let sound = text.is_empty() || Url::parse(text).is_ok_and(|url| url.has_host());
    (!sound).then(|| Finding::new("redirectUrl", Id::AddressUnusable, Error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apps::FindingSeverity;

    fn found(address: &str, hosts: &[&str]) -> Vec<(Id, FindingSeverity)> {
        let app = CustomerSsoApp {
            token_url: address.into(),
            confirmed_hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
            ..Default::default()
        };
        let of_token = check(&app, None).into_iter().filter(|found| found.field == "tokenUrl");
        of_token.map(|found| (found.id, found.severity)).collect()
    }

    #[test]
    fn an_address_is_judged_by_the_sso_rules_and_its_host_must_be_confirmed() {
        let host = ["sso.example.com"];
        assert_eq!(found("https://sso.example.com/accessToken", &host), []);
        assert_eq!(found("", &host), [(Id::Missing, Warning)]);
        let unconfirmed = found("https://sso.example.com/accessToken", &[]);
        assert_eq!(unconfirmed, [(Id::HostNotConfirmed, Error)]);
        let doubtful = found("http://sso.example.com/accessToken", &host);
        assert_eq!(doubtful, [(Id::UrlsDoubtful, Warning)]);
        let refused = found("https://sso.example.com:8443/accessToken", &host);
        assert_eq!(refused, [(Id::UrlsRefused, Error)]);
    }

    #[test]
    fn practice_addresses_are_paths() {
        let mut app = CustomerSsoApp { practice: true, ..Default::default() };
        app.token_url = "/customer-sso/correct/accessToken".into();
        assert!(check(&app, None).iter().all(|found| found.field != "tokenUrl"));
        app.token_url = "https://sso.example.com/accessToken".into();
        assert!(check(&app, None).iter().any(|found| found.field == "tokenUrl"));
    }
}
