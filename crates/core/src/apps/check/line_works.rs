//! What is worth saying of the fields of a LINE WORKS app (facts.md 1.10, 2.5, 4).

use super::super::finding::FindingId as Id;
use super::super::finding::FindingSeverity::{Error, Info, Warning};
use super::super::{Finding, FindingSeverity, HostError, LineWorksApp, shapes};
use super::{characters, check_secret_text, key_in, of_list};
use crate::Secret;
use crate::redirect::{RuleSet, judge_list};
use crate::services::line_works::{MAX_ASSERTION_LIFETIME, MAX_NAME_WIDTH};
use crate::services::line_works_scopes::{self as scopes, ServiceAccountUse};

/// Everything worth saying. `name` is the app name.
pub(super) fn check(name: &str, app: &LineWorksApp, secret: Option<&Secret>) -> Vec<Finding> {
    let mut found: Vec<Finding> = name_width(name).into_iter().collect();
    found.extend(client_id(app, secret));
    found.extend(secret.into_iter().flat_map(check_secret_text));
    found.extend(service_account(app));
    found.extend(domain_id(app));
    found.extend(scope_findings(app));
    found.extend(lifetime(app));
    found.extend(urls(app));
    found.extend(open_id(app));
    found.extend(key_in("description", &app.description));
    found
}

fn name_width(name: &str) -> Option<Finding> {
    let width: usize = name.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let finding = || {
        Finding::new("name", Id::NameTooLong, Info)
            .with("width", width)
            .with("limit", MAX_NAME_WIDTH)
    };
    (width > MAX_NAME_WIDTH && !name.trim().is_empty()).then(finding)
}

fn client_id(app: &LineWorksApp, secret: Option<&Secret>) -> Vec<Finding> {
    let (field, text) = ("clientId", app.client_id.as_str());
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return vec![Finding::new(field, Id::Missing, Warning)];
    }
    let mut found = characters(field, text);
    if shapes::is_private_key(text) {
        found.push(Finding::new(field, Id::PrivateKeyPasted, Error));
    } else if shapes::is_service_account(trimmed) {
        found.push(Finding::new(field, Id::ServiceAccountInClientId, Error));
    } else if secret.is_some_and(|secret| looks_swapped(trimmed, secret)) {
        found.push(Finding::new(field, Id::IdAndSecretSwapped, Error));
    } else if shapes::is_api_one_text(trimmed) {
        found.push(Finding::new(field, Id::ApiOneConsumerKey, Error));
    } else if shapes::is_api_one_id(trimmed) {
        found.push(Finding::new(field, Id::ApiOneId, Warning));
    } else if found.is_empty() && !shapes::is_client_id(trimmed) {
        found.push(
            Finding::new(field, Id::ClientIdShape, Info).with("length", trimmed.chars().count()),
        );
    }
    found
}

fn looks_swapped(client_id: &str, secret: &Secret) -> bool {
    // Only the length and alphabet are looked at.
    shapes::is_client_secret(client_id) && shapes::is_client_id(secret.expose().trim())
}

fn service_account(app: &LineWorksApp) -> Vec<Finding> {
    let (field, text) = ("serviceAccount", app.service_account.as_str());
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return vec![Finding::new(field, Id::Missing, Info)];
    }
    let mut found = characters(field, text);
    if trimmed == app.client_id.trim() || shapes::is_client_id(trimmed) {
        found.push(Finding::new(field, Id::ClientIdInServiceAccount, Error));
    } else if !shapes::is_service_account(trimmed) {
        found.push(Finding::new(field, Id::ServiceAccountShape, Warning));
    }
    found
}

fn domain_id(app: &LineWorksApp) -> Vec<Finding> {
    let text = app.domain_id.as_str();
    if text.is_empty() {
        return Vec::new();
    }
    let mut found = characters("domainId", text);
    if found.is_empty() && !shapes::is_domain_id(text) {
        found.push(Finding::new("domainId", Id::DomainIdShape, Info));
    }
    found
}

