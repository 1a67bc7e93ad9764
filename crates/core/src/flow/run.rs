//! A test run and its steps. Holds no secret: exchanges are sealed before they come here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{HttpTimings, Part, Peer, ShownRequest, ShownResponse, Verdict, VerdictResult};
use crate::UnixSeconds;
use crate::apps::{App, AppId, Environment};
use crate::diagnosis::Diagnosis;
use crate::tokens::SignedIn;

/// Permanent number of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct RunId(pub i64);

/// Which flow ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FlowKind {
    /// JWT bearer grant with a service account (facts.md 2).
    ServiceAccount,
    /// Authorization code of a member who signs in (facts.md 1.2, 1.3, 3).
    AuthorizationCode,
    /// New access token for a refresh token that is held (facts.md 1.4).
    Refresh,
    /// A token is ended before its time (facts.md 1.7).
    Revoke,
    /// A client's token for itself (RFC 6749 section 4.4).
    ClientCredentials,
    /// A token for an assertion, at a server that is not LINE WORKS (RFC 7523 section 2.1).
    JwtBearer,
    /// Whether a token holds (RFC 7662).
    Introspection,
    /// Who signed in (OpenID Connect Core section 5.3).
    Userinfo,
    /// A stateless channel access token, by channel ID and secret (facts.md 7.2).
    LineStatelessBySecret,
    /// A stateless channel access token, by assertion.
    LineStatelessByAssertion,
    /// A channel access token of v2.1.
    LineV21,
    /// A short-lived channel access token.
    LineShortLived,
    /// The key IDs of the tokens of v2.1 that hold.
    LineKeyIds,
    /// Whether a channel access token holds.
    LineVerify,
    /// A channel access token is ended, and verified before and after.
    LineRevoke,
    /// A member signs in at a customer's server in a browser (facts.md 6.3, 6.5).
    SsoWeb,
    /// The same in the browser inside the LINE WORKS app.
    SsoApplication,
    /// A mail or calendar program signs in at a customer's server (facts.md 6.5 a).
    SsoMail,
    /// A member is signed out at a customer's server (facts.md 6.6).
    SsoLogout,
}

impl FlowKind {
    /// Its steps in order.
    pub fn steps(self) -> &'static [StepId] {
        use StepId::{
            After, Authorize, Before, Build, Check, IdToken, Keep, Response, Return, Send, Sign,
            SsoLogout, SsoMailCode, SsoToken, SsoUserInfo, Verify,
        };
        match self {
            Self::ServiceAccount => &[Build, Check, Sign, Send, Response, Verify],
            Self::AuthorizationCode => &[Authorize, Return, Send, Response, Verify, IdToken],
            Self::Refresh => &[Check, Send, Response, Verify, Keep],
            Self::JwtBearer => &[Build, Check, Sign, Send, Response, Verify],
            Self::ClientCredentials => &[Check, Send, Response, Verify],
            Self::Revoke | Self::Introspection | Self::Userinfo => &[Check, Send, Response],
            Self::LineStatelessByAssertion | Self::LineV21 | Self::LineKeyIds => {
                &[Build, Check, Sign, Send, Response, Verify]
            }
            Self::LineStatelessBySecret | Self::LineShortLived | Self::LineVerify => {
                &[Check, Send, Response, Verify]
            }
            Self::LineRevoke => &[Check, Before, Send, Response, After],
            Self::SsoWeb | Self::SsoApplication => &[Authorize, Return, SsoToken, SsoUserInfo],
            Self::SsoMail => &[SsoMailCode, SsoToken, SsoUserInfo],
            Self::SsoLogout => &[SsoLogout],
        }
    }

    /// Whether LINE WORKS is played against a customer's server.
    pub fn is_sso(self) -> bool {
        matches!(self, Self::SsoWeb | Self::SsoApplication | Self::SsoMail | Self::SsoLogout)
    }

    /// Those that end a token or ask about one: they say nothing of whether the app works.
    pub const ABOUT_A_TOKEN: [Self; 3] = [Self::Revoke, Self::Introspection, Self::Userinfo];

    /// All steps, none begun.
    pub fn waiting(self) -> Vec<Step> {
        self.steps().iter().copied().map(Step::waiting).collect()
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// Still under way, or the program ended during it.
    Running,
    /// A token was issued, or ended as asked.
    Passed,
    /// It was not.
    Failed,
    /// Stopped by the user.
    Cancelled,
}

/// Whose clock dates the assertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ClockSource {
    /// This computer's.
    #[default]
    Local,
    /// The server's, as measured by its Date header in an earlier run.
    Server,
}

/// A step of a flow; [`FlowKind::steps`] has their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StepId {
    /// Build the assertion.
    Build,
    /// Check before sending (facts.md 2.5).
    Check,
    /// Sign it with the private key.
    Sign,
    /// POST to the token endpoint.
    Send,
    /// The answer.
    Response,
    /// Check what came back.
    Verify,
    /// Build the address to sign in at.
    Authorize,
    /// The address that the browser came back to.
    Return,
    /// Check the ID token.
    IdToken,
    /// Put the new refresh token in the place of the old one.
    Keep,
    /// Verify the token before it is revoked.
    Before,
    /// Verify the token after it was revoked.
    After,
    /// GET a code from a customer's IMAP/CalDAV login API.
    SsoMailCode,
    /// POST to a customer's Access Token Return API.
    SsoToken,
    /// POST to a customer's User Information Return API.
    SsoUserInfo,
    /// GET a customer's logout URL.
    SsoLogout,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StepStatus {
    /// Its turn will come.
    Waiting,
    /// Under way.
    Running,
    /// Done, nothing to say.
    Passed,
    /// Done, with something to look at.
    Warned,
    /// Broken.
    Failed,
    /// An earlier step broke.
    NotReached,
}

