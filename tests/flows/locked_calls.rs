//! Each command of the table as a call of the engine, for the test that none answers while locked.

use std::path::PathBuf;

use credenza_core::Secret;
use credenza_core::apps::transfer::ListFormat;
use credenza_core::apps::{AppDraft, AppId};
use credenza_core::flow::{ClockSource, RunId};
use credenza_core::jwt::verify::Expectations;
use credenza_core::line::TokenKind;
use credenza_core::oauth::RevokedToken;
use credenza_core::recipe::RecipeLanguage;
use credenza_core::redirect::RuleSet;
use credenza_core::sign_in::IdTokenTrust;
use credenza_engine::Error;
use credenza_engine::customer_sso::{ReportFormat, ReportLanguage};
use credenza_engine::views::apps::{
    AppArchiveInput, AppArchiveManyInput, AppDraftInput, AppListInput, AppTagManyInput,
    AppUpdateInput,
};
use credenza_engine::views::channels::{
    ChannelAsk, ChannelItemInput, ChannelKeyImportInput, ChannelKeyNameInput, ChannelRunInput,
    ChannelTokenAddInput,
};
use credenza_engine::views::customer_sso::{
    SsoBeginInput, SsoCheckInput, SsoFlow, SsoPasswordInput, SsoReportInput, SsoRunInput,
};
use credenza_engine::views::discovery::DiscoveryReadInput;
use credenza_engine::views::explain::ExplainInput;
use credenza_engine::views::held::{
    LogoutInput, TokenIntrospectInput, TokenRefreshInput, TokenRevokeInput, TokenUserinfoInput,
};
use credenza_engine::views::inspector::{
    InspectorCompareInput, InspectorReadInput, KeysFetchInput, TokenSource,
};
use credenza_engine::views::key_desk::{KeyForm, KeySize};
use credenza_engine::views::recipes::{RecipeInput, RecipeSource};
use credenza_engine::views::redirect::{
    RedirectCheckInput, RedirectJudgeInput, RedirectProbeInput, RedirectSplitInput,
    RegisteredSource,
};
use credenza_engine::views::runs::{RunCompareInput, TokenIssueInput};
use credenza_engine::views::sign_in::SignInBeginInput;
use credenza_engine::views::transfer::{ExportInput, ImportHandleInput};
use credenza_engine::views::vault::{PassphraseSetInput, ProveInput, SlotInput, SlotRemoveInput};
use credenza_tests::desk::Desk;

/// Commands that the shell answers without the engine's vault; it refuses them itself.
const OF_THE_SHELL: [&str; 14] = [
    "sso_cancel",
    "sign_in_cancel",
    "vault_recovery_save",
    "sandbox_status",
    "sandbox_start",
    "sandbox_fault",
    "app_check",
    "text_copy",
    "clipboard_status",
    "clipboard_clear",
    "scope_list",
    "key_pick",
    "key_discard",
    "import_discard",
];

/// What a call needs to be well formed.
pub struct Call<'a> {
    pub desk: &'a Desk,
    pub id: AppId,
    pub run: RunId,
    pub name: &'a str,
}

type Done = Option<Result<(), Error>>;

