//! Practice authorization servers on 127.0.0.1, with scripted faults.
//!
//! The sandbox is the second opinion on what credenza-core builds: it shares no protocol code with
//! it, reads forms, JWTs and signatures by its own means, and is held to published vectors itself.
//! IDs, secrets and tokens are invented anew at each start, keys once in a process.
//!
//! Not here: anything that talks to a real service, and the words the practice apps are shown with.

mod answer;
mod clock;
mod connection;
mod customer_sso;
mod doors;
mod exchange;
mod fault;
mod form;
mod jws;
mod keys;
mod line;
mod line_works;
mod practice;
mod random;
mod server;
mod state;
mod wire;

pub use customer_sso::{
    CertificateError, CustomerSsoFacts, CustomerSsoFault, CustomerSsoFaultError,
};
pub use exchange::RecordedExchange;
pub use fault::{Fault, FaultNameError};
pub use line::{LineFacts, PracticeChannel, PracticeChannelBehaviour, PracticeToken};
pub use line_works::{LineWorksFacts, PracticeUser};
pub use practice::{PracticeApp, PracticeBehaviour};
pub use server::{Sandbox, SandboxConfig, SandboxError};
