//! The practice vault: starts the sandbox, makes an own vault in a temporary folder and fills it
//! with the sandbox's sample apps. Leaving it deletes all of that.

use std::collections::HashMap;

use credenza_core::Secret;
use credenza_core::apps::{
    AccessTokenLife, AppDraft, Environment, LineChannelApp, LinePlace, LineWorksApp, OpenIdSettings,
};
use credenza_core::customer_sso::CustomerSsoApp;
use credenza_core::line::{LedgerFacts, TokenKind};
use credenza_engine::clock::{Clock as _, SystemClock};
use credenza_engine::error_code::ErrorCode;
use credenza_engine::views::vault::{LockReason, SandboxView, VaultStatusView};
use credenza_engine::{PracticeLedger, PracticeRecord};
use credenza_sandbox::{
    CustomerSsoFault, Fault, LineWorksFacts, PracticeApp, PracticeChannel,
    PracticeChannelBehaviour, Sandbox, SandboxConfig,
};
use tauri::AppHandle;

use crate::commands::Answer;
use crate::state::{Shell, wire};

/// The sandbox and the folder of the practice vault, while there are any.
#[derive(Default)]
pub(crate) struct Practice {
    sandbox: Option<Sandbox>,
    fault: Option<Fault>,
    folder: Option<tempfile::TempDir>,
}

/// Starts the sandbox and opens a new practice vault.
pub(crate) async fn start(shell: &Shell) -> Answer<VaultStatusView> {
    start_server(shell).await?;
    let mut practice = shell.practice.lock().await;
    let records = practice.sandbox.as_ref().map(records).unwrap_or_default();
    let folder = tempfile::Builder::new().prefix("credenza-practice-").tempdir();
    let folder =
        folder.map_err(|error| wire(ErrorCode::FileUnreadable, &error.kind().to_string()))?;
    let path = folder.path().join("vault");
    let status =
        shell.blocking(move |engine| engine.practice_open(path, "Practice", &records)).await?;
    practice.folder = Some(folder);
    Ok(status)
}

/// Starts the sandbox if it does not run.
pub(crate) async fn start_server(shell: &Shell) -> Answer<()> {
    let mut practice = shell.practice.lock().await;
    if practice.sandbox.is_some() {
        return Ok(());
    }
    let started = Sandbox::start(SandboxConfig::default()).await;
    let sandbox = started.map_err(|error| wire(ErrorCode::SandboxFailed, &error.to_string()))?;
    shell.engine.set_sandbox_base(Some(sandbox.base_url()));
    practice.sandbox = Some(sandbox);
    practice.fault = None;
    Ok(())
}

/// Leaves the practice vault, stops the sandbox and deletes the folder.
pub(crate) async fn leave(app: &AppHandle, shell: &Shell) -> Answer<VaultStatusView> {
    shell.lock(app, LockReason::Asked).await?;
    let status = shell.blocking(|engine| engine.practice_leave()).await?;
    let mut practice = shell.practice.lock().await;
    shell.engine.set_sandbox_base(None);
    if let Some(sandbox) = practice.sandbox.take() {
        sandbox.stop().await;
    }
    *practice = Practice::default();
    Ok(status)
}

/// Chooses a scripted fault, or none.
pub(crate) async fn set_fault(shell: &Shell, name: Option<&str>) -> Answer<()> {
    let fault = match name.map(str::parse::<Fault>) {
        None => None,
        Some(Ok(fault)) => Some(fault),
        Some(Err(error)) => return Err(wire(ErrorCode::InvalidInput, &error.to_string())),
    };
    let mut practice = shell.practice.lock().await;
    let Some(sandbox) = &practice.sandbox else {
        return Err(wire(ErrorCode::SandboxFailed, "the sandbox is not running"));
    };
    sandbox.set_fault(fault);
    practice.fault = fault;
    Ok(())
}

/// How the sandbox stands.
pub(crate) async fn view(shell: &Shell) -> SandboxView {
    let practice = shell.practice.lock().await;
    SandboxView {
        running: practice.sandbox.is_some(),
        base: practice.sandbox.as_ref().map(Sandbox::base_url),
        fault: practice.fault.map(|fault| fault.to_string()),
        faults: Fault::all().iter().map(ToString::to_string).collect(),
    }
}

/// A record for each app's service account, and one for what members sign in to.
fn records(sandbox: &Sandbox) -> Vec<PracticeRecord> {
    let names = names();
    let apps = sandbox.practice_apps().iter();
    let service_accounts = apps.map(|app| record(app, names.get(app.slug).copied()));
    let channels = sandbox.practice_channels().iter().map(channel_record);
    let customers = [sso_record(sandbox, &[]), sso_record(sandbox, &AILING)];
    let sign_in = [sign_in_record(sandbox.line_works())];
    service_accounts.chain(sign_in).chain(customers).chain(channels).collect()
}

/// The first client app once more, as somebody keeps it who only lets members sign in with it. The
/// sandbox's issuer and addresses are known, so its ID tokens are judged in full.
fn sign_in_record(facts: LineWorksFacts) -> PracticeRecord {
    let open_id = OpenIdSettings {
        issuer: facts.issuer,
        jwks_uri: facts.jwks_uri,
        end_session_endpoint: facts.end_session_endpoint,
        ..OpenIdSettings::default()
    };
    let line_works = LineWorksApp {
        client_id: facts.client_id,
        scopes: facts.sign_in_scopes,
        refresh_rotation: facts.refresh_rotation,
        redirect_urls: facts.redirect_uris,
        logout_redirect_urls: facts.logout_redirect_uris,
        domain_id: facts.domain_id,
        environment: Environment::Sandbox,
        open_id,
        ..LineWorksApp::default()
    };
    PracticeRecord {
        draft: AppDraft {
            name: "Staff portal 社員ポータル".to_owned(),
            tags: vec!["practice".into()],
            owner: "IT / 情報システム".to_owned(),
            notes: String::new(),
            service: line_works.into(),
        },
        client_secret: Secret::new(facts.client_secret),
        private_key_pem: None,
        channel: None,
        account_password: None,
    }
}

