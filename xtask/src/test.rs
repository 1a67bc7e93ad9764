//! `cargo xtask test`: which steps run, in which order, and with what end.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::command::Error;
use crate::packages;
use crate::steps::{self, ALL, Done, PACKAGES, Step};
use crate::summary::{Line, Outcome, is_good, table};

/// What `cargo xtask test --help` prints.
pub fn usage() -> String {
    format!("cargo xtask test [STEP...]\n\n{}", steps::list())
}

/// Runs the named steps with what they need, or all of them. The exit code is 1 when any failed.
pub fn test(names: &[&str]) -> Result<ExitCode, Error> {
    let chosen = choose(names)?;
    steps::print_versions();
    let mut lines: Vec<Line> = Vec::new();
    for step in &chosen {
        println!("\n== {}: {}", step.name, step.about);
        let (outcome, took) = match failed_need(step, &lines) {
            Some(need) => (Outcome::Skipped(format!("{need} did not pass")), Duration::ZERO),
            None => run(step, &chosen, names),
        };
        if let Outcome::Failed(why) = &outcome {
            println!("{} failed: {why}", step.name);
        }
        lines.push(Line { step: step.name, outcome, took });
    }
    print!("\n{}", table(&lines));
    Ok(if is_good(&lines) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[expect(clippy::disallowed_methods, reason = "a stopwatch for the summary, not a product's clock")]
fn run(step: &Step, chosen: &[&Step], names: &[&str]) -> (Outcome, Duration) {
    let start = Instant::now();
    // Asked for by name, `packages` installs all; otherwise what the other chosen steps need.
    let result = if step.name == PACKAGES && !names.contains(&PACKAGES) {
        let sets: Vec<_> = chosen.iter().flat_map(|step| step.packages).copied().collect();
        packages::install(&sets).map(|()| Done::Passed)
    } else {
        (step.run)()
    };
    let outcome = match result {
        Ok(Done::Passed) => Outcome::Passed,
        Ok(Done::Skipped(why)) => Outcome::Skipped(why.to_owned()),
        Err(error) => Outcome::Failed(error.to_string()),
    };
    (outcome, start.elapsed())
}

/// The named steps and all that they need, in the order of the table; all steps for no name.
fn choose(names: &[&str]) -> Result<Vec<&'static Step>, Error> {
    let named = |name: &&str| {
        find(name).ok_or_else(|| Error::Usage(format!("unknown step: {name}\n\n{}", usage())))
    };
    let mut wanted: Vec<&'static Step> = names.iter().map(named).collect::<Result<_, _>>()?;
    let mut next = 0;
    while let Some(step) = wanted.get(next).copied() {
        wanted.extend(needs(step).filter_map(find));
        next += 1;
    }
    let is_wanted = |step: &&Step| wanted.iter().any(|other| other.name == step.name);
    Ok(ALL.iter().filter(|step| names.is_empty() || is_wanted(step)).collect())
}

fn find(name: &str) -> Option<&'static Step> {
    ALL.iter().find(|step| step.name == name)
}

fn needs(step: &'static Step) -> impl Iterator<Item = &'static str> {
    let packages = (!step.packages.is_empty()).then_some(PACKAGES);
    step.needs.iter().copied().chain(packages)
}

fn failed_need(step: &'static Step, lines: &[Line]) -> Option<&'static str> {
    let did_not_pass = |need: &&str| {
        lines.iter().any(|line| line.step == *need && line.outcome != Outcome::Passed)
    };
    needs(step).find(did_not_pass)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(names: &[&str]) -> Vec<&'static str> {
        choose(names).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn no_name_chooses_every_step() {
        assert_eq!(chosen(&[]).len(), ALL.len());
    }

    #[test]
    fn a_step_brings_what_it_needs_and_no_more() {
        assert_eq!(chosen(&["page"]), ["page"]);
        assert_eq!(chosen(&["clippy"]), ["packages", "page-build", "clippy"]);
        assert_eq!(chosen(&["messages", "format"]), ["format", "messages"]);
    }

    #[test]
    fn an_unknown_step_is_refused_with_the_list() {
        let error = choose(&["clipy"]).err().unwrap().to_string();
        assert!(error.starts_with("unknown step: clipy") && error.contains("clippy"));
    }

    #[test]
    fn every_need_is_a_step_that_runs_earlier() {
        for (at, step) in ALL.iter().enumerate() {
            for need in needs(step) {
                let earlier = ALL[..at].iter().any(|other| other.name == need);
                assert!(earlier, "{} needs {need}", step.name);
            }
        }
    }

    #[test]
    fn a_failed_need_stops_its_dependents_only() {
        let why = Outcome::Failed(String::new());
        let lines = [Line { step: "page-build", outcome: why, took: Duration::ZERO }];
        assert_eq!(failed_need(find("rust").unwrap(), &lines), Some("page-build"));
        assert_eq!(failed_need(find("deny").unwrap(), &lines), None);
    }
}
