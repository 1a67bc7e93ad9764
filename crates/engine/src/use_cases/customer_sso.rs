//! A customer's SSO server: sign-ins and logouts played as runs, the conformance check. Test accounts and
//! the report are beside it.

use credenza_core::Secret;
use credenza_core::apps::{App, AppId, HostError};
use credenza_core::customer_sso::{
    Conformance, CustomerSsoApp, LOGIN_LIMIT, LoginKind, login_request,
};
use credenza_core::flow::{FlowKind, Run};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::secrets::CLIENT_SECRET;
use super::sso_accounts::chosen;
use crate::attempts::{Awaited, Over};
use crate::customer_sso::{
    CameBack, CheckEventSink, SsoAttempt, SsoTarget, brought, bytes, check_server, limits, play,
};
use crate::engine::Engine;
use crate::error::Error;
use crate::flow::{EventSink, Recorder};
use crate::http::Http;
use crate::loopback::{ExpectedReturn, Loopback};
use crate::views::NoView;
use crate::views::customer_sso::*;

/// Most rounds that can be asked for; the limit of calls ends them before.
const MOST_ROUNDS: u32 = 100;

impl Engine {
    /// Begins a sign-in; nothing is sent. It takes the place of one of the record that waits.
    ///
    /// # Errors
    /// When the vault is locked, or the record lacks what a sign-in needs.
    pub fn sso_begin(&self, input: SsoBeginInput) -> Result<SsoLoginView, Error> {
        let epoch = self.epoch()?;
        let named = input.account.clone().map(SsoAccountInput::named);
        let (_, target) = self.sso_target(input.app_id, named)?;
        let (kind, field, url) = match input.application {
            true => (LoginKind::Application, "appLoginUrl", &target.app_login),
            false => (LoginKind::Web, "webLoginUrl", &target.web_login),
        };
        let url = url.as_ref().ok_or(Error::Invalid { field, reason: "the record has none" })?;
        let redirect = match &input.redirect_uri {
            Some(text) => Url::parse(text)
                .map_err(|_| Error::Invalid { field: "redirectUri", reason: "it is no address" })?,
            None => target.redirect.clone(),
        };
        let random = [bytes()?, bytes()?];
        let stored = target.account.as_ref().map(|account| account.email.as_str());
        let works_id = input.account.as_deref().or(stored);
        let request = login_request(kind, url, &target.client_id, &redirect, works_id, &random);
        let (begun_at, over) = (self.now(), Over::default());
        let view = SsoLoginView {
            url: request.url.clone(),
            redirect_uri: request.redirect_uri.clone(),
            ends_at: begun_at + LOGIN_LIMIT,
        };
        let attempt = SsoAttempt { kind, request, account: input.account, begun_at, over };
        match self.within(epoch, || self.shared.memory.sso.keep(input.app_id, attempt)) {
            true => Ok(view),
            false => Err(Error::Locked),
        }
    }

    /// Where a sign-in that waits goes to and comes back to.
    ///
    /// # Errors
    /// [`Error::SignInGone`] when none waits.
    pub fn sso_awaited(&self, app: AppId) -> Result<Awaited, Error> {
        self.epoch()?;
        self.shared.memory.sso.look(app).ok_or(Error::SignInGone)
    }

    /// Gives a sign-in up; nothing happens when none waits.
    pub fn sso_cancel(&self, app: AppId) -> NoView {
        drop(self.shared.memory.sso.take(app));
        NoView {}
    }

    /// Listens on this computer for the browser to come back. `done` is what it says then.
    ///
    /// # Errors
    /// [`Error::Invalid`] when `redirect_uri` is not one of this computer with a port,
    /// [`Error::PortTaken`] when another program listens there, [`Error::SignInGone`] when none
    /// waits or nobody came back.
    pub async fn sso_listen(&self, app: AppId, done: &str) -> Result<Secret, Error> {
        let awaited = self.sso_awaited(app)?;
        if !Loopback::fits(&awaited.redirect_uri) {
            let reason = "it is not an http address of this computer with a port";
            return Err(Error::Invalid { field: "redirectUri", reason });
        }
        let listener = Loopback::open(&awaited.redirect_uri).await.map_err(|_| Error::PortTaken)?;
        // What the server does to the state is what is looked at, so any answer counts.
        let done = super::sign_in::page_saying(done);
        let expected = ExpectedReturn { state: None, stray: done.clone(), done };
        tokio::select! {
            returned = listener.returned(expected) => returned.ok_or(Error::SignInGone),
            () = awaited.over.cancelled() => Err(Error::SignInGone),
        }
    }

