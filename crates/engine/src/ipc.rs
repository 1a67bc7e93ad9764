//! The table of commands between page and engine: name, input, result, and whether a command may
//! run while the vault is locked (security.md I4). The TypeScript bindings, the shell's handler
//! list and its capability are all held to this one table by tests.

use credenza_core::apps::Finding;
use credenza_core::customer_sso::{CheckEvent, Conformance};
use credenza_core::flow::{Run, RunEvent};
use credenza_core::jwt::compare::MemberDifference;
use credenza_core::keys::KeyMatch;
use credenza_core::redirect::ListReport;
use ts_rs::{Config, TS, TypeVisitor};

use crate::error_code::WireError;
use crate::views::apps::*;
use crate::views::channels::*;
use crate::views::customer_sso::*;
use crate::views::discovery::*;
use crate::views::explain::*;
use crate::views::held::*;
use crate::views::inspector::*;
use crate::views::key_desk::*;
use crate::views::keys::*;
use crate::views::recipes::*;
use crate::views::redirect::*;
use crate::views::runs::*;
use crate::views::settings::*;
use crate::views::sign_in::*;
use crate::views::transfer::*;
use crate::views::vault::*;
use crate::views::{NoInput, NoView};

/// Whether a command works on a locked vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhileLocked {
    /// It does: unlocking, status, appearance.
    Allowed,
    /// It is refused with `vaultLocked`.
    Refused,
}

/// One command.
#[derive(Clone, Copy)]
pub struct CommandSpec {
    /// `noun_verb`.
    pub name: &'static str,
    /// Whether it works while locked.
    pub while_locked: WhileLocked,
    signature: fn(&Config) -> (String, String),
    export: fn(&Config) -> Result<(), ts_rs::ExportError>,
}

impl CommandSpec {
    /// TypeScript names of input and result.
    pub fn signature(&self, config: &Config) -> (String, String) {
        (self.signature)(config)
    }
}

const fn command<I, R>(name: &'static str, while_locked: WhileLocked) -> CommandSpec
where
    I: TS + 'static,
    R: TS + 'static,
{
    CommandSpec {
        name,
        while_locked,
        signature: |config| (I::name(config), R::name(config)),
        export: |config| {
            export_named::<I>(config)?;
            export_named::<R>(config)
        },
    }
}

/// Exports a type, or what a list or an option of it is made of.
fn export_named<T: TS + 'static>(config: &Config) -> Result<(), ts_rs::ExportError> {
    let mut exporter = Exporter { config, result: Ok(()) };
    exporter.visit::<T>();
    exporter.result
}

struct Exporter<'a> {
    config: &'a Config,
    result: Result<(), ts_rs::ExportError>,
}

impl TypeVisitor for Exporter<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() {
            T::visit_generics(self);
        } else if self.result.is_ok() {
            self.result = T::export_all(self.config);
        }
    }
}

use WhileLocked::{Allowed, Refused};

