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
    /// Times in milliseconds instead of seconds (row 2).
    TimesInMilliseconds,
    /// A life of a few seconds: 3600 was added to milliseconds (row 3).
    LifetimeInMilliseconds,
    /// `iat` or `exp` in quotation marks (row 5).
    TimesAsText,
    /// Ordinary Base64 where base64url is due (row 6).
    OrdinaryBase64,
    /// The assertion can't be read to its end.
    AssertionBroken,
    /// Another algorithm than RS256 (facts.md 2.1).
    AlgorithmWrong,
    /// `iss`, `sub`, `iat` or `exp` is not there.
    ClaimMissing,
    /// An assertion that was made once and used again (row 8).
    AssertionStale,
    /// The key's line breaks are written as backslash and n (row 10).
    KeyEscapedNewlines,
    /// Copying changed the key's text; it can be mended (row 11).
    KeyTextDamaged,
    /// The end of the key is missing (row 12).
    KeyCutOff,
    /// PKCS#1 where PKCS#8 is expected (row 13).
    KeyPkcs1,
    /// The whole key file is Base64 once more (row 14).
    KeyWrapped,
    /// The text is no private key that can sign an assertion.
    KeyUnusable,
    /// Other users of the computer can read the key file (row 16).
    KeyFileReadable,
    /// A value was percent-encoded twice (row 18).
    EncodedTwice,
    /// The grant type is misspelt (facts.md 8.5).
    GrantTypeWrong,
    /// `invalid_grant`, and nothing was there to be measured (facts.md 8.5).
    GrantRefused,
    /// The API refuses what the token was not issued for: the scope is not ticked (row 19).
    ScopeNotTicked,
    /// The API does not take the token: missing, cut off or expired (facts.md 1.8).
    ApiTokenRefused,
    /// An API that service accounts can't use (row 20).
    ApiNotForServiceAccounts,
    /// `me` with a service account (row 21).
    MeForServiceAccount,
    /// API 1.0, which ended on 2023-04-30 (row 22, facts.md 1.1).
    ApiOneAddress,
    /// The member, or the service for the member, said no (facts.md 1.2).
    SignInDenied,
    /// The authorize request was refused.
    SignInRefused,
    /// The address that came back is not the redirect URL with an answer behind it.
    ReturnUnusable,
    /// `state` is not the one that was sent: an old answer, or one of somebody else.
    StateWrong,
    /// Another server answered than the one that was asked (RFC 9207).
    AnsweredByAnother,
    /// The code is used up, too old, or of another redirect URL (facts.md 8.2 row 25).
    CodeRefused,
    /// The ID token fails a line of its list (facts.md 3).
    IdTokenRefused,
    /// The service's own page refused the sign-in: the browser never comes back (rows 23, 24).
    SignInPageRefused,
    /// `returnCode` 99 to a refresh: the token did not arrive as it was issued (row 26).
    RefreshTokenUnreadable,
    /// The refresh token's 90 days are over (row 27).
    RefreshTokenExpired,
    /// With rotation on, a newer refresh token has taken its place (row 28).
    RefreshTokenReplaced,
    /// The refresh token was refused, and nothing was there to be measured.
    RefreshTokenRefused,
    /// The member's password was changed (row 29).
    PasswordChanged,
    /// The app's scopes were changed, and the consent was not renewed (row 30).
    ConsentOutdated,
    /// The new refresh token could not be stored.
    RefreshTokenNotKept,
    /// The token that was to be sent is not held.
    TokenNotHeld,
    /// The server did not end the token.
    RevokeRefused,
    /// A server that is not LINE WORKS does not take this grant from this client.
    GrantNotOffered,
    /// The assertion of the JWT bearer grant was refused by a server that is not LINE WORKS.
    BearerRefused,
    /// The assertion by which the client shows who it is was refused.
    ClientAssertionRefused,
    /// The server does not take the access token.
    TokenRefused,
    /// The claims are about another member than the ID token.
    UserinfoOfAnother,
    /// The record lacks what a call to LINE needs.
    ChannelIncomplete,
    /// The assertion breaks a rule of LINE (facts.md 7.3).
    ChannelAssertionWrong,
    /// Thirty tokens of v2.1 are live (row 50).
    TooManyTokens,
    /// LINE has no key of this `kid` (row 53).
    ChannelKeyUnknown,
    /// The `kid` is a key of another channel (row 53).
    ChannelKeyOfAnother,
    /// LINE does not take the assertion's `exp` (row 52).
    AssertionExpiryRefused,
    /// LINE does not take the assertion.
    ChannelAssertionRefused,
    /// LINE does not know the channel ID.
    ChannelIdUnknown,
    /// The channel secret is wrong.
    ChannelSecretWrong,
    /// The token was sent to the call of the other kinds (row 57).
    TokenOfOtherFamily,
    /// The token can't be read.
    ChannelTokenBroken,
    /// The token is over or was revoked.
    ChannelTokenOver,
    /// The thirty-first short-lived token ended the oldest (row 51).
    PushedOut,
    /// A stateless token is neither verified nor revoked (row 59).
    StatelessOnly,
    /// What LINE Login takes was sent to the call for channel access tokens (row 60).
    LineLoginMixedUp,
    /// A customer's server took longer to connect than LINE WORKS waits (row 41).
    SsoConnectTooSlow,
    /// It took longer to answer than LINE WORKS waits (row 41).
    SsoAnswerTooSlow,
    /// The browser was sent elsewhere than to `redirect_uri` (row 43).
    SsoRedirectRebuilt,
    /// The browser was sent back without the state (row 43).
    SsoStateLost,
    /// `user_id` is not the member that was expected (row 44).
    SsoUserDiffers,
    /// The login page took longer than 30 minutes (row 45).
    SsoLoginTooLate,
    /// The IMAP/CalDAV login API brought no code (row 46).
    SsoMailRefused,
    /// The logout did not come back (row 48).
    SsoLogoutStays,
    /// The answer is not JSON, or its properties have other names (row 49).
    SsoAnswerUnusable,
    /// The customer's API answered with an error of its own.
    SsoRefused,
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
    /// Take the time from the epoch, not from a local date.
    UseEpochTime,
    /// Give times in seconds.
    UseSeconds,
    /// Let the assertion live at most 3600 seconds.
    LiveOneHour,
    /// Write times as JSON numbers.
    UseNumbers,
    /// Encode with base64url, without padding.
    UseBase64url,
    /// Sign with RS256.
    UseRs256,
    /// `iss` is the Client ID, `sub` the service account.
    SetIssuerAndSubject,
    /// Make a new assertion for each request.
    MakeFreshAssertion,
    /// Let Credenza mend the key at import.
    MendKey,
    /// Turn the key into PKCS#8.
    ConvertKey,
    /// Copy the key again, from the file that was downloaded.
    CopyKeyAgain,
    /// Let nobody else read the key file.
    ProtectKeyFile,
    /// Percent-encode each value once.
    EncodeOnce,
    /// Send the grant type as it is written in RFC 7523.
    SetGrantType,
    /// Send the client secret too.
    SendSecret,
    /// Tick the scope in the console, save, and get a new token.
    TickScope,
    /// Get a new token and send all of it.
    GetNewToken,
    /// Compare with what is registered with that server.
    CheckServer,
    /// Mend the claims of the assertion in the record.
    EditClaims,
    /// Look at the addresses of the record and confirm their hosts.
    EditAddresses,
    /// Sign in as a user instead.
    UseUserAccount,
    /// Give the user's ID.
    UseUserId,
    /// Call the token endpoint of API 2.0.
    UseTokenEndpoint,
    /// Sign in once more: a code is good once, for ten minutes.
    SignInAgain,
    /// Take the whole address from the browser.
    CopyWholeAddress,
    /// Compare the redirect URL with the registered ones.
    CheckRedirectUrl,
    /// Compare issuer and keys with the service's discovery document.
    CheckIssuerAndKeys,
    /// Enter an address of the OpenID provider, or read its discovery document.
    EditOpenId,
    /// Press Add, then Save in the console: a typed redirect URL alone is not registered.
    PressAddAndSave,
    /// Switch refresh-token rotation on in the console, and refresh at least once in 90 days.
    TurnRotationOn,
    /// Let one program refresh, and let it store each new refresh token at once.
    RefreshInOnePlace,
    /// List the key IDs and revoke one that is not needed.
    ReviewTokens,
    /// Use a stateless token, of which there is no limit.
    UseStateless,
    /// Register the public key at LINE's console, and note the kid it gives.
    RegisterKey,
    /// Compare channel ID and secret with LINE's console.
    EditChannel,
    /// Take the call for the other kinds.
    UseOtherCall,
    /// Copy the whole token again.
    CopyTokenAgain,
    /// Issue a new token.
    IssueChannelToken,
    /// Nothing: it ends by itself.
    LetItEnd,
    /// Ask for 30 days at most.
    ShortenTokenLife,
    /// Send client_credentials with a signed assertion.
    UseChannelGrant,
    /// Take a call that is made with channel ID and secret.
    UseSecretCall,
    /// Build header and claims as LINE has them.
    UseLineClaims,
    /// Give the finding to whoever looks after the customer's server.
    MendSsoServer,
    /// Compare the mapping of external keys, and the setting SSO user key.
    CheckUserMapping,
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
    /// Every part is base64url without padding.
    Base64urlForm,
    /// Signed with RS256, as the header says.
    AlgorithmIsRs256,
    /// `iat` and `exp` are JSON numbers.
    TimesAreNumbers,
    /// `iat` and `exp` are in seconds.
    TimesInSeconds,
    /// The times fit the time they were compared with.
    TimesFit,
    /// The address is a token endpoint of the service.
    AddressIsTokenEndpoint,
    /// The client secret was sent.
    SecretWasSent,
    /// The grant type is right.
    GrantTypeRight,
    /// The refresh token was percent-encoded.
    RefreshTokenWasEncoded,
    /// The refresh token's 90 days are not over.
    RefreshTokenAlive,
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
    /// What else is wrong, in the order in which it has to be mended.
    #[serde(default)]
    pub also: Vec<Diagnosis>,
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
            also: Vec::new(),
        }
    }

    /// The first of several faults, with the others behind it.
    pub fn first_of(faults: Vec<Self>) -> Option<Self> {
        let mut faults = faults.into_iter();
        let mut first = faults.next()?;
        first.also.extend(faults);
        Some(first)
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
