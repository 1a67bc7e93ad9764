//! Why there is no discovery document, in a sentence.

use credenza_core::discovery::AddressProblem;
use credenza_engine::views::discovery::DiscoveryView;

use super::cause;

/// The sentence. Empty for a document that was read.
pub(crate) fn why(view: &DiscoveryView) -> String {
    match view {
        DiscoveryView::Read { .. } => String::new(),
        DiscoveryView::Address { problem } => address(problem).to_owned(),
        DiscoveryView::NotConfirmed { host } => {
            format!("The host {host} was not confirmed; nothing was sent.")
        }
        DiscoveryView::Redirected { address, status, location } => format!(
            "{address} answered {status} and points to {location}, which is not followed. Give that \
             address if you trust it."
        ),
        DiscoveryView::Status { address, status } => format!(
            "{address} answered {status}, and there is no document at the other known addresses."
        ),
        DiscoveryView::Unanswered { address, cause, detail } => {
            format!("{address} gave no whole answer: {} ({detail})", cause::words(*cause).short)
        }
        DiscoveryView::Refused { address, problem } => {
            format!("The answer of {address} can't be used: {problem}.")
        }
    }
}

fn address(problem: &AddressProblem) -> &'static str {
    match problem {
        AddressProblem::NotAnAddress => "This is no address; it begins with https://.",
        AddressProblem::NotHttps => {
            "An issuer is read by https only; http is for this computer itself."
        }
        AddressProblem::Parts => {
            "An issuer has no user name, no password, no query and no fragment."
        }
    }
}
