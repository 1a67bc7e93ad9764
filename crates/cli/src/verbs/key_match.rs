//! `key match`: whether two files belong together. Needs no vault, and keeps nothing.

use std::path::PathBuf;

use clap::Args;
use credenza_core::keys::{self, KeyFile, KeyMatch, KeyRelation};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::show::columns::Rows;
use crate::show::key::member_row;
use crate::{key_file, words};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Match {
    /// A private or public key, a certificate, a JWK or a JWKS; - for standard input
    first: PathBuf,
    /// Another one; - for standard input
    second: PathBuf,
    /// File with the passphrase of the first; asked for on a terminal
    #[arg(long, value_name = "F")]
    key_passphrase_file: Option<PathBuf>,
    /// File with the passphrase of the second
    #[arg(long, value_name = "F")]
    second_passphrase_file: Option<PathBuf>,
}

/// Compares. Files that belong together count as passed.
pub(crate) fn run(arguments: &Match, program: &Program) -> Result<Exit, Failure> {
    let Match { first, second, key_passphrase_file, second_passphrase_file } = arguments;
    let first = key_file::read_or_ask(first, key_passphrase_file.as_deref())?;
    let second = key_file::read_or_ask(second, second_passphrase_file.as_deref())?;
    let found = keys::compare(&first, &second);
    program.output.give(&found, || text(&found, &first, &second))?;
    Ok(match found.relation {
        KeyRelation::SamePair | KeyRelation::OtherHalf | KeyRelation::SamePublicKey => Exit::Done,
        KeyRelation::Different => Exit::Refused,
        KeyRelation::NotComparable => Exit::Usage,
    })
}

fn text(found: &KeyMatch, first: &KeyFile, second: &KeyFile) -> String {
    // Where nothing can be compared, what the file is says why.
    let told = |member: &Option<keys::KeyMember>, file: &KeyFile| match member {
        Some(member) => member_row(member),
        None => words::key::refusal(&file.report),
    };
    let of_second = |text: String| text.replace("--key-pass", "--second-pass");
    Rows::default()
        .row("result", words::key::relation(found.relation))
        .row("first", told(&found.first, first))
        .row("second", of_second(told(&found.second, second)))
        .text()
}
