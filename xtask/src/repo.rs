//! Where things lie in the checkout, and which of two groups of files is newer.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The root of the checkout.
pub fn root() -> PathBuf {
    // xtask lies one folder below the root; the path is fixed when xtask is built, in this checkout.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

/// The page's folder.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Cargo's target folder, wherever it was moved to: xtask itself lies in `<target>/debug/`.
pub fn target() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    own.ancestors().nth(2).map_or_else(|| root().join("target"), Path::to_owned)
}

/// A program that cargo built, by profile folder (`debug`, `release`) and name.
pub fn built(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Every file below `folder` but those in folders that `skip` names (relative to `folder`).
/// A folder that can't be read counts as empty.
pub fn files(folder: &Path, skip: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            let skipped =
                path.strip_prefix(folder).is_ok_and(|p| skip.iter().any(|s| p == Path::new(s)));
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !skipped => open.push(path),
                Ok(kind) if kind.is_file() => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// When `path` was last written, if it is there.
pub fn written(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}

/// Whether what was made has to be made again: it is missing, or a source is newer.
pub fn is_stale(
    sources: impl IntoIterator<Item = Option<SystemTime>>,
    made: Option<SystemTime>,
) -> bool {
    let Some(made) = made else { return true };
    sources.into_iter().flatten().any(|source| source > made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn at(seconds: u64) -> Option<SystemTime> {
        Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
    }

    #[test]
    fn what_was_never_made_is_stale() {
        assert!(is_stale([at(1)], None));
        assert!(is_stale([], None));
    }

    #[test]
    fn one_newer_source_makes_it_stale() {
        assert!(is_stale([at(1), at(9)], at(5)));
    }

    #[test]
    fn older_equal_and_missing_sources_leave_it_fresh() {
        assert!(!is_stale([at(1), at(5), None], at(5)));
    }

    #[test]
    fn skipped_folders_are_not_walked_but_their_namesakes_deeper_are() {
        let folder = std::env::temp_dir().join(format!("xtask-files-{}", std::process::id()));
        for file in ["dist/a", "src/b", "src/dist/c"] {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let found = files(&folder, &["dist"]);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, [folder.join("src/b"), folder.join("src/dist/c")]);
    }

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("Cargo.lock").is_file());
    }
}
