//! `credenza` for the terminal: reads the arguments, runs one verb, ends with its exit code.
//! No protocol here: everything is asked of the engine.

mod app_fields;
mod app_name;
mod arguments;
mod core_dumps;
mod exit;
mod expectations;
mod failure;
mod key_file;
mod local_time;
mod new_file;
mod opening;
mod output;
mod program;
mod secret_input;
mod show;
mod sso_account;
mod sso_option;
mod verbs;
mod words;

fn main() -> std::process::ExitCode {
    core_dumps::forbid();
    program::run(std::env::args_os().collect()).into()
}
