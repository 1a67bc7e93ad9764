//! The page: its npm packages, its build into `ui/dist`, its own checks.

use std::path::Path;

use crate::command::{Error, command, npm, stream};
use crate::repo::{files, is_stale, root, ui, written};

/// Where the page's build and its tools put what they make; none of it is a source.
const MADE: &[&str] = &["node_modules", "dist", "src/paraglide", "coverage"];

/// `npm ci` when the lock file is newer than what is installed.
pub fn install() -> Result<(), Error> {
    install_in(&ui())
}

/// The packages of the client that signs in to the sandbox in a test.
pub fn install_openid_client() -> Result<(), Error> {
    install_in(&root().join("crates/sandbox/tests/openid_client"))
}

/// The packages of LINE's client and of the validator that hold the sandbox to LINE's document.
pub fn install_line_sdk() -> Result<(), Error> {
    install_in(&root().join("crates/sandbox/tests/line_sdk"))
}

/// The packages of the provider that the engine signs in at in a test.
pub fn install_openid_provider() -> Result<(), Error> {
    install_in(&root().join("tests/openid_provider"))
}

fn install_in(folder: &Path) -> Result<(), Error> {
    let lock = folder.join("package-lock.json");
    let installed = folder.join("node_modules/.package-lock.json");
    if is_stale([written(&lock)], written(&installed)) {
        // No install script may run: the packages ship their programs.
        stream(npm(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    }
    Ok(())
}

/// Installs, and builds when a source is newer than the last build.
pub fn build() -> Result<(), Error> {
    install()?;
    // `assets` and not index.html: the shell's build script writes a placeholder index.html where
    // no page was built yet. The compiled messages are made by the same script; a type check
    // without them fails, and their own date says nothing (unchanged files are left alone).
    let has_messages = ui().join("src/paraglide/runtime.js").exists();
    let made = written(&ui().join("dist/assets")).filter(|_| has_messages);
    if is_stale(files(&ui(), MADE).iter().map(|file| written(file)), made) {
        stream(npm(&ui()).args(["run", "build"]))?;
    }
    Ok(())
}

/// Type check, lint and unit tests; each runs even when the one before it failed. The type check
/// comes first because its script compiles the messages, which the lint reads.
pub fn check() -> Result<(), Error> {
    install()?;
    let results = ["check", "lint", "test"].map(|script| stream(npm(&ui()).args(["run", script])));
    results.into_iter().collect()
}

/// Both message catalogues held to each other. Plain Node: no package has to be installed.
pub fn messages() -> Result<(), Error> {
    stream(command("node", &ui()).arg("dev/check-messages.mjs"))
}
