//! `sso password`: keeps or forgets the password of one of a record's test accounts.

use std::path::PathBuf;

use clap::Args;
use credenza_core::Secret;
use credenza_engine::views::customer_sso::SsoPasswordInput;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, secret_input};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Password {
    /// Number or exact name of the record
    app: String,
    /// Address of the test account; the record's first one by default
    #[arg(long, value_name = "EMAIL")]
    account: Option<String>,
    /// File with the password; - for standard input
    #[arg(long, value_name = "F", required_unless_present = "forget", conflicts_with = "forget")]
    password_file: Option<PathBuf>,
    /// Forget the stored password
    #[arg(long)]
    forget: bool,
}

/// Keeps or forgets.
pub(crate) fn run(arguments: &Password, program: &Program) -> Result<Exit, Failure> {
    let password = match arguments.password_file.as_deref() {
        Some(path) => secret_input::from_file(path)?,
        None => Secret::new(String::new()),
    };
    let engine = opening::open(&program.global)?;
    let app_id = app_name::find(&engine, &arguments.app)?.id;
    let account = arguments.account.clone();
    let kept = engine.sso_password_set(&SsoPasswordInput { app_id, account, password })?;
    program.output.give(&kept, || match kept.stored.as_slice() {
        [] => "No password is stored.".to_owned(),
        stored => format!("Passwords are stored for: {}", stored.join(", ")),
    })?;
    Ok(Exit::Done)
}
