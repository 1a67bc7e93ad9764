//! `key convert`: gives a key in the form that another system asks for. What has to be mended is
//! told before anything is written. A private key goes into a file and nowhere else.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use credenza_core::keys::{KeyFile, Repair};
use credenza_engine::key_text;
use credenza_engine::views::key_desk::KeyForm;
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{key_file, new_file, words};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Convert {
    /// The file; - for standard input
    file: PathBuf,
    /// The form that is wanted
    #[arg(long, value_enum, value_name = "FORM")]
    to: Form,
    /// Where to write it: a file that is not there yet. A private key needs it
    #[arg(long, value_name = "F")]
    out: Option<PathBuf>,
    /// File with the passphrase of an encrypted key; asked for on a terminal
    #[arg(long, value_name = "F")]
    key_passphrase_file: Option<PathBuf>,
}

/// The forms by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Private key, PKCS#8 PEM without passphrase
    Pkcs8,
    /// Public key, PEM
    PublicPem,
    /// Public key, JWK with its thumbprint as kid
    PublicJwk,
    /// Public key, JWK as LINE's console takes it
    LineJwk,
}

#[derive(Serialize)]
struct Converted<'a> {
    form: KeyForm,
    file: Option<String>,
    text: Option<&'a str>,
    repairs: &'a [Repair],
}

/// Converts.
pub(crate) fn run(arguments: &Convert, program: &Program) -> Result<Exit, Failure> {
    let form = match arguments.to {
        Form::Pkcs8 => KeyForm::Pkcs8Pem,
        Form::PublicPem => KeyForm::PublicPem,
        Form::PublicJwk => KeyForm::PublicJwk,
        Form::LineJwk => KeyForm::LineJwk,
    };
    if form == KeyForm::Pkcs8Pem && arguments.out.is_none() {
        let reason = "a private key is written to a file only; give --out F".to_owned();
        return Err(Failure::Input { field: "--out", reason });
    }
    let passphrase_file = arguments.key_passphrase_file.as_deref();
    let key = key_file::read_or_ask(&arguments.file, passphrase_file)?;
    let text = key_text(&key, form).map_err(|error| refused(error, &key))?;
    for repair in &key.report.repairs {
        program.output.tell(&format!("mended: {}", words::key::repair(*repair)));
    }
    if let Some(out) = &arguments.out {
        new_file::write(out, &text)?;
    }
    let file = arguments.out.as_ref().map(|out| out.display().to_string());
    // Exposed where no file was named: then the form is a public one.
    let shown = file.is_none().then(|| text.expose());
    let repairs = &key.report.repairs;
    program.output.give(&Converted { form, file: file.clone(), text: shown, repairs }, || {
        file.unwrap_or_else(|| shown.unwrap_or_default().trim_end().to_owned())
    })?;
    Ok(Exit::Done)
}

/// A file without the wanted half is named for what it is; one that the wanted form can't hold, too.
fn refused(error: credenza_engine::Error, key: &KeyFile) -> Failure {
    match (error, key.opened()) {
        (credenza_engine::Error::NotFound(_), Err(refusal)) => {
            credenza_engine::Error::Key(refusal).into()
        }
        (credenza_engine::Error::Invalid { reason, .. }, _) => {
            Failure::Input { field: "--to", reason: reason.to_owned() }
        }
        (other, _) => other.into(),
    }
}
