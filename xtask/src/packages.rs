//! System packages: which the build and the tests need, why, and how they come onto a Debian or
//! Ubuntu machine. On another system the names are printed and the work goes on.

use std::path::Path;
use std::process::Command;

use crate::command::{Error, command, on_path, output, stream};

/// A Debian package and what it is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package {
    pub name: &'static str,
    pub why: &'static str,
}

const fn package(name: &'static str, why: &'static str) -> Package {
    Package { name, why }
}

/// To compile and open the window.
pub const BUILD: &[Package] = &[
    package("build-essential", "C compiler for SQLCipher and aws-lc"),
    package("pkg-config", "finds the libraries below"),
    package("libwebkit2gtk-4.1-dev", "the window's web view (brings GTK 3)"),
    package("libssl-dev", "libcrypto, which SQLCipher encrypts with"),
];

/// To show the window where there is no display.
pub const VIRTUAL_DISPLAY: &[Package] = &[
    package("xvfb", "virtual display"),
    package("imagemagick", "screenshot of the virtual display"),
    package("fonts-noto-cjk", "Japanese text"),
];

/// To test the vault: a real keyring in a private session, a program killed while it writes.
pub const VAULT_TESTS: &[Package] = &[
    package("dbus", "private D-Bus session for the keyring tests"),
    package("gnome-keyring", "a real Secret Service for the keyring tests"),
    package("procps", "kill, for the crash tests"),
];

/// To run the programs that 'Copy as' writes. Node is there already: the page is built with it.
pub const COPIED_PROGRAMS: &[Package] = &[
    package("curl", "sends the copied bash program's request"),
    package("openssl", "signs the copied bash program's assertion"),
    package("python3-cryptography", "signs the copied Python program's assertion"),
];

/// To drive the real window.
pub const WINDOW: &[Package] = &[
    package("webkit2gtk-driver", "WebDriver for the window tests"),
    package("xdotool", "types into the native file dialog, and drags a file"),
];

/// To run the Python side of the benchmark.
pub const BENCH: &[Package] =
    &[package("python3-venv", "the Python script the bench compares with")];

const ELSEWHERE: &[(&str, &str)] = &[
    ("macos", "Xcode command line tools (xcode-select --install)"),
    (
        "windows",
        "Visual Studio Build Tools with C++, the WebView2 runtime, and OpenSSL with OPENSSL_DIR set (for SQLCipher)",
    ),
];

/// Installs what is missing of `sets`, saying what and why first.
pub fn install(sets: &[&[Package]]) -> Result<(), Error> {
    let wanted = union(sets);
    if let Some((_, needs)) = ELSEWHERE.iter().find(|(os, _)| *os == std::env::consts::OS) {
        println!("This build needs: {needs}. Going on.");
        return Ok(());
    }
    if !on_path("dpkg-query") || !on_path("apt-get") {
        println!("Not a Debian system. Needed here, by Debian's names:");
        print_list(&wanted);
        return Ok(());
    }
    let missing = missing(&wanted, &installed(&wanted));
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing system packages:");
    print_list(&missing);
    stream(apt().args(["update", "-q"]))?;
    stream(
        apt()
            .args(["install", "-q", "-y", "--no-install-recommends"])
            .args(missing.iter().map(|package| package.name)),
    )
}

fn union(sets: &[&[Package]]) -> Vec<Package> {
    let mut wanted: Vec<Package> = Vec::new();
    for package in sets.iter().copied().flatten() {
        if !wanted.contains(package) {
            wanted.push(*package);
        }
    }
    wanted
}

fn missing(wanted: &[Package], installed: &str) -> Vec<Package> {
    let is_there = |name: &str| {
        installed.lines().any(|line| line.split_once(' ') == Some((name, "installed")))
    };
    wanted.iter().filter(|package| !is_there(package.name)).copied().collect()
}

/// dpkg's list, one `name state` a line. dpkg-query ends with 1 when it does not know a name, and
/// prints the others all the same.
fn installed(wanted: &[Package]) -> String {
    let mut query = command("dpkg-query", Path::new("/"));
    query.args(["-W", "-f", "${Package} ${db:Status-Status}\n"]);
    query.args(wanted.iter().map(|package| package.name));
    query
        .output()
        .map(|done| String::from_utf8_lossy(&done.stdout).into_owned())
        .unwrap_or_default()
}

fn apt() -> Command {
    let mut apt = if is_root() {
        command("env", Path::new("/"))
    } else {
        let mut sudo = command("sudo", Path::new("/"));
        sudo.stdin(std::process::Stdio::inherit()).arg("env");
        sudo
    };
    apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    apt
}

fn is_root() -> bool {
    output(command("id", Path::new("/")).arg("-u")).is_ok_and(|uid| uid.trim_ascii() == b"0")
}

fn print_list(packages: &[Package]) {
    for package in packages {
        println!("  {:24}{}", package.name, package.why);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_and_unknown_packages_are_missing() {
        let wanted = [package("xvfb", ""), package("dbus", ""), package("xdotool", "")];
        let installed = "xvfb installed\ndbus config-files\n";
        let names: Vec<_> = missing(&wanted, installed).iter().map(|p| p.name).collect();
        assert_eq!(names, ["dbus", "xdotool"]);
    }

    #[test]
    fn a_longer_name_does_not_stand_for_a_shorter_one() {
        assert_eq!(missing(&[package("dbus", "")], "dbus-x11 installed\n").len(), 1);
    }

    #[test]
    fn a_package_of_two_sets_is_wanted_once() {
        assert_eq!(
            union(&[BUILD, VIRTUAL_DISPLAY, BUILD]).len(),
            BUILD.len() + VIRTUAL_DISPLAY.len()
        );
    }
}