/// A channel of LINE, with its key and a token that was issued before.
fn channel_record(channel: &PracticeChannel) -> PracticeRecord {
    let (name, owner) = match channel.behaviour {
        PracticeChannelBehaviour::Works => ("Notices お知らせ配信", "PR / 広報"),
        PracticeChannelBehaviour::NearlyFull => ("Crowded channel 混み合うチャネル", "PR / 広報"),
        PracticeChannelBehaviour::KeyDeleted => {
            ("Old key channel 古い鍵のチャネル", "IT / 情報システム")
        }
    };
    let app = LineChannelApp {
        channel_id: channel.channel_id.clone(),
        place: LinePlace::Sandbox,
        ..LineChannelApp::default()
    };
    let token = Secret::new(channel.older.token.clone());
    let since = SystemClock.now();
    let facts = LedgerFacts {
        kind: TokenKind::V21,
        key_id: Some(channel.older.key_id.clone()),
        since,
        ends_at: Some(since + channel.older.seconds),
        pasted: false,
        verified: None,
        revoked_at: None,
        shown: token.sealed(),
    };
    PracticeRecord {
        draft: AppDraft {
            name: name.to_owned(),
            tags: vec!["practice".into(), "LINE".into()],
            owner: owner.to_owned(),
            notes: String::new(),
            service: app.into(),
        },
        client_secret: Secret::new(channel.channel_secret.clone()),
        private_key_pem: Some(Secret::new(channel.private_key_pem.clone())),
        channel: Some(PracticeLedger { kid: channel.kid.clone(), tokens: vec![(token, facts)] }),
        account_password: None,
    }
}

/// What the second customer's server does wrong.
const AILING: [CustomerSsoFault; 3] =
    [CustomerSsoFault::CodeReused, CustomerSsoFault::ExternalKey, CustomerSsoFault::NearLimit];

/// A customer's SSO server: a good one, and one with faults. The sandbox's address changes with
/// each start, so the record has paths.
fn sso_record(sandbox: &Sandbox, faults: &[CustomerSsoFault]) -> PracticeRecord {
    let (facts, base) = (sandbox.customer_sso(faults), sandbox.base_url());
    let path = |url: &str| url.strip_prefix(&base).unwrap_or(url).to_owned();
    let name = if faults.is_empty() {
        "Aoba SSO gateway 青葉SSO"
    } else {
        "Aoba SSO (old) 青葉SSO旧"
    };
    let app = CustomerSsoApp {
        client_id: facts.client_id,
        practice: true,
        web_login_url: path(&facts.login_url),
        app_login_url: path(&facts.login_url),
        token_url: path(&facts.token_url),
        user_info_url: path(&facts.user_info_url),
        mail_url: path(&facts.imap_url),
        logout_url: path(&facts.logout_url),
        account: facts.account.email.clone(),
        expected_user: facts.account.user_id.clone(),
        ..CustomerSsoApp::default()
    };
    PracticeRecord {
        draft: AppDraft {
            name: name.to_owned(),
            tags: vec!["practice".into()],
            owner: "IT / 情報システム".to_owned(),
            notes: String::new(),
            service: app.into(),
        },
        client_secret: Secret::new(facts.client_secret),
        private_key_pem: None,
        channel: None,
        account_password: Some(Secret::new(facts.account.password)),
    }
}

fn life(app: &PracticeApp) -> AccessTokenLife {
    match app.access_token_seconds {
        3_600 => AccessTokenLife::OneHour,
        _ => AccessTokenLife::TwentyFourHours,
    }
}

/// Names of the sample apps, in both languages at once: they are data of a record, not of the page.
fn names() -> HashMap<&'static str, (&'static str, &'static str)> {
    HashMap::from([
        ("attendance-bot", ("Attendance Bot 勤怠連携", "HR / 人事")),
        ("calendar-sync", ("Calendar sync 予定同期", "IT / 情報システム")),
        ("clock-skew", ("Member export 社員名簿", "IT / 情報システム")),
        ("old-key", ("Audit log export 監査ログ", "Security / セキュリティ")),
    ])
}

fn record(app: &PracticeApp, known: Option<(&str, &str)>) -> PracticeRecord {
    let (name, owner) = known.unwrap_or((app.slug, ""));
    let line_works = LineWorksApp {
        client_id: app.client_id.clone(),
        scopes: app.scopes.clone(),
        access_token_life: life(app),
        refresh_rotation: app.refresh_rotation,
        service_account: app.service_account.clone(),
        domain_id: app.domain_id.clone(),
        environment: Environment::Sandbox,
        ..LineWorksApp::default()
    };
    PracticeRecord {
        draft: AppDraft {
            name: name.to_owned(),
            tags: vec!["practice".into()],
            owner: owner.to_owned(),
            notes: String::new(),
            service: line_works.into(),
        },
        client_secret: Secret::new(app.client_secret.clone()),
        private_key_pem: Some(Secret::new(app.private_key_pem.clone())),
        channel: None,
        account_password: None,
    }
}
