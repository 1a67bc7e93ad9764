//! `cargo xtask`: the commands a developer and CI use. Standard library only, so that it starts on
//! a machine that has nothing but Rust, Node and gcc. Nothing here is part of the product.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a terminal program: what it prints is its result"
)]

mod bench;
mod bindings;
mod command;
mod display;
mod fuzz;
mod packages;
mod page;
mod pictures;
mod repo;
mod run;
mod steps;
mod summary;
mod targets;
mod test;

use std::process::ExitCode;

use command::Error;

const USAGE: &str = "\
cargo xtask COMMAND

  run [--release] [--vault DIR]   install what is missing, build, open the window
  test [STEP...]                  every check, or the named steps with what they need
  bench [issue|verify|window]     token issue beside its floor and a Python script; a token's check
                                  beside the bare library and jose; the window with 10,000 apps
                                  beside an empty one
  fuzz [--seconds N] [TARGET...]  each fuzz target for N seconds (600)
  bindings [--write]              compare (or renew) the page's generated types
  pictures                        copy window screenshots into docs/pictures
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result<ExitCode, Error> {
    match words {
        ["run", options @ ..] => run::run(&run::Options::parse(options)?)?,
        ["test", "--help" | "-h"] => print!("{}", test::usage()),
        ["test", names @ ..] => return test::test(names),
        ["bench"] => bench::bench(None)?,
        ["bench", part @ ("issue" | "verify" | "window")] => bench::bench(Some(part))?,
        ["fuzz", "--seconds", seconds, names @ ..] => fuzz::fuzz(seconds, names)?,
        ["fuzz", names @ ..] => fuzz::fuzz("600", names)?,
        ["bindings"] => bindings::compare()?,
        ["bindings", "--write"] => bindings::write()?,
        ["pictures"] => pictures::copy()?,
        [] | ["help" | "--help" | "-h"] => print!("{USAGE}"),
        _ => {
            eprint!("xtask: unknown command: {}\n\n{USAGE}", words.join(" "));
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