/// Every command, by noun.
pub const COMMANDS: &[CommandSpec] = &[
    command::<NoInput, VaultStatusView>("vault_status", Allowed),
    command::<VaultCreateInput, VaultStatusView>("vault_create", Allowed),
    command::<VaultUnlockInput, VaultStatusView>("vault_unlock", Allowed),
    command::<NoInput, VaultStatusView>("vault_lock", Allowed),
    command::<NoInput, TouchView>("vault_touch", Refused),
    command::<ProveInput, NoView>("vault_prove", Refused),
    command::<PassphraseSetInput, VaultStatusView>("vault_passphrase_set", Refused),
    command::<NoInput, VaultStatusView>("vault_keyring_add", Refused),
    command::<SlotRemoveInput, VaultStatusView>("vault_slot_remove", Refused),
    command::<NoInput, RecoveryKeyView>("vault_recovery_create", Refused),
    command::<NoInput, SavedView>("vault_recovery_save", Refused),
    command::<NoInput, VaultStatusView>("practice_start", Allowed),
    command::<NoInput, VaultStatusView>("practice_leave", Allowed),
    command::<NoInput, SandboxView>("sandbox_status", Refused),
    command::<NoInput, SandboxView>("sandbox_start", Refused),
    command::<SandboxFaultInput, SandboxView>("sandbox_fault", Refused),
    command::<AppListInput, Vec<AppSummaryView>>("app_list", Refused),
    command::<AppIdInput, AppDetailView>("app_get", Refused),
    command::<AppDraftInput, Vec<Finding>>("app_check", Refused),
    command::<AppDraftInput, AppDetailView>("app_add", Refused),
    command::<AppUpdateInput, AppDetailView>("app_update", Refused),
    command::<AppIdInput, AppDetailView>("app_duplicate", Refused),
    command::<AppArchiveInput, AppDetailView>("app_archive", Refused),
    command::<AppIdInput, NoView>("app_delete", Refused),
    command::<AppIdInput, AppDetailView>("app_undelete", Refused),
    command::<AppArchiveManyInput, AppsChangedView>("app_archive_many", Refused),
    command::<AppTagManyInput, AppsChangedView>("app_tag_many", Refused),
    command::<NoInput, Option<ImportPreviewView>>("import_pick", Refused),
    command::<ImportHandleInput, ImportReportView>("import_apply", Refused),
    command::<ImportHandleInput, NoView>("import_discard", Refused),
    command::<ImportHandleInput, AppsChangedView>("import_undo", Refused),
    command::<ExportInput, SavedView>("export_save", Refused),
    command::<SecretSetInput, AppDetailView>("secret_set", Refused),
    command::<AppIdInput, RevealView>("secret_reveal", Refused),
    command::<AppIdInput, ClipboardView>("secret_copy", Refused),
    command::<TextCopyInput, ClipboardView>("text_copy", Refused),
    command::<NoInput, ClipboardView>("clipboard_status", Refused),
    command::<NoInput, ClipboardView>("clipboard_clear", Refused),
    command::<NoInput, Vec<ScopeView>>("scope_list", Refused),
    command::<NoInput, Option<KeyCandidateView>>("key_pick", Refused),
    command::<KeyPasteInput, KeyCandidateView>("key_paste", Refused),
    command::<KeyUnlockInput, KeyCandidateView>("key_unlock", Refused),
    command::<KeyImportInput, AppDetailView>("key_import", Refused),
    command::<KeyHandleInput, NoView>("key_discard", Refused),
    command::<AppIdInput, AppDetailView>("key_file_delete", Refused),
    command::<KeyHandleInput, KeyDeskView>("key_look", Refused),
    command::<KeyMatchInput, KeyMatch>("key_match", Refused),
    command::<KeyGenerateInput, KeyCandidateView>("key_generate", Refused),
    command::<KeySaveInput, SavedView>("key_save", Refused),
    command::<TokenIssueInput, Run>("token_issue", Refused),
    command::<TokenRefreshInput, Run>("token_refresh", Refused),
    command::<TokenRevokeInput, Run>("token_revoke", Refused),
    command::<TokenIntrospectInput, Run>("token_introspect", Refused),
    command::<TokenUserinfoInput, Run>("token_userinfo", Refused),
    command::<LogoutInput, LogoutView>("logout_show", Refused),
    command::<AppIdInput, ClipboardView>("logout_copy", Refused),
    command::<AppIdInput, NoView>("logout_open", Refused),
    command::<AppIdInput, NoView>("token_cancel", Refused),
    command::<AppIdInput, ClipboardView>("token_copy", Refused),
    command::<AppIdInput, RevealView>("token_reveal", Refused),
    command::<SignInBeginInput, SignInView>("sign_in_begin", Refused),
    command::<AttemptInput, NoView>("sign_in_browse", Refused),
    command::<AttemptInput, Run>("sign_in_window", Refused),
    command::<SignInListenInput, Run>("sign_in_listen", Refused),
    command::<SignInFinishInput, Run>("sign_in_finish", Refused),
    command::<AttemptInput, NoView>("sign_in_cancel", Refused),
    command::<SsoBeginInput, SsoLoginView>("sso_begin", Refused),
    command::<AppIdInput, NoView>("sso_browse", Refused),
    command::<AppIdInput, Run>("sso_window", Refused),
    command::<SsoFinishInput, Run>("sso_finish", Refused),
    command::<AppIdInput, NoView>("sso_cancel", Refused),
    command::<SsoRunInput, Run>("sso_run", Refused),
    command::<SsoCheckInput, Conformance>("sso_check", Refused),
    command::<SsoReportInput, SavedView>("sso_report_save", Refused),
    command::<SsoPasswordInput, SsoPasswordView>("sso_password_set", Refused),
    command::<AppIdInput, SsoPasswordView>("sso_password_state", Refused),
    command::<AppIdInput, SsoLastView>("sso_last", Refused),
    command::<RunListInput, Vec<RunSummaryView>>("run_list", Refused),
    command::<RunIdInput, Run>("run_get", Refused),
    command::<InspectorReadInput, InspectionView>("inspector_read", Refused),
    command::<InspectorCompareInput, Vec<MemberDifference>>("inspector_compare", Refused),
    command::<NoInput, Option<TokenFileView>>("inspector_open", Refused),
    command::<NoInput, PastedTokenView>("inspector_paste", Refused),
    command::<NoInput, Option<VerificationFileView>>("inspector_key_open", Refused),
    command::<KeysFetchInput, KeysFetchView>("inspector_keys_fetch", Refused),
    command::<RedirectCheckInput, RedirectCheckView>("redirect_check", Refused),
    command::<RedirectJudgeInput, ListReport>("redirect_judge", Refused),
    command::<RedirectSplitInput, Vec<String>>("redirect_split", Refused),
    command::<RedirectProbeInput, RedirectProbeView>("redirect_probe", Refused),
    command::<DiscoveryReadInput, DiscoveryView>("discovery_read", Refused),
    command::<RunCompareInput, RunComparisonView>("run_compare", Refused),
    command::<RecipeInput, RecipeView>("recipe_get", Refused),
    command::<ExplainInput, ExplainView>("failure_explain", Refused),
    command::<AppIdInput, ChannelView>("channel_get", Refused),
    command::<ChannelRunInput, Run>("channel_run", Refused),
    command::<AppIdInput, ChannelView>("channel_key_make", Refused),
    command::<ChannelKeyImportInput, ChannelView>("channel_key_import", Refused),
    command::<ChannelKeyNameInput, ChannelView>("channel_key_name", Refused),
    command::<ChannelItemInput, ChannelView>("channel_key_forget", Refused),
    command::<ChannelTokenAddInput, ChannelView>("channel_token_add", Refused),
    command::<ChannelItemInput, ChannelView>("channel_token_forget", Refused),
    command::<ChannelItemInput, RevealView>("channel_token_reveal", Refused),
    command::<ChannelItemInput, ClipboardView>("channel_token_copy", Refused),
    command::<NoInput, SettingsView>("settings_get", Allowed),
    command::<SettingsUpdateInput, SettingsView>("settings_update", Allowed),
    command::<NoInput, Option<SettingsView>>("settings_ca_add", Refused),
    command::<CaRemoveInput, SettingsView>("settings_ca_remove", Refused),
    command::<NoInput, NetworkView>("network_status", Refused),
    command::<NoInput, AboutView>("about_get", Allowed),
];

