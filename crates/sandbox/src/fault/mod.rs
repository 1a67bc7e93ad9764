//! The scripted faults: their names, and what each one does.
//!
//! A fault acts on the token and revoke endpoints only, but for the clock, which dates every answer,
//! for the faults of the sign-in, which act where they are named, and for `rate-limited`, which is
//! LINE's alone; the page at `/` and the 404 page stay well.

mod answers;
mod body;
mod name;
mod transport;

pub(crate) use answers::{instead_of, return_code_99};
pub use name::FaultNameError;
pub(crate) use transport::send;

/// Something the sandbox does wrong on purpose.
///
/// Written in kebab case: `hang`, `redirect-307`, `clock-off=-32400`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The server's clock is off by this many seconds (negative: behind), and its `Date` says so.
    ClockOff {
        /// Server time minus true time.
        seconds: i64,
    },
    /// The status line and headers drip out over `SandboxConfig::drip`.
    SlowHeaders,
    /// The headers come at once, the body drips out over `SandboxConfig::drip`.
    SlowBody,
    /// The request is read and never answered; the connection stays open.
    Hang,
    /// The request is read and answered by a TCP reset.
    Reset,
    /// 500 with plain text.
    ServerError,
    /// 502 with a web page.
    BadGateway,
    /// 503 with a web page and `Retry-After: 120`.
    Unavailable,
    /// 200 with a web page.
    Html,
    /// The usual JSON cut off in the middle, with a `Content-Length` that fits what is sent.
    TruncatedJson,
    /// The connection closes before the promised `Content-Length` is reached.
    ShortBody,
    /// The usual JSON as `text/plain`.
    WrongContentType,
    /// 301 to `/oauth2/v2.0/token-moved` on the same server, which records who follows.
    Redirect301,
    /// 307 to `/oauth2/v2.0/token-moved` on the same server, which records who follows.
    Redirect307,
    /// `expires_in` as a text of digits.
    ExpiresAsText,
    /// `expires_in` as a number.
    ExpiresAsNumber,
    /// No `expires_in`.
    ExpiresMissing,
    /// `expires_in` is words.
    ExpiresUnreadable,
    /// OAuth errors come without `error_description`.
    BareError,
    /// An error whose description repeats the `client_secret`, the assertion and the token.
    EchoSecret,
    /// A JSON body of `SandboxConfig::huge_body_bytes`, streamed without a length.
    HugeBody,
    /// The error shape of the resource API: `{"code","description"}` with 401.
    ResourceApiError,
    /// The shape for odd input: `{"returnCode":"99","returnMessage":"UnexpectedError"}`.
    ReturnCode99,
    /// 429 in the second error shape of LINE's document; at LINE's calls alone.
    RateLimited,
    /// The browser comes back with another `state` than was sent.
    StateChanged,
    /// The browser is sent back by a script in a page with status 200, not by a redirect.
    RedirectByScript,
    /// A code that was used brings another token.
    CodeAcceptedTwice,
    /// Each code is refused as used, at its first use.
    CodeAlreadyUsed,
    /// A refresh answers with the refresh token that was sent, whether rotation is on or off.
    NeverRotated,
    /// The ID token's `iss` is another server.
    WrongIssuer,
    /// The ID token's `aud` is another app.
    WrongAudience,
    /// The ID token's `nonce` is not the one of the authorize request.
    WrongNonce,
    /// The ID token ended an hour ago.
    ExpiredIdToken,
    /// The ID token names a key that the key set does not have.
    UnknownKid,
    /// The ID token says `alg` none and has no signature.
    AlgNone,
    /// The ID token is signed by HS256, with the PEM of the public key as the secret.
    Hs256PublicKey,
    /// The ID token's `at_hash` belongs to another access token.
    WrongAtHash,
}

/// Nine hours behind: a server in UTC that takes Japanese local time for its own.
const SAMPLE_CLOCK_OFF: i64 = -32_400;

const ALL: &[Fault] = &[
    Fault::ClockOff { seconds: SAMPLE_CLOCK_OFF },
    Fault::SlowHeaders,
    Fault::SlowBody,
    Fault::Hang,
    Fault::Reset,
    Fault::ServerError,
    Fault::BadGateway,
    Fault::Unavailable,
    Fault::Html,
    Fault::TruncatedJson,
    Fault::ShortBody,
    Fault::WrongContentType,
    Fault::Redirect301,
    Fault::Redirect307,
    Fault::ExpiresAsText,
    Fault::ExpiresAsNumber,
    Fault::ExpiresMissing,
    Fault::ExpiresUnreadable,
    Fault::BareError,
    Fault::EchoSecret,
    Fault::HugeBody,
    Fault::ResourceApiError,
    Fault::ReturnCode99,
    Fault::RateLimited,
    Fault::StateChanged,
    Fault::RedirectByScript,
    Fault::CodeAcceptedTwice,
    Fault::CodeAlreadyUsed,
    Fault::NeverRotated,
    Fault::WrongIssuer,
    Fault::WrongAudience,
    Fault::WrongNonce,
    Fault::ExpiredIdToken,
    Fault::UnknownKid,
    Fault::AlgNone,
    Fault::Hs256PublicKey,
    Fault::WrongAtHash,
];

impl Fault {
    /// Every fault once; `clock-off` with nine hours behind as its sample.
    pub fn all() -> &'static [Fault] {
        ALL
    }

    /// The kebab-case name, without the seconds of `clock-off`.
    pub fn name(&self) -> &'static str {
        match self {
            Fault::ClockOff { .. } => "clock-off",
            Fault::SlowHeaders => "slow-headers",
            Fault::SlowBody => "slow-body",
            Fault::Hang => "hang",
            Fault::Reset => "reset",
            Fault::ServerError => "server-error",
            Fault::BadGateway => "bad-gateway",
            Fault::Unavailable => "unavailable",
            Fault::Html => "html",
            Fault::TruncatedJson => "truncated-json",
            Fault::ShortBody => "short-body",
            Fault::WrongContentType => "wrong-content-type",
            Fault::Redirect301 => "redirect-301",
            Fault::Redirect307 => "redirect-307",
            Fault::ExpiresAsText => "expires-as-text",
            Fault::ExpiresAsNumber => "expires-as-number",
            Fault::ExpiresMissing => "expires-missing",
            Fault::ExpiresUnreadable => "expires-unreadable",
            Fault::BareError => "bare-error",
            Fault::EchoSecret => "echo-secret",
            Fault::HugeBody => "huge-body",
            Fault::ResourceApiError => "resource-api-error",
            Fault::ReturnCode99 => "return-code-99",
            Fault::RateLimited => "rate-limited",
            Fault::StateChanged => "state-changed",
            Fault::RedirectByScript => "redirect-by-script",
            Fault::CodeAcceptedTwice => "code-accepted-twice",
            Fault::CodeAlreadyUsed => "code-already-used",
            Fault::NeverRotated => "never-rotated",
            Fault::WrongIssuer => "wrong-issuer",
            Fault::WrongAudience => "wrong-audience",
            Fault::WrongNonce => "wrong-nonce",
            Fault::ExpiredIdToken => "expired-id-token",
            Fault::UnknownKid => "unknown-kid",
            Fault::AlgNone => "alg-none",
            Fault::Hs256PublicKey => "hs256-public-key",
            Fault::WrongAtHash => "wrong-at-hash",
        }
    }

    /// By how many seconds this fault moves the server's clock.
    pub(crate) fn clock_offset(self) -> i64 {
        match self {
            Fault::ClockOff { seconds } => seconds,
            _ => 0,
        }
    }
}