    /// Ends a sign-in with the address that came back, whatever it says, and plays the calls that
    /// LINE WORKS makes then.
    ///
    /// # Errors
    /// [`Error::SignInGone`] when none waits; when the vault is locked or the record is gone or
    /// being tested.
    pub async fn sso_finish(
        &self,
        app_id: AppId,
        returned: Secret,
        events: EventSink<'_>,
    ) -> Result<Run, Error> {
        self.epoch()?;
        let attempt = self.shared.memory.sso.take(app_id).ok_or(Error::SignInGone)?;
        let flow = match attempt.kind {
            LoginKind::Web => FlowKind::SsoWeb,
            LoginKind::Application => FlowKind::SsoApplication,
        };
        let account = attempt.account.clone().map(SsoAccountInput::named);
        let came_back = self.came_back(attempt, returned);
        self.sso_play(app_id, flow, account, Some(came_back), events).await
    }

    /// Plays a flow that needs no browser.
    ///
    /// # Errors
    /// When the vault is locked, the record is gone, being tested or of another kind, or there is
    /// no account to sign in with.
    pub async fn sso_run(&self, input: SsoRunInput, events: EventSink<'_>) -> Result<Run, Error> {
        let flow = match input.flow {
            SsoFlow::Mail => FlowKind::SsoMail,
            SsoFlow::Logout => FlowKind::SsoLogout,
        };
        self.sso_play(input.app_id, flow, input.account, None, events).await
    }

    async fn sso_play(
        &self,
        app_id: AppId,
        flow: FlowKind,
        account: Option<SsoAccountInput>,
        came_back: Option<CameBack>,
        events: EventSink<'_>,
    ) -> Result<Run, Error> {
        let epoch = self.epoch()?;
        let (app, target) = self.sso_target(app_id, account)?;
        if flow == FlowKind::SsoMail && target.account.is_none() {
            return Err(NO_ACCOUNT);
        }
        let http = self.sso_http(&app)?;
        let ticket = self.shared.memory.start_run(app_id).ok_or(Error::RunInProgress)?;
        let played = async {
            let run = self.sso_run_begun(&app, flow)?;
            let mut recorder = Recorder::start(run, events);
            play(&mut recorder, &target, came_back.as_ref(), &http, &ticket.cancel).await?;
            self.keep(&recorder.run, &target.client_id, epoch, |_| Ok(()))?;
            recorder.tell_finished();
            Ok(recorder.run)
        }
        .await;
        self.shared.memory.end_run(app_id, &ticket);
        played
    }

    fn sso_run_begun(&self, app: &App, flow: FlowKind) -> Result<Run, Error> {
        let started_at_ms = self.shared.clock.now_ms();
        self.with_vault(|vault| {
            vault.write(|vault| {
                let run = Run::begun(vault.run_reserve(app.id)?, app, flow, started_at_ms);
                vault.run_put(&run)?;
                Ok::<_, Error>(run)
            })
        })
    }

    /// Checks a server against the documents. `returned`: the address that the sign-in that waits
    /// came back to; its code is spent in the first round. Stops when its run is cancelled.
    ///
    /// # Errors
    /// When the vault is locked, the record is gone, being tested or of another kind.
    pub async fn sso_check(
        &self,
        input: SsoCheckInput,
        returned: Option<Secret>,
        events: CheckEventSink<'_>,
    ) -> Result<Conformance, Error> {
        let epoch = self.epoch()?;
        let app_id = input.app_id;
        let (app, target) = self.sso_target(app_id, input.account)?;
        let came_back = match returned {
            Some(returned) => {
                let attempt = self.shared.memory.sso.take(app_id).ok_or(Error::SignInGone)?;
                Some(self.came_back(attempt, returned))
            }
            None => None,
        };
        let http = self.sso_http(&app)?;
        let ticket = self.shared.memory.start_run(app_id).ok_or(Error::RunInProgress)?;
        let web = came_back.as_ref().map(brought);
        let (repeat, clock) = (input.repeat.clamp(1, MOST_ROUNDS), self.shared.clock.as_ref());
        let cancel: &CancellationToken = &ticket.cancel;
        let found = check_server(&target, web, repeat, &http, clock, cancel, events).await;
        self.shared.memory.end_run(app_id, &ticket);
        let found = found?;
        if self.epoch()? != epoch {
            return Err(Error::Locked);
        }
        self.with_vault(|vault| Ok(vault.sso_check_put(app_id, &found)?))?;
        Ok(found)
    }

