//! Causes of a failed run, how sure they are, and what can be done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The one most likely cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Cause {
    /// This computer's clock is ahead of the server's.
    ClockFast,
    /// This computer's clock is behind the server's.
    ClockSlow,
    /// Off by whole or half hours: local time taken as UTC (facts.md 8.1 row 1).
    LocalTimeAsUtc,
    /// `exp` minus `iat` over 60 minutes, or not positive (row 4).
    LifetimeTooLong,
    /// No usable private key is stored.
    KeyMissing,
    /// The key is not this app's: reissued, or of another app (row 15).
    KeyNotThisApps,
    /// No client secret is stored (row 17).
    ClientSecretMissing,
    /// The client secret is wrong.
    ClientSecretWrong,
    /// The server does not know the Client ID.
    ClientUnknown,
    /// A scope is not ticked, misspelt or closed to service accounts.
    ScopeNotAllowed,
    /// No scope was asked for.
    ScopeEmpty,
    /// `iss` is not the Client ID (row 7).
    IssuerWrong,
    /// `sub` is not this app's service account.
    SubjectWrong,
    /// The assertion was refused for a reason that is not clear.
    AssertionRefused,
    /// The request was refused as malformed.
    RequestRefused,
    /// The grant is not allowed for this app.
    GrantNotAllowed,
    /// Wrong path: an HTML 404 page (row 22).
    WrongPath,
    /// `returnCode` 99 (row 26).
    UnexpectedError,
    /// The resource API's error shape.
    ResourceApiShape,
    /// A redirect, which is never followed.
    Redirected,
    /// Not JSON.
    NotJson,
    /// JSON that ends in the middle.
    TruncatedJson,
    /// A web page where JSON was due.
    WrongContentType,
    /// Body over the limit.
    BodyTooLarge,
    /// JSON without a token.
    TokenMissing,
    /// 5xx.
    ServerError,
    /// 429.
    RateLimited,
    /// The name was not found.
    DnsFailed,
    /// Nobody listens there.
    ConnectRefused,
    /// No connection in time.
    ConnectTimeout,
    /// Connected, but no answer in time.
    HeadersTimeout,
    /// The answer began and did not end in time.
    BodyTimeout,
    /// The connection was cut.
    ConnectionReset,
    /// The proxy refused or failed.
    ProxyFailed,
    /// Certificate expired.
    TlsExpired,
    /// Certificate not yet valid.
    TlsNotYetValid,
    /// Certificate of another host.
    TlsWrongHost,
    /// Certificate of an unknown authority, or self-signed.
    TlsUntrusted,
    /// Any other TLS refusal.
    TlsOther,
    /// The answer is not HTTP.
    MalformedHttp,
    /// The host of an own environment was not confirmed.
    HostNotConfirmed,
    /// A field that the flow needs is empty.
    RecordIncomplete,
    /// The sandbox does not run.
    SandboxStopped,
    /// Stopped by the user.
    Cancelled,
    /// An error code without a better explanation.
    OtherRefusal,
    /// Anything else.
    Other,
}

/// Measured or guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Confidence {
    /// Measured, or said by the server in so many words.
    Certain,
    /// Everything else was ruled out.
    Likely,
    /// One of several.
    Possible,
}

/// What can be done, in words and where possible as a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Fix {
    /// Run once with the server's time.
    RunWithServerTime,
    /// Set this computer's clock right.
    SyncClock,
    /// Set the assertion's life to 60 minutes.
    SetLifetime,
    /// Import the newest key.
    ImportKey,
    /// Enter the client secret.
    SetSecret,
    /// Change the scopes.
    EditScopes,
    /// Change the Client ID.
    EditClientId,
    /// Change the service account.
    EditServiceAccount,
    /// Change the environment.
    EditEnvironment,
    /// Look at proxy and certificate settings.
    OpenNetworkSettings,
    /// Start the sandbox.
    StartSandbox,
    /// Run again.
    RunAgain,
    /// Compare with the Developer Console.
    CheckConsole,
    /// Add the authority that signed the server's certificate.
    AddCa,
    /// Wait, then run again.
    WaitAndRetry,
}

/// What was checked and is not the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RuledOut {
    /// The public half confirms the signature.
    SignatureMatchesPublicKey,
    /// `iss` is the Client ID.
    IssuerIsClientId,
    /// `sub` is a service account.
    SubjectIsServiceAccount,
    /// The clocks agree.
    ClockAgrees,
    /// Life of the assertion is at most 60 minutes.
    LifetimeWithinLimit,
    /// The same key signed a run that passed.
    SameKeyWorkedBefore,
    /// No scope is closed to service accounts.
    ScopesRegistered,
}

/// Why a run failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Diagnosis {
    /// The cause.
    pub cause: Cause,
    /// How sure.
    pub confidence: Confidence,
    /// Numbers and values for the words. Never a secret.
    pub params: BTreeMap<String, String>,
    /// What to do, the best first.
    pub fixes: Vec<Fix>,
    /// What it is not.
    pub ruled_out: Vec<RuledOut>,
}

impl Diagnosis {
    /// A cause without values.
    pub fn new(cause: Cause, confidence: Confidence) -> Self {
        Self {
            cause,
            confidence,
            params: BTreeMap::new(),
            fixes: Vec::new(),
            ruled_out: Vec::new(),
        }
    }

    /// Adds a value.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds something to do.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }
}
