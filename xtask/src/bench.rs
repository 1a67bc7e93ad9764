//! `cargo xtask bench`: prepares a Python environment with what the compared script imports, builds
//! the page and the release programs, and runs the benchmark on a display of its own, which measures
//! and prints.

use crate::command::{Error, cargo, command, stream};
use crate::display::Display;
use crate::packages::{self, BENCH, BUILD, VIRTUAL_DISPLAY, WINDOW};
use crate::page;
use crate::repo::{built, root, target};

const PYTHON_PACKAGES: &[&str] = &["PyJWT[crypto]", "requests"];

/// Measures everything, or with `window` the windows alone.
pub fn bench(what: &[&str]) -> Result<(), Error> {
    packages::install(&[BUILD, BENCH, WINDOW, VIRTUAL_DISPLAY])?;
    let only_windows = what == ["window"];
    let python = if only_windows { None } else { Some(prepare_python()?) };
    page::install()?;
    page::build()?;
    let programs = ["-p", "credenza-cli", "-p", "credenza-desktop", "-p", "credenza-tests"];
    stream(cargo(&root()).args(["build", "--release", "--bins"]).args(programs))?;
    let empty = ["build", "--release", "-p", "credenza-desktop", "--example", "empty_window"];
    stream(cargo(&root()).args(empty))?;
    let display = Display::start("1400x1000x24")?;
    let mut bench = display.on(command(built("release", "bench"), &root()));
    bench.args(what);
    if let Some(python) = python {
        bench.env("CREDENZA_BENCH_PYTHON", python);
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
