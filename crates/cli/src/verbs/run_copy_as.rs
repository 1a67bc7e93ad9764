//! `run copy-as`: what a run sent, as a program that asks again. No secret stands in it.

use clap::{Args, ValueEnum};
use credenza_core::flow::RunId;
use credenza_core::recipe::RecipeLanguage;
use credenza_engine::views::recipes::{RecipeInput, RecipeSource};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::opening;
use crate::program::Program;

/// Options.
#[derive(Debug, Args)]
pub(crate) struct CopyAs {
    /// Number of the run
    run: i64,
    /// Language of the program
    #[arg(long = "as", value_name = "LANGUAGE")]
    language: Language,
}

/// Languages by the names of what runs them.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    /// bash with curl and openssl
    Curl,
    /// Python with the package cryptography
    Python,
    /// Node, nothing else
    Node,
    /// Rust with jsonwebtoken and reqwest
    Rust,
}

impl From<Language> for RecipeLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::Curl => Self::Curl,
            Language::Python => Self::Python,
            Language::Node => Self::Node,
            Language::Rust => Self::Rust,
        }
    }
}

/// Prints.
pub(crate) fn run(arguments: &CopyAs, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let source = RecipeSource::Run { id: RunId(arguments.run) };
    let input = RecipeInput { source, language: arguments.language.into() };
    let view = engine.recipe_get(input).map_err(Failure::of_run(arguments.run))?;
    program.output.give(&view, || view.text.trim_end().to_owned())?;
    if let RecipeSource::App { .. } = view.source {
        program.output.tell("Nothing was sent in that run: this is what its record asks for now.");
    }
    Ok(Exit::Done)
}
