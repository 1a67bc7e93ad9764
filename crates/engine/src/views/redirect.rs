//! Redirect URLs: what is sent beside what is registered, whole lists, pasted lists, and a look at
//! the server behind a URL.
//!
//! Places in a text are counted in Unicode code points on both sides of the wire: Rust's `chars`,
//! and what `Array.from(text)` gives in JavaScript. UTF-16 units and bytes never cross.

use credenza_core::apps::AppId;
use credenza_core::certificate::TlsShown;
use credenza_core::diagnosis::Cause;
use credenza_core::flow::HttpTimings;
use credenza_core::redirect::{ListReport, RedirectReport, RuleSet, UrlPart};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is known to be registered.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RegisteredSource {
    /// Nothing: only the rules judge.
    Unknown,
    /// The list of a record. Logout rules take its logout URLs.
    App {
        /// The record.
        id: AppId,
    },
    /// Exactly these.
    Typed {
        /// One URL each.
        urls: Vec<String>,
    },
}

/// What a client sends, to be judged.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RedirectCheckInput {
    /// The URL, its encoded form, or a whole authorize URL. At most 64 KiB.
    pub text: String,
    /// Against what.
    pub registered: RegisteredSource,
    /// By whose rules.
    pub rules: RuleSet,
}

/// The verdict beside everything it was reached with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RedirectCheckView {
    /// The judgement of what is sent; none while nothing is there to be judged.
    pub report: Option<RedirectReport>,
    /// The parts of what is sent that are there, in their order.
    pub parts: Vec<UrlPart>,
    /// The registered list, judged as a whole; none when nothing is said about it.
    pub registered: Option<ListReport>,
}

/// A list to be judged.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RedirectJudgeInput {
    /// In their order.
    pub urls: Vec<String>,
    /// By whose rules.
    pub rules: RuleSet,
    /// Whether the scope `openid` is there; only logout URLs ask.
    pub openid: bool,
}

/// Text that was pasted into a list.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RedirectSplitInput {
    /// At most 1 MiB.
    pub text: String,
}

/// A look at the server behind a URL.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RedirectProbeInput {
    /// The URL. Its query and fragment are not sent.
    pub address: String,
    /// Its host, as the administrator confirmed it.
    pub confirmed_host: String,
}

/// What the server showed; or why it was not asked, or did not answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "outcome", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RedirectProbeView {
    /// It answered, over TLS that was found valid up to a trusted authority.
    Answered {
        /// What was asked for.
        url: String,
        /// Status code.
        status: u16,
        /// Where it sends on to, in the server's words; not followed.
        location: Option<String>,
        /// Address and port that were connected to; those of a proxy where one stands between.
        peer: Option<String>,
        /// Version and chain that the server showed.
        tls: Option<TlsShown>,
        /// How long each leg took.
        timings: HttpTimings,
    },
    /// Not a whole https address.
    Address,
    /// Its host was not confirmed; nothing was sent.
    NotConfirmed {
        /// Host of the address.
        host: String,
    },
    /// There was no answer.
    Unanswered {
        /// What was asked for.
        url: String,
        /// Why.
        cause: Cause,
        /// The same in the words of the library that noticed.
        detail: String,
        /// Version and chain, where the server showed them before the call ended.
        tls: Option<TlsShown>,
    },
}
