//! A virtual display: one Xvfb on a number that it finds free itself, gone when dropped, and also
//! when xtask is killed.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::command::{Error, command, not_started, on_path, output};
use crate::repo::root;

/// Distinct colours from which on a picture shows a drawn page: text has smooth edges, while an
/// empty window on an empty screen has two.
const DRAWN_COLOURS: usize = 24;

/// A running Xvfb.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts one of this size (`1280x800x24`) and waits until it takes connections.
    pub fn start(size: &str) -> Result<Self, Error> {
        let mut xvfb = mortal("Xvfb");
        // Between two windows there is none; a server that starts anew then refuses the second one.
        xvfb.args(["-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset"]);
        xvfb.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = xvfb.spawn().map_err(|source| not_started(&xvfb, source))?;
        let mut number = String::new();
        if let Some(pipe) = server.stdout.take() {
            BufReader::new(pipe)
                .read_line(&mut number)
                .map_err(|source| not_started(&xvfb, source))?;
        }
        // Built before the check, so that a server that said nothing is ended as well.
        let display = Self { server, name: format!(":{}", number.trim()) };
        if number.trim().is_empty() {
            return Err(Error::Found("Xvfb ended without offering a display".to_owned()));
        }
        Ok(display)
    }

    /// The same command with its windows on this display.
    pub fn on(&self, mut command: Command) -> Command {
        command.env("DISPLAY", &self.name).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
        command
    }

    /// Whether something with text or pictures is on the screen.
    pub fn is_drawn(&self) -> Result<bool, Error> {
        let mut import = self.on(command("import", &root()));
        import.args(["-window", "root", "-depth", "8", "rgb:-"]);
        Ok(is_drawn(&output(&mut import)?))
    }

    /// Writes the whole screen as PNG.
    pub fn screenshot(&self, to: &Path) -> Result<(), Error> {
        let mut import = self.on(command("import", &root()));
        output(import.args(["-window", "root"]).arg(to)).map(|_| ())
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Asked by signal it removes its socket; `Child::kill` leaves it behind.
        let id = self.server.id().to_string();
        if output(command("kill", &root()).arg(id)).is_err() {
            self.server.kill().ok();
        }
        self.server.wait().ok();
    }
}

/// A command whose process ends when ours does, however ours ends. The standard library has no
/// such thing; `setpriv` (util-linux) does it where it is there.
pub fn mortal(program: impl AsRef<std::ffi::OsStr>) -> Command {
    if !on_path("setpriv") {
        return command(program, &root());
    }
    let mut setpriv = command("setpriv", &root());
    setpriv.args(["--pdeathsig", "TERM", "--"]).arg(program);
    setpriv
}

/// `pixels` are red, green, blue, one byte each.
fn is_drawn(pixels: &[u8]) -> bool {
    let mut colours = HashSet::new();
    pixels.chunks_exact(3).any(|pixel| colours.insert(pixel) && colours.len() >= DRAWN_COLOURS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_window_on_an_empty_screen_is_not_drawn() {
        let screen = [[0_u8; 300], [255; 300]].concat();
        assert!(!is_drawn(&screen));
    }

    #[test]
    fn many_shades_are_a_drawn_page() {
        let shades: Vec<u8> = (0..=100).flat_map(|shade| [shade; 3]).collect();
        assert!(is_drawn(&shades));
    }
}
