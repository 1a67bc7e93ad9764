//! Commands of the page, one file per noun. A command unwraps its input, calls one engine function
//! and returns its view; whether it may run while locked is the table's matter (`Shell::call`).

pub(crate) mod apps;
mod channels;
pub(crate) mod discovery;
pub(crate) mod explain;
pub(crate) mod inspector;
pub(crate) mod key_desk;
pub(crate) mod keys;
pub(crate) mod lists;
pub(crate) mod logout;
pub(crate) mod recipes;
pub(crate) mod redirect;
pub(crate) mod runs;
pub(crate) mod sandbox;
pub(crate) mod secrets;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod sso;
pub(crate) mod vault;

use credenza_engine::error_code::WireError;
use tauri::ipc::Invoke;

/// What every command returns.
pub(crate) type Answer<T> = Result<T, WireError>;

/// Every command that the page may call, room by room.
pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    // In braces, which rustfmt leaves alone: a room is a line or two.
    tauri::generate_handler! {
        vault::vault_status, vault::vault_create, vault::vault_unlock, vault::vault_lock,
        vault::vault_touch, vault::vault_prove, vault::vault_passphrase_set,
        vault::vault_keyring_add, vault::vault_slot_remove, vault::vault_recovery_create,
        vault::vault_recovery_save,
        sandbox::practice_start, sandbox::practice_leave, sandbox::sandbox_status,
        sandbox::sandbox_start, sandbox::sandbox_fault,
        apps::app_list, apps::app_get, apps::app_check, apps::app_add, apps::app_update,
        apps::app_duplicate, apps::app_archive, apps::app_delete, apps::app_undelete,
        apps::app_archive_many, apps::app_tag_many, apps::scope_list,
        lists::import_pick, lists::import_apply, lists::import_discard, lists::import_undo,
        lists::export_save,
        secrets::secret_set, secrets::secret_reveal, secrets::secret_copy,
        secrets::text_copy, secrets::clipboard_status, secrets::clipboard_clear,
        secrets::token_copy, secrets::token_reveal,
        keys::key_pick, keys::key_paste, keys::key_unlock, keys::key_import,
        keys::key_discard, keys::key_file_delete,
        key_desk::key_look, key_desk::key_match, key_desk::key_generate, key_desk::key_save,
        runs::token_issue, runs::token_refresh, runs::token_revoke, runs::token_introspect, runs::token_userinfo, runs::token_cancel,
        runs::run_list, runs::run_get, runs::run_compare,
        logout::logout_show, logout::logout_copy, logout::logout_open,
        sign_in::sign_in_begin, sign_in::sign_in_browse, sign_in::sign_in_window,
        sign_in::sign_in_listen, sign_in::sign_in_finish, sign_in::sign_in_cancel,
        sso::sso_begin, sso::sso_browse, sso::sso_window, sso::sso_finish, sso::sso_cancel,
        sso::sso_run, sso::sso_check, sso::sso_report_save,
        sso::sso_password_set, sso::sso_password_state,
        sso::sso_last,
        inspector::inspector_read, inspector::inspector_compare, inspector::inspector_open,
        inspector::inspector_paste, inspector::inspector_key_open,
        inspector::inspector_keys_fetch,
        redirect::redirect_check, redirect::redirect_judge, redirect::redirect_split,
        redirect::redirect_probe,
        discovery::discovery_read,
        recipes::recipe_get,
        explain::failure_explain,
        channels::channel_get, channels::channel_run, channels::channel_key_make,
        channels::channel_key_import, channels::channel_key_name, channels::channel_key_forget,
        channels::channel_token_add, channels::channel_token_forget,
        channels::channel_token_reveal, channels::channel_token_copy,
        settings::settings_get, settings::settings_update, settings::settings_ca_add,
        settings::settings_ca_remove, settings::network_status, settings::about_get,
    }
}
