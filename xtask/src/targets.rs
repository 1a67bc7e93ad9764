//! The integration tests of the workspace by name, read from the manifests and the folders that
//! cargo looks into. Only `cargo test` without nextest needs them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::command::Error;

/// Names for `cargo test --test NAME`, each once.
pub fn integration_tests(root: &Path) -> Result<BTreeSet<String>, Error> {
    let mut names = BTreeSet::new();
    for member in members(root) {
        let manifest = member.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest).map_err(Error::file(&manifest))?;
        names.extend(declared(&text));
        names.extend(discovered(&member.join("tests")));
    }
    Ok(names)
}

fn members(root: &Path) -> Vec<PathBuf> {
    let below = [root.to_owned(), root.join("crates")];
    let folders = below.iter().flat_map(|folder| entries(folder));
    folders.filter(|folder| folder.join("Cargo.toml").is_file()).collect()
}

/// The names in the `[[test]]` tables of a manifest.
fn declared(manifest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut in_test = false;
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            in_test = line == "[[test]]";
        } else if in_test && let Some(("name", value)) = pair(line) {
            names.push(value.to_owned());
        }
    }
    names
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    Some((key.trim(), value.split('"').nth(1)?))
}

/// `tests/NAME.rs` and `tests/NAME/main.rs`.
fn discovered(folder: &Path) -> Vec<String> {
    let is_test = |path: &PathBuf| {
        path.extension().is_some_and(|end| end == "rs") || path.join("main.rs").is_file()
    };
    let paths = entries(folder).into_iter().filter(is_test);
    paths.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_test_tables_are_declared() {
        let manifest = "[package]\nname = \"a\"\n[[test]]\nname = \"flows\" # all\npath = \"f.rs\"\n[[bin]]\nname = \"bench\"\n[[test]]\nname=\"window\"\n";
        assert_eq!(declared(manifest), ["flows", "window"]);
    }

    #[test]
    fn files_and_folders_with_a_main_are_discovered() {
        let folder = std::env::temp_dir().join(format!("xtask-targets-{}", std::process::id()));
        for file in ["one.rs", "two/main.rs", "common/mod.rs", "notes.md"] {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let mut names = discovered(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        names.sort();
        assert_eq!(names, ["one", "two"]);
    }
}
