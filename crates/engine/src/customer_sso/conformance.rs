//! A conformance run: the plan is told, its calls are made one a second, each is judged as it ends.

use credenza_core::Secret;
use credenza_core::certificate::TlsShown;
use credenza_core::customer_sso::{
    Call, CheckEvent, Conformance, Counts, Evidence, Gauges, Plan, Planned, Probe, ProbeAnswer,
    WebReturn, judge, plan, session_lengths,
};
use tokio_util::sync::CancellationToken;

use super::caller::{Called, Caller};
use super::request::{FOREIGN, With, request};
use super::target::SsoTarget;
use crate::clock::{Clock, Stopwatch};
use crate::error::Error;
use crate::http::Http;

/// Where the events of a conformance run go.
pub type CheckEventSink<'a> = &'a (dyn Fn(CheckEvent) + Send + Sync);

/// Makes the calls and judges the answers. `web`: what the browser came back with before, and the
/// code that it brought. `http` has the limits of LINE WORKS.
///
/// # Errors
/// [`Error::Interrupted`] when the system gives no random bytes. Whatever the server does is a
/// finding and no error; a run that is cancelled gives what it has.
pub async fn check_server(
    target: &SsoTarget,
    web: Option<(WebReturn, Option<Secret>)>,
    repeat: u32,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
    events: CheckEventSink<'_>,
) -> Result<Conformance, Error> {
    let watch = Stopwatch::start();
    let started_at_ms = clock.now_ms();
    let mut run = Running::begin(target, web, clock.now());
    let plan = plan(target.had(run.code.is_some()), repeat);
    events(CheckEvent::Planned { calls: plan.calls.clone() });
    let caller = Caller { http, cancel };
    for (index, planned) in (0u32..).zip(&plan.calls) {
        if index > 0 {
            wait(target, cancel).await;
        }
        if cancel.is_cancelled() {
            break;
        }
        let random = [bytes()?, bytes()?];
        let Some(call) = run
            .call(*planned, &caller, random, || {
                events(CheckEvent::Calling { index });
            })
            .await
        else {
            continue;
        };
        if !cancel.is_cancelled() {
            events(CheckEvent::Called { index, call, checks: judge(&run.found) });
        }
    }
    Ok(run.end(&plan, started_at_ms, watch.elapsed_us(), cancel.is_cancelled()))
}

async fn wait(target: &SsoTarget, cancel: &CancellationToken) {
    tokio::select! {
        () = cancel.cancelled() => {}
        () = tokio::time::sleep(target.pace()) => {}
    }
}

struct Running<'a> {
    target: &'a SsoTarget,
    found: Evidence,
    now: i64,
    /// The code of the round that is under way.
    code: Option<Secret>,
    /// The code of the first round, once it was used.
    used: Option<Secret>,
    /// A code for one wrong call.
    spare: Option<Secret>,
    /// The token of the round that is under way.
    token: Option<Secret>,
    expires_in: Option<Option<i64>>,
}

impl<'a> Running<'a> {
    fn begin(target: &'a SsoTarget, web: Option<(WebReturn, Option<Secret>)>, now: i64) -> Self {
        let (web, code) = match web {
            Some((web, code)) => (Some(web), code),
            None => (None, None),
        };
        let found = Evidence {
            practice: target.practice,
            addresses: target.addresses().map(ToString::to_string).collect(),
            web,
            codes: code.iter().cloned().collect(),
            expected_user: target.expected_user.clone(),
            logout_redirect: target.logout_redirect.clone(),
            foreign: FOREIGN.to_owned(),
            ..Evidence::default()
        };
        let (used, spare, token, expires_in) = (None, None, None, None);
        Self { target, found, now, code, used, spare, token, expires_in }
    }

