//! How much one record may hold: it is no place for files.

use super::{
    AppDraft, LineChannelApp, LinePlace, LineWorksApp, OauthServerApp, OpenIdSettings, Service,
};
use crate::customer_sso::CustomerSsoApp;

/// Longest text of one field, in bytes.
pub const LONGEST_TEXT: usize = 16 * 1024;
/// Most entries of one list.
pub const MOST_ENTRIES: usize = 500;

/// The first field, as the page names it, that is longer than a record may hold.
pub fn too_long(draft: &AppDraft) -> Option<&'static str> {
    let own = [("name", &draft.name), ("owner", &draft.owner), ("notes", &draft.notes)];
    long_text(&own).or_else(|| long_list(&[("tags", &draft.tags)])).or_else(|| {
        match &draft.service {
            Service::LineWorks(app) => of_line_works(app),
            Service::OauthServer(app) => of_oauth_server(app),
            Service::LineChannel(app) => of_line_channel(app),
            Service::CustomerSso(app) => of_customer_sso(app),
        }
    })
}

fn of_line_works(app: &LineWorksApp) -> Option<&'static str> {
    let texts = [
        ("description", &app.description),
        ("clientId", &app.client_id),
        ("serviceAccount", &app.service_account),
        ("domainId", &app.domain_id),
    ];
    let lists = [
        ("scopes", &app.scopes),
        ("members", &app.members),
        ("redirectUrls", &app.redirect_urls),
        ("logoutRedirectUrls", &app.logout_redirect_urls),
    ];
    long_text(&texts).or_else(|| long_list(&lists)).or_else(|| of_open_id(&app.open_id))
}

fn of_oauth_server(app: &OauthServerApp) -> Option<&'static str> {
    let texts = [
        ("description", &app.description),
        ("clientId", &app.client_id),
        ("authorizationEndpoint", &app.endpoints.authorization),
        ("tokenEndpoint", &app.endpoints.token),
        ("revocationEndpoint", &app.endpoints.revocation),
        ("introspectionEndpoint", &app.endpoints.introspection),
        ("assertionIssuer", &app.assertion.issuer),
        ("assertionSubject", &app.assertion.subject),
        ("assertionAudience", &app.assertion.audience),
        ("keyId", &app.assertion.key_id),
        ("assertionClaims", &app.assertion.claims),
    ];
    let lists = [
        ("scopes", &app.scopes),
        ("redirectUrls", &app.redirect_urls),
        ("logoutRedirectUrls", &app.logout_redirect_urls),
    ];
    let many = app.grants.len() > MOST_ENTRIES;
    long_text(&texts)
        .or_else(|| long_list(&lists))
        .or_else(|| of_open_id(&app.open_id))
        .or(many.then_some("grants"))
}

fn of_line_channel(app: &LineChannelApp) -> Option<&'static str> {
    let texts = [("description", &app.description), ("channelId", &app.channel_id)];
    long_text(&texts).or_else(|| match &app.place {
        LinePlace::Custom { api_base, confirmed_host } => {
            long_text(&[("apiBase", api_base), ("confirmedHost", confirmed_host)])
        }
        LinePlace::Line | LinePlace::Sandbox => None,
    })
}

fn of_customer_sso(app: &CustomerSsoApp) -> Option<&'static str> {
    let texts = [
        ("description", &app.description),
        ("clientId", &app.client_id),
        ("webLoginUrl", &app.web_login_url),
        ("appLoginUrl", &app.app_login_url),
        ("tokenUrl", &app.token_url),
        ("userInfoUrl", &app.user_info_url),
        ("mailUrl", &app.mail_url),
        ("logoutUrl", &app.logout_url),
        ("redirectUrl", &app.redirect_url),
        ("account", &app.account),
        ("expectedUser", &app.expected_user),
        ("caPem", &app.ca_pem),
    ];
    let accounts: Vec<String> = app.more_accounts.iter().map(ToString::to_string).collect();
    let lists = [
        ("logoutDomains", &app.logout_domains),
        ("confirmedHosts", &app.confirmed_hosts),
        ("moreAccounts", &accounts),
    ];
    long_text(&texts).or_else(|| long_list(&lists))
}

fn of_open_id(open_id: &OpenIdSettings) -> Option<&'static str> {
    let texts = [
        ("issuer", &open_id.issuer),
        ("jwksUri", &open_id.jwks_uri),
        ("userinfoEndpoint", &open_id.userinfo_endpoint),
        ("endSessionEndpoint", &open_id.end_session_endpoint),
    ];
    long_text(&texts).or_else(|| long_list(&[("confirmedHosts", &open_id.confirmed_hosts)]))
}

fn long_text(texts: &[(&'static str, &String)]) -> Option<&'static str> {
    texts.iter().find(|(_, text)| text.len() > LONGEST_TEXT).map(|(field, _)| *field)
}

fn long_list(lists: &[(&'static str, &Vec<String>)]) -> Option<&'static str> {
    let long = |text: &String| text.len() > LONGEST_TEXT;
    let over = |list: &[String]| list.len() > MOST_ENTRIES || list.iter().any(long);
    lists.iter().find(|(_, list)| over(list)).map(|(field, _)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_is_allowed_and_one_more_is_named() {
        let mut draft = AppDraft { notes: "x".repeat(LONGEST_TEXT), ..AppDraft::default() };
        draft.tags = vec![String::new(); MOST_ENTRIES];
        assert_eq!(too_long(&draft), None);
        draft.tags.push(String::new());
        assert_eq!(too_long(&draft), Some("tags"));
        draft.notes.push('x');
        assert_eq!(too_long(&draft), Some("notes"));
    }
}
