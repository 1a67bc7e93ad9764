//! The command line: verbs and the options that every verb takes.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::verbs;

const AFTER: &str = "\
Exit codes: 0 done; 1 the service refused or a verdict failed; 2 wrong use or bad input;
3 the vault can't be opened.
Secrets come from files or standard input (-), never from arguments.";

/// Keeps LINE WORKS client apps, gets tokens for them, and says why one did not come.
#[derive(Debug, Parser)]
#[command(name = "credenza", version, after_help = AFTER, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// Options of every verb.
#[derive(Debug, Args)]
#[command(next_help_heading = "Vault and output")]
pub(crate) struct Global {
    /// Folder of the vault; by default the one that the window uses
    #[arg(long, global = true, env = "CREDENZA_VAULT", hide_env_values = true, value_name = "DIR")]
    pub(crate) vault: Option<PathBuf>,
    /// File with the passphrase of the vault; - for standard input
    #[arg(long, global = true, value_name = "F")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// File with the recovery key of the vault; with init: where to write it
    #[arg(long, global = true, value_name = "F")]
    pub(crate) recovery_key_file: Option<PathBuf>,
    /// Use the keyring of the system; the default where the vault has its key there
    #[arg(long, global = true)]
    pub(crate) keyring: bool,
    /// One JSON object on standard output instead of text
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Make a vault
    Init(verbs::init::Init),
    /// Records of client apps
    App {
        #[command(subcommand)]
        verb: AppVerb,
    },
    /// Private keys
    Key {
        #[command(subcommand)]
        verb: KeyVerb,
    },
    /// Access tokens
    Token {
        #[command(subcommand)]
        verb: TokenVerb,
    },
    /// Decode a token; nothing is verified, and no vault is needed
    Inspect(verbs::inspect::Inspect),
    /// Redirect URLs
    Redirect {
        #[command(subcommand)]
        verb: RedirectVerb,
    },
    /// Read what an OAuth 2.0 or OpenID Connect server says of itself
    Discover(verbs::discover::Discover),
    /// Say why something failed, from a pasted assertion, answer or key; no vault is needed
    Explain(verbs::explain::Explain),
    /// LINE WORKS played against a customer's own SSO server
    Sso {
        #[command(subcommand)]
        verb: SsoVerb,
    },
    /// Test runs that were kept
    Run {
        #[command(subcommand)]
        verb: RunVerb,
    },
    /// The practice server
    Sandbox {
        #[command(subcommand)]
        verb: SandboxVerb,
    },
}

/// Verbs of records.
#[derive(Debug, Subcommand)]
pub(crate) enum AppVerb {
    /// Add a record
    Add(verbs::app_add::Add),
    /// List the records
    List(verbs::app_list::List),
    /// Show a record; secrets stay in the vault
    Show(verbs::app_show::Show),
    /// Change what is named, leave the rest
    Edit(verbs::app_edit::Edit),
    /// Put a record away, or take it back
    Archive(verbs::app_archive::Archive),
    /// Add the records of a CSV or JSON list
    Import(verbs::app_import::Import),
    /// Write records to a CSV or JSON list, without secrets
    Export(verbs::app_export::Export),
}

/// Verbs of keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyVerb {
    /// Say what a file is; no vault is needed
    Inspect(verbs::key_inspect::Inspect),
    /// Say whether two files belong together; no vault is needed
    Match(verbs::key_match::Match),
    /// Give a key in another form; no vault is needed
    Convert(verbs::key_convert::Convert),
    /// Make a new RSA pair
    Generate(verbs::key_generate::Generate),
    /// Import a private key into a record
    Import(verbs::key_import::Import),
    /// Give the public half of a channel's key as LINE's console takes it
    Jwk(verbs::key_jwk::Jwk),
}

/// Verbs of tokens.
#[derive(Debug, Subcommand)]
pub(crate) enum TokenVerb {
    /// Get an access token: as the service account, or for a member who signs in
    Issue(verbs::token_issue::Issue),
    /// Get a new access token for the refresh token that is kept
    Refresh(verbs::token_refresh::Refresh),
    /// End a token at the server
    Revoke(verbs::token_revoke::Revoke),
    /// Ask LINE whether a channel access token holds
    Verify(verbs::token_channel::Verify),
    /// List the key IDs of a channel's tokens that hold
    KeyIds(verbs::token_channel::KeyIds),
    /// Ask the server whether a token holds
    Introspect(verbs::token_introspect::Introspect),
    /// Ask who signed in
    Userinfo(verbs::token_userinfo::Userinfo),
    /// List the tokens that are held, never the tokens themselves
    List(verbs::token_list::List),
    /// Hold an ID token to the list of the documents
    VerifyId(verbs::token_verify_id::VerifyId),
}

/// Verbs of redirect URLs.
#[derive(Debug, Subcommand)]
pub(crate) enum RedirectVerb {
    /// Say whether a URL will be taken, and if not, what differs from which registered one
    Check(verbs::redirect_check::Check),
}

/// Verbs of a customer's SSO server.
#[derive(Debug, Subcommand)]
pub(crate) enum SsoVerb {
    /// Play a sign-in or a logout, step by step
    Run(verbs::sso_run::Play),
    /// Hold the server to the written rules; at most 40 calls, one a second
    Check(verbs::sso_check::Check),
    /// Write the report of the last check; nothing is called
    Report(verbs::sso_report::Report),
    /// Keep or forget the password of a test account
    Password(verbs::sso_password::Password),
}

/// Verbs of runs.
#[derive(Debug, Subcommand)]
pub(crate) enum RunVerb {
    /// List the newest runs
    List(verbs::run_list::List),
    /// Show a run with all its steps
    Show(verbs::run_show::Show),
    /// Print what a run sent as a program; secrets are variables
    CopyAs(verbs::run_copy_as::CopyAs),
    /// Lay two runs side by side: what changed since it last worked
    Compare(verbs::run_compare::Compare),
}

/// Verbs of the sandbox.
#[derive(Debug, Subcommand)]
pub(crate) enum SandboxVerb {
    /// Play LINE WORKS' token endpoint on 127.0.0.1 until Ctrl-C
    Serve(verbs::sandbox_serve::Serve),
}
