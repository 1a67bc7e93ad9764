//! What an import would do with each record of a file: add it, leave it because the same is there,
//! or refuse it. Nothing is changed by asking.

use std::collections::HashMap;

use serde::Serialize;
use ts_rs::TS;

use super::{ImportRefusal, ListRecord, RefusedBecause};
use crate::apps::{AppDraft, AppId, Environment, FindingId, FindingSeverity, bounds, check_draft};

/// What is known of a record in the vault, in use or put away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub id: AppId,
    /// Its content.
    pub draft: AppDraft,
}

/// What happens to a record of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ImportVerdict {
    /// It is added.
    Add {
        /// Errors and warnings that the checks of a record have for it.
        #[ts(type = "number")]
        look_at: usize,
    },
    /// The vault has it already: the same Client ID in the same environment, or, without a Client
    /// ID, the same name.
    Same {
        /// The record.
        id: AppId,
        /// Its name.
        name: String,
    },
    /// It stands earlier in the same file.
    Repeated {
        /// Where.
        #[ts(type = "number")]
        line: u64,
    },
    /// It can't be taken.
    Refused(ImportRefusal),
}

/// A record of a file with its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportLine {
    /// Line of a CSV file, or place in a JSON list; from 1.
    #[ts(type = "number")]
    pub line: u64,
    /// App name, as read.
    pub name: String,
    /// Client ID, as read.
    pub client_id: String,
    /// What happens to it.
    pub verdict: ImportVerdict,
}

/// What makes two records the same one.
#[derive(PartialEq, Eq, Hash)]
enum Identity {
    Client { service: String, client_id: String },
    Name(String),
}

impl Identity {
    fn of(draft: &AppDraft) -> Self {
        let client_id = draft.service.client_id().trim();
        if client_id.is_empty() {
            return Self::Name(draft.name.trim().to_owned());
        }
        let service = match draft.service.environment() {
            Environment::Custom { auth_base, .. } => auth_base.trim().to_owned(),
            other => format!("{other:?}"),
        };
        Self::Client { service, client_id: client_id.to_owned() }
    }
}

/// The verdict of each record, in order.
pub fn plan(records: &[ListRecord], known: &[Known]) -> Vec<ImportLine> {
    let mut there: HashMap<Identity, ImportVerdict> = HashMap::new();
    for record in known {
        let same = ImportVerdict::Same { id: record.id, name: record.draft.name.clone() };
        there.entry(Identity::of(&record.draft)).or_insert(same);
    }
    let mut judge = |record: &ListRecord| {
        if let Some(refusal) = record.refused.clone().or_else(|| refusal(&record.draft)) {
            return ImportVerdict::Refused(refusal);
        }
        let identity = Identity::of(&record.draft);
        if let Some(verdict) = there.get(&identity) {
            return verdict.clone();
        }
        there.insert(identity, ImportVerdict::Repeated { line: record.line });
        ImportVerdict::Add { look_at: to_look_at(&record.draft) }
    };
    let line = |record: &ListRecord| ImportLine {
        line: record.line,
        name: record.draft.name.clone(),
        client_id: record.draft.service.client_id().to_owned(),
        verdict: judge(record),
    };
    records.iter().map(line).collect()
}

fn refusal(draft: &AppDraft) -> Option<ImportRefusal> {
    if draft.name.trim().is_empty() {
        return Some(ImportRefusal::of(RefusedBecause::NoName, "name"));
    }
    if let Some(field) = bounds::too_long(draft) {
        return Some(ImportRefusal::of(RefusedBecause::TooLong, field));
    }
    if let Environment::Custom { auth_base, .. } = draft.service.environment()
        && auth_base.trim().is_empty()
    {
        return Some(ImportRefusal::of(RefusedBecause::BadValue, "authBase"));
    }
    let key =
        check_draft(draft, None).into_iter().find(|found| found.id == FindingId::PrivateKeyPasted);
    key.map(|found| ImportRefusal::of(RefusedBecause::PrivateKey, &found.field))
}

fn to_look_at(draft: &AppDraft) -> usize {
    let found = check_draft(draft, None);
    found.iter().filter(|finding| finding.severity != FindingSeverity::Info).count()
}
