//! `inspect`: decodes a token, verifies it with a key from a file, and judges it. Nothing is kept
//! or sent, and no vault is needed.

use std::path::{Path, PathBuf};

use clap::Args;
use credenza_core::jwks::{KeySet, KeySetError, MAX_KEY_SET_BYTES};
use credenza_core::jwt::read::{self, TokenKind, TokenReading};
use credenza_core::jwt::verify::{Expectations, Inspection, Question, SignatureAlgorithm, inspect};
use credenza_core::{Secret, SecretBytes};
use credenza_engine::clock::{Clock, SystemClock};

use crate::exit::Exit;
use crate::expectations;
use crate::failure::Failure;
use crate::program::Program;
use crate::secret_input;
use crate::show::inspection::{InspectionObject, human};
use crate::words;

/// Shortest text that may be an opaque token, in characters.
const SHORTEST_OPAQUE: usize = 24;

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The token; - or nothing for standard input
    token: Option<String>,
    /// Verify with a set of JSON Web Keys; - for standard input
    #[arg(long, value_name = "F", group = "keys")]
    jwks: Option<PathBuf>,
    /// Verify with a public key: PEM, DER, JWK or a certificate; - for standard input
    #[arg(long, value_name = "F", group = "keys")]
    key: Option<PathBuf>,
    /// Verify with the shared secret in a file; - for standard input
    #[arg(long, value_name = "F", group = "keys")]
    hmac_file: Option<PathBuf>,
    /// The one algorithm that is allowed; otherwise all of the key's own
    #[arg(long, value_name = "ALG", value_parser = expectations::algorithm)]
    alg: Option<SignatureAlgorithm>,
    /// What claims should say: iss=...,aud=...,nonce=...
    #[arg(long, value_name = "LIST")]
    expect: Vec<String>,
    /// The access token that at_hash should belong to; - for standard input
    #[arg(long, value_name = "F")]
    access_token_file: Option<PathBuf>,
    /// Judge at this Unix time; otherwise now
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    at: Option<i64>,
}

/// Decodes and judges. What failed, or breaks off, shows what can be read, and exit code 1.
pub(crate) fn run(arguments: &Inspect, program: &Program) -> Result<Exit, Failure> {
    let expect = expectations::read(&arguments.expect)?;
    let text = match arguments.token.as_deref() {
        None | Some("-") => standard_input()?,
        Some(token) => Secret::new(token.to_owned()),
    };
    // Exposed to be decoded.
    let text = text.expose();
    if !is_token(&read::read(text), text.trim()) {
        return Err(Failure::NotAToken);
    }
    let keys = keys(arguments)?;
    let access_token =
        arguments.access_token_file.as_deref().map(secret_input::from_file).transpose()?;
    let now = arguments.at.unwrap_or_else(|| SystemClock.now());
    let question = Question {
        keys: keys.as_ref(),
        algorithm: arguments.alg,
        expect,
        access_token: access_token.as_ref(),
        now,
    };
    let inspection = closed(inspect(text, &question), &question);
    let object = InspectionObject::of(&inspection);
    program.output.give(&object, || human(&inspection, keys.as_ref(), now))?;
    Ok(exit(&inspection, &question))
}

/// With a key there is an answer: of what is opaque, encrypted or too long nobody can say that the
/// key signed it.
fn closed(inspection: Inspection, question: &Question<'_>) -> Inspection {
    let verified = inspection.verified.or(question.keys.map(|_| false));
    Inspection { verified, ..inspection }
}

/// What was asked of a token without a checklist is not answered by yes: a script would read it so.
fn exit(inspection: &Inspection, question: &Question<'_>) -> Exit {
    let broken = inspection.reading.kind == TokenKind::BrokenJws;
    let asked = question.algorithm.is_some()
        || question.access_token.is_some()
        || question.expect != Expectations::default();
    let unanswered = asked && inspection.checks.is_empty();
    if broken || unanswered || inspection.has_failed() || inspection.verified == Some(false) {
        Exit::Refused
    } else {
        Exit::Done
    }
}

fn keys(arguments: &Inspect) -> Result<Option<KeySet>, Failure> {
    let files = [
        ("--jwks", &arguments.jwks),
        ("--key", &arguments.key),
        ("--hmac-file", &arguments.hmac_file),
    ];
    let Some((field, path)) =
        files.into_iter().find_map(|(field, path)| Some((field, path.as_deref()?)))
    else {
        return Ok(None);
    };
    let bytes = secret_input::bytes_from_file(path, MAX_KEY_SET_BYTES)?;
    let read = match field {
        "--hmac-file" => KeySet::of_secret(without_line_end(&bytes)),
        // Exposed to be read as a key.
        _ => KeySet::read(bytes.expose()),
    };
    let refused =
        |error: KeySetError| Failure::Input { field, reason: words::inspection::key_set(&error) };
    read.map(Some).map_err(refused)
}

/// Editors and `echo` add a line end that is no part of a secret.
fn without_line_end(secret: &SecretBytes) -> SecretBytes {
    // Exposed to be shortened.
    let bytes = secret.expose();
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    SecretBytes::new(bytes.strip_suffix(b"\r").unwrap_or(bytes).to_vec())
}

fn standard_input() -> Result<Secret, Failure> {
    // One byte more than is taken apart, so that a longer text is named and not swallowed.
    let bytes = secret_input::bytes_from_file(Path::new("-"), read::MAX_TOKEN_BYTES + 1)?;
    Ok(secret_input::text_of(&bytes))
}

/// Opaque tokens of a known shape, or of the characters and length that they have
/// (RFC 6750 section 2.1).
fn is_token(reading: &TokenReading, text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
    match reading.kind {
        TokenKind::Jws | TokenKind::Jwe | TokenKind::BrokenJws => true,
        TokenKind::Opaque => {
            reading.opaque_shape.is_some()
                || (text.len() >= SHORTEST_OPAQUE && text.chars().all(fits))
        }
        TokenKind::Empty => false,
    }
}
