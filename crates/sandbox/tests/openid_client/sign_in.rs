//! What openid-client comes to, from the well server and under each fault it can see.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use credenza_sandbox::{Fault, Sandbox, SandboxConfig};
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/openid_client")
}

/// Runs the client with these facts; its one line.
fn run(facts: &Value) -> Value {
    let installed = folder().join("node_modules");
    assert!(
        installed.exists(),
        "`npm ci` in {}, as `cargo xtask test rust` does",
        folder().display()
    );
    let mut child = Command::new("node")
        .arg("sign-in.mjs")
        .current_dir(folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node runs");
    child.stdin.take().unwrap().write_all(facts.to_string().as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    serde_json::from_slice(&done.stdout).expect("one object")
}

async fn signed_in(sandbox: &Sandbox) -> Value {
    let facts = serde_json::to_value(sandbox.line_works()).unwrap();
    spawn_blocking(move || run(&facts)).await.unwrap()
}

#[tokio::test]
async fn an_independent_client_signs_in_refreshes_revokes_and_leaves() {
    for rotation in [false, true] {
        let config = SandboxConfig { refresh_rotation: Some(rotation), ..SandboxConfig::default() };
        let sandbox = Sandbox::start(config).await.unwrap();
        let came = signed_in(&sandbox).await;
        let user = sandbox.practice_user();
        assert_eq!(came["claims"]["sub"], user.user_id, "{came}");
        assert_eq!(came["claims"]["email"], user.account);
        assert_eq!(came["claims"]["name"], user.name);
        assert_eq!((&came["expiresIn"], &came["rotated"]), (&json!(86_400), &json!(rotation)));
        assert_eq!(came["afterRevocation"], "invalid_grant");
        assert_eq!(came["left"], "http://localhost:18137/signed-out?state=left");
    }
}

#[tokio::test]
async fn an_independent_client_stops_at_each_fault_it_looks_for() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    // It does not look at `at_hash`, and takes a refresh token as it comes.
    let cases = [
        (Fault::StateChanged, "state"),
        (Fault::CodeAlreadyUsed, "invalid_grant"),
        (Fault::WrongIssuer, "\"iss\""),
        (Fault::WrongAudience, "\"aud\""),
        (Fault::WrongNonce, "\"nonce\""),
        (Fault::ExpiredIdToken, "\"exp\""),
        (Fault::UnknownKid, "no applicable keys found"),
        (Fault::AlgNone, "\"alg\""),
        (Fault::Hs256PublicKey, "\"alg\""),
    ];
    for (fault, expected) in cases {
        sandbox.set_fault(Some(fault));
        let came = signed_in(&sandbox).await;
        let stopped = came["stopped"].as_str().unwrap_or_default();
        assert!(stopped.contains(expected), "{fault}: {came}");
    }
}
