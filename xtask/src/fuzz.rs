//! `cargo xtask fuzz`: runs each fuzz target for a while, one after another. What a target finds
//! lies under `target/fuzz` and belongs into a test of its own once it is mended.

use std::path::PathBuf;

use crate::command::{Error, cargo, on_path, stream};
use crate::packages::{self, BUILD};
use crate::repo::{root, target};

const FUZZ_VERSION: &str = "0.13.2";
const TARGETS: &[&str] = &["token", "verify", "key", "jwks", "answer", "redirect"];
/// Longest input that is tried, in bytes: what is longer finds nothing that shorter ones don't.
const LONGEST: &str = "-max_len=8192";

pub fn fuzz(seconds: &str, names: &[&str]) -> Result<(), Error> {
    let seconds: u32 = seconds
        .parse()
        .map_err(|_| Error::Usage(format!("--seconds takes a number, not {seconds}")))?;
    if let Some(name) = names.iter().find(|name| !TARGETS.contains(name)) {
        return Err(Error::Usage(format!("no target {name}; there are {}", TARGETS.join(", "))));
    }
    packages::install(&[BUILD])?;
    if !on_path("cargo-fuzz") {
        let arguments = ["install", "cargo-fuzz", "--locked", "--version", FUZZ_VERSION];
        stream(cargo(&root()).args(arguments))?;
    }
    let chosen = if names.is_empty() { TARGETS } else { names };
    chosen.iter().try_for_each(|name| run(name, seconds))
}

fn run(name: &str, seconds: u32) -> Result<(), Error> {
    let found = folder("found", name)?;
    let mut fuzz = cargo(&root());
    // The pinned compiler has the sanitizer; it only has to be allowed to use it.
    fuzz.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", target().join("fuzz"));
    fuzz.args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", name]);
    fuzz.arg(folder("corpus", name)?).arg(root().join("tests/fuzz/seeds").join(name));
    fuzz.arg("--").arg(format!("-max_total_time={seconds}")).arg(LONGEST);
    fuzz.arg(format!("-artifact_prefix={}/", found.display()));
    stream(&mut fuzz)
}

fn folder(kind: &str, name: &str) -> Result<PathBuf, Error> {
    let folder = target().join("fuzz").join(kind).join(name);
    std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    Ok(folder)
}
