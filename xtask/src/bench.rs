//! `cargo xtask bench`: prepares a Python environment and a Node package for what the compared
//! scripts import, builds the page and the release programs, and runs the benchmark on a display of
//! its own, which measures and prints.

use crate::command::{Error, cargo, command, npm, stream};
use crate::display::Display;
use crate::packages::{self, BENCH, BUILD, VIRTUAL_DISPLAY, WINDOW};
use crate::page;
use crate::repo::{built, root, target};

const PYTHON_PACKAGES: &[&str] = &["PyJWT[crypto]", "requests"];
const NODE_PACKAGE: &str = "jose@6.2.17";

/// Measures everything, or one of `issue`, `verify` and `window`.
pub fn bench(part: Option<&str>) -> Result<(), Error> {
    packages::install(&[BUILD, BENCH, WINDOW, VIRTUAL_DISPLAY])?;
    let is_measured = |name| part.is_none_or(|part| part == name);
    let python = is_measured("issue").then(prepare_python).transpose()?;
    let jose = is_measured("verify").then(prepare_jose).transpose()?;
    page::install()?;
    page::build()?;
    let packages = ["-p", "credenza-cli", "-p", "credenza-desktop", "-p", "credenza-tests"];
    // At once: built alone, the example would have all its dependencies compiled again.
    let wanted = ["build", "--release", "--bins", "--example", "empty_window"];
    stream(cargo(&root()).args(wanted).args(packages))?;
    let display = Display::start("1400x1000x24")?;
    let mut bench = display.on(command(built("release", "bench"), &root()));
    bench.args(part);
    if let Some(python) = python {
        bench.env("CREDENZA_BENCH_PYTHON", python);
    }
    if let Some(jose) = jose {
        bench.env("CREDENZA_BENCH_JOSE", jose);
    }
    bench.env("CREDENZA_BENCH_PROGRAM", built("release", "credenza"));
    bench.env("CREDENZA_BENCH_WINDOW", built("release", "credenza-desktop"));
    bench.env("CREDENZA_BENCH_EMPTY", built("release", "examples/empty_window"));
    stream(&mut bench)
}

/// The Python of an environment under the target folder; made once.
fn prepare_python() -> Result<std::path::PathBuf, Error> {
    let folder = target().join("bench-python");
    let bin = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let python = bin.join(format!("python{}", std::env::consts::EXE_SUFFIX));
    let ready = folder.join("ready");
    if !ready.exists() {
        let system = if cfg!(windows) { "python" } else { "python3" };
        stream(command(system, &root()).args(["-m", "venv"]).arg(&folder))?;
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        stream(command(&python, &root()).args(install).args(PYTHON_PACKAGES))?;
        std::fs::write(&ready, "").map_err(Error::file(&ready))?;
    }
    Ok(python)
}

/// A folder under the target folder from which Node finds `jose`; made once.
fn prepare_jose() -> Result<std::path::PathBuf, Error> {
    let folder = target().join("bench-node");
    if !folder.join("node_modules/jose").exists() {
        std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        let install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"];
        stream(npm(&root()).args(install).arg(&folder).arg(NODE_PACKAGE))?;
    }
    Ok(folder)
}
