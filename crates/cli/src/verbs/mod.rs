//! The verbs, one file each: read the input, call the engine, give the result.

pub(crate) mod app_add;
pub(crate) mod app_archive;
pub(crate) mod app_edit;
pub(crate) mod app_export;
pub(crate) mod app_import;
pub(crate) mod app_list;
pub(crate) mod app_show;
pub(crate) mod discover;
pub(crate) mod explain;
pub(crate) mod init;
pub(crate) mod inspect;
pub(crate) mod key_convert;
pub(crate) mod key_generate;
pub(crate) mod key_import;
pub(crate) mod key_inspect;
pub(crate) mod key_match;
pub(crate) mod redirect_check;
pub(crate) mod run_compare;
pub(crate) mod run_copy_as;
pub(crate) mod run_list;
pub(crate) mod run_show;
pub(crate) mod sandbox_serve;
pub(crate) mod token_issue;
pub(crate) mod token_sign_in;
