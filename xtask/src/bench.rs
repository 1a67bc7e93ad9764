//! `cargo xtask bench`: prepares a Python environment with what the compared script imports, builds
//! the release programs, and runs the benchmark, which measures and prints.

use crate::command::{Error, cargo, command, stream};
use crate::packages::{self, BENCH, BUILD};
use crate::repo::{built, root, target};

const PYTHON_PACKAGES: &[&str] = &["PyJWT[crypto]", "requests"];

pub fn bench() -> Result<(), Error> {
    packages::install(&[BUILD, BENCH])?;
    let python = prepare_python()?;
    let build = ["build", "--release", "-p", "credenza-cli", "-p", "credenza-tests", "--bins"];
    stream(cargo(&root()).args(build))?;
    let mut bench = command(built("release", "bench"), &root());
    bench.env("CREDENZA_BENCH_PYTHON", python);
    bench.env("CREDENZA_BENCH_PROGRAM", built("release", "credenza"));
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
