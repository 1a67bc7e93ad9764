//! `key generate`: a new RSA pair, into a file of its own, into a record, or both.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use credenza_core::Secret;
use credenza_core::keys::KeyFile;
use credenza_engine::views::apps::AppDetailView;
use credenza_engine::views::key_desk::KeySize;
use credenza_engine::{Engine, generate_key};
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::show::key::{KeyObject, rows};
use crate::{app_name, new_file, opening};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// Size of the modulus; LINE takes 2048 only
    #[arg(long, value_enum, default_value = "2048")]
    bits: Bits,
    /// Where to write the private key, as PKCS#8 PEM: a file that is not there yet
    #[arg(long, value_name = "F", required_unless_present = "app")]
    out: Option<PathBuf>,
    /// Number or exact name of a record to put it into
    #[arg(long, value_name = "APP")]
    app: Option<String>,
    /// Replace the key that the record has
    #[arg(long, requires = "app")]
    replace: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Bits {
    #[value(name = "2048")]
    Rsa2048,
    #[value(name = "4096")]
    Rsa4096,
}

#[derive(Serialize)]
struct Generated<'a> {
    key: KeyObject<'a>,
    file: Option<String>,
    id: Option<i64>,
    name: Option<&'a str>,
    replaced: Option<&'a str>,
}

/// Generates.
pub(crate) fn run(arguments: &Generate, program: &Program) -> Result<Exit, Failure> {
    let target = match &arguments.app {
        Some(app) => Some(target(app, arguments.bits, arguments.replace, program)?),
        None => None,
    };
    let size = match arguments.bits {
        Bits::Rsa2048 => KeySize::Rsa2048,
        Bits::Rsa4096 => KeySize::Rsa4096,
    };
    let pem = generate_key(size)?;
    // Exposed to be checked like any key that is read.
    let file = KeyFile::read(pem.expose().as_bytes(), None);
    if let Some(out) = &arguments.out {
        new_file::write(out, &pem)?;
    }
    if let Some((engine, record)) = &target {
        store(engine, record, &pem)?;
    }
    let record = target.as_ref().map(|(_, record)| record);
    let generated = Generated {
        key: KeyObject::of(&file.report),
        file: arguments.out.as_ref().map(|out| out.display().to_string()),
        id: record.map(|record| record.id.0),
        name: record.map(|record| record.draft.name.as_str()),
        replaced: record.and_then(present),
    };
    program.output.give(&generated, || text(&generated, &file))?;
    Ok(Exit::Done)
}

/// The record, once it is clear that its key may be put there.
fn target(
    app: &str,
    bits: Bits,
    replace: bool,
    program: &Program,
) -> Result<(Engine, AppDetailView), Failure> {
    let engine = opening::open(&program.global)?;
    let record = engine.app_get(app_name::find(&engine, app)?.id)?;
    refuse_customer_sso(&record)?;
    if record.draft.service.line_channel().is_some() && bits != Bits::Rsa2048 {
        let reason = "LINE takes RSA keys of 2048 bits only".to_owned();
        return Err(Failure::Input { field: "--bits", reason });
    }
    if let (Some(present), false) = (present(&record), replace) {
        let (name, present) = (record.draft.name.clone(), present.to_owned());
        return Err(Failure::WouldReplace { name, present });
    }
    Ok((engine, record))
}

/// A customer's SSO server is never shown a signature.
pub(super) fn refuse_customer_sso(record: &AppDetailView) -> Result<(), Failure> {
    if record.draft.service.customer_sso().is_none() {
        return Ok(());
    }
    let reason = "a customer's SSO server has no private key".to_owned();
    Err(Failure::Input { field: "APP", reason })
}

fn present(record: &AppDetailView) -> Option<&str> {
    record.key.as_ref()?.report.spki_sha256.as_deref()
}

fn store(engine: &Engine, record: &AppDetailView, pem: &Secret) -> Result<(), Failure> {
    let candidate = engine.key_offer_text(pem)?;
    engine.key_import(record.id, candidate.handle)?;
    Ok(())
}

fn text(generated: &Generated<'_>, file: &KeyFile) -> String {
    let into = generated.id.zip(generated.name).map(|(id, name)| format!("{id} {name}"));
    rows(&file.report)
        .row("file", generated.file.as_deref().unwrap_or_default())
        .row("put into", into.unwrap_or_default())
        .row("in place of", generated.replaced.unwrap_or_default())
        .text()
}
