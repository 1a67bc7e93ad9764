//! Steps of a run, how they stand, and how a run ended.

use credenza_core::flow::{Outcome, StepId, StepStatus};

/// What a step does.
pub(crate) fn step(step: StepId) -> &'static str {
    match step {
        StepId::Build => "Build the assertion",
        StepId::Check => "Check before sending",
        StepId::Sign => "Sign with the private key",
        StepId::Send => "Send the request",
        StepId::Response => "Response",
        StepId::Verify => "Check what came back",
        StepId::Authorize => "Build the sign-in address",
        StepId::Return => "Read the returned address",
        StepId::IdToken => "Check the ID token",
        StepId::Keep => "Keep the refresh token",
        StepId::Before => "Verify it before",
        StepId::After => "Verify it afterwards",
        StepId::SsoMailCode => "Get a code with e-mail and password",
        StepId::SsoToken => "Get the access token",
        StepId::SsoUserInfo => "Get the user information",
        StepId::SsoLogout => "Open the logout URL",
    }
}

/// How a step stands.
pub(crate) fn status(status: StepStatus) -> &'static str {
    match status {
        StepStatus::Waiting => "waiting",
        StepStatus::Running => "running",
        StepStatus::Passed => "ok",
        StepStatus::Warned => "look",
        StepStatus::Failed => "FAILED",
        StepStatus::NotReached => "-",
    }
}

/// How a run ended.
pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Running => "running",
        Outcome::Passed => "passed",
        Outcome::Failed => "FAILED",
        Outcome::Cancelled => "stopped",
    }
}
