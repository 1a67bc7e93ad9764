//! The Rust of 'Copy as', built with the manifest of its own comment and the versions of our lock
//! file, without a network, and run against the sandbox.

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use credenza_core::Secret;
use credenza_core::apps::{AppDraft, AppId, ClientAuthentication, Grant, OauthServerApp, Service};
use credenza_core::recipe::RecipeLanguage;
use credenza_engine::views::apps::AppDraftInput;
use credenza_engine::views::recipes::{RecipeInput, RecipeSource};
use credenza_sandbox::RecordedExchange;
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::practice::line_works;
use serde_json::Value;
use tokio::process::Command;

/// The manifest as the comment at the top of the program has it.
fn manifest(program: &str) -> String {
    let comment = program.lines().skip_while(|line| !line.ends_with("Its Cargo.toml:")).skip(1);
    let lines: Vec<&str> = comment.map_while(|line| line.strip_prefix("//")).collect();
    assert!(lines.iter().any(|line| line.contains("[dependencies]")), "the manifest is there");
    lines.join("\n")
}

/// The profiles of the workspace, so that what it compiled already is used again.
fn profiles(workspace: &str) -> &str {
    workspace.find("[profile.").map_or("", |at| &workspace[at..])
}

fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the checkout")
}

/// A package of the program. Its folder stays, so that the next run of the test builds little.
fn package(program: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("copied");
    std::fs::create_dir_all(folder.join("src")).expect("a folder for the package");
    let read = |name: &str| std::fs::read_to_string(checkout().join(name)).expect("it is there");
    let workspace = read("Cargo.toml");
    let manifest = format!("{}\n\n[workspace]\n\n{}", manifest(program), profiles(&workspace));
    std::fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest is written");
    std::fs::write(folder.join("Cargo.lock"), read("Cargo.lock")).expect("the lock is written");
    std::fs::write(folder.join("src/main.rs"), program).expect("the program is written");
    folder
}

async fn build_and_run(desk: &Desk, program: &str) -> Output {
    let folder = package(program);
    let key = folder.join("a key.pem");
    let app = desk.practice_app(GOOD);
    std::fs::write(&key, &app.private_key_pem).expect("the key is written");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let done = Command::new(cargo)
        .args(["run", "--quiet", "--offline"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CLIENT_SECRET", &app.client_secret)
        .env("PRIVATE_KEY_FILE", &key)
        .env("NO_PROXY", "127.0.0.1")
        .stdin(Stdio::null())
        .output()
        .await
        .expect("cargo starts");
    std::fs::remove_file(&key).expect("the key is gone again");
    done
}

// One test, because all programs are built in one folder.
#[tokio::test]
async fn the_copied_rust_program_builds_offline_and_sends_what_the_run_sent() {
    let desk = Desk::open().await;
    let done = send_again(&desk, desk.id(GOOD)).await;
    let warned = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{warned}");
    assert_eq!(warned.trim(), "HTTP 200", "the compiler has nothing to say");
    let answer: Value = serde_json::from_slice(&done.stdout).expect("the server's JSON");
    assert!(answer["access_token"].as_str().is_some_and(|token| token.starts_with("jp1AAAA")));

    let hostile = "a'b\"c\\d`id`$HOME {x} %s 勤怠\u{3000}\u{202e}\n\t😀";
    desk.edit(desk.id(GOOD), |draft| {
        line_works(draft).client_id = format!("c{hostile}c");
        line_works(draft).scopes = vec![hostile.to_owned()];
    });
    let done = send_again(&desk, desk.id(GOOD)).await;
    let warned = String::from_utf8_lossy(&done.stderr);
    assert!(!done.status.success() && warned.trim().starts_with("HTTP 4"), "{warned}");

    // The sandbox knows no HTTP Basic; what counts is that the program sends it as the run did.
    let done = send_again(&desk, basic_client(&desk)).await;
    let warned = String::from_utf8_lossy(&done.stderr);
    assert!(!done.status.success() && warned.trim().starts_with("HTTP 4"), "{warned}");
    let sent = desk.sandbox.exchanges();
    let field = sent.last().and_then(|exchange| exchange.header("authorization"));
    assert!(field.is_some_and(|field| field.starts_with("Basic ")), "{field:?}");
}

/// A client of another server, whose token endpoint is the sandbox's.
fn basic_client(desk: &Desk) -> AppId {
    let mut app = OauthServerApp {
        client_id: "client!+ID:%".to_owned(),
        authentication: ClientAuthentication::ClientSecretBasic,
        grants: vec![Grant::ClientCredentials],
        ..OauthServerApp::default()
    };
    app.endpoints.token = format!("{}/oauth2/v2.0/token", desk.sandbox.base_url());
    app.open_id.confirmed_hosts = vec!["127.0.0.1".to_owned()];
    let (name, service) = ("elsewhere".to_owned(), Service::from(app));
    let draft = AppDraft { name, service, ..AppDraft::default() };
    let client_secret = Some(Secret::new(desk.practice_app(GOOD).client_secret.clone()));
    desk.engine.app_add(&AppDraftInput { draft, client_secret }).expect("it is kept").id
}

/// Runs a flow and its copied program, and holds what reached the server side by side.
async fn send_again(desk: &Desk, app_id: AppId) -> Output {
    let run = desk.issue(app_id).await;
    let source = RecipeSource::Run { id: run.id };
    let language = RecipeLanguage::Rust;
    let view = desk.engine.recipe_get(RecipeInput { source, language }).expect("a program");
    let done = build_and_run(desk, &view.text).await;
    let exchanges = desk.sandbox.exchanges();
    let [.., by_run, by_program] = exchanges.as_slice() else { panic!("two requests") };
    let fields = |exchange: &RecordedExchange| {
        let all = exchange.form.iter().filter(|(name, _)| name != "assertion");
        all.cloned().collect::<Vec<_>>()
    };
    let warned = String::from_utf8_lossy(&done.stderr);
    assert_eq!(fields(by_program), fields(by_run), "{warned}");
    for header in ["accept", "content-type", "authorization"] {
        assert_eq!(by_program.header(header), by_run.header(header), "{header}");
    }
    done
}
