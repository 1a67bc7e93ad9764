//! Calls a customer's SSO server as LINE WORKS does, with LINE WORKS' limits, and looks whether it
//! answers by the rules. The rules are core's.

mod caller;
mod conformance;
mod flow;
mod report;
mod request;
mod target;
mod waiting;

pub use caller::limits;
pub(crate) use conformance::bytes;
pub use conformance::{CheckEventSink, check_server};
pub(crate) use flow::{CameBack, brought, play};
pub use report::{ReportFormat, ReportLanguage, check_advice, check_title, report};
pub use target::SsoTarget;
pub(crate) use waiting::{SsoAttempt, SsoMemory};
