//! `cargo xtask pictures`: the README's pictures are screenshots that the window tests took. Run
//! `cargo xtask test window` first.

use crate::command::Error;
use crate::repo::{root, target};

/// Screenshot of the window tests, and the name it has in docs/pictures.
const CHOSEN: &[(&str, &str)] = &[];

pub fn copy() -> Result<(), Error> {
    let to = root().join("docs/pictures");
    std::fs::create_dir_all(&to).map_err(Error::file(&to))?;
    for (screenshot, picture) in CHOSEN {
        let from = target().join("screenshots").join(screenshot);
        std::fs::copy(&from, to.join(picture)).map_err(Error::file(&from))?;
        println!("docs/pictures/{picture}");
    }
    Ok(())
}
