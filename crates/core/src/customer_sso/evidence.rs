//! What a conformance run found, before it is judged.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::answer::ApiAnswer;
use super::check::Check;
use super::limits::CallTimes;
use super::probe::{Planned, Probe};
use crate::Secret;
use crate::certificate::TlsShown;
use crate::diagnosis::Cause;

/// Why a call brought no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallFailure {
    /// The cause as a diagnosis names it.
    pub cause: Cause,
}

/// What a call came to.
#[derive(Debug, Clone, PartialEq)]
pub enum ProbeOutcome {
    /// It was answered.
    Answered(ApiAnswer),
    /// It was not.
    Failed(CallFailure),
}

/// One call of the plan with what it came to.
#[derive(Debug, Clone, PartialEq)]
pub struct ProbeAnswer {
    /// Which call.
    pub planned: Planned,
    /// Whether a code or a token was made up where a real one would have told more.
    pub made_up: bool,
    /// How long it took.
    pub times: CallTimes,
    /// What it came to.
    pub outcome: ProbeOutcome,
}

impl ProbeAnswer {
    /// The answer, if there was one.
    pub fn answer(&self) -> Option<&ApiAnswer> {
        match &self.outcome {
            ProbeOutcome::Answered(answer) => Some(answer),
            ProbeOutcome::Failed(_) => None,
        }
    }

    /// Why there was none.
    pub fn failure(&self) -> Option<Cause> {
        match &self.outcome {
            ProbeOutcome::Answered(_) => None,
            ProbeOutcome::Failed(failure) => Some(failure.cause),
        }
    }
}

/// What one server showed of its TLS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoServerTls")]
pub struct ServerTls {
    /// Host and port.
    pub server: String,
    /// Version and chain.
    pub shown: TlsShown,
}

/// What the browser came back with.
#[derive(Debug, Clone, Default)]
pub struct WebReturn {
    /// The lines that the returned address answers.
    pub checks: Vec<Check>,
}

/// All that was found.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Whether it is the practice server, which has not the usual port and, without https, no TLS.
    pub practice: bool,
    /// The addresses of the record.
    pub addresses: Vec<String>,
    /// The sign-in in the browser, if there was one.
    pub web: Option<WebReturn>,
    /// The calls in order.
    pub answers: Vec<ProbeAnswer>,
    /// Codes that were seen.
    pub codes: Vec<Secret>,
    /// What the servers showed of their TLS, each once.
    pub tls: Vec<ServerTls>,
    /// Who the test account is to LINE WORKS.
    pub expected_user: Option<String>,
    /// Where the logout was told to return to.
    pub logout_redirect: String,
    /// The foreign address that was tried.
    pub foreign: String,
}

impl Evidence {
    /// Keeps what a server showed, in the place of what it showed before.
    pub fn showed(&mut self, server: String, shown: TlsShown) {
        self.tls.retain(|kept| kept.server != server);
        self.tls.push(ServerTls { server, shown });
    }

    /// The first call of this kind.
    pub(super) fn first(&self, probe: Probe) -> Option<&ProbeAnswer> {
        self.all(probe).next()
    }

    /// All calls of this kind.
    pub(super) fn all(&self, probe: Probe) -> impl Iterator<Item = &ProbeAnswer> {
        self.answers.iter().filter(move |answer| answer.planned.probe == probe)
    }

    /// The answers of all APIs.
    pub(super) fn api(&self) -> impl Iterator<Item = &ApiAnswer> {
        let api = self.answers.iter().filter(|answer| answer.planned.probe.is_api());
        api.filter_map(ProbeAnswer::answer)
    }
}
