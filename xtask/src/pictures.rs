//! `cargo xtask pictures`: the README's pictures are screenshots that the window tests took. Which
//! ones is decided there, by name: `readme-apps.png` becomes `docs/pictures/apps.png`.

use std::path::Path;

use crate::command::Error;
use crate::repo::{files, root, target};

const MARK: &str = "readme-";

/// Copies them; fails when there is none, because then the window tests have not run.
pub fn copy() -> Result<(), Error> {
    let screenshots = target().join("screenshots");
    let to = root().join("docs/pictures");
    let chosen = files(&screenshots, &[]);
    let pairs: Vec<_> = chosen.iter().filter_map(|from| Some((from, picture(from)?))).collect();
    if pairs.is_empty() {
        let place = screenshots.display();
        let advice = "run `cargo xtask test window` first";
        return Err(Error::Found(format!("no {MARK}*.png in {place}: {advice}")));
    }
    std::fs::create_dir_all(&to).map_err(Error::file(&to))?;
    for (from, picture) in pairs {
        std::fs::copy(from, to.join(picture)).map_err(Error::file(from))?;
        println!("docs/pictures/{picture}");
    }
    Ok(())
}

/// The name in docs/pictures, for a screenshot that is meant for it.
fn picture(screenshot: &Path) -> Option<&str> {
    let name = screenshot.file_name()?.to_str()?.strip_prefix(MARK)?;
    name.ends_with(".png").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marked_screenshots_become_pictures() {
        assert_eq!(picture(Path::new("target/screenshots/readme-apps.png")), Some("apps.png"));
        assert_eq!(picture(Path::new("target/screenshots/apps.png")), None);
        assert_eq!(picture(Path::new("target/screenshots/readme-apps.json")), None);
    }
}
