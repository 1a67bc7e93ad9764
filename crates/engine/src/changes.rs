//! Which commands change what the list of apps shows: after each of them the page is told.

/// Their names, as the table of commands has them.
const CHANGES_APPS: [&str; 18] = [
    "app_add",
    "app_update",
    "app_duplicate",
    "app_archive",
    "app_delete",
    "app_undelete",
    "app_archive_many",
    "app_tag_many",
    "import_apply",
    "import_undo",
    "secret_set",
    "key_import",
    "token_issue",
    "sign_in_window",
    "sign_in_listen",
    "sign_in_finish",
    "token_refresh",
    "token_revoke",
];

/// Whether the list may look different after this command.
pub fn changes_apps(command: &str) -> bool {
    CHANGES_APPS.contains(&command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::COMMANDS;

    #[test]
    fn every_name_is_a_command() {
        for name in CHANGES_APPS {
            assert!(COMMANDS.iter().any(|spec| spec.name == name), "{name}");
        }
    }
}
