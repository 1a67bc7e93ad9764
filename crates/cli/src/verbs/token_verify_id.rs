//! `token verify-id`: an ID token held to the list of LINE WORKS' documents, line by line. Nothing
//! is sent or kept; a vault is needed only to take the Client ID from a record.

use std::path::PathBuf;

use clap::Args;
use credenza_core::flow::{Verdict, VerdictResult};
use credenza_core::jwks::{KeySet, MAX_KEY_SET_BYTES};
use credenza_core::jwt::verify::{Expectations, Question, SignatureAlgorithm};
use credenza_core::sign_in::{judge_id_token, signature_was_checked};
use credenza_engine::clock::{Clock, SystemClock};
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, secret_input, show, words};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct VerifyId {
    /// File with the ID token; - for standard input
    token: PathBuf,
    /// The record whose Client ID `aud` must be: number or exact name
    #[arg(long, group = "audience")]
    app: Option<String>,
    /// The Client ID that `aud` must be
    #[arg(long, value_name = "ID", group = "audience")]
    client_id: Option<String>,
    /// File with the issuer's JSON Web Keys; otherwise the signature is not checked
    #[arg(long, value_name = "F")]
    jwks: Option<PathBuf>,
    /// The issuer that `iss` must be; otherwise it is not checked
    #[arg(long, value_name = "ISS")]
    issuer: Option<String>,
    /// The nonce that was sent; otherwise it is not checked
    #[arg(long, value_name = "N")]
    nonce: Option<String>,
    /// The access token that at_hash should belong to; - for standard input
    #[arg(long, value_name = "F")]
    access_token_file: Option<PathBuf>,
    /// Judge at this Unix time; otherwise now
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    at: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Judged<'a> {
    /// Every line that was checked holds.
    ok: bool,
    signature_checked: bool,
    checks: &'a [Verdict],
}

/// Judges. Exit code 1 when a line failed.
pub(crate) fn run(arguments: &VerifyId, program: &Program) -> Result<Exit, Failure> {
    let id_token = secret_input::from_file(&arguments.token)?;
    let keys = arguments.jwks.as_deref().map(keys).transpose()?;
    let access_token =
        arguments.access_token_file.as_deref().map(secret_input::from_file).transpose()?;
    let audience = audience(arguments, program)?;
    let question = Question {
        keys: keys.as_ref(),
        // From the documents, never from the token's header.
        algorithm: Some(SignatureAlgorithm::Rs256),
        expect: Expectations {
            iss: arguments.issuer.clone(),
            aud: audience.client_id,
            nonce: arguments.nonce.clone(),
        },
        access_token: access_token.as_ref(),
        now: arguments.at.unwrap_or_else(|| SystemClock.now()),
    };
    let checks = judge_id_token(&id_token, &question, audience.is_line_works);
    let ok = !checks.iter().any(|check| check.result == VerdictResult::Failed);
    let signature_checked = signature_was_checked(&checks);
    let object = Judged { ok, signature_checked, checks: &checks };
    program.output.give(&object, || show::held::checklist(&checks))?;
    Ok(if ok { Exit::Done } else { Exit::Refused })
}

/// Whom the token is for, and by whose documents it is judged: those of LINE WORKS, unless the record is
/// of another server.
struct Audience {
    client_id: Option<String>,
    is_line_works: bool,
}

fn audience(arguments: &VerifyId, program: &Program) -> Result<Audience, Failure> {
    let Some(app) = &arguments.app else {
        return Ok(Audience { client_id: arguments.client_id.clone(), is_line_works: true });
    };
    let engine = opening::open(&program.global)?;
    let service = engine.app_get(app_name::find(&engine, app)?.id)?.draft.service;
    let client_id = Some(service.client_id().trim().to_owned());
    Ok(Audience { client_id, is_line_works: service.line_works().is_some() })
}

fn keys(path: &std::path::Path) -> Result<KeySet, Failure> {
    let bytes = secret_input::bytes_from_file(path, MAX_KEY_SET_BYTES)?;
    // Exposed to be read as keys.
    KeySet::read(bytes.expose()).map_err(|error| Failure::Input {
        field: "--jwks",
        reason: words::inspection::key_set(&error),
    })
}
