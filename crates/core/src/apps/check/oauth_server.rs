//! What is worth saying of a client of an OAuth 2.0 or OpenID Connect server. Which fields a run
//! needs follows from the grants that are ticked.

use url::Url;

use super::super::environment::is_callable;
use super::super::finding::FindingId as Id;
use super::super::finding::FindingSeverity::{Error, Info, Warning};
use super::super::{Finding, Grant, HostError, OauthServerApp};
use super::{characters, key_in, of_list};
use crate::Secret;
use crate::redirect::{RuleSet, judge_list};

/// Everything worth saying.
pub(super) fn check(app: &OauthServerApp, secret: Option<&Secret>) -> Vec<Finding> {
    let mut found = client_id(app);
    // Looked at character by character; nothing of it leaves this function.
    found.extend(secret.into_iter().flat_map(|secret| text("clientSecret", secret.expose())));
    found.extend(grants(app));
    found.extend(scopes(app));
    found.extend(endpoints(app));
    found.extend(issuer(app));
    found.extend(assertion(app));
    found.extend(urls(app));
    found.extend(key_in("description", &app.description));
    found
}

fn text(field: &str, text: &str) -> Vec<Finding> {
    match key_in(field, text) {
        Some(found) => vec![found],
        None => characters(field, text),
    }
}

fn client_id(app: &OauthServerApp) -> Vec<Finding> {
    if app.client_id.trim().is_empty() {
        return vec![Finding::new("clientId", Id::Missing, Warning)];
    }
    text("clientId", &app.client_id)
}

fn grants(app: &OauthServerApp) -> Option<Finding> {
    app.grants.is_empty().then(|| Finding::new("grants", Id::Missing, Warning))
}

/// RFC 6749 section 3.3: neither blanks nor quotes stand in a scope.
fn scopes(app: &OauthServerApp) -> Vec<Finding> {
    let allowed = |byte: u8| matches!(byte, 0x21 | 0x23..=0x5B | 0x5D..=0x7E);
    let with_openid = app.scopes.iter().any(|scope| scope == "openid");
    let mut found = Vec::new();
    for scope in &app.scopes {
        let say = |id, severity| Finding::new("scopes", id, severity).with("scope", scope);
        if !scope.bytes().all(allowed) {
            found.push(say(Id::ScopeCharacters, Error));
        }
        // The scopes of OpenID Connect Core section 5.4.
        let claims = matches!(scope.as_str(), "email" | "profile" | "address" | "phone");
        if claims && !with_openid {
            found.push(say(Id::ScopeNeedsOpenid, Info));
        }
    }
    found
}

fn endpoints(app: &OauthServerApp) -> Vec<Finding> {
    let judged = app.addresses().into_iter().filter_map(|(field, address)| {
        let say = |id, severity| Finding::new(field, id, severity);
        if address.trim().is_empty() {
            return needed(app, field).then(|| say(Id::Missing, Warning));
        }
        match app.open_id.usable(address, "").err()? {
            HostError::NotConfirmed { actual } => {
                Some(say(Id::HostNotConfirmed, Error).with("host", actual))
            }
            _ => Some(say(Id::AddressUnusable, Error)),
        }
    });
    judged.collect()
}

fn needed(app: &OauthServerApp, field: &str) -> bool {
    match field {
        "tokenEndpoint" => true,
        "authorizationEndpoint" => app.grants.contains(&Grant::AuthorizationCode),
        _ => false,
    }
}

/// An issuer is https and has neither query nor fragment (RFC 8414 section 2).
fn issuer(app: &OauthServerApp) -> Vec<Finding> {
    let issuer = app.open_id.issuer.as_str();
    if issuer.trim().is_empty() {
        return Vec::new();
    }
    let mut found = characters("issuer", issuer);
    let sound = |url: &Url| is_callable(url) && url.query().is_none();
    if !Url::parse(issuer.trim()).is_ok_and(|url| sound(&url)) {
        found.push(Finding::new("issuer", Id::IssuerShape, Warning));
    }
    found
}

fn assertion(app: &OauthServerApp) -> Vec<Finding> {
    let assertion = &app.assertion;
    let texts = [
        ("assertionIssuer", &assertion.issuer),
        ("assertionSubject", &assertion.subject),
        ("assertionAudience", &assertion.audience),
        ("keyId", &assertion.key_id),
    ];
    let mut found: Vec<Finding> =
        texts.into_iter().flat_map(|(field, value)| text(field, value)).collect();
    found.extend(key_in("assertionClaims", &assertion.claims));
    if assertion.more_claims().is_none() {
        found.push(Finding::new("assertionClaims", Id::ClaimsShape, Error));
    }
    found
}