    fn came_back(&self, attempt: SsoAttempt, returned: Secret) -> CameBack {
        let seconds = self.now() - attempt.begun_at;
        CameBack { request: attempt.request, seconds, returned }
    }

    /// The limits of LINE WORKS, and the record's own authority beside those of the settings.
    fn sso_http(&self, app: &App) -> Result<Http, Error> {
        let own_ca = app.draft.service.customer_sso().map(|app| app.ca_pem.as_str());
        let settings = limits(self.http_settings()?, own_ca);
        if own_ca.is_none_or(|pem| pem.trim().is_empty()) {
            return Ok(Http::new(settings));
        }
        let reason = "it is no certificate in PEM";
        Http::proven(settings).map_err(|_| Error::Invalid { field: "caPem", reason })
    }

    fn sso_target(
        &self,
        id: AppId,
        account: Option<SsoAccountInput>,
    ) -> Result<(App, SsoTarget), Error> {
        let sandbox = self.sandbox_base();
        self.with_vault(|vault| {
            let app = vault.app_get(id)?;
            let sso = app.draft.service.customer_sso().ok_or(OTHER_KIND)?;
            let client_secret = vault
                .secret_get(id, CLIENT_SECRET)?
                .filter(|secret| !secret.is_empty())
                .ok_or(Error::Invalid { field: "clientSecret", reason: "none is stored" })?;
            let (account, expected_user) = chosen(vault, id, sso, account)?;
            let target = target(&app.draft.name, sso, client_secret, sandbox.as_deref())?;
            Ok((app, SsoTarget { account, expected_user, ..target }))
        })
    }
}

pub(super) const OTHER_KIND: Error =
    Error::Invalid { field: "app", reason: "it is no record of a customer's SSO server" };
const NO_ACCOUNT: Error =
    Error::Invalid { field: "account", reason: "no test account with a password is at hand" };

/// Every address as it may be called.
fn target(
    name: &str,
    app: &CustomerSsoApp,
    client_secret: Secret,
    sandbox: Option<&str>,
) -> Result<SsoTarget, Error> {
    let usable = |field: &'static str, address: &str| {
        app.usable(address, sandbox).map_err(|error| unusable(field, &error))
    };
    let client_id = app.client_id.trim().to_owned();
    if client_id.is_empty() {
        return Err(Error::Invalid { field: "clientId", reason: "the record has none" });
    }
    Ok(SsoTarget {
        name: name.to_owned(),
        practice: app.practice,
        client_id,
        client_secret,
        web_login: usable("webLoginUrl", &app.web_login_url)?,
        app_login: usable("appLoginUrl", &app.app_login_url)?,
        token: usable("tokenUrl", &app.token_url)?,
        user_info: usable("userInfoUrl", &app.user_info_url)?,
        mail: usable("mailUrl", &app.mail_url)?,
        logout: usable("logoutUrl", &app.logout_url)?,
        redirect: app.redirect().map_err(|error| unusable("redirectUrl", &error))?,
        logout_redirect: app.logout_redirect(),
        account: None,
        expected_user: None,
        set_expire_time: app.set_expire_time,
        public_sector: app.public_sector,
    })
}

fn unusable(field: &'static str, error: &HostError) -> Error {
    let reason = match error {
        HostError::SandboxStopped => "the sandbox is not running",
        HostError::NotConfirmed { .. } => "its host was not confirmed for this record",
        HostError::Address(_) | HostError::NoAddress => "its address is not an https address",
    };
    Error::Invalid { field, reason }
}
