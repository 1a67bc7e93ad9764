//! The desktop window of Credenza.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    credenza_desktop::run()
}
