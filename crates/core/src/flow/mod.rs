//! A flow as data: a run has steps, each step its exact exchange, timings and verdicts. The page,
//! the history, the diagnosis and the terminal all read this one structure.

mod exchange;
mod form;
mod run;
mod verdict;

pub use exchange::{HttpTimings, Part, Peer, ShownRequest, ShownResponse};
pub(crate) use form::{ShownField, form_fields};
pub use run::{
    AssertionClaim, AssertionView, ClockSource, FlowKind, Outcome, Run, RunEvent, RunId, Step,
    StepId, StepStatus, TokenSummary,
};
pub use verdict::{RuleId, Verdict, VerdictResult};
