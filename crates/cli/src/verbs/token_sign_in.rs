//! `token issue --grant authorization-code`: prints the address to sign in at, takes the address
//! that the browser came back to, and runs the rest.

use std::path::PathBuf;

use clap::Args;
use credenza_core::Secret;
use credenza_core::apps::AppId;
use credenza_core::flow::Run;
use credenza_core::jwks::{KeySet, MAX_KEY_SET_BYTES};
use credenza_core::sign_in::IdTokenTrust;
use credenza_engine::views::sign_in::SignInBeginInput;
use credenza_engine::{Awaited, Engine, Error, ExpectedReturn, Loopback};

use super::token_issue::{Teller, runtime, until_stopped};
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{secret_input, words};

/// Options of a sign-in.
#[derive(Debug, Args)]
#[command(next_help_heading = "With --grant authorization-code")]
pub(crate) struct SignIn {
    /// Which of the registered redirect URLs; needed where there are several
    #[arg(long, value_name = "URL")]
    redirect_uri: Option<String>,
    /// Use PKCE (S256) even where the record doesn't; LINE WORKS' documents don't mention it
    #[arg(long)]
    pkce: bool,
    /// Don't wait for the browser on this computer; take the returned address from standard input
    #[arg(long)]
    no_listen: bool,
    /// Issuer that the ID token must name, instead of the record's
    #[arg(long, value_name = "ISS")]
    issuer: Option<String>,
    /// File with the issuer's JSON Web Keys, instead of the record's address for them
    #[arg(long, value_name = "F")]
    jwks: Option<PathBuf>,
}

impl SignIn {
    /// A service account does not sign in.
    pub(super) fn refuse(&self) -> Result<(), Failure> {
        let given = [
            ("--redirect-uri", self.redirect_uri.is_some()),
            ("--pkce", self.pkce),
            ("--no-listen", self.no_listen),
            ("--issuer", self.issuer.is_some()),
            ("--jwks", self.jwks.is_some()),
        ];
        match given.into_iter().find(|(_, given)| *given) {
            Some((field, _)) => {
                let reason = "it belongs to --grant authorization-code".to_owned();
                Err(Failure::Input { field, reason })
            }
            None => Ok(()),
        }
    }

    fn trust(&self) -> Result<IdTokenTrust, Failure> {
        let issuer = self.issuer.clone();
        let Some(path) = self.jwks.as_deref() else {
            return Ok(IdTokenTrust { issuer, ..IdTokenTrust::default() });
        };
        let bytes = secret_input::bytes_from_file(path, MAX_KEY_SET_BYTES)?;
        // Exposed to be read as keys.
        let keys = KeySet::read(bytes.expose()).map_err(|error| Failure::Input {
            field: "--jwks",
            reason: words::inspection::key_set(&error),
        })?;
        Ok(IdTokenTrust { issuer, keys: Some(keys), ..IdTokenTrust::default() })
    }
}

/// Signs in. The address goes to standard error, so that standard output has the result alone.
pub(super) fn sign_in(
    engine: &Engine,
    app_id: AppId,
    options: &SignIn,
    output: Output,
) -> Result<Run, Failure> {
    let redirect_uri = options.redirect_uri.clone();
    let input = SignInBeginInput { app_id, redirect_uri, pkce: options.pkce.then_some(true) };
    let begun = engine.sign_in_begin(input, options.trust()?)?;
    output.tell("Open this address in a browser and sign in:");
    output::warn(&begun.url);
    let returned = if options.no_listen || !begun.loopback {
        pasted(&begun.redirect_uri, output)?
    } else {
        came_back(&engine.sign_in_awaited(begun.attempt)?, output)?
    };
    let teller = Teller::new(output);
    let events = |event| teller.tell(event);
    let finish = engine.sign_in_finish(begun.attempt, returned, &events);
    until_stopped(engine, app_id, finish)
}

fn pasted(redirect_uri: &str, output: Output) -> Result<Secret, Failure> {
    output.tell(&words::sign_in::paste(redirect_uri));
    output.tell(words::sign_in::ERROR_PAGE);
    secret_input::line()
}

/// Waits for the browser on this computer; where the port is taken, the address can be pasted.
fn came_back(awaited: &Awaited, output: Output) -> Result<Secret, Failure> {
    let redirect_uri = awaited.redirect_uri.as_str();
    let expected = ExpectedReturn {
        state: awaited.state.clone(),
        done: words::sign_in::PAGE.to_owned(),
        stray: words::sign_in::STRAY_PAGE.to_owned(),
    };
    let returned = runtime()?.block_on(async {
        let listening = Loopback::open(redirect_uri).await.ok()?;
        output.tell(&words::sign_in::waiting(redirect_uri));
        output.tell(words::sign_in::ERROR_PAGE);
        Some(listening.returned(expected).await)
    });
    match returned {
        Some(Some(returned)) => Ok(returned),
        Some(None) => Err(Error::SignInGone.into()),
        None => {
            output.tell(words::sign_in::PORT_TAKEN);
            pasted(redirect_uri, output)
        }
    }
}
