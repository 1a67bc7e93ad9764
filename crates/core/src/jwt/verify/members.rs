//! Looking up what a token says: there once, twice, or not.

use std::borrow::Cow;

use crate::jwt::read::{Member, text_value};

/// A member of a header or payload.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Found<'a> {
    /// Not there.
    Absent,
    /// There, once.
    Once(&'a Member),
    /// There more than once: readers differ in which they take.
    Twice,
}

impl<'a> Found<'a> {
    pub(crate) fn once(self) -> Option<&'a Member> {
        match self {
            Self::Once(member) => Some(member),
            Self::Absent | Self::Twice => None,
        }
    }

    /// The value, if it is there once and a text.
    pub(crate) fn text(self) -> Option<Cow<'a, str>> {
        self.once().and_then(text_of)
    }
}

/// Finds a member by its name.
pub(crate) fn find<'a>(members: Option<&'a [Member]>, name: &str) -> Found<'a> {
    let mut all = members.unwrap_or_default().iter().filter(|member| member.name == name);
    match (all.next(), all.next()) {
        (None, _) => Found::Absent,
        (Some(member), None) => Found::Once(member),
        (Some(_), Some(_)) => Found::Twice,
    }
}

/// The characters of a text value.
pub(crate) fn text_of(member: &Member) -> Option<Cow<'_, str>> {
    text_value(&member.value_json)
}