/// Writes the TypeScript types of every command into a folder, with `Commands.ts` and `index.ts`.
///
/// # Errors
/// When a file can't be written.
pub fn export_bindings(folder: &std::path::Path) -> Result<(), ts_rs::ExportError> {
    let config = Config::new().with_large_int("number").with_out_dir(folder);
    for spec in COMMANDS {
        (spec.export)(&config)?;
    }
    WireError::export_all(&config)?;
    RunEvent::export_all(&config)?;
    CheckEvent::export_all(&config)?;
    InspectorDropView::export_all(&config)?;
    let types = exported_types(folder)?;
    std::fs::write(folder.join("Commands.ts"), commands_file(&config, &types))?;
    std::fs::write(folder.join("index.ts"), index_file(&types))?;
    Ok(())
}

fn exported_types(folder: &std::path::Path) -> Result<Vec<String>, std::io::Error> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(name) =
            name.strip_suffix(".ts").filter(|name| !matches!(*name, "Commands" | "index"))
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

const HEADER: &str = "// Generated by `cargo xtask bindings --write`. Never edited.\n";

fn commands_file(config: &Config, types: &[String]) -> String {
    let mut rows = String::new();
    for spec in COMMANDS {
        let (input, result) = spec.signature(config);
        rows.push_str(&format!("  {}: {{ input: {input}; result: {result} }};\n", spec.name));
    }
    let is_named = |name: &&String| {
        rows.split(|c: char| !c.is_alphanumeric()).any(|word| word == name.as_str())
    };
    let used: Vec<&str> = types.iter().filter(is_named).map(String::as_str).collect();
    let imports: String =
        used.iter().map(|name| format!("import type {{ {name} }} from \"./{name}\";\n")).collect();
    format!(
        "{HEADER}{imports}\n/** Every command with its input and result. */\nexport interface Commands {{\n{rows}}}\n"
    )
}

fn index_file(types: &[String]) -> String {
    let rows: String =
        types.iter().map(|name| format!("export type {{ {name} }} from \"./{name}\";\n")).collect();
    format!("{HEADER}{rows}export type {{ Commands }} from \"./Commands\";\n")
}
