//! Sign-ins at customers' servers that wait for their address to come back: in memory only,
//! one a record.

use std::collections::HashMap;
use std::sync::Mutex;

use credenza_core::UnixSeconds;
use credenza_core::apps::AppId;
use credenza_core::customer_sso::{LoginKind, LoginRequest};

use crate::attempts::{Awaited, Over};
use crate::engine::lock;

/// A sign-in that waits.
pub(crate) struct SsoAttempt {
    pub(crate) kind: LoginKind,
    pub(crate) request: LoginRequest,
    /// Which of the record's test accounts signs in; `None`: the first one.
    pub(crate) account: Option<String>,
    pub(crate) begun_at: UnixSeconds,
    /// Tells whoever waits for it when it is over.
    pub(crate) over: Over,
}

/// All that wait.
#[derive(Default)]
pub(crate) struct SsoMemory {
    waiting: Mutex<HashMap<AppId, SsoAttempt>>,
}

impl SsoMemory {
    /// Keeps a sign-in in the place of an older one of the record.
    pub(crate) fn keep(&self, app: AppId, attempt: SsoAttempt) {
        lock(&self.waiting).insert(app, attempt);
    }

    /// The sign-in of a record, once.
    pub(crate) fn take(&self, app: AppId) -> Option<SsoAttempt> {
        lock(&self.waiting).remove(&app)
    }

    /// What a window or a listener needs of it, while it waits.
    pub(crate) fn look(&self, app: AppId) -> Option<Awaited> {
        let waiting = lock(&self.waiting);
        let attempt = waiting.get(&app)?;
        Some(Awaited {
            state: None,
            url: attempt.request.url.clone(),
            redirect_uri: attempt.request.redirect_uri.clone(),
            over: attempt.over.token(),
        })
    }

    /// Forgets what belongs to one record.
    pub(crate) fn forget(&self, app: AppId) {
        lock(&self.waiting).remove(&app);
    }

    /// Forgets all.
    pub(crate) fn clear(&self) {
        lock(&self.waiting).clear();
    }
}
