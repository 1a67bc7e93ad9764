//! What a server says of itself, as it leaves the engine.

use credenza_core::diagnosis::Cause;
use credenza_core::discovery::{AddressProblem, DiscoveryDocument, DiscoveryProblem};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Reading a discovery document.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DiscoveryReadInput {
    /// An issuer, or the whole address of its document.
    pub address: String,
    /// Its host, as the administrator confirmed it.
    pub confirmed_host: String,
}

/// The document, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "outcome", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DiscoveryView {
    /// It was read, and is of the issuer that was asked for.
    Read {
        /// Where.
        address: String,
        /// What it says.
        document: Box<DiscoveryDocument>,
    },
    /// The address can't be that of an issuer; nothing was sent.
    Address {
        /// Why.
        problem: AddressProblem,
    },
    /// Its host was not confirmed; nothing was sent.
    NotConfirmed {
        /// Host of the address.
        host: String,
    },
    /// The server points elsewhere, which is not followed.
    Redirected {
        /// What was called.
        address: String,
        /// Status code.
        status: u16,
        /// Where to, in the server's words.
        location: String,
    },
    /// Another status than 200 at each address where a document may be.
    Status {
        /// The first that was called.
        address: String,
        /// What it answered.
        status: u16,
    },
    /// No whole answer.
    Unanswered {
        /// What was called.
        address: String,
        /// Why, as a test run would name it.
        cause: Cause,
        /// The library's words.
        detail: String,
    },
    /// An answer that is no document of this issuer.
    Refused {
        /// What was called.
        address: String,
        /// Why.
        problem: DiscoveryProblem,
    },
}
