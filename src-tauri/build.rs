//! Names every command to Tauri, so that each needs a permission (security.md I5), and makes a
//! placeholder page where the page was not built yet, so that a fresh clone compiles.

use std::{env, fs, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = env::var("CARGO_MANIFEST_DIR")?;
    placeholder(&Path::new(&root).join("../ui/dist"))?;
    let list = fs::read_to_string(Path::new(&root).join("commands.txt"))?;
    emit("cargo:rerun-if-changed=commands.txt");
    // The page lies inside the program; its index names every other file by its hash.
    emit("cargo:rerun-if-changed=../ui/dist/index.html");
    let names: Vec<&'static str> = list.lines().map(|name| &*name.to_owned().leak()).collect();
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

fn placeholder(dist: &Path) -> std::io::Result<()> {
    let page = dist.join("index.html");
    if page.exists() {
        return Ok(());
    }
    fs::create_dir_all(dist)?;
    fs::write(
        page,
        "<!doctype html><title>Credenza</title><p>Build the page first: cargo xtask run</p>\n",
    )
}

fn emit(line: &str) {
    println!("{line}");
}
