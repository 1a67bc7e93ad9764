//! The whole `credenza token issue` against a Python script with PyJWT and requests that does the
//! same against the same sandbox: from the start of the process to its end.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use credenza_sandbox::{PracticeApp, Sandbox};
use credenza_tests::session::Session;
use tempfile::TempDir;

use crate::rounds::{measure, median, tell};

const ROUNDS: usize = 25;
const SCRIPT: &str = include_str!("issue_token.py");
/// How often a keyring that has just been started is asked, and how long is waited in between.
const TRIES: usize = 100;
const PAUSE: Duration = Duration::from_millis(50);

pub(crate) async fn compare(sandbox: &Sandbox) {
    let (Some(python), Some(program)) =
        (std::env::var_os("CREDENZA_BENCH_PYTHON"), std::env::var_os("CREDENZA_BENCH_PROGRAM"))
    else {
        println!("\nThe programs are compared by `cargo xtask bench`, which prepares Python.");
        return;
    };
    let contest = Contest {
        python: python.into(),
        program: program.into(),
        practice: sandbox.practice_apps()[0].clone(),
        base: sandbox.base_url(),
        folder: tempfile::tempdir().expect("a temporary folder"),
    };
    // The sandbox answers from the runtime's threads meanwhile.
    tokio::task::spawn_blocking(move || contest.run()).await.expect("the comparison ends");
}

struct Contest {
    python: PathBuf,
    program: PathBuf,
    practice: PracticeApp,
    base: String,
    folder: TempDir,
}

/// One way to open a vault.
struct Opening<'a> {
    name: &'static str,
    vault: &'static str,
    arguments: Vec<String>,
    session: Option<&'a Session>,
}

impl Contest {
    fn run(&self) {
        self.write("key.pem", &self.practice.private_key_pem);
        self.write("secret", &self.practice.client_secret);
        self.write("passphrase", "four TEST words of mine");
        self.write("issue_token.py", SCRIPT);
        let session = Session::start();
        let openings = self.openings(session.as_ref());
        let mut by_script = Vec::new();
        let mut by_vault: Vec<Vec<Duration>> = openings.iter().map(|_| Vec::new()).collect();
        for _ in 0..ROUNDS {
            by_script.push(measure(|| self.script()));
            for (took, opening) in by_vault.iter_mut().zip(&openings) {
                took.push(measure(|| self.issue(opening)));
            }
        }
        let script = median(by_script);
        println!("\nOne token by a program of its own, {ROUNDS} interleaved rounds, medians");
        tell("Python with PyJWT and requests", script, script);
        for (took, opening) in by_vault.into_iter().zip(&openings) {
            tell(
                &format!("credenza token issue, vault opened by {}", opening.name),
                median(took),
                script,
            );
        }
        if session.is_none() {
            println!("No keyring was measured: dbus-daemon or gnome-keyring-daemon is missing.");
        }
    }

    /// The ways in, each with a vault that has the app and its key.
    fn openings<'a>(&self, session: Option<&'a Session>) -> Vec<Opening<'a>> {
        let recovery = self.at("recovery");
        let file = |option: &str, name: &str| vec![option.to_owned(), self.at(name)];
        let by_file = |name, arguments| Opening { name, vault: "vault", arguments, session: None };
        let passphrase = by_file("a passphrase", file("--passphrase-file", "passphrase"));
        self.credenza(&passphrase, &["init", "--name", "Bench", "--recovery-key-file", &recovery]);
        self.fill(&passphrase);
        let mut openings =
            vec![by_file("a recovery key", file("--recovery-key-file", "recovery")), passphrase];
        if session.is_some() {
            let (name, vault, arguments) = ("the keyring", "kept", vec!["--keyring".to_owned()]);
            let keyring = Opening { name, vault, arguments, session };
            self.init_by_keyring(&keyring);
            self.fill(&keyring);
            openings.insert(0, keyring);
        }
        openings
    }

    /// The bus tells nobody when the keyring is up, so that it is asked until it is.
    fn init_by_keyring(&self, opening: &Opening<'_>) {
        for _ in 0..TRIES {
            if self.output(opening, &["init", "--name", "Bench"]).status.success() {
                return;
            }
            std::thread::sleep(PAUSE);
        }
        self.credenza(opening, &["init", "--name", "Bench"]);
    }

    fn fill(&self, opening: &Opening<'_>) {
        let (secret, scopes) = (self.at("secret"), self.practice.scopes.join(","));
        let record = ["app", "add", "--name", "Bench", "--client-id", &self.practice.client_id];
        let more = ["--client-secret-file", &secret, "--scope", &scopes, "--service-account"];
        let there = [&self.practice.service_account, "--environment", "custom", "--auth-base"];
        let host = [&self.base, "--confirm-host", "127.0.0.1"];
        self.credenza(opening, &[&record[..], &more, &there, &host].concat());
        self.credenza(opening, &["key", "import", "Bench", &self.at("key.pem")]);
    }

    fn issue(&self, opening: &Opening<'_>) {
        self.credenza(opening, &["token", "issue", "Bench"]);
    }

    fn script(&self) {
        let practice = &self.practice;
        let scopes = practice.scopes.join(" ");
        let mut command = Command::new(&self.python);
        command.arg(self.at("issue_token.py"));
        command.args([&self.base, &practice.client_id, &practice.service_account, &scopes]);
        command.args([self.at("secret"), self.at("key.pem")]);
        succeeded(&finished(&mut command));
    }

    fn credenza(&self, opening: &Opening<'_>, arguments: &[&str]) {
        succeeded(&self.output(opening, arguments));
    }

    fn output(&self, opening: &Opening<'_>, arguments: &[&str]) -> Output {
        let mut command = Command::new(&self.program);
        command.args(["--vault", &self.at(opening.vault)]).args(&opening.arguments).args(arguments);
        if let Some(session) = opening.session {
            session.hold(&mut command);
        }
        finished(&mut command)
    }

    fn at(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(Path::new(&self.at(name)), text).expect("a temporary folder can be written");
    }
}

fn finished(command: &mut Command) -> Output {
    command.stdin(Stdio::null()).output().expect("the program starts")
}

fn succeeded(output: &Output) {
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "it must do what it was asked: {words}");
}
