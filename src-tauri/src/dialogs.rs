//! Native open and save dialogs. A path is chosen and used in Rust; the page never names one.

use std::path::{Path, PathBuf};

use credenza_core::Secret;
use credenza_core::apps::transfer::ListFormat;
use credenza_engine::customer_sso::ReportFormat;
use credenza_engine::error_code::ErrorCode;
use credenza_engine::views::key_desk::KeyForm;
use credenza_engine::views::vault::SavedView;

use crate::commands::Answer;
use crate::state::wire;

/// Asks for a key file.
pub(crate) async fn open_key_file() -> Option<PathBuf> {
    if let Some(path) = chosen_by_test("CREDENZA_TEST_OPEN") {
        return Some(path);
    }
    let file = rfd::AsyncFileDialog::new().set_title("Private Key").pick_file().await?;
    Some(file.path().to_owned())
}

/// Asks for a list of records.
pub(crate) async fn open_list_file() -> Option<PathBuf> {
    if let Some(path) = chosen_by_test("CREDENZA_TEST_OPEN") {
        return Some(path);
    }
    let dialog =
        rfd::AsyncFileDialog::new().add_filter("CSV, JSON", &["csv", "tsv", "txt", "json"]);
    Some(dialog.pick_file().await?.path().to_owned())
}

/// Asks where to save a list of records.
pub(crate) async fn choose_list_file(format: ListFormat) -> Option<PathBuf> {
    if let Some(path) = chosen_by_test("CREDENZA_TEST_SAVE") {
        return Some(path);
    }
    let (name, kind, ending) = match format {
        ListFormat::Csv => ("credenza-apps.csv", "CSV", "csv"),
        ListFormat::Json => ("credenza-apps.json", "JSON", "json"),
    };
    let dialog = rfd::AsyncFileDialog::new().set_file_name(name).add_filter(kind, &[ending]);
    Some(dialog.save_file().await?.path().to_owned())
}

/// Asks where to save a report.
pub(crate) async fn choose_report_file(format: ReportFormat) -> Option<PathBuf> {
    if let Some(path) = chosen_by_test("CREDENZA_TEST_SAVE") {
        return Some(path);
    }
    let (name, kind, ending) = match format {
        ReportFormat::Markdown => ("customer-sso.md", "Markdown", "md"),
        ReportFormat::Html => ("customer-sso.html", "HTML", "html"),
    };
    let dialog = rfd::AsyncFileDialog::new().set_file_name(name).add_filter(kind, &[ending]);
    Some(dialog.save_file().await?.path().to_owned())
}

/// Saves a list of records, or a report, readable by its owner only.
pub(crate) fn save_list(path: &Path, text: &str) -> Answer<SavedView> {
    let failed = |error: std::io::Error| wire(ErrorCode::FileUnreadable, &error.kind().to_string());
    write_private(path, text, "").map_err(failed)?;
    Ok(SavedView { saved: true })
}

/// Asks for a file with a token.
pub(crate) async fn open_token_file() -> Option<PathBuf> {
    if let Some(path) = chosen_by_test("CREDENZA_TEST_OPEN") {
        return Some(path);
    }
    Some(rfd::AsyncFileDialog::new().pick_file().await?.path().to_owned())
}

/// Asks for a file with a key or a set of keys.
pub(crate) async fn open_verification_file() -> Option<PathBuf> {
    if let Some(path) = chosen_by_test("CREDENZA_TEST_OPEN") {
        return Some(path);
    }
    let names = ["json", "jwk", "jwks", "pem", "pub", "crt", "cer", "der", "key"];
    let dialog = rfd::AsyncFileDialog::new().add_filter("JWKS, JWK, PEM, DER", &names);
    Some(dialog.pick_file().await?.path().to_owned())
}

/// Asks for a certificate file.
pub(crate) async fn open_certificate_file() -> Option<PathBuf> {
    if let Some(path) = chosen_by_test("CREDENZA_TEST_OPEN") {
        return Some(path);
    }
    let dialog = rfd::AsyncFileDialog::new().add_filter("PEM", &["pem", "crt", "cer"]);
    Some(dialog.pick_file().await?.path().to_owned())
}

/// Asks where to save a recovery key.
pub(crate) async fn choose_recovery_file() -> Option<PathBuf> {
    if let Some(path) = chosen_by_test("CREDENZA_TEST_SAVE") {
        return Some(path);
    }
    let dialog = rfd::AsyncFileDialog::new().set_file_name("credenza-recovery-key.txt");
    Some(dialog.save_file().await?.path().to_owned())
}

/// Asks where to save a key. The dialog asks again before it names a file that is there.
pub(crate) async fn choose_key_file(form: KeyForm) -> Option<PathBuf> {
    if let Some(path) = chosen_by_test("CREDENZA_TEST_SAVE") {
        return Some(path);
    }
    let name = match form {
        KeyForm::Pkcs8Pem => "private.key",
        KeyForm::PublicPem => "public.pem",
        KeyForm::PublicJwk => "public.jwk.json",
        KeyForm::LineJwk => "line-public.jwk.json",
    };
    let dialog = rfd::AsyncFileDialog::new().set_file_name(name);
    Some(dialog.save_file().await?.path().to_owned())
}

/// Saves a secret, readable by its owner only.
pub(crate) fn save_secret(path: &Path, secret: &Secret) -> Answer<SavedView> {
    let failed = |error: std::io::Error| wire(ErrorCode::FileUnreadable, &error.kind().to_string());
    let end = if secret.expose().ends_with('\n') { "" } else { "\n" };
    // Exposed to be written where the user said.
    write_private(path, secret.expose(), end).map_err(failed)?;
    Ok(SavedView { saved: true })
}

/// A dialog of another program can't be driven by every test: a debug build takes the answer from
/// the environment. A release build never looks there.
fn chosen_by_test(variable: &str) -> Option<PathBuf> {
    if cfg!(debug_assertions) { std::env::var_os(variable).map(PathBuf::from) } else { None }
}

/// Writes beside the target and renames, so that a file that was there and was readable by others
/// does not lend its permissions.
fn write_private(path: &Path, text: &str, end: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.write_all(end.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