/// One step of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Which step.
    pub id: StepId,
    /// Where it stands.
    pub status: StepStatus,
    /// How long it took, in microseconds.
    pub duration_us: Option<u64>,
    /// What its rules say.
    pub verdicts: Vec<Verdict>,
    /// Legs of the exchange.
    pub timings: Option<HttpTimings>,
    /// What was sent.
    pub request: Option<ShownRequest>,
    /// What came back.
    pub response: Option<ShownResponse>,
}

impl Step {
    /// A step whose turn has not come.
    pub fn waiting(id: StepId) -> Self {
        let status = StepStatus::Waiting;
        Self {
            id,
            status,
            duration_us: None,
            verdicts: Vec::new(),
            timings: None,
            request: None,
            response: None,
        }
    }

    /// The worst of the verdicts as a status.
    pub fn status_of(verdicts: &[Verdict]) -> StepStatus {
        let any = |result| verdicts.iter().any(|verdict| verdict.result == result);
        if any(VerdictResult::Failed) {
            StepStatus::Failed
        } else if any(VerdictResult::Warned) {
            StepStatus::Warned
        } else {
            StepStatus::Passed
        }
    }
}

/// One claim of the assertion as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssertionClaim {
    /// Claim name.
    pub name: String,
    /// Value in JSON.
    pub value: String,
    /// The value as a time, for `iat` and `exp`.
    pub time: Option<UnixSeconds>,
}

/// The assertion, decoded; its signature is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssertionView {
    /// Header members.
    pub header: Vec<(String, String)>,
    /// Claims.
    pub claims: Vec<AssertionClaim>,
    /// Header and payload plain, signature sealed.
    pub encoded: Vec<Part>,
}

/// What is kept of a token: never the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TokenSummary {
    /// `token_type` as answered.
    pub token_type: String,
    /// `expires_in` in seconds; `None` when missing or unreadable.
    pub expires_in: Option<i64>,
    /// When it ends by this computer's clock.
    pub expires_at: Option<UnixSeconds>,
    /// Granted scopes.
    pub scope: Vec<String>,
    /// Scopes asked for and not granted.
    pub scope_missing: Vec<String>,
    /// The token's seal.
    pub shown: Part,
    /// Whether a refresh token came along.
    pub has_refresh: bool,
    /// Whether `expires_in` was a text (facts.md 1.5).
    pub expires_in_as_text: bool,
}

/// A test run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// Permanent number.
    pub id: RunId,
    /// The app that was tested.
    pub app_id: AppId,
    /// Its name at that time.
    pub app_name: String,
    /// Version of its record at that time; `None` for runs that were kept before it was noted.
    #[serde(default)]
    pub app_version: Option<u32>,
    /// Which flow.
    pub flow: FlowKind,
    /// Its environment at that time.
    pub environment: Environment,
    /// Start in milliseconds since the Unix epoch.
    pub started_at_ms: i64,
    /// How long it took, in microseconds.
    pub duration_us: u64,
    /// How it ended.
    pub outcome: Outcome,
    /// Whose clock dated the assertion.
    pub clock: ClockSource,
    /// All steps, also those not reached.
    pub steps: Vec<Step>,
    /// The assertion, once built.
    pub assertion: Option<AssertionView>,
    /// The token, if one was issued.
    pub token: Option<TokenSummary>,
    /// Why it failed.
    pub diagnosis: Option<Diagnosis>,
    /// This computer's clock minus the server's, in seconds, by the Date header.
    pub skew_seconds: Option<i64>,
    /// The server's words, verbatim, with secrets cut out.
    pub server_words: Option<String>,
    /// Status code of the answer.
    pub http_status: Option<u16>,
    /// SPKI SHA-256 of the key that signed.
    pub key_sha256: Option<String>,
    /// Who answered; `None` for runs that were kept before it was noted.
    #[serde(default)]
    pub peer: Option<Peer>,
    /// Who signed in, as the server names them; `None` for runs that were kept before it was noted.
    #[serde(default)]
    pub signed_in: Option<SignedIn>,
}

impl Run {
    /// A run that begins, with all steps waiting.
    pub fn begun(id: RunId, app: &App, flow: FlowKind, started_at_ms: i64) -> Self {
        Self {
            id,
            app_id: app.id,
            app_name: app.draft.name.clone(),
            app_version: Some(app.version),
            flow,
            environment: app.draft.service.environment(),
            started_at_ms,
            duration_us: 0,
            outcome: Outcome::Running,
            clock: ClockSource::Local,
            steps: flow.waiting(),
            assertion: None,
            token: None,
            diagnosis: None,
            skew_seconds: None,
            server_words: None,
            http_status: None,
            key_sha256: None,
            peer: None,
            signed_in: None,
        }
    }

    /// The step with this id.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}

/// What is told while a run is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RunEvent {
    /// The run has a number.
    Started {
        /// With all steps waiting.
        run: Box<Run>,
    },
    /// A step began or ended.
    Step {
        /// Number of the run.
        run_id: RunId,
        /// The step as it stands.
        step: Box<Step>,
    },
    /// The assertion is built.
    Assertion {
        /// Number of the run.
        run_id: RunId,
        /// Decoded.
        assertion: AssertionView,
    },
    /// The run has ended and is kept.
    Finished {
        /// As stored.
        run: Box<Run>,
    },
}