impl Call<'_> {
    /// Calls the engine's part of the command; `None` when the engine has no part in it.
    pub async fn make(&self) -> Done {
        // Stops what runs; nothing does.
        if self.name == "token_cancel" || OF_THE_SHELL.contains(&self.name) {
            return None;
        }
        let done = self.vault().or_else(|| self.records()).or_else(|| self.keys());
        let done = done.or_else(|| self.redirects()).or_else(|| self.channels());
        let done = match done {
            Some(done) => Some(done),
            None => self.runs().await,
        };
        let done = match done {
            Some(done) => Some(done),
            None => self.workbench().await,
        };
        match done {
            Some(done) => Some(done),
            None => Some(self.readings().await.expect(self.name)),
        }
    }

    fn secret(&self) -> Secret {
        Secret::new("four TEST words of mine".to_owned())
    }

    fn draft(&self) -> AppDraft {
        AppDraft { name: "x".to_owned(), ..AppDraft::default() }
    }

    /// A file that is there and holds no key.
    fn file(&self) -> PathBuf {
        let file = self.desk.folder.path().join("some.key");
        std::fs::write(&file, "no key").expect("the folder can be written");
        file
    }

    /// Vault, settings, network.
    fn vault(&self) -> Done {
        let engine = &self.desk.engine;
        Some(match self.name {
            "vault_touch" => engine.vault_touch().map(drop),
            "vault_prove" => {
                engine.vault_prove(&ProveInput { passphrase: self.secret() }).map(drop)
            }
            "vault_passphrase_set" => {
                let input = PassphraseSetInput { current: None, passphrase: self.secret() };
                engine.passphrase_set(&input).map(drop)
            }
            "vault_keyring_add" => engine.keyring_add().map(drop),
            "vault_slot_remove" => {
                let input = SlotRemoveInput { slot: SlotInput::Recovery, current: None };
                engine.slot_remove(&input).map(drop)
            }
            "vault_recovery_create" => engine.recovery_create().map(drop),
            "settings_ca_add" => engine.ca_add(&self.file()).map(drop),
            "settings_ca_remove" => engine.ca_remove("x").map(drop),
            "network_status" => engine.network_status().map(drop),
            _ => return None,
        })
    }

    /// Records, lists of them, secrets.
    fn records(&self) -> Done {
        let engine = &self.desk.engine;
        Some(match self.name {
            "app_list" => engine.app_list(AppListInput { archived: false }).map(drop),
            "app_get" => engine.app_get(self.id).map(drop),
            "app_add" => engine
                .app_add(&AppDraftInput { draft: self.draft(), client_secret: None })
                .map(drop),
            "app_update" => engine
                .app_update(&AppUpdateInput { id: self.id, version: 1, draft: self.draft() })
                .map(drop),
            "app_duplicate" => engine.app_duplicate(self.id).map(drop),
            "app_archive" => {
                engine.app_archive(AppArchiveInput { id: self.id, archived: true }).map(drop)
            }
            "app_delete" => engine.app_delete(self.id).map(drop),
            "app_undelete" => engine.app_undelete(self.id).map(drop),
            "app_archive_many" => {
                let input = AppArchiveManyInput { ids: vec![self.id], archived: true };
                engine.app_archive_many(&input).map(drop)
            }
            "app_tag_many" => {
                let input = AppTagManyInput {
                    ids: vec![self.id],
                    add: vec!["x".into()],
                    remove: Vec::new(),
                };
                engine.app_tag_many(&input).map(drop)
            }
            "import_pick" => engine.import_offer("list.csv", b"name\nx\n").map(drop),
            "import_apply" => engine.import_apply(ImportHandleInput { handle: 1 }).map(drop),
            "import_undo" => engine.import_undo(ImportHandleInput { handle: 1 }).map(drop),
            "export_save" => {
                let input = ExportInput { ids: vec![self.id], format: ListFormat::Csv };
                engine.export_text(&input).map(drop)
            }
            "secret_set" => engine.secret_set(self.id, &self.secret()).map(drop),
            "secret_reveal" => engine.secret_reveal(self.id).map(drop),
            "secret_copy" => engine.secret_for_copy(self.id).map(drop),
            _ => return None,
        })
    }

    /// Keys and the desk.
    fn keys(&self) -> Done {
        let engine = &self.desk.engine;
        Some(match self.name {
            "key_paste" => engine.key_offer_text(&self.secret()).map(drop),
            "key_unlock" => engine.key_unlock(1, &self.secret()).map(drop),
            "key_look" => engine.key_look(1).map(drop),
            "key_match" => engine.key_match(1, 2).map(drop),
            "key_generate" => engine.key_generate(KeySize::Rsa2048).map(drop),
            "key_save" => engine.key_form(1, KeyForm::PublicPem).map(drop),
            "key_import" => engine.key_import(self.id, 1).map(drop),
            "key_file_delete" => engine.key_file_delete(self.id).map(drop),
            _ => return None,
        })
    }

    /// Channels of LINE, but for what is asked of LINE.
    fn channels(&self) -> Done {
        let engine = &self.desk.engine;
        let item = ChannelItemInput { app_id: self.id, id: 1 };
        Some(match self.name {
            "channel_get" => engine.channel_get(self.id).map(drop),
            "channel_key_make" => engine.channel_key_make(self.id).map(drop),
            "channel_key_import" => {
                let input = ChannelKeyImportInput { app_id: self.id, handle: 1, kid: "x".into() };
                engine.channel_key_import(&input).map(drop)
            }
            "channel_key_name" => {
                let input = ChannelKeyNameInput { app_id: self.id, id: 1, kid: "x".into() };
                engine.channel_key_name(&input).map(drop)
            }
            "channel_key_forget" => engine.channel_key_forget(item).map(drop),
            "channel_token_add" => {
                let value = Secret::new("TESTtokenTESTtokenTESTtoken==".to_owned());
                let input =
                    ChannelTokenAddInput { app_id: self.id, value, kind: TokenKind::LongLived };
                engine.channel_token_add(&input).map(drop)
            }
            "channel_token_forget" => engine.channel_token_forget(item).map(drop),
            "channel_token_reveal" => engine.channel_token_reveal(item).map(drop),
            "channel_token_copy" => engine.channel_token_for_copy(item).map(drop),
            _ => return None,
        })
    }

    /// Redirect URLs.
    fn redirects(&self) -> Done {
        let engine = &self.desk.engine;
        let rules = RuleSet::LineWorks;
        Some(match self.name {
            "redirect_check" => {
                let registered = RegisteredSource::Unknown;
                let input = RedirectCheckInput { text: "x".to_owned(), registered, rules };
                engine.redirect_check(input).map(drop)
            }
            "redirect_judge" => {
                let input = RedirectJudgeInput { urls: Vec::new(), rules, openid: false };
                engine.redirect_judge(&input).map(drop)
            }
            "redirect_split" => {
                engine.redirect_split(&RedirectSplitInput { text: "x".to_owned() }).map(drop)
            }
            _ => return None,
        })
    }

    /// Tokens, runs, programs.
    async fn runs(&self) -> Done {
        let engine = &self.desk.engine;
        Some(match self.name {
            "token_issue" => {
                let input =
                    TokenIssueInput { app_id: self.id, clock: ClockSource::Local, grant: None };
                engine.token_issue(input, &|_| {}).await.map(drop)
            }
            "channel_run" => {
                let input = ChannelRunInput { app_id: self.id, ask: ChannelAsk::ShortLived };
                engine.channel_run(input, &|_| {}).await.map(drop)
            }
            "token_refresh" => {
                let input = TokenRefreshInput { app_id: self.id, owner: None };
                engine.token_refresh(input, &|_| {}).await.map(drop)
            }
            "token_revoke" => {
                let token = RevokedToken::RefreshToken;
                let input = TokenRevokeInput { app_id: self.id, token, owner: None };
                engine.token_revoke(input, &|_| {}).await.map(drop)
            }
            "token_introspect" => {
                let token = RevokedToken::RefreshToken;
                let (owner, pasted) = (None, None);
                let input = TokenIntrospectInput { app_id: self.id, token, owner, pasted };
                engine.token_introspect(input, &|_| {}).await.map(drop)
            }
            "token_userinfo" => {
                let input = TokenUserinfoInput { app_id: self.id, pasted: None };
                engine.token_userinfo(input, &|_| {}).await.map(drop)
            }
            "logout_show" => {
                engine.logout_show(&LogoutInput { app_id: self.id, back: None }).map(drop)
            }
            "logout_copy" | "logout_open" => engine.logout_for_use(self.id).map(drop),
            "token_copy" => engine.token_for_copy(self.id).map(drop),
            "token_reveal" => engine.token_reveal(self.id).map(drop),
            "run_list" => engine.run_list(None).map(drop),
            "run_get" => engine.run_get(self.run).map(drop),
            "run_compare" => {
                engine.run_compare(RunCompareInput { from: Some(self.run), to: self.run }).map(drop)
            }
            "sign_in_begin" => {
                let input = SignInBeginInput { app_id: self.id, redirect_uri: None, pkce: None };
                engine.sign_in_begin(input, IdTokenTrust::default()).map(drop)
            }
            "sign_in_browse" | "sign_in_window" => engine.sign_in_awaited(1).map(drop),
            "sign_in_listen" => engine.sign_in_listen(1, "x", "x", &|_| {}).await.map(drop),
            "sign_in_finish" => engine.sign_in_finish(1, self.secret(), &|_| {}).await.map(drop),
            "recipe_get" => {
                let source = RecipeSource::Run { id: self.run };
                engine.recipe_get(RecipeInput { source, language: RecipeLanguage::Curl }).map(drop)
            }
            _ => return None,
        })
    }

    /// The workbench of customers' SSO servers.
    async fn workbench(&self) -> Done {
        let engine = &self.desk.engine;
        Some(match self.name {
            "sso_begin" => {
                let (redirect_uri, account) = (None, None);
                let application = false;
                let input = SsoBeginInput { app_id: self.id, application, redirect_uri, account };
                engine.sso_begin(input).map(drop)
            }
            "sso_browse" | "sso_window" => engine.sso_awaited(self.id).map(drop),
            "sso_finish" => engine.sso_finish(self.id, self.secret(), &|_| {}).await.map(drop),
            "sso_run" => {
                let input = SsoRunInput { app_id: self.id, flow: SsoFlow::Mail, account: None };
                engine.sso_run(input, &|_| {}).await.map(drop)
            }
            "sso_check" => {
                let (app_id, account) = (self.id, None);
                let input = SsoCheckInput { app_id, repeat: 1, sign_in: false, account };
                engine.sso_check(input, None, &|_| {}).await.map(drop)
            }
            "sso_report_save" => {
                let (language, format) = (ReportLanguage::English, ReportFormat::Markdown);
                let input = SsoReportInput { app_id: self.id, language, format };
                engine.sso_report(input).map(drop)
            }
            "sso_password_set" => {
                let input =
                    SsoPasswordInput { app_id: self.id, account: None, password: self.secret() };
                engine.sso_password_set(&input).map(drop)
            }
            "sso_last" => engine.sso_last(self.id).map(drop),
            "sso_password_state" => engine.sso_password_state(self.id).map(drop),
            _ => return None,
        })
    }

    /// Pasted tokens and failures.
    async fn readings(&self) -> Done {
        let engine = &self.desk.engine;
        Some(match self.name {
            "inspector_read" => {
                let input = InspectorReadInput {
                    source: TokenSource::Text { text: self.secret() },
                    key: None,
                    algorithm: None,
                    expect: Expectations::default(),
                    access_token: None,
                    at: None,
                };
                engine.inspector_read(&input).map(drop)
            }
            "inspector_compare" => {
                let source = || TokenSource::Text { text: self.secret() };
                let input = InspectorCompareInput { left: source(), right: source() };
                engine.inspector_compare(&input).map(drop)
            }
            "inspector_open" => engine.inspector_token_file(&self.file()).map(drop),
            "inspector_paste" => engine.inspector_pasted("x".to_owned()).map(drop),
            "inspector_key_open" => engine.inspector_key_file(&self.file()).map(drop),
            "inspector_keys_fetch" => {
                let address = self.desk.sandbox.base_url();
                let input = KeysFetchInput { address, confirmed_host: "127.0.0.1".to_owned() };
                engine.inspector_keys_fetch(input).await.map(drop)
            }
            "redirect_probe" => {
                let (address, confirmed_host) = ("https://127.0.0.1/".into(), "127.0.0.1".into());
                let input = RedirectProbeInput { address, confirmed_host };
                engine.redirect_probe(input).await.map(drop)
            }
            "discovery_read" => {
                let address = self.desk.sandbox.base_url();
                let input = DiscoveryReadInput { address, confirmed_host: "127.0.0.1".to_owned() };
                engine.discovery_read(input).await.map(drop)
            }
            "failure_explain" => {
                engine.failure_explain(&ExplainInput { text: self.secret() }).map(drop)
            }
            _ => return None,
        })
    }
}
