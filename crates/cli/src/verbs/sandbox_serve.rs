//! `sandbox serve`: the practice server alone, until Ctrl-C. Its first line on standard output
//! tells another client how to reach it.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use credenza_sandbox::{
    CustomerSsoFacts, CustomerSsoFault, Fault, LineFacts, LineWorksFacts, Sandbox, SandboxConfig,
};
use serde::Serialize;
use tempfile::TempDir;

use crate::app_fields::Switch;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output;

const FAULTS: &str = "\
Faults: clock-off=SECONDS, slow-headers, slow-body, hang, reset, server-error, bad-gateway,
unavailable, html, truncated-json, short-body, wrong-content-type, redirect-301, redirect-307,
expires-as-text, expires-as-number, expires-missing, expires-unreadable, bare-error, echo-secret,
huge-body, resource-api-error, return-code-99. Of LINE's calls: rate-limited. Of a sign-in:
state-changed, redirect-by-script, code-accepted-twice, code-already-used, never-rotated, wrong-issuer, wrong-audience, wrong-nonce,
expired-id-token, unknown-kid, alg-none, hs256-public-key, wrong-at-hash.
Of a customer's SSO server (--sso-fault): login-error, foreign-redirect, state-lost,
redirect-rebuilt, empty-code, mail-empty-code, mail-anybody, token-content-type,
user-info-content-type, not-utf8, token-named-otherwise, token-type-mac, expires-missing,
expires-text, expires-unreadable, external-key, wrong-user, code-reused, guessable-code,
unknown-client-number, missing-parameter-number, grant-type-ignored, secret-number, html-error,
user-info-unknown-client-number, user-info-missing-parameter-number, user-info-secret-ignored,
any-token, bare-error, error-names, mixed-errors, get-accepted, json-accepted, api-redirect,
cacheable, secret-echoed, logout-stays, logout-anywhere, slow-token, near-limit,
slow-connect. Of its TLS, and so served by https: plain-token, tls-expired, tls-few-days,
tls-untrusted, tls-other-host.";

/// Options.
#[derive(Debug, Args)]
#[command(after_help = FAULTS)]
pub(crate) struct Serve {
    /// Port on 127.0.0.1; any free one by default
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    /// What the server does wrong from the start
    #[arg(long, value_name = "NAME")]
    fault: Option<Fault>,
    /// What the customer's SSO server does wrong; may be given again
    #[arg(long, value_name = "NAME")]
    sso_fault: Vec<CustomerSsoFault>,
    /// Serve the customer's SSO server by https; its authority is in the facts, as caPem
    #[arg(long)]
    sso_tls: bool,
    /// Whether a refresh brings a new refresh token; left to each app by default
    #[arg(long, value_name = "ON/OFF")]
    refresh_rotation: Option<Switch>,
    /// Redirect URL to register besides the usual ones; may be given again
    #[arg(long, value_name = "URL")]
    redirect_url: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Serving {
    line_works: LineWorksFacts,
    line: LineFacts,
    customer_sso: CustomerSsoFacts,
}

/// Serves until it is told to end.
pub(crate) fn run(arguments: &Serve) -> Result<Exit, Failure> {
    let system = |error: io::Error| Failure::System(error.kind());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(system)?.block_on(async {
        let sandbox = Sandbox::start(config(arguments)).await?;
        let folder = private_folder().map_err(system)?;
        let mut facts = sandbox.line_works();
        let app = sandbox.practice_apps().first().map(|app| app.private_key_pem.as_str());
        let path = folder.path().join("private.key");
        facts.private_key_file = Some(write_key(path, app).map_err(system)?);
        let mut line = sandbox.line();
        let channel = sandbox.practice_channels().first();
        let channel = channel.map(|channel| channel.private_key_pem.as_str());
        let path = folder.path().join("line.key");
        line.private_key_file = Some(write_key(path, channel).map_err(system)?);
        // Listening to the end before anybody can ask for it.
        let ended = ended().map_err(system)?;
        let customer_sso = match arguments.sso_tls {
            true => sandbox.customer_sso_over_tls(&arguments.sso_fault),
            false => sandbox.customer_sso(&arguments.sso_fault),
        };
        output::give_json(&Serving { line_works: facts, line, customer_sso })?;
        output::warn(&format!("The sandbox answers at {}. Ctrl-C ends it.", sandbox.base_url()));
        ended.await;
        sandbox.stop().await;
        folder.close().map_err(system)?;
        Ok(Exit::Done)
    })
}

fn config(arguments: &Serve) -> SandboxConfig {
    SandboxConfig {
        port: arguments.port,
        fault: arguments.fault,
        refresh_rotation: arguments.refresh_rotation.map(|rotation| rotation == Switch::On),
        redirect_urls: arguments.redirect_url.clone(),
        ..SandboxConfig::default()
    }
}

/// A temporary folder that nobody else can enter, removed at the end.
fn private_folder() -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("credenza-sandbox-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir()
}

fn write_key(path: PathBuf, pem: Option<&str>) -> io::Result<PathBuf> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&path)?.write_all(pem.unwrap_or_default().as_bytes())?;
    Ok(path)
}

/// Ctrl-C, a request to terminate, or the end of the terminal.
#[cfg(unix)]
fn ended() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn ended() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a handler there is nothing to wait for.
        let _ = tokio::signal::ctrl_c().await;
    })
}
