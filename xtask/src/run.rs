//! `cargo xtask run`: from a checkout to the open window. Without a display the window opens on a
//! virtual one, and a screenshot shows it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

use crate::command::{Error, cargo, command, not_started, stream};
use crate::display::{Display, mortal};
use crate::packages::{self, BUILD, VIRTUAL_DISPLAY};
use crate::page;
use crate::repo::{built, root, target};

const PROGRAM: &str = "credenza-desktop";
const LOOK_EVERY: Duration = Duration::from_millis(250);
const GIVE_UP_AFTER: Duration = Duration::from_secs(60);

/// What stands behind `run`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    release: bool,
    vault: Option<PathBuf>,
}

impl Options {
    pub fn parse(words: &[&str]) -> Result<Self, Error> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match (*word, word.strip_prefix("--vault=")) {
                ("--release", _) => options.release = true,
                (_, Some(folder)) => options.vault = Some(folder.into()),
                ("--vault", _) => {
                    let folder = words.next().ok_or_else(|| wrong("--vault wants a folder"))?;
                    options.vault = Some(folder.into());
                }
                _ => return Err(wrong(&format!("unknown option: {word}"))),
            }
        }
        Ok(options)
    }
}

fn wrong(what: &str) -> Error {
    Error::Usage(format!("{what}\ncargo xtask run [--release] [--vault DIR]"))
}

/// Installs, builds, opens the window, and stays until it is closed.
pub fn run(options: &Options) -> Result<(), Error> {
    let headless = cfg!(target_os = "linux") && !has_display();
    packages::install(if headless { &[BUILD, VIRTUAL_DISPLAY] } else { &[BUILD] })?;
    page::build()?;
    let mut build = cargo(&root());
    // As in steps.rs, the whole workspace decides on features: `test` then finds most of it compiled.
    build
        .args(["build", "--workspace", "--bin", PROGRAM])
        .args(options.release.then_some("--release"));
    stream(&mut build)?;
    let program = built(if options.release { "release" } else { "debug" }, PROGRAM);
    if headless {
        run_unseen(&program, options)
    } else {
        stream(&mut with_vault(command(program, &root()), options))
    }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn with_vault(mut command: Command, options: &Options) -> Command {
    if let Some(folder) = &options.vault {
        // The program runs in the root of the checkout; the folder was named from where we are.
        command.arg("--vault").arg(std::path::absolute(folder).unwrap_or_else(|_| folder.clone()));
    }
    command
}

fn run_unseen(program: &Path, options: &Options) -> Result<(), Error> {
    println!("No display here: opening the window on a virtual one.");
    let display = Display::start("1280x800x24")?;
    let mut window = with_vault(display.on(mortal(program)), options);
    let mut running = window.spawn().map_err(|source| not_started(&window, source))?;
    let picture = wait_until_drawn(&display, &mut running).and_then(|()| {
        let picture = target().join("run-screenshot.png");
        display.screenshot(&picture).map(|()| picture)
    });
    match picture {
        Ok(picture) => println!("{}\nThe window stays open until Ctrl-C.", picture.display()),
        Err(error) => {
            running.kill().ok();
            running.wait().ok();
            return Err(error);
        }
    }
    let status = running.wait().map_err(|source| not_started(&window, source))?;
    if status.success() { Ok(()) } else { Err(Error::Ended { line: PROGRAM.to_owned(), status }) }
}

/// Until two looks in a row find something drawn: the first may be half a page.
fn wait_until_drawn(display: &Display, window: &mut Child) -> Result<(), Error> {
    let mut drawn_before = false;
    for _ in 0..GIVE_UP_AFTER.as_millis() / LOOK_EVERY.as_millis() {
        sleep(LOOK_EVERY);
        if let Ok(Some(status)) = window.try_wait() {
            return Err(Error::Ended { line: PROGRAM.to_owned(), status });
        }
        let drawn = display.is_drawn()?;
        if drawn && drawn_before {
            return Ok(());
        }
        drawn_before = drawn;
    }
    Err(Error::Found(format!("the window drew nothing within {} s", GIVE_UP_AFTER.as_secs())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_in_either_form() {
        let both = Options { release: true, vault: Some("v".into()) };
        assert_eq!(Options::parse(&["--vault", "v", "--release"]).unwrap(), both);
        assert_eq!(Options::parse(&["--release", "--vault=v"]).unwrap(), both);
        assert_eq!(Options::parse(&[]).unwrap(), Options::default());
    }

    #[test]
    fn wrong_options_are_refused() {
        assert!(Options::parse(&["--vault"]).is_err());
        assert!(Options::parse(&["--relaese"]).is_err());
    }
}