fn scope_findings(app: &LineWorksApp) -> Vec<Finding> {
    let uses_service_account = !app.service_account.trim().is_empty();
    let has_openid = app.scopes.iter().any(|scope| scope == "openid");
    let mut found = Vec::new();
    for scope in &app.scopes {
        let say = |id, severity| Finding::new("scopes", id, severity).with("scope", scope);
        if scope.contains(':') {
            found.push(say(Id::ScopeColon, Error));
            continue;
        }
        let Some(fact) = scopes::find(scope) else {
            found.push(say(Id::ScopeUnknown, Info));
            continue;
        };
        if fact.needs_openid && !has_openid {
            found.push(say(Id::ScopeNeedsOpenid, Warning));
        }
        if uses_service_account && fact.service_account == ServiceAccountUse::No {
            found.push(say(Id::ScopeNotForServiceAccount, Warning));
        }
    }
    found
}

fn lifetime(app: &LineWorksApp) -> Option<Finding> {
    let seconds = app.assertion_lifetime;
    let finding = |severity: FindingSeverity| {
        Finding::new("assertionLifetime", Id::LifetimeTooLong, severity)
            .with("seconds", seconds)
            .with("limit", MAX_ASSERTION_LIFETIME)
    };
    (seconds > MAX_ASSERTION_LIFETIME).then(|| finding(Error))
}

/// How many places of a list the redirect rules refuse or advise against; which, and why, is theirs
/// to say (`crate::redirect`).
fn urls(app: &LineWorksApp) -> Vec<Finding> {
    let openid = app.scopes.iter().any(|scope| scope == "openid");
    let lists = [
        ("redirectUrls", &app.redirect_urls, RuleSet::LineWorks),
        ("logoutRedirectUrls", &app.logout_redirect_urls, RuleSet::LineWorksLogout),
    ];
    lists
        .into_iter()
        .flat_map(|(field, urls, set)| of_list(field, &judge_list(urls, set, openid)))
        .collect()
}

