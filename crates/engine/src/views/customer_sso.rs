//! A customer's SSO server: how a sign-in is begun and comes back, what is run and checked, and the
//! report.

use credenza_core::apps::AppId;
use credenza_core::customer_sso::Conformance;
use credenza_core::flow::Run;
use credenza_core::{Secret, UnixSeconds};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::customer_sso::{ReportFormat, ReportLanguage};

/// How a sign-in at a customer's server is begun.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SsoBeginInput {
    /// With which record.
    pub app_id: AppId,
    /// As the browser inside the LINE WORKS app does, and not as a web browser.
    pub application: bool,
    /// Where LINE WORKS is come back to; `None` as the record says.
    pub redirect_uri: Option<String>,
    /// With which of the record's test accounts, by its address; `None`: the first one.
    pub account: Option<String>,
}

/// A sign-in that waits for its address to come back; one a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SsoLoginView {
    /// The address to open.
    pub url: String,
    /// Where the browser comes back to, with the state.
    pub redirect_uri: String,
    /// Until when LINE WORKS takes a code: 30 minutes after the start.
    pub ends_at: UnixSeconds,
}

/// The address that a sign-in came back to.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SsoFinishInput {
    /// Of which record.
    pub app_id: AppId,
    /// The whole address; it carries the code.
    #[ts(type = "string")]
    pub returned: Secret,
}

/// The test account of one run; what is typed is not kept.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SsoAccountInput {
    /// E-mail address.
    pub email: String,
    /// Password; `None`: the account is one of the record, with the password that is stored.
    #[ts(type = "string | null")]
    pub password: Option<Secret>,
    /// Who the account is to LINE WORKS; `None`: not compared, or as the record says of its own.
    pub expected_user: Option<String>,
}

impl SsoAccountInput {
    /// One of the record's own.
    pub fn named(email: String) -> Self {
        Self { email, password: None, expected_user: None }
    }
}

/// A flow that needs no browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SsoFlow {
    /// IMAP/CalDAV.
    Mail,
    /// Logout.
    Logout,
}

/// What is run.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SsoRunInput {
    /// With which record.
    pub app_id: AppId,
    /// Which flow.
    pub flow: SsoFlow,
    /// The account; `None`: the one that is stored with the record.
    pub account: Option<SsoAccountInput>,
}

/// What is checked.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SsoCheckInput {
    /// Which record.
    pub app_id: AppId,
    /// Rounds of proper calls.
    pub repeat: u32,
    /// Whether the sign-in that waits is opened first, so that its lines are judged as well.
    pub sign_in: bool,
    /// The account; `None`: the one that is stored with the record.
    pub account: Option<SsoAccountInput>,
}

/// What was found and played last.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SsoLastView {
    /// The last check.
    pub found: Option<Conformance>,
    /// The last flow that ended.
    pub run: Option<Run>,
}

/// The password of a record's test account.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SsoPasswordInput {
    /// Which record.
    pub app_id: AppId,
    /// Of which account, by its address; `None`: the first one.
    pub account: Option<String>,
    /// The password; empty: forget the stored one.
    #[ts(type = "string")]
    pub password: Secret,
}

/// Which passwords are stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SsoPasswordView {
    /// The addresses of their accounts.
    pub stored: Vec<String>,
}

/// Which report.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SsoReportInput {
    /// Of which record: of what was found last.
    pub app_id: AppId,
    /// In which language.
    pub language: ReportLanguage,
    /// In which format.
    pub format: ReportFormat,
}