    /// One call; `None` when what it needs did not come.
    async fn call(
        &mut self,
        planned: Planned,
        caller: &Caller<'_>,
        random: [[u8; 32]; 2],
        calling: impl FnOnce(),
    ) -> Option<Call> {
        let (code, token) = (self.code_for(planned.probe), self.token.clone());
        let with = With { code: code.as_ref(), token: token.as_ref(), random };
        let request = request(planned.probe, self.target, &with)?;
        calling();
        let account = self.target.account.as_ref().map(|account| &account.password);
        let sent: Vec<&Secret> = [Some(&self.target.client_secret), code.as_ref(), account]
            .into_iter()
            .flatten()
            .collect();
        let called = caller.call(&request, &sent).await;
        if caller.cancel.is_cancelled() {
            return None;
        }
        if let Some(seen) = &called.tls {
            let shown = TlsShown::read(seen.version, &seen.chain, self.now);
            self.found.showed(request.server(), shown);
        }
        let made_up = self.is_made_up(planned.probe, &with);
        Some(self.keep(planned, made_up, called, code))
    }

    fn code_for(&mut self, probe: Probe) -> Option<Secret> {
        match probe {
            Probe::Token => self.code.take(),
            Probe::TokenReused => self.used.clone(),
            Probe::TokenUnknownClient | Probe::TokenWrongGrant | Probe::TokenWrongSecret => {
                self.spare.take()
            }
            _ => None,
        }
    }

    fn is_made_up(&self, probe: Probe, with: &With<'_>) -> bool {
        match probe {
            Probe::TokenUnknownClient | Probe::TokenWrongGrant | Probe::TokenWrongSecret => {
                with.code.is_none()
            }
            Probe::UserInfoUnknownClient | Probe::UserInfoWrongSecret => with.token.is_none(),
            _ => false,
        }
    }

    fn keep(
        &mut self,
        planned: Planned,
        made_up: bool,
        called: Called,
        code: Option<Secret>,
    ) -> Call {
        let Called { times, outcome, .. } = called;
        let answer = ProbeAnswer { planned, made_up, times, outcome };
        self.learn(planned, &answer, code);
        let call = Call::of(&answer);
        self.found.answers.push(answer);
        call
    }

    /// Takes codes and tokens out of an answer for the calls after it.
    fn learn(&mut self, planned: Planned, answer: &ProbeAnswer, code: Option<Secret>) {
        let answered = answer.answer();
        match planned.probe {
            Probe::MailCode => self.code = answered.and_then(|answer| answer.code()),
            Probe::SpareCode => self.spare = answered.and_then(|answer| answer.code()),
            Probe::Token => {
                if planned.round == 1 {
                    self.used = code;
                    self.expires_in = answered
                        .filter(|answer| answer.access_token().is_some())
                        .map(|answer| answer.expires_in_seconds());
                }
                self.token = answered.and_then(|answer| answer.access_token());
            }
            _ => {}
        }
        if matches!(planned.probe, Probe::MailCode | Probe::SpareCode) {
            self.found.codes.extend(answered.and_then(|answer| answer.code()));
        }
    }

    fn end(
        self,
        plan: &Plan,
        started_at_ms: i64,
        duration_us: u64,
        cancelled: bool,
    ) -> Conformance {
        let checks = judge(&self.found);
        let calls: Vec<Call> = self.found.answers.iter().map(Call::of).collect();
        let mut hosts: Vec<String> =
            self.target.addresses().filter_map(|url| url.host_str().map(str::to_owned)).collect();
        hosts.sort_unstable();
        hosts.dedup();
        let target = self.target;
        let session = |set_expire_time| {
            let expires_in = self.expires_in?;
            Some(session_lengths(expires_in, set_expire_time, target.public_sector))
        };
        Conformance {
            app_name: target.name.clone(),
            practice: target.practice,
            hosts,
            started_at_ms,
            duration_us,
            cancelled,
            rounds: plan.rounds,
            counts: Counts::of(&checks),
            gauges: Gauges::of(&calls),
            session: session(target.set_expire_time),
            session_switched: session(!target.set_expire_time),
            checks,
            calls,
            tls: self.found.tls,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

pub(crate) fn bytes() -> Result<[u8; 32], Error> {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::Interrupted)?;
    Ok(bytes)
}
