//! The steps of `cargo xtask test` as data: what each needs and what it does. Choosing and running
//! them is test.rs.
//!
//! Every cargo call names the whole workspace, also where one package would do: another choice of
//! packages is another choice of features, and the dependencies would be compiled twice.

use crate::bindings;
use crate::command::{Error, cargo, command, on_path, stream};
use crate::display::Display;
use crate::packages::{
    self, BUILD, COPIED_PROGRAMS, Package, VAULT_TESTS, VIRTUAL_DISPLAY, WINDOW,
};
use crate::page;
use crate::repo::root;
use crate::targets;

/// How a step that did not fail ended.
pub enum Done {
    Passed,
    Skipped(&'static str),
}

/// One step.
pub struct Step {
    pub name: &'static str,
    pub about: &'static str,
    /// System packages; the step `packages` installs those of all chosen steps at once.
    pub packages: &'static [&'static [Package]],
    /// Steps that must have passed before.
    pub needs: &'static [&'static str],
    pub run: fn() -> Result<Done, Error>,
}

/// The step that installs system packages; test.rs runs it for the sets of the chosen steps.
pub const PACKAGES: &str = "packages";
const WINDOW_TESTS: &str = "window";
const DENY_VERSION: &str = "0.20.2";

/// All steps, in the order in which they run.
pub const ALL: &[Step] = &[
    Step {
        name: PACKAGES,
        about: "system packages that the other steps need",
        packages: &[],
        needs: &[],
        run: all_packages,
    },
    Step { name: "format", about: "rustfmt", packages: &[], needs: &[], run: format },
    Step {
        name: "page-build",
        about: "npm ci, then the page into ui/dist, which the window embeds",
        packages: &[],
        needs: &[],
        run: || passed(page::build()),
    },
    Step {
        name: "clippy",
        about: "lints, warnings denied",
        packages: &[BUILD],
        needs: &["page-build"],
        run: clippy,
    },
    Step {
        name: "rust",
        about: "all Rust tests but those in the window",
        packages: &[BUILD, VAULT_TESTS, COPIED_PROGRAMS],
        needs: &["page-build"],
        run: rust,
    },
    Step {
        name: "rustdoc",
        about: "documentation, warnings denied",
        packages: &[BUILD],
        needs: &["page-build"],
        run: rustdoc,
    },
    Step {
        name: "bindings",
        about: "the page's generated types equal the committed ones",
        packages: &[BUILD],
        needs: &["page-build"],
        run: || passed(bindings::compare()),
    },
    Step {
        name: "page",
        about: "the page's lint, type check and unit tests",
        packages: &[],
        needs: &[],
        run: || passed(page::check()),
    },
    Step {
        name: "messages",
        about: "both message catalogues complete",
        packages: &[],
        needs: &[],
        run: || passed(page::messages()),
    },
    Step {
        name: "deny",
        about: "cargo-deny: bans, licences, sources",
        packages: &[],
        needs: &[],
        run: deny,
    },
    Step {
        name: WINDOW_TESTS,
        about: "the journeys in the real window under a virtual display",
        packages: &[BUILD, VAULT_TESTS, VIRTUAL_DISPLAY, WINDOW],
        needs: &["page-build"],
        run: window,
    },
];

fn passed(result: Result<(), Error>) -> Result<Done, Error> {
    result.map(|()| Done::Passed)
}

fn all_packages() -> Result<Done, Error> {
    passed(packages::install(&[BUILD, VAULT_TESTS, COPIED_PROGRAMS, VIRTUAL_DISPLAY, WINDOW]))
}

fn format() -> Result<Done, Error> {
    passed(stream(cargo(&root()).args(["fmt", "--all", "--check"])))
}

fn clippy() -> Result<Done, Error> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    passed(stream(cargo(&root()).args(arguments)))
}

/// nextest where it is installed; without it the same tests, named one by one, because cargo's own
/// runner can't leave one test program out. Documentation tests always run by cargo.
fn rust() -> Result<Done, Error> {
    page::install_line_sdk()?;
    page::install_openid_client()?;
    page::install_openid_provider()?;
    let mut names = targets::integration_tests(&root())?;
    let has_window_tests = names.remove(WINDOW_TESTS);
    let mut test = cargo(&root());
    if on_path("cargo-nextest") {
        test.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
        // nextest refuses a filter that names no test program.
        let filter = format!("not binary({WINDOW_TESTS})");
        test.args(has_window_tests.then_some(["-E", &filter]).into_iter().flatten());
    } else {
        test.args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins"]);
        test.args(names.iter().flat_map(|name| ["--test", name]));
    }
    let tests = stream(&mut test);
    let documentation = stream(cargo(&root()).args(["test", "--workspace", "--doc"]));
    passed(tests.and(documentation))
}

fn rustdoc() -> Result<Done, Error> {
    let mut doc = cargo(&root());
    doc.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    passed(stream(&mut doc))
}

fn deny() -> Result<Done, Error> {
    if !on_path("cargo-deny") {
        let arguments = ["install", "cargo-deny", "--locked", "--version", DENY_VERSION];
        stream(cargo(&root()).args(arguments))?;
    }
    // cargo-deny looks at all platforms, and a build has fetched the crates of this one only.
    stream(cargo(&root()).args(["fetch", "--locked"]))?;
    let arguments = ["deny", "--offline", "check", "bans", "licenses", "sources"];
    passed(stream(cargo(&root()).args(arguments)))
}

fn window() -> Result<Done, Error> {
    if !cfg!(target_os = "linux") {
        return Ok(Done::Skipped("WebKitWebDriver is there on Linux only"));
    }
    // All targets, so that nothing is compiled with other features than in the step `rust`.
    stream(cargo(&root()).args(["build", "--workspace", "--all-targets"]))?;
    let display = Display::start("1400x1000x24")?;
    let mut test = display.on(cargo(&root()));
    test.args(["test", "--workspace", "--test", WINDOW_TESTS, "--", "--test-threads=1"]);
    passed(stream(&mut test))
}

/// One line a step, for the usage text.
pub fn list() -> String {
    ALL.iter().map(|step| format!("  {:12}{}\n", step.name, step.about)).collect()
}

/// Adds what the tools on `PATH` say of themselves, for a log that is read later.
pub fn print_versions() {
    for (program, argument) in [("rustc", "--version"), ("node", "--version")] {
        // A missing program shows itself in the step that needs it.
        stream(command(program, &root()).arg(argument)).ok();
    }
}
