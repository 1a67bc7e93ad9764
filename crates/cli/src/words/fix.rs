//! What to do about a failed run, as commands where there is one.

use credenza_core::diagnosis::{Diagnosis, Fix};
use credenza_core::flow::{Run, StepId, StepStatus};

/// What to do.
pub(crate) fn words(fix: Fix, diagnosis: &Diagnosis) -> String {
    match (fix, diagnosis.params.get("retryAfter")) {
        (Fix::WaitAndRetry, Some(seconds)) => {
            format!("Wait {seconds} s, as the server asks, then run again.")
        }
        _ => sentence(fix).to_owned(),
    }
}

/// Where the address of a customer's server is mended: of the step that failed, if that is known.
pub(crate) fn sso_addresses(run: &Run) -> String {
    let failed = run.steps.iter().find(|step| step.status == StepStatus::Failed);
    let option = match failed.map(|step| step.id) {
        Some(StepId::SsoMailCode) => "--imap-url",
        Some(StepId::SsoToken) => "--token-url",
        Some(StepId::SsoUserInfo) => "--user-info-url",
        Some(StepId::SsoLogout) => "--logout-url",
        _ => {
            "--web-login-url, --app-login-url, --token-url, --user-info-url, --imap-url, --logout-url"
        }
    };
    format!(
        "Check the address in the record (app show APP), mend it (app edit APP {option}), and confirm \
         its host: --confirm-host HOST."
    )
}

fn sentence(fix: Fix) -> &'static str {
    match fix {
        Fix::RunWithServerTime => RUN_WITH_SERVER_TIME,
        Fix::SyncClock => "To fix it for good, set this computer's clock right (time and zone).",
        Fix::SetLifetime => "Set the assertion lifetime: app edit APP --assertion-lifetime 3600.",
        Fix::ImportKey => IMPORT_KEY,
        Fix::SetSecret => SET_SECRET,
        Fix::EditScopes => EDIT_SCOPES,
        Fix::EditClientId => EDIT_CLIENT_ID,
        Fix::EditServiceAccount => "Compare the Service Account with the one issued for this app.",
        Fix::EditEnvironment => EDIT_ENVIRONMENT,
        Fix::EditClaims => EDIT_CLAIMS,
        Fix::EditAddresses => EDIT_ADDRESSES,
        Fix::OpenNetworkSettings => OPEN_NETWORK_SETTINGS,
        Fix::StartSandbox => START_SANDBOX,
        Fix::RunAgain => "Run it once more.",
        Fix::CheckConsole => "Compare the record with the Developer Console (dev.worksmobile.com).",
        Fix::AddCa => ADD_CA,
        Fix::UseEpochTime => USE_EPOCH_TIME,
        Fix::UseSeconds => "Divide by 1000 and drop the fraction.",
        Fix::LiveOneHour => {
            "Let exp be at most iat + 3600 seconds (3,600,000 where milliseconds are counted)."
        }
        Fix::UseNumbers => "Write iat and exp as JSON numbers, without quotation marks.",
        Fix::UseBase64url => {
            "Encode each part with base64url and no padding (Google Apps Script: base64EncodeWebSafe)."
        }
        Fix::UseRs256 => "Sign with RS256 and the app's private key.",
        Fix::SetIssuerAndSubject => {
            "iss is the Client ID, sub the Service Account, both exactly as in the Developer Console."
        }
        Fix::MakeFreshAssertion => "Make a new assertion for each request.",
        Fix::MendKey => "Import it as it is: Credenza mends the text and says what it changed.",
        Fix::ConvertKey => "Convert it: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW.",
        Fix::CopyKeyAgain => {
            "Take the file that was downloaded from the Developer Console, or copy all of it again."
        }
        Fix::ProtectKeyFile => {
            "Let only its owner read it: chmod 600, or the access list on Windows."
        }
        Fix::EncodeOnce => "Send each parameter once, and percent-encode its value once.",
        Fix::SetGrantType => {
            "Send grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer, encoded once."
        }
        Fix::SendSecret => "Send client_secret in the body as well.",
        Fix::TickScope => {
            "Tick the scope in the Developer Console, press Save, and get a new token."
        }
        Fix::CheckServer => "Compare the record with what is registered with that server.",
        Fix::GetNewToken => GET_NEW_TOKEN,
        Fix::UseUserAccount => "Sign in as a user (authorization code) for this API.",
        Fix::UseUserId => "Put the user's ID in the path in place of me.",
        Fix::UseTokenEndpoint => "Call https://auth.worksmobile.com/oauth2/v2.0/token.",
        Fix::SignInAgain => "Sign in once more: a code is good once, and for ten minutes.",
        Fix::CopyWholeAddress => COPY_WHOLE_ADDRESS,
        Fix::CheckRedirectUrl => CHECK_REDIRECT_URL,
        Fix::CheckIssuerAndKeys => CHECK_ISSUER_AND_KEYS,
        Fix::EditOpenId => EDIT_OPEN_ID,
        Fix::PressAddAndSave => PRESS_ADD_AND_SAVE,
        Fix::TurnRotationOn => TURN_ROTATION_ON,
        Fix::RefreshInOnePlace => REFRESH_IN_ONE_PLACE,
        Fix::ReviewTokens
        | Fix::UseStateless
        | Fix::RegisterKey
        | Fix::EditChannel
        | Fix::UseOtherCall
        | Fix::CopyTokenAgain
        | Fix::IssueChannelToken
        | Fix::LetItEnd
        | Fix::ShortenTokenLife
        | Fix::UseChannelGrant
        | Fix::UseSecretCall
        | Fix::UseLineClaims => line(fix),
        Fix::MendSsoServer => "Give this finding to whoever looks after the SSO server.",
        Fix::CheckUserMapping => CHECK_USER_MAPPING,
        Fix::WaitAndRetry => "Wait a minute, then run again.",
    }
}

