//! Records as people read them.

use credenza_core::apps::{
    AccessTokenLife, BearerAssertion, Environment, Finding, FindingSeverity, Grant, LineChannelApp,
    LineWorksApp, OauthServerApp, OpenIdSettings, ScopeSeparator, Service,
};
use credenza_core::customer_sso::CustomerSsoApp;
use credenza_engine::views::apps::{AppDetailView, AppSummaryView, LastTest, SecretStateView};
use credenza_engine::views::channels::ChannelKeyView;
use credenza_engine::views::keys::KeyView;

use super::columns::{Rows, table};
use crate::local_time;
use crate::words::{self, filled};

/// Most lines of activity that are shown.
const SHOWN: usize = 10;

/// A list of records, found among so many.
pub(crate) fn list(apps: &[AppSummaryView], searched: usize) -> String {
    if apps.is_empty() && searched > 0 {
        return format!("No hit: none of {searched} records has each of these words.");
    }
    if apps.is_empty() {
        return "No record yet. `credenza app add --name NAME` adds one.".to_owned();
    }
    let row = |app: &AppSummaryView| {
        [
            app.id.0.to_string(),
            app.name.clone(),
            environment(&app.environment),
            if app.has_secret { "yes" } else { "-" }.to_owned(),
            app.key_age_days.map_or("-".to_owned(), |days| format!("{days} d")),
            last_test(&app.last_test),
        ]
    };
    let head = ["ID", "NAME", "ENVIRONMENT", "SECRET", "KEY AGE", "LAST TEST"];
    table(head, apps.iter().map(row).collect())
}

/// One record, with the keys of a channel of LINE.
pub(crate) fn detail(app: &AppDetailView, channel_keys: &[ChannelKeyView]) -> String {
    let state = app.archived_at.map(local_time::seconds);
    let rows = Rows::default()
        .row("id", format!("{} (version {})", app.id.0, app.version))
        .row("name", &app.draft.name)
        .row("archived", state.unwrap_or_default())
        .row("tags", app.draft.tags.join(", "))
        .row("owner", &app.draft.owner)
        .rows("notes", app.draft.notes.lines().map(str::to_owned));
    let rows = match &app.draft.service {
        Service::LineWorks(app) => line_works(rows, app),
        Service::OauthServer(app) => oauth_server(rows, app),
        Service::LineChannel(app) => line_channel(rows, app),
        Service::CustomerSso(app) => customer_sso(rows, app),
    };
    let rows = rows
        .row("client secret", secret(&app.client_secret))
        .rows("private key", key(app.key.as_ref()))
        .rows("assertion key", super::channel::keys(channel_keys))
        .row("last test", last_test(&app.last_test))
        .row("edited", local_time::seconds(app.updated_at))
        .rows("look at", findings(&app.findings))
        .rows("activity", activity(app));
    rows.text()
}

fn line_works(rows: Rows, app: &LineWorksApp) -> Rows {
    let life = match app.access_token_life {
        AccessTokenLife::OneHour => "1 h",
        AccessTokenLife::TwentyFourHours => "24 h",
    };
    let joined = match app.scope_separator {
        ScopeSeparator::Space => "",
        ScopeSeparator::Comma => " (sent with commas)",
    };
    let scopes = app.scopes.join(" ");
    let rows = rows
        .row("description", &app.description)
        .row("environment", environment(&app.environment))
        .row("client ID", &app.client_id)
        .row("service account", &app.service_account)
        .row("domain ID", &app.domain_id)
        .row("scopes", if scopes.is_empty() { String::new() } else { format!("{scopes}{joined}") })
        .row("access token", life)
        .row("refresh rotation", if app.refresh_rotation { "on" } else { "off" })
        .row("assertion", format!("{} s", app.assertion_lifetime));
    open_id(rows, &app.open_id)
        .rows("member", app.members.clone())
        .rows("redirect URL", app.redirect_urls.clone())
        .rows("logout redirect URL", app.logout_redirect_urls.clone())
}

fn oauth_server(rows: Rows, app: &OauthServerApp) -> Rows {
    let rows = rows
        .row("description", &app.description)
        .row("environment", environment(&app.environment()))
        .row("client ID", &app.client_id)
        .row("shows itself by", named(&app.authentication))
        .rows("grant", app.grants.iter().map(named).collect::<Vec<_>>())
        .row("scopes", app.scopes.join(" "))
        .row("sign-in", &app.endpoints.authorization)
        .row("token", &app.endpoints.token)
        .row("revocation", &app.endpoints.revocation)
        .row("introspection", &app.endpoints.introspection);
    let rows = open_id(rows, &app.open_id);
    let rows = match app.grants.contains(&Grant::JwtBearer) {
        true => assertion(rows, &app.assertion),
        false => rows,
    };
    rows.row("key ID", &app.assertion.key_id)
        .rows("redirect URL", app.redirect_urls.clone())
        .rows("logout redirect URL", app.logout_redirect_urls.clone())
}

fn line_channel(rows: Rows, app: &LineChannelApp) -> Rows {
    rows.row("description", &app.description)
        .row("environment", environment(&app.place.environment()))
        .row("channel ID", &app.channel_id)
}

