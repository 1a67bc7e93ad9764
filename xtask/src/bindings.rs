//! The page's generated types: made anew from the engine's views and compared, byte by byte, with
//! the committed ones.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::command::{Error, cargo, command, stream};
use crate::repo::{built, files, root, target, ui};

fn committed() -> PathBuf {
    ui().join("src/ipc/bindings")
}

/// Fails with the first difference.
pub fn compare() -> Result<(), Error> {
    let fresh = generate()?;
    let (made, kept) = (names(&fresh), names(&committed()));
    for name in made.union(&kept) {
        if let Some(difference) = difference(name, &read(&committed(), name)?, &read(&fresh, name)?)
        {
            let advice = "`cargo xtask bindings --write` renews ui/src/ipc/bindings";
            return Err(Error::Found(format!("generated types differ: {difference}\n{advice}")));
        }
    }
    println!("{} generated files are as committed", made.len());
    Ok(())
}

/// Puts fresh files in the place of the committed ones.
pub fn write() -> Result<(), Error> {
    let fresh = generate()?;
    let (made, kept) = (names(&fresh), names(&committed()));
    for name in &made {
        let to = committed().join(name);
        make_folder(to.parent().unwrap_or(&committed()))?;
        std::fs::copy(fresh.join(name), &to).map_err(Error::file(&to))?;
    }
    for name in kept.difference(&made) {
        let old = committed().join(name);
        std::fs::remove_file(&old).map_err(Error::file(&old))?;
    }
    println!("{} files written to {}", made.len(), committed().display());
    Ok(())
}

/// Runs the engine's example into an empty folder and hands that back.
fn generate() -> Result<PathBuf, Error> {
    let folder = target().join("bindings");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    make_folder(&folder)?;
    // --workspace keeps the features that the other steps compile with; `cargo run -p` would not.
    stream(cargo(&root()).args(["build", "--workspace", "--example", "export_bindings"]))?;
    stream(command(built("debug/examples", "export_bindings"), &root()).arg(&folder))?;
    Ok(folder)
}

fn names(folder: &Path) -> BTreeSet<PathBuf> {
    let all = files(folder, &[]).into_iter();
    all.filter_map(|file| file.strip_prefix(folder).map(Path::to_owned).ok()).collect()
}

fn read(folder: &Path, name: &Path) -> Result<Option<String>, Error> {
    let path = folder.join(name);
    if !path.exists() {
        return Ok(None);
    }
    std::fs::read_to_string(&path).map(Some).map_err(Error::file(&path))
}

fn make_folder(folder: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(Error::file(folder))
}

/// Where two versions of a file part, in words; nothing when they are equal to the byte.
fn difference(name: &Path, kept: &Option<String>, made: &Option<String>) -> Option<String> {
    let name = name.display();
    let (kept, made) = match (kept, made) {
        (Some(kept), Some(made)) if kept == made => return None,
        (None, _) => return Some(format!("{name} is not committed")),
        (_, None) => return Some(format!("{name} is committed but no longer generated")),
        (Some(kept), Some(made)) => (kept, made),
    };
    let at = kept.lines().zip(made.lines()).take_while(|(a, b)| a == b).count();
    let line =
        |text: &str| text.lines().nth(at).unwrap_or("(end of file, or line ends)").to_owned();
    Some(format!(
        "{name}, line {}\n  committed: {}\n  generated: {}",
        at + 1,
        line(kept),
        line(made)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kept: Option<&str>, made: Option<&str>) -> Option<String> {
        difference(Path::new("App.ts"), &kept.map(str::to_owned), &made.map(str::to_owned))
    }

    #[test]
    fn equal_files_do_not_differ() {
        assert_eq!(told(Some("a\nb\n"), Some("a\nb\n")), None);
    }

    #[test]
    fn the_first_line_that_differs_is_shown_from_both_sides() {
        let difference = told(Some("a\nb\n"), Some("a\nc\n")).unwrap();
        assert_eq!(difference, "App.ts, line 2\n  committed: b\n  generated: c");
    }

    #[test]
    fn a_lost_line_end_is_a_difference() {
        assert!(told(Some("a\n"), Some("a")).is_some());
    }

    #[test]
    fn files_of_one_side_are_named() {
        assert_eq!(told(None, Some("a")).unwrap(), "App.ts is not committed");
        assert_eq!(told(Some("a"), None).unwrap(), "App.ts is committed but no longer generated");
    }
}
