//! The whole `credenza token issue` against a Python script with PyJWT and requests that does the
//! same against the same sandbox: start of the process to its end.

use std::path::Path;
use std::process::{Command, Stdio};

use credenza_sandbox::{PracticeApp, Sandbox};

use crate::rounds::{measure, median, tell};

const ROUNDS: usize = 15;
const SCRIPT: &str = include_str!("token.py");

pub(crate) async fn compare(sandbox: &Sandbox) {
    let (Some(python), Some(program)) =
        (std::env::var_os("CREDENZA_BENCH_PYTHON"), std::env::var_os("CREDENZA_BENCH_PROGRAM"))
    else {
        println!("\nThe programs are compared by `cargo xtask bench`, which prepares Python.");
        return;
    };
    let practice = sandbox.practice_apps()[0].clone();
    let base = sandbox.base_url();
    let compared = tokio::task::spawn_blocking(move || {
        run(python.as_ref(), program.as_ref(), &practice, &base)
    });
    compared.await.expect("the comparison ends");
}

fn run(python: &Path, program: &Path, practice: &PracticeApp, base: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    write(&at("key.pem"), &practice.private_key_pem);
    write(&at("secret"), &practice.client_secret);
    write(&at("passphrase"), "four TEST words of mine");
    write(&at("token.py"), SCRIPT);
    let credenza = |opening: [&str; 2], arguments: &[&str]| {
        let mut command = Command::new(program);
        command.arg("--vault").arg(at("vault")).arg(opening[0]).arg(at(opening[1])).args(arguments);
        finish(&mut command);
    };
    let passphrase = ["--passphrase-file", "passphrase"];
    let recovery = ["--recovery-key-file", "recovery"];
    let recovery_file = at("recovery");
    credenza(
        passphrase,
        &["init", "--name", "Bench", "--recovery-key-file", &recovery_file.to_string_lossy()],
    );
    let scopes = practice.scopes.join(",");
    let (secret, key) = (at("secret"), at("key.pem"));
    let app = [
        "app",
        "add",
        "--name",
        "Bench",
        "--client-id",
        &practice.client_id,
        "--client-secret-file",
        &secret.to_string_lossy(),
        "--service-account",
        &practice.service_account,
        "--scope",
        &scopes,
        "--environment",
        "custom",
        "--auth-base",
        base,
        "--confirm-host",
        "127.0.0.1",
    ]
    .map(str::to_owned);
    credenza(passphrase, &app.iter().map(String::as_str).collect::<Vec<_>>());
    credenza(passphrase, &["key", "import", "Bench", &key.to_string_lossy()]);
    let script = || {
        let mut command = Command::new(python);
        command.arg(at("token.py")).args([
            base,
            &practice.client_id,
            &practice.service_account,
            &practice.scopes.join(" "),
        ]);
        finish(command.arg(at("secret")).arg(at("key.pem")));
    };
    let (mut by_passphrase, mut by_recovery, mut by_script) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        by_script.push(measure(script));
        by_recovery.push(measure(|| credenza(recovery, &["token", "issue", "Bench"])));
        by_passphrase.push(measure(|| credenza(passphrase, &["token", "issue", "Bench"])));
    }
    let script = median(by_script);
    println!("\nOne token by a program of its own, {ROUNDS} interleaved rounds, medians");
    tell("Python with PyJWT and requests", script, script);
    tell("credenza token issue, vault opened by a recovery key", median(by_recovery), script);
    tell("credenza token issue, vault opened by a passphrase", median(by_passphrase), script);
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("a temporary folder can be written");
}

fn finish(command: &mut Command) {
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    assert!(
        output.status.success(),
        "it must get its token: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}
