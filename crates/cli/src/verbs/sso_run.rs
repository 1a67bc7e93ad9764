//! `sso run`: LINE WORKS played against a customer's server, one flow, told while it happens.

use clap::{Args, ValueEnum};
use credenza_core::Secret;
use credenza_core::apps::AppId;
use credenza_core::flow::Run;
use credenza_engine::views::customer_sso::{SsoAccountInput, SsoBeginInput, SsoFlow, SsoRunInput};
use credenza_engine::{Engine, Loopback};

use super::token_issue::{self, Teller, on_this_computer, runtime, until_stopped};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::program::Program;
use crate::{app_name, opening, secret_input, sso_account, sso_option, words};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Play {
    /// Number or exact name of the record
    app: String,
    /// Which flow
    #[arg(long, value_enum, default_value = "web")]
    flow: Flow,
    /// Address of a test account of the record, or a JSON file with email, password and
    /// expectedUser of one; - for standard input
    #[arg(long, value_name = "EMAIL|F")]
    account: Option<String>,
    #[command(flatten)]
    sign_in: SignIn,
    /// Where the sandbox answers, for a practice record; this computer only
    #[arg(long, value_name = "URL")]
    sandbox_base: Option<String>,
}

/// How the browser comes back.
#[derive(Debug, Args)]
pub(super) struct SignIn {
    /// Where the browser comes back to; one of this computer with a port is listened at
    #[arg(long, value_name = "URL")]
    redirect_uri: Option<String>,
}

/// Which flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Flow {
    /// A member signs in in a browser
    Web,
    /// The same in the browser inside the LINE WORKS app
    App,
    /// A mail or calendar program signs in
    Imap,
    /// A member signs out
    Logout,
}

/// Runs. A refusal is a result like any other, and exit code 1.
pub(crate) fn run(arguments: &Play, program: &Program) -> Result<Exit, Failure> {
    let sandbox = arguments.sandbox_base.as_deref().map(on_this_computer).transpose()?;
    let account = arguments.account.as_deref().map(sso_account::chosen).transpose()?;
    let engine = opening::open(&program.global)?;
    engine.set_sandbox_base(sandbox);
    let app_id = app_name::find(&engine, &arguments.app)?.id;
    let run = match arguments.flow {
        Flow::Imap => without_browser(&engine, app_id, SsoFlow::Mail, account, program.output),
        Flow::Logout => without_browser(&engine, app_id, SsoFlow::Logout, None, program.output),
        Flow::Web | Flow::App => {
            let application = arguments.flow == Flow::App;
            let begin = begun(app_id, application, &arguments.sign_in, account.as_ref());
            let returned = signed_in(&engine, begin, program.output)?;
            let teller = Teller::new(program.output);
            let events = |event| teller.tell(event);
            until_stopped(&engine, app_id, engine.sso_finish(app_id, returned, &events))
        }
    }
    .map_err(sso_option::named)?;
    token_issue::give(&engine, &run, false, program.output)
}

fn without_browser(
    engine: &Engine,
    app_id: AppId,
    flow: SsoFlow,
    account: Option<SsoAccountInput>,
    output: Output,
) -> Result<Run, Failure> {
    let teller = Teller::new(output);
    let events = |event| teller.tell(event);
    let input = SsoRunInput { app_id, flow, account };
    until_stopped(engine, app_id, engine.sso_run(input, &events))
}

/// How a sign-in begins. Only an account of the record is held to its user: of one in a file the
/// password would have to be typed all the same.
pub(super) fn begun(
    app_id: AppId,
    application: bool,
    options: &SignIn,
    account: Option<&SsoAccountInput>,
) -> SsoBeginInput {
    let named = account.filter(|account| account.password.is_none());
    let account = named.map(|account| account.email.clone());
    SsoBeginInput { app_id, application, redirect_uri: options.redirect_uri.clone(), account }
}

/// Prints the address to sign in at and takes the one that the browser came back to.
pub(super) fn signed_in(
    engine: &Engine,
    begin: SsoBeginInput,
    output: Output,
) -> Result<Secret, Failure> {
    let app_id = begin.app_id;
    let begun = engine.sso_begin(begin).map_err(|error| sso_option::named(error.into()))?;
    output.tell("Open this address in a browser and sign in:");
    output::warn(&begun.url);
    if Loopback::fits(&begun.redirect_uri) {
        output.tell(&words::sign_in::waiting(&begun.redirect_uri));
        let listen = engine.sso_listen(app_id, words::sign_in::DONE);
        return Ok(runtime()?.block_on(listen)?);
    }
    output.tell(&words::sign_in::paste(&begun.redirect_uri));
    secret_input::line()
}
