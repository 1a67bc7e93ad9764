//! A customer's SSO server, which LINE WORKS calls as an OAuth 2.0 client (facts.md 6): the exact
//! calls, what comes back, and what the written rules say of it. Sending is the engine's.

mod answer;
mod calls;
mod check;
mod conformance;
mod diagnose;
mod error_code;
mod evidence;
mod judge;
mod limits;
mod login;
mod plan;
mod probe;
mod record;
mod returned;
mod session;
mod source;
mod statistics;
mod test_account;
mod verdicts;

pub use answer::{ApiAnswer, ApiBody, ApiError, ApiHead};
pub use calls::{
    MailAccount, SecretGet, TokenFields, UserInfoFields, json_token_request, logout_request,
    mail_code_request, query_token_request, token_request, user_info_request,
};
pub use check::{Check, CheckId, CheckResult, Counts};
pub use conformance::{Call, CheckEvent, Conformance, Gauges};
pub use diagnose::{
    LOGIN_LIMIT, of_answer, of_late_login, of_limit, of_lines, of_login, of_logout, of_mail,
    of_user,
};
pub use error_code::DocumentedError;
pub use evidence::{CallFailure, Evidence, ProbeAnswer, ProbeOutcome, ServerTls, WebReturn};
pub use judge::judge;
pub use limits::{CONNECT_LIMIT_US, CallTimes, Gauge, Leg, READ_LIMIT_US, WARN_PERCENT};
pub use login::{LoginKind, LoginRequest, login_request};
pub use plan::{Had, MOST_PROBES, Plan, plan};
pub use probe::{Planned, Probe};
pub use record::{CustomerSsoApp, SsoUserKey};
pub use returned::{LoginRefusal, LoginReturned, read_login_return};
pub use session::{SessionLength, SessionRule, session_lengths};
pub use statistics::{Statistics, statistics};
pub use test_account::SsoTestAccount;
pub use verdicts::{time_verdicts, verdicts};
