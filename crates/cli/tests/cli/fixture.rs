//! A home of its own for each test: vault, passphrase and recovery key in a temporary folder, no
//! keyring, no terminal.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub const PASSPHRASE: &str = "made-up four words";

/// How a command ended.
pub struct Ran {
    pub exit: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Self {
            exit: output.status.code().expect("the program ends by itself"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// The one object on standard output.
    pub fn json(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "one object in one line: {}", self.stdout);
        serde_json::from_str(&self.stdout).expect("standard output is JSON")
    }

    #[track_caller]
    pub fn exits(self, exit: i32) -> Self {
        assert_eq!(self.exit, exit, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }
}

/// Names of an object's members, sorted.
pub fn members(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> =
        value.as_object().expect("an object").keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// A folder with everything that one administrator has.
pub struct Home {
    pub folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        let home = Self { folder: TempDir::new().unwrap() };
        home.write("passphrase", PASSPHRASE);
        home
    }

    /// With a vault. The recovery key opens it without the cost of a passphrase.
    pub fn with_vault() -> Self {
        let home = Self::new();
        let init = ["init", "--name", "Team", "--recovery-key-file"];
        home.run(
            &[&init[..], &[&home.path("recovery"), "--passphrase-file", &home.path("passphrase")]]
                .concat(),
        )
        .exits(0);
        home
    }

    /// With a vault and a record of the sandbox's app, without key.
    pub fn with_record(sandbox: &Serving, more: &[&str]) -> Self {
        let home = Self::with_vault();
        home.write("secret", format!("{}\n", sandbox.fact("clientSecret")));
        home.open(&[&add(sandbox, &home.path("secret"))[..], more].concat()).exits(0);
        home
    }

    /// With a record that can be tested.
    pub fn ready(sandbox: &Serving) -> Self {
        let home = Self::with_record(sandbox, &at(sandbox));
        home.open(&["key", "import", "Bot", &sandbox.fact("privateKeyFile")]).exits(0);
        home
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.folder.path().join(name), content).unwrap();
        self.path(name)
    }

    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = program();
        command
            .args(arguments)
            .env("CREDENZA_VAULT", self.path("vault"))
            .env("HOME", self.folder.path())
            .env("TMPDIR", self.folder.path())
            .current_dir(self.folder.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// With the vault opened by the recovery key.
    pub fn open(&self, arguments: &[&str]) -> Ran {
        let key = self.path("recovery");
        self.run(&[arguments, &["--recovery-key-file", &key]].concat())
    }

    /// The same, as JSON.
    pub fn json(&self, arguments: &[&str]) -> (i32, Value) {
        let ran = self.open(&[arguments, &["--json"]].concat());
        (ran.exit, ran.json())
    }

    /// With this on standard input.
    pub fn fed(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }
}

/// The program without what the desktop would lend it.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_credenza"));
    command
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("XDG_RUNTIME_DIR")
        .env_remove("XDG_DATA_HOME")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Arguments of a record of the sandbox's app, without environment.
pub fn add(sandbox: &Serving, secret_file: &str) -> Vec<&'static str> {
    let words = [
        "app",
        "add",
        "--name",
        "Bot",
        "--client-id",
        &sandbox.fact("clientId"),
        "--service-account",
        &sandbox.fact("serviceAccount"),
        "--domain-id",
        &sandbox.fact("domainId"),
        "--scope",
        &sandbox.facts["scopes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s.as_str().unwrap())
            .collect::<Vec<_>>()
            .join(","),
        "--client-secret-file",
        secret_file,
    ];
    words.map(|word| &*word.to_owned().leak()).to_vec()
}

/// The sandbox as an own address of a record.
pub fn at(sandbox: &Serving) -> [&'static str; 4] {
    ["--auth-base", sandbox.fact("authBase").leak(), "--confirm-host", "127.0.0.1"]
}

/// A running `sandbox serve`.
pub struct Serving {
    pub child: Child,
    pub line: Value,
    pub facts: Value,
    /// Its temporary files, removed with it.
    pub folder: TempDir,
}

impl Serving {
    pub fn start(fault: Option<&str>) -> Self {
        let fault = fault.map(|fault| ["--fault", fault]);
        Self::with(fault.as_ref().map_or(&[], |both| both))
    }

    pub fn with(more: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let mut command = program();
        command.args(["sandbox", "serve"]).env("TMPDIR", folder.path());
        command.args(more).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let line: Value = serde_json::from_str(&line).expect("the first line is JSON");
        let facts = line["lineWorks"].clone();
        Self { child, line, facts, folder }
    }

    pub fn fact(&self, name: &str) -> String {
        self.facts[name].as_str().expect("a text").to_owned()
    }

    pub fn key_file(&self) -> PathBuf {
        self.fact("privateKeyFile").into()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
