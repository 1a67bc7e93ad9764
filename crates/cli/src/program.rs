//! One run of the program: arguments, verb, result or failure.

use std::ffi::OsString;

use clap::Parser;

use crate::arguments::{
    AppVerb, Arguments, Global, KeyVerb, RedirectVerb, RunVerb, SandboxVerb, SsoVerb, TokenVerb,
    Verb,
};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::verbs;

/// What every verb gets.
pub(crate) struct Program {
    /// Options that every verb takes.
    pub(crate) global: Global,
    /// Where results go.
    pub(crate) output: Output,
}

/// Runs the program.
pub(crate) fn run(arguments: Vec<OsString>) -> Exit {
    // Also when clap can't make sense of the rest: a script that asked for JSON reads JSON.
    let json = asks_for_json(&arguments);
    let done = Arguments::try_parse_from(arguments).map_err(Failure::Usage).and_then(|parsed| {
        let output = Output { json: parsed.global.json };
        dispatch(parsed.verb, &Program { global: parsed.global, output })
    });
    done.unwrap_or_else(|failure| ended_early(&failure, json))
}

fn dispatch(verb: Verb, program: &Program) -> Result<Exit, Failure> {
    match verb {
        Verb::Init(arguments) => verbs::init::run(&arguments, program),
        Verb::App { verb } => match verb {
            AppVerb::Add(arguments) => verbs::app_add::run(&arguments, program),
            AppVerb::List(arguments) => verbs::app_list::run(&arguments, program),
            AppVerb::Show(arguments) => verbs::app_show::run(&arguments, program),
            AppVerb::Edit(arguments) => verbs::app_edit::run(&arguments, program),
            AppVerb::Archive(arguments) => verbs::app_archive::run(&arguments, program),
            AppVerb::Import(arguments) => verbs::app_import::run(&arguments, program),
            AppVerb::Export(arguments) => verbs::app_export::run(&arguments, program),
        },
        Verb::Key { verb } => match verb {
            KeyVerb::Inspect(arguments) => verbs::key_inspect::run(&arguments, program),
            KeyVerb::Match(arguments) => verbs::key_match::run(&arguments, program),
            KeyVerb::Convert(arguments) => verbs::key_convert::run(&arguments, program),
            KeyVerb::Generate(arguments) => verbs::key_generate::run(&arguments, program),
            KeyVerb::Import(arguments) => verbs::key_import::run(&arguments, program),
            KeyVerb::Jwk(arguments) => verbs::key_jwk::run(&arguments, program),
        },
        Verb::Token { verb } => match verb {
            TokenVerb::Issue(arguments) => verbs::token_issue::run(&arguments, program),
            TokenVerb::Refresh(arguments) => verbs::token_refresh::run(&arguments, program),
            TokenVerb::Introspect(arguments) => verbs::token_introspect::run(&arguments, program),
            TokenVerb::Userinfo(arguments) => verbs::token_userinfo::run(&arguments, program),
            TokenVerb::Verify(arguments) => verbs::token_channel::verify(&arguments, program),
            TokenVerb::KeyIds(arguments) => verbs::token_channel::key_ids(&arguments, program),
            TokenVerb::Revoke(arguments) => verbs::token_revoke::run(&arguments, program),
            TokenVerb::List(arguments) => verbs::token_list::run(&arguments, program),
            TokenVerb::VerifyId(arguments) => verbs::token_verify_id::run(&arguments, program),
        },
        Verb::Inspect(arguments) => verbs::inspect::run(&arguments, program),
        Verb::Redirect { verb: RedirectVerb::Check(arguments) } => {
            verbs::redirect_check::run(&arguments, program)
        }
        Verb::Discover(arguments) => verbs::discover::run(&arguments, program),
        Verb::Explain(arguments) => verbs::explain::run(&arguments, program),
        Verb::Run { verb } => match verb {
            RunVerb::List(arguments) => verbs::run_list::run(&arguments, program),
            RunVerb::Show(arguments) => verbs::run_show::run(&arguments, program),
            RunVerb::CopyAs(arguments) => verbs::run_copy_as::run(&arguments, program),
            RunVerb::Compare(arguments) => verbs::run_compare::run(&arguments, program),
        },
        Verb::Sso { verb } => match verb {
            SsoVerb::Run(arguments) => verbs::sso_run::run(&arguments, program),
            SsoVerb::Check(arguments) => verbs::sso_check::run(&arguments, program),
            SsoVerb::Report(arguments) => verbs::sso_report::run(&arguments, program),
            SsoVerb::Password(arguments) => verbs::sso_password::run(&arguments, program),
        },
        Verb::Sandbox { verb: SandboxVerb::Serve(arguments) } => {
            verbs::sandbox_serve::run(&arguments)
        }
    }
}

fn ended_early(failure: &Failure, json: bool) -> Exit {
    match failure {
        // Help and version were asked for; they are text in any case.
        Failure::Usage(error) if !error.use_stderr() => {
            let _ = error.print();
        }
        // Nobody reads an object on an output that can't be written.
        Failure::Output => output::warn(&failure.text()),
        _ if json => {
            let _ = output::give_json(&failure.json());
        }
        _ => output::warn(&failure.text()),
    }
    failure.exit()
}

fn asks_for_json(arguments: &[OsString]) -> bool {
    arguments.iter().skip(1).take_while(|word| *word != "--").any(|word| word == "--json")
}
