//! The house, held by tests: which package may depend on what, and that the table of commands,
//! the shell's handlers and its one capability agree (security.md I4, I5).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use credenza_engine::ipc::COMMANDS;
use serde_json::Value;

/// Packages of others that only these members may name.
const ONLY: &[(&str, &[&str])] = &[
    ("tauri", &["credenza-desktop"]),
    ("rfd", &["credenza-desktop"]),
    ("arboard", &["credenza-desktop"]),
    ("rusqlite", &["credenza-vault"]),
    ("keyring", &["credenza-vault"]),
    ("keyring-core", &["credenza-vault"]),
    ("reqwest", &["credenza-engine"]),
];

/// Members and the members that they may build on.
const BUILDS_ON: &[(&str, &[&str])] = &[
    ("credenza-core", &[]),
    ("credenza-vault", &["credenza-core"]),
    ("credenza-engine", &["credenza-core", "credenza-vault"]),
    ("credenza-sandbox", &[]),
    ("credenza-cli", &["credenza-core", "credenza-engine", "credenza-sandbox"]),
    ("credenza-desktop", &["credenza-core", "credenza-engine", "credenza-sandbox"]),
    ("xtask", &[]),
];

#[test]
fn dependencies_point_one_way() {
    let members = members();
    for (member, allowed) in BUILDS_ON {
        let named = &members.iter().find(|(name, _)| name == member).expect("the member exists").1;
        let own: Vec<&String> = named.iter().filter(|name| name.starts_with("credenza-")).collect();
        assert!(
            own.iter().all(|name| allowed.contains(&name.as_str())),
            "{member} builds on {own:?}"
        );
    }
}

#[test]
fn each_heavy_package_has_its_one_room() {
    for (package, rooms) in ONLY {
        for (member, named) in members() {
            let allowed = rooms.contains(&member.as_str());
            assert!(allowed || !named.contains(*package), "{member} must not name {package}");
        }
    }
}

#[test]
fn the_core_has_no_io_and_no_clock() {
    let (_, named) =
        members().into_iter().find(|(name, _)| name == "credenza-core").expect("the core exists");
    for package in ["tokio", "reqwest", "rusqlite", "keyring", "tauri", "hyper"] {
        assert!(!named.contains(package), "the core must not name {package}");
    }
}

#[test]
fn every_command_has_one_handler_and_one_permission() {
    let table: BTreeSet<String> = COMMANDS.iter().map(|spec| spec.name.to_owned()).collect();
    assert_eq!(table.len(), COMMANDS.len(), "a name stands twice in the table");
    let listed = text("src-tauri/commands.txt").lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), table, "commands.txt");
    let handlers = text("src-tauri/src/commands/mod.rs");
    for name in &table {
        assert_eq!(handlers.matches(&format!("::{name},")).count(), 1, "handler of {name}");
    }
    let capability: Value =
        serde_json::from_str(&text("src-tauri/capabilities/main.json")).expect("JSON");
    let mut allowed: Vec<&str> = capability["permissions"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    allowed.retain(|permission| !permission.starts_with("core:event:"));
    let wanted: BTreeSet<String> =
        table.iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    assert_eq!(allowed.len(), wanted.len(), "a permission stands twice, or is not of the table");
    assert_eq!(allowed.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), wanted);
}

#[test]
fn every_source_file_says_what_it_is_and_stays_small() {
    let mut files = Vec::new();
    for folder in ["crates", "src-tauri/src", "tests", "xtask/src"] {
        rust_files(&root().join(folder), &mut files);
    }
    assert!(files.len() > 100, "the walk found the sources");
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a source can be read");
        assert!(text.starts_with("//!"), "{} does not say what is in it", file.display());
        assert!(text.lines().count() <= 500, "{} has over 500 lines", file.display());
    }
}

fn members() -> Vec<(String, BTreeSet<String>)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--format-version", "1", "--no-deps", "--offline"];
    let output =
        Command::new(cargo).args(arguments).current_dir(root()).output().expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    packages.iter().map(member).collect()
}

fn member(package: &Value) -> (String, BTreeSet<String>) {
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    let dependencies = package["dependencies"].as_array().expect("a list of dependencies");
    let normal = dependencies.iter().filter(|dependency| dependency["kind"].is_null());
    (name(package), normal.map(name).collect())
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the checkout").to_owned()
}
