//! What to do about a failed run, as commands where there is one.

use credenza_core::diagnosis::{Diagnosis, Fix};

/// What to do.
pub(crate) fn words(fix: Fix, diagnosis: &Diagnosis) -> String {
    match (fix, diagnosis.params.get("retryAfter")) {
        (Fix::WaitAndRetry, Some(seconds)) => {
            format!("Wait {seconds} s, as the server asks, then run again.")
        }
        _ => sentence(fix).to_owned(),
    }
}

fn sentence(fix: Fix) -> &'static str {
    match fix {
        Fix::RunWithServerTime => {
            "To go on now, date the assertion by the server's clock: token issue --server-time."
        }
        Fix::SyncClock => "To fix it for good, set this computer's clock right (time and zone).",
        Fix::SetLifetime => "Set the assertion lifetime: app edit APP --assertion-lifetime 3600.",
        Fix::ImportKey => {
            "Import the newest Private Key of this app: key import APP FILE. A re-issue makes \
             every earlier key useless."
        }
        Fix::SetSecret => {
            "Copy the Client Secret from the Developer Console and store it: app edit APP \
             --client-secret-file F."
        }
        Fix::EditScopes => {
            "Ask only for scopes that are ticked in the Developer Console: app edit APP --scope."
        }
        Fix::EditClientId => {
            "Compare the Client ID with the Developer Console, character by character."
        }
        Fix::EditServiceAccount => "Compare the Service Account with the one issued for this app.",
        Fix::EditEnvironment => {
            "Check the environment and its address: app edit APP --environment, --auth-base."
        }
        Fix::OpenNetworkSettings => {
            "Check the proxy and the time limits in the network settings of the window."
        }
        Fix::StartSandbox => {
            "Start it with sandbox serve, and give its authBase: token issue --sandbox-base URL."
        }
        Fix::RunAgain => "Run it once more.",
        Fix::CheckConsole => "Compare the record with the Developer Console (dev.worksmobile.com).",
        Fix::AddCa => {
            "If this is your company's proxy, add its root certificate in the settings of the \
             window."
        }
        Fix::WaitAndRetry => "Wait a minute, then run again.",
    }
}
