//! One administrator's desk: a sandbox, and an engine whose practice vault holds its apps.

use std::sync::{Mutex, PoisonError};

use credenza_core::apps::{AppDraft, AppId};
use credenza_core::flow::{ClockSource, Run, RunEvent};
use credenza_engine::Engine;
use credenza_engine::clock::{Clock, SystemClock};
use credenza_engine::views::apps::{AppDetailView, AppListInput, AppUpdateInput};
use credenza_engine::views::runs::TokenIssueInput;
use credenza_engine::views::settings::SettingsPatch;
use credenza_sandbox::{PracticeApp, Sandbox, SandboxConfig};
use credenza_vault::keyring::{KeyringState, MemoryKeyring};
use tempfile::TempDir;

use crate::practice;

/// Slug of the app that works, with `expires_in` as a text.
pub const GOOD: &str = "attendance-bot";

/// A sandbox, and an engine with its apps.
pub struct Desk {
    /// The engine; its practice vault is open.
    pub engine: Engine,
    /// The server.
    pub sandbox: Sandbox,
    /// Holds both vault folders.
    pub folder: TempDir,
}

impl Desk {
    /// A desk with this computer's clock.
    pub async fn open() -> Self {
        Self::with(SandboxConfig::default(), Box::new(SystemClock)).await
    }

    /// A desk with a sandbox and a clock of the caller's choice.
    pub async fn with(config: SandboxConfig, clock: Box<dyn Clock>) -> Self {
        let sandbox = Sandbox::start(config).await.expect("the sandbox starts on a free port");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let engine = engine(&folder, clock);
        engine.set_sandbox_base(Some(sandbox.base_url()));
        let channels = sandbox.practice_channels().iter().map(practice::channel);
        let apps = sandbox.practice_apps().iter().map(practice::record);
        let records: Vec<_> = apps.chain(channels).collect();
        engine
            .practice_open(folder.path().join("practice"), "Practice", &records)
            .expect("the practice vault opens");
        Self { engine, sandbox, folder }
    }

    /// The practice app of this slug.
    pub fn practice_app(&self, slug: &str) -> &PracticeApp {
        let apps = self.sandbox.practice_apps();
        apps.iter().find(|app| app.slug == slug).expect("the sandbox has this app")
    }

    /// The record of this name.
    pub fn id(&self, name: &str) -> AppId {
        let apps =
            self.engine.app_list(AppListInput { archived: false }).expect("the vault is open");
        apps.iter().find(|app| app.name == name).expect("the record is there").id
    }

    /// Changes a record.
    pub fn edit(&self, id: AppId, change: impl FnOnce(&mut AppDraft)) -> AppDetailView {
        let before = self.engine.app_get(id).expect("the record is there");
        let mut draft = before.draft;
        change(&mut draft);
        let edit = AppUpdateInput { id, version: before.version, draft };
        self.engine.app_update(&edit).expect("the edit is kept")
    }

    /// Changes settings.
    pub fn set(&self, patch: &SettingsPatch) {
        self.engine.settings_update(patch).expect("the settings are kept");
    }

    /// Limits a whole call to so many seconds.
    pub fn limit(&self, seconds: u32) {
        let patch =
            SettingsPatch { total_timeout_seconds: Some(seconds), ..SettingsPatch::default() };
        self.set(&patch);
    }

    /// Asks for a token by this computer's clock.
    pub async fn issue(&self, id: AppId) -> Run {
        self.issue_told(id, ClockSource::Local).await.0
    }

    /// Asks for a token, and keeps what was told meanwhile.
    pub async fn issue_told(&self, app_id: AppId, clock: ClockSource) -> (Run, Vec<RunEvent>) {
        let told = Mutex::new(Vec::new());
        let events = |event| told.lock().unwrap_or_else(PoisonError::into_inner).push(event);
        let run =
            self.engine.token_issue(TokenIssueInput { app_id, clock, grant: None }, &events).await;
        let run = run.expect("the flow ends with a run");
        (run, told.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

/// An engine on an absent vault in this folder, with a keyring that answers in memory.
pub fn engine(folder: &TempDir, clock: Box<dyn Clock>) -> Engine {
    let keyring = MemoryKeyring::new(KeyringState::Ready);
    Engine::with(folder.path().join("vault"), clock, Box::new(keyring))
}
