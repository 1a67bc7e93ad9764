//! The scopes of LINE WORKS that are known (facts.md 4). The list may lack newer ones: a scope
//! that is not here is kept and marked, never refused.

use serde::Serialize;
use ts_rs::TS;

/// Whether a service account may ask for a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ServiceAccountUse {
    /// It may.
    Yes,
    /// It may not (facts.md 2.3).
    No,
    /// Not for most calls of the scope; mail migration and forwarding are the exceptions.
    Partly,
    /// Not stated.
    Unknown,
}

/// One resource with its two scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeFact {
    /// Name of the resource, and of the scope that reads and writes.
    pub resource: &'static str,
    /// Whether `resource.read` exists.
    pub has_read: bool,
    /// Whether the plain name (read and write) exists.
    pub has_write: bool,
    /// Whether a service account may have it.
    pub service_account: ServiceAccountUse,
    /// Whether the vendor's page states it; otherwise it was seen in public code.
    pub documented: bool,
    /// Only useful together with `openid`.
    pub needs_openid: bool,
}

impl ScopeFact {
    /// The scope that only reads, if there is one.
    pub fn read(&self) -> Option<String> {
        self.has_read.then(|| format!("{}.read", self.resource))
    }

    /// The scope that reads and writes, if there is one.
    pub fn write(&self) -> Option<String> {
        self.has_write.then(|| self.resource.to_owned())
    }
}

use ServiceAccountUse::{No, Partly, Unknown, Yes};

const fn both(
    resource: &'static str,
    service_account: ServiceAccountUse,
    documented: bool,
) -> ScopeFact {
    ScopeFact {
        resource,
        has_read: true,
        has_write: true,
        service_account,
        documented,
        needs_openid: false,
    }
}

const fn read_only(
    resource: &'static str,
    service_account: ServiceAccountUse,
    documented: bool,
) -> ScopeFact {
    ScopeFact { has_write: false, ..both(resource, service_account, documented) }
}

const fn single(
    resource: &'static str,
    service_account: ServiceAccountUse,
    needs_openid: bool,
) -> ScopeFact {
    ScopeFact {
        has_read: false,
        documented: true,
        needs_openid,
        ..both(resource, service_account, true)
    }
}

/// Every known resource, in the order of facts.md 4.
pub const SCOPES: &[ScopeFact] = &[
    single("openid", No, false),
    single("email", No, true),
    single("profile", No, true),
    read_only("audit", Yes, true),
    read_only("monitoring", Yes, true),
    both("board", Yes, true),
    both("bot", Yes, true),
    single("bot.message", Yes, false),
    both("calendar", Yes, true),
    both("contact", Yes, false),
    both("directory", Yes, false),
    both("user", Yes, true),
    read_only("user.email", Yes, false),
    read_only("user.profile", Yes, false),
    both("group", Yes, false),
    both("group.folder", No, true),
    both("group.note", No, true),
    both("orgunit", Yes, false),
    both("file", No, true),
    both("mail", Partly, true),
    both("task", No, true),
    both("form", No, true),
    both("partner", Unknown, false),
    both("security.external-browser", Yes, false),
    read_only("businessSupport", Unknown, false),
    both("businessSupport.approval", Unknown, false),
    both("businessSupport.attendance", Yes, false),
    both("businessSupport.humanResource", Unknown, false),
    both("businessSupport.businessPlace", Unknown, false),
];

/// The fact behind a scope name, if it is known.
pub fn find(scope: &str) -> Option<&'static ScopeFact> {
    SCOPES.iter().find(|fact| {
        fact.read().as_deref() == Some(scope) || fact.write().as_deref() == Some(scope)
    })
}

/// Whether a service account may ask for a scope; `Unknown` for a scope that is not in the list.
pub fn service_account_use(scope: &str) -> ServiceAccountUse {
    find(scope).map_or(Unknown, |fact| fact.service_account)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_closed_to_service_accounts_are_the_documented_ones() {
        for scope in ["file", "file.read", "group.note", "group.folder.read", "task", "form.read"] {
            assert_eq!(service_account_use(scope), No, "{scope}");
        }
        assert_eq!(service_account_use("mail.read"), Partly);
        assert_eq!(service_account_use("bot"), Yes);
    }

    #[test]
    fn an_unlisted_scope_is_unknown_and_not_refused() {
        assert_eq!(service_account_use("shiny.new"), Unknown);
        assert!(find("audit").is_none(), "facts.md documents audit.read only");
    }
}