fn urls(app: &OauthServerApp) -> Vec<Finding> {
    let openid = app.scopes.iter().any(|scope| scope == "openid");
    let list = |field, urls| of_list(field, &judge_list(urls, RuleSet::Oauth, openid));
    let mut found = list("redirectUrls", &app.redirect_urls);
    if app.redirect_urls.is_empty() && app.grants.contains(&Grant::AuthorizationCode) {
        found.push(Finding::new("redirectUrls", Id::Missing, Warning));
    }
    found.extend(list("logoutRedirectUrls", &app.logout_redirect_urls));
    found
}

#[cfg(test)]
mod tests {
    use super::super::super::AppDraft;
    use super::super::check_draft;
    use super::*;

    fn app() -> OauthServerApp {
        let mut app = OauthServerApp {
            client_id: "client!+ID".into(),
            scopes: vec!["openid".into(), "user:read".into()],
            redirect_urls: vec!["https://app.example.com/cb".into()],
            ..OauthServerApp::default()
        };
        app.endpoints.authorization = "https://id.example.com/auth".into();
        app.endpoints.token = "https://id.example.com/token".into();
        app.open_id.issuer = "https://id.example.com".into();
        app.open_id.confirmed_hosts = vec!["ID.example.com".into()];
        app
    }

    fn found(app: OauthServerApp, secret: Option<&str>) -> Vec<(String, Id)> {
        let draft = AppDraft { name: "x".into(), service: app.into(), ..AppDraft::default() };
        let secret = secret.map(|text| Secret::new(text.to_owned()));
        let found = check_draft(&draft, secret.as_ref());
        found.into_iter().map(|finding| (finding.field, finding.id)).collect()
    }

    #[test]
    fn a_right_record_has_nothing_to_say() {
        assert_eq!(found(app(), Some("SECRET?%Gclient")), []);
    }

    #[test]
    fn each_near_miss_is_named_at_its_field() {
        type Change = fn(&mut OauthServerApp);
        let rows: [(&str, Id, Change); 14] = [
            ("issuer", Id::IssuerShape, |app| app.open_id.issuer = "http://id.example.com".into()),
            ("issuer", Id::IssuerShape, |app| app.open_id.issuer.push_str("?x")),
            ("tokenEndpoint", Id::Missing, |app| app.endpoints.token.clear()),
            ("authorizationEndpoint", Id::Missing, |app| app.endpoints.authorization.clear()),
            ("tokenEndpoint", Id::HostNotConfirmed, |app| {
                app.endpoints.token = "https://other.example.com/token".into();
            }),
            ("jwksUri", Id::AddressUnusable, |app| {
                app.open_id.jwks_uri = "http://id.example.com/jwks".into();
            }),
            ("clientId", Id::Missing, |app| app.client_id = " ".into()),
            ("clientId", Id::PrivateKeyPasted, |app| {
                app.client_id = "-----BEGIN PRIVATE KEY-----".into();
            }),
            ("scopes", Id::ScopeCharacters, |app| app.scopes.push("a b".into())),
            ("scopes", Id::ScopeNeedsOpenid, |app| app.scopes = vec!["email".into()]),
            ("redirectUrls", Id::Missing, |app| app.redirect_urls.clear()),
            ("redirectUrls", Id::UrlsRefused, |app| {
                app.redirect_urls = vec!["https://app.example.com/#f".into()];
            }),
            ("grants", Id::Missing, |app| {
                app.grants.clear();
            }),
            ("assertionClaims", Id::ClaimsShape, |app| app.assertion.claims = "[]".into()),
        ];
        for (field, id, change) in rows {
            let mut app = app();
            change(&mut app);
            assert_eq!(found(app, None), [(field.to_owned(), id)], "{field} {id:?}");
        }
    }

    #[test]
    fn what_only_a_sign_in_needs_is_not_missed_without_one() {
        let mut client = app();
        client.grants = vec![Grant::ClientCredentials];
        client.redirect_urls.clear();
        client.endpoints.authorization.clear();
        assert_eq!(found(client, None), []);
    }
}