/// What to do about a channel of LINE.
fn line(fix: Fix) -> &'static str {
    match fix {
        Fix::ReviewTokens => {
            "List the key IDs (token key-ids APP), and revoke one that is not needed."
        }
        Fix::UseStateless => {
            "Or use a stateless token, of which there may be any number: token issue APP --kind stateless."
        }
        Fix::RegisterKey => {
            "Register the public key at LINE's console (key jwk APP --for line), and store the kid that it shows."
        }
        Fix::EditChannel => {
            "Compare the channel ID and the channel secret with LINE Developers Console, under Basic settings."
        }
        Fix::UseOtherCall => "Name the right kind: --kind v2.1, short-lived or long-lived.",
        Fix::CopyTokenAgain => "Copy the whole token again, without blanks and line breaks.",
        Fix::IssueChannelToken => "Issue a new token: token issue APP --kind KIND.",
        Fix::LetItEnd => "There is nothing to do: it ends by itself.",
        Fix::UseChannelGrant => USE_CHANNEL_GRANT,
        Fix::UseSecretCall => USE_SECRET_CALL,
        Fix::UseLineClaims => USE_LINE_CLAIMS,
        _ => "Ask for 30 days at most: --lifetime 30d.",
    }
}

const EDIT_CLAIMS: &str = "Mend the further claims: app edit APP --assertion-claims '{...}', a JSON object; iss, sub, \
    aud, iat and exp have options of their own.";

const EDIT_ADDRESSES: &str = "Check the addresses in the record (app show APP), mend them (app edit APP, with the option \
    of the address or --discover), and confirm each host: --confirm-host HOST.";

const USE_CHANNEL_GRANT: &str = "For a channel access token send grant_type=client_credentials with \
    client_assertion_type and client_assertion.";

const USE_SECRET_CALL: &str = "With channel ID and secret alone, call /oauth2/v3/token (stateless) or \
    /v2/oauth/accessToken (short-lived).";

const USE_LINE_CLAIMS: &str = "In the header: alg RS256, typ JWT, and kid as LINE's console gave it. In the \
    claims: iss and sub are the channel ID, aud is https://api.line.me/ with its slash, exp is in seconds \
    and 30 minutes ahead at most, token_exp is a length in seconds up to 2592000.";

const OPEN_NETWORK_SETTINGS: &str =
    "Check the proxy and the time limits in the network settings of the window.";

const IMPORT_KEY: &str = "Import the newest Private Key of this app: key import APP FILE. A re-issue makes \
             every earlier key useless.";

const SET_SECRET: &str = "Copy the Client Secret from the Developer Console and store it: app edit APP \
             --client-secret-file F.";

const EDIT_SCOPES: &str =
    "Ask only for scopes that are ticked in the Developer Console: app edit APP --scope.";

const START_SANDBOX: &str =
    "Start it with sandbox serve, and give its authBase: token issue --sandbox-base URL.";

const USE_EPOCH_TIME: &str = "Take the time from the epoch: time.time() in Python, \
    SystemTime in Rust, Date.now() / 1000 in JavaScript.";

const COPY_WHOLE_ADDRESS: &str =
    "Copy the whole address from the address bar, from https:// to the end.";

const CHECK_REDIRECT_URL: &str =
    "Compare the redirect URL with the registered ones: redirect check --app APP URL.";

const CHECK_ISSUER_AND_KEYS: &str =
    "Compare --issuer and --jwks with the service's discovery document.";

const EDIT_ENVIRONMENT: &str =
    "Check the environment and its address: app edit APP --environment, --auth-base.";

const ADD_CA: &str =
    "If this is your company's proxy, add its root certificate in the settings of the window.";

const EDIT_OPEN_ID: &str = "Enter the address (app edit APP --userinfo-endpoint URL --confirm-host HOST), or read it from \
    the provider: app edit APP --discover URL.";

const GET_NEW_TOKEN: &str =
    "Get a new token: token issue APP. An API wants all of it as Authorization: Bearer.";

const PRESS_ADD_AND_SAVE: &str =
    "In the Developer Console press Add behind the redirect URL, then Save, and look at the list.";

const TURN_ROTATION_ON: &str = "Switch Refresh Token Rotation on in the Developer Console, and \
     refresh at least once in 90 days.";

const REFRESH_IN_ONE_PLACE: &str = "Let one program refresh and store each new refresh token at \
     once; with tokens of 24 hours it has to refresh less often.";

const RUN_WITH_SERVER_TIME: &str =
    "To go on now, date the assertion by the server's clock: token issue --server-time.";
const EDIT_CLIENT_ID: &str =
    "Compare the Client ID with the Developer Console, character by character.";
const CHECK_USER_MAPPING: &str =
    "Compare the external key mapped for the member, and the setting SSO user key.";
