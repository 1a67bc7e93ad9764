//! What LINE's client comes to, from the well server.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use credenza_sandbox::{Sandbox, SandboxConfig};
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/line_sdk")
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
        .arg("operations.mjs")
        .current_dir(folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node runs");
    child.stdin.take().unwrap().write_all(facts.to_string().as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    serde_json::from_slice(&done.stdout).expect("one object")
}

#[tokio::test]
async fn lines_own_client_does_every_operation_and_every_answer_fits_the_document() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    let mut facts = serde_json::to_value(sandbox.line()).unwrap();
    let channel = &sandbox.practice_channels()[0];
    facts["privateKeyPem"] = channel.private_key_pem.clone().into();
    let document = "../../docs/reference/line-channel-access-token.openapi.yml";
    let document = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(document);
    facts["openApi"] = document.to_str().unwrap().into();
    let report = spawn_blocking(move || run(&facts)).await.unwrap();

    assert_eq!(report["forbidden"], json!([]), "{report}");
    assert_eq!(report["calls"], 15);
    let came = &report["came"];
    assert_eq!(came["statelessBySecret"]["expires_in"], 899);
    assert_eq!(came["statelessByAssertion"]["token_type"], "Bearer");
    assert_eq!(came["v21"]["expires_in"], 86_400);
    let kids = came["kids"].as_array().unwrap();
    assert!(kids.contains(&came["v21"]["key_id"]), "{came}");
    assert_eq!(came["verified"]["client_id"], channel.channel_id);
    assert_eq!(came["afterwards"]["error_description"], "The access token expired");
    assert_eq!(came["shortLived"]["expires_in"], 2_592_000);
    assert_eq!(came["shortVerified"]["client_id"], channel.channel_id);
    assert_eq!(came["shortAfterwards"]["error_description"], "access_token invalid");
    assert!(came["longVerified"]["expires_in"].as_i64().unwrap() > i64::from(i32::MAX));
    assert_eq!(came["wrongSecret"]["error_description"], "invalid client_secret");
    assert_eq!(came["unknownKey"]["status"], 404, "{came}");
}