/// Issuer and addresses of the OpenID provider.
fn open_id(app: &LineWorksApp) -> Vec<Finding> {
    let own_host = app.environment.expected_auth_host();
    let addresses = app.open_id.addresses().into_iter().filter_map(|(field, address)| {
        let say = |id, severity| Finding::new(field, id, severity);
        Some(match app.open_id.usable(address, &own_host).err()? {
            HostError::NotConfirmed { actual } => {
                say(Id::HostNotConfirmed, Error).with("host", actual)
            }
            _ => say(Id::AddressUnusable, Error),
        })
    });
    let issuer = characters("issuer", &app.open_id.issuer);
    issuer.into_iter().chain(addresses).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::AppDraft;
    use super::super::check_draft;
    use super::*;

    fn draft(client_id: &str, service_account: &str) -> AppDraft {
        let line_works = LineWorksApp {
            client_id: client_id.to_owned(),
            service_account: service_account.to_owned(),
            ..LineWorksApp::default()
        };
        AppDraft { name: "Test".to_owned(), service: line_works.into(), ..AppDraft::default() }
    }

    fn app(draft: &mut AppDraft) -> &mut LineWorksApp {
        draft.service.line_works_mut().unwrap()
    }

    fn ids(draft: &AppDraft, secret: Option<&str>, field: &str) -> Vec<Id> {
        let secret = secret.map(|text| Secret::new(text.to_owned()));
        let found = check_draft(draft, secret.as_ref());
        found
            .into_iter()
            .filter(|finding| finding.field == field)
            .map(|finding| finding.id)
            .collect()
    }

    const ID: &str = "TESTclientID00000001";
    const ACCOUNT: &str = "abc12.serviceaccount@example";

    #[test]
    fn a_right_record_has_nothing_to_say() {
        assert_eq!(
            check_draft(&draft(ID, ACCOUNT), Some(&Secret::new("TESTsecret".into()))),
            vec![]
        );
    }

    #[test]
    fn wrong_pastes_into_the_client_id_field_are_named() {
        let rows = [
            (ACCOUNT, Id::ServiceAccountInClientId),
            ("jp1ABCDEFGHIJ", Id::ApiOneId),
            ("https://apis.worksmobile.com/jp1x/", Id::ApiOneConsumerKey),
            ("short", Id::ClientIdShape),
            (" TESTclientID00000001", Id::StrayBlanks),
            ("TESTclientID00000001\n", Id::LineEnds),
            ("ＴＥＳＴclientID00000001", Id::FullWidth),
            ("TESTclientID\u{200B}00000001", Id::InvisibleCharacters),
            ("-----BEGIN PRIVATE KEY-----", Id::PrivateKeyPasted),
            ("", Id::Missing),
        ];
        for (text, expected) in rows {
            assert!(ids(&draft(text, ACCOUNT), None, "clientId").contains(&expected), "{text}");
        }
    }

    #[test]
    fn swapped_id_and_secret_are_named() {
        assert_eq!(
            ids(&draft("TESTsecret", ACCOUNT), Some(ID), "clientId"),
            [Id::IdAndSecretSwapped]
        );
    }

    #[test]
    fn the_client_id_in_the_service_account_field_is_named() {
        assert_eq!(ids(&draft(ID, ID), None, "serviceAccount"), [Id::ClientIdInServiceAccount]);
    }

    #[test]
    fn scopes_are_kept_and_explained() {
        let mut draft = draft(ID, ACCOUNT);
        app(&mut draft).scopes =
            ["bot", "user:read", "shiny.new", "email", "file.read"].map(str::to_owned).to_vec();
        let expected = [
            Id::ScopeColon,
            Id::ScopeUnknown,
            Id::ScopeNeedsOpenid,
            Id::ScopeNotForServiceAccount,
            Id::ScopeNotForServiceAccount,
        ];
        assert_eq!(ids(&draft, None, "scopes"), expected);
    }

    #[test]
    fn an_assertion_life_of_exactly_60_minutes_is_right() {
        let mut draft = draft(ID, ACCOUNT);
        app(&mut draft).assertion_lifetime = 3_600;
        assert!(ids(&draft, None, "assertionLifetime").is_empty());
        app(&mut draft).assertion_lifetime = 3_601;
        assert_eq!(ids(&draft, None, "assertionLifetime"), [Id::LifetimeTooLong]);
    }

    #[test]
    fn an_address_of_another_host_or_in_the_clear_is_told() {
        let mut draft = draft(ID, ACCOUNT);
        let open_id = &mut app(&mut draft).open_id;
        open_id.issuer = "https://issuer.example.com ".to_owned();
        open_id.jwks_uri = "https://auth.worksmobile.com/certs".to_owned();
        open_id.userinfo_endpoint = "http://auth.worksmobile.com/me".to_owned();
        open_id.end_session_endpoint = "https://elsewhere.example.com/bye".to_owned();
        assert_eq!(ids(&draft, None, "issuer"), [Id::StrayBlanks]);
        assert_eq!(ids(&draft, None, "jwksUri"), []);
        assert_eq!(ids(&draft, None, "userinfoEndpoint"), [Id::AddressUnusable]);
        assert_eq!(ids(&draft, None, "endSessionEndpoint"), [Id::HostNotConfirmed]);
    }

    #[test]
    fn redirect_rules_are_counted_and_stand_elsewhere() {
        let mut draft = draft(ID, ACCOUNT);
        app(&mut draft).redirect_urls = vec![
            "https://portal.example.com/cb".to_owned(),
            "http://portal.example.com/cb".to_owned(),
            "http://localhost:8080/cb".to_owned(),
        ];
        app(&mut draft).logout_redirect_urls = vec!["https://portal.example.com/bye".to_owned()];
        assert_eq!(ids(&draft, None, "redirectUrls"), [Id::UrlsRefused, Id::UrlsDoubtful]);
        assert_eq!(ids(&draft, None, "logoutRedirectUrls"), [Id::UrlsRefused]);
        app(&mut draft).scopes = vec!["openid".to_owned()];
        assert_eq!(ids(&draft, None, "logoutRedirectUrls"), []);
        app(&mut draft).redirect_urls =
            (0..101).map(|number| format!("https://portal.example.com/{number}")).collect();
        assert_eq!(ids(&draft, None, "redirectUrls"), [Id::UrlsRefused]);
    }
}