fn customer_sso(rows: Rows, app: &CustomerSsoApp) -> Rows {
    let on = |on: bool| if on { "on" } else { "off" };
    let authority = if app.ca_pem.trim().is_empty() { "" } else { "own, for this record only" };
    rows.row("description", &app.description)
        .row("environment", environment(&app.environment()))
        .row("client ID", &app.client_id)
        .row("web login", &app.web_login_url)
        .row("application login", &app.app_login_url)
        .row("access token API", &app.token_url)
        .row("user information API", &app.user_info_url)
        .row("IMAP/CalDAV API", &app.mail_url)
        .row("logout", &app.logout_url)
        .rows("logout domain", app.logout_domains.clone())
        .row("SSO user key", named(&app.user_key))
        .row("set expire time", on(app.set_expire_time))
        .row("public sector", on(app.public_sector))
        .row("return URL", &app.redirect_url)
        .row("test account", &app.account)
        .row("expected user", &app.expected_user)
        .rows("confirmed host", app.confirmed_hosts.clone())
        .row("authority", authority)
}

fn assertion(rows: Rows, assertion: &BearerAssertion) -> Rows {
    rows.row("assertion iss", &assertion.issuer)
        .row("assertion sub", &assertion.subject)
        .row("assertion aud", &assertion.audience)
        .row("assertion", format!("{} s", assertion.lifetime))
        .row("assertion claims", &assertion.claims)
}

fn open_id(rows: Rows, open_id: &OpenIdSettings) -> Rows {
    rows.row("issuer", &open_id.issuer)
        .row("keys (JWKS)", &open_id.jwks_uri)
        .row("userinfo", &open_id.userinfo_endpoint)
        .row("end session", &open_id.end_session_endpoint)
        .rows("confirmed host", open_id.confirmed_hosts.clone())
        .row("PKCE", if open_id.pkce { "on" } else { "off" })
}

/// A choice by its name in JSON.
fn named(choice: &impl serde::Serialize) -> String {
    let word = serde_json::to_value(choice).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn secret(state: &SecretStateView) -> String {
    match state.kept_since {
        Some(since) => format!(
            "{} characters, sha256 {}, since {}",
            state.length,
            state.fingerprint,
            local_time::seconds(since)
        ),
        None => "none".to_owned(),
    }
}

fn key(key: Option<&KeyView>) -> Vec<String> {
    let Some(key) = key else { return vec!["none".to_owned()] };
    let bits = key.report.bits.unwrap_or_default();
    let mut lines =
        vec![format!("RSA {bits} bits, imported {}", local_time::seconds(key.imported_at))];
    lines.extend(key.report.spki_sha256.as_ref().map(|spki| format!("SHA-256 {spki}")));
    if let (true, Some(name), Some(folder)) =
        (key.file_still_there, &key.file_name, &key.file_folder)
    {
        let others = if key.file_readable_by_others { "; others can read it" } else { "" };
        lines.push(format!("its file {name} is still in {folder}{others}"));
    }
    lines
}

/// What the checks say, each with its field.
pub(crate) fn findings(findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| {
        let severity = match finding.severity {
            FindingSeverity::Error => "error",
            FindingSeverity::Warning => "warning",
            FindingSeverity::Info => "note",
        };
        let text = filled(words::finding::finding(finding.id), &finding.params);
        format!("{severity}: {}: {text}", finding.field)
    };
    findings.iter().map(line).collect()
}

fn activity(app: &AppDetailView) -> Vec<String> {
    let line = |event: &credenza_engine::views::apps::ActivityView| {
        let mut text =
            format!("{}  {}", local_time::seconds(event.at), words::activity::event(event.kind));
        if let Some(run) = event.run_id {
            let outcome = event.outcome.map(words::step::outcome).unwrap_or_default();
            text.push_str(&format!(" {} {outcome}", run.0));
        }
        for name in ["fields", "old", "new", "from", "file"] {
            if let Some(value) = event.params.get(name) {
                text.push_str(&format!("; {name}: {value}"));
            }
        }
        text
    };
    app.activity.iter().take(SHOWN).map(line).collect()
}

/// Which service, with the host of an own one.
pub(crate) fn environment(environment: &Environment) -> String {
    match environment {
        Environment::LineWorks => "line-works".to_owned(),
        Environment::NaverWorks => "naver-works".to_owned(),
        Environment::KoreaGov => "korea-gov".to_owned(),
        Environment::Sandbox => "sandbox".to_owned(),
        Environment::Custom { auth_base, .. } => format!("custom {auth_base}"),
        Environment::Server { host } if host.is_empty() => "other".to_owned(),
        Environment::Server { host } => host.clone(),
    }
}

fn last_test(test: &LastTest) -> String {
    match test {
        LastTest::Never => "never".to_owned(),
        LastTest::Passed { at, .. } => format!("passed {}", local_time::seconds(*at)),
        LastTest::Failed { at, cause, .. } => {
            format!("FAILED {} ({})", local_time::seconds(*at), words::cause::words(*cause).short)
        }
        LastTest::Cancelled { at, .. } => format!("stopped {}", local_time::seconds(*at)),
    }
}
