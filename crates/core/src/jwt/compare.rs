//! Two tokens side by side, member by member.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::read::{Member, TokenPart, TokenReading};

/// A member of one token or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MemberDifference {
    /// Header or claims.
    pub part: TokenPart,
    /// Its name, made visible.
    pub name: String,
    /// How the two stand to each other.
    pub change: MemberChange,
    /// In the first token.
    pub left: Option<Member>,
    /// In the second token.
    pub right: Option<Member>,
    /// For times: the second minus the first, in seconds.
    #[ts(type = "number | null")]
    pub seconds: Option<i64>,
}

/// How a member of two tokens differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MemberChange {
    /// The same value.
    Same,
    /// Another value.
    Changed,
    /// In the first token only.
    LeftOnly,
    /// In the second token only.
    RightOnly,
}

/// Every member of either token: in the order of the first, then what only the second has. Of a
/// name that is there twice, the first is compared with the first.
pub fn compare(left: &TokenReading, right: &TokenReading) -> Vec<MemberDifference> {
    let mut rows = Vec::new();
    for (part, left, right) in [
        (TokenPart::Header, &left.header, &right.header),
        (TokenPart::Claims, &left.claims, &right.claims),
    ] {
        let (left, right) =
            (left.as_deref().unwrap_or_default(), right.as_deref().unwrap_or_default());
        rows.extend(members(part, left, right));
    }
    rows
}

fn members(part: TokenPart, left: &[Member], right: &[Member]) -> Vec<MemberDifference> {
    let mut rest: Vec<Option<&Member>> = right.iter().map(Some).collect();
    let mut by_name: std::collections::HashMap<&str, std::collections::VecDeque<usize>> =
        std::collections::HashMap::new();
    for (place, member) in right.iter().enumerate() {
        by_name.entry(&member.name).or_default().push_back(place);
    }
    let mut rows: Vec<MemberDifference> = left
        .iter()
        .map(|member| {
            let place = by_name.get_mut(member.name.as_str()).and_then(|places| places.pop_front());
            let other = place.and_then(|place| rest.get_mut(place)?.take());
            row(part, Some(member), other)
        })
        .collect();
    rows.extend(rest.into_iter().flatten().map(|member| row(part, None, Some(member))));
    rows
}

fn row(part: TokenPart, left: Option<&Member>, right: Option<&Member>) -> MemberDifference {
    let change = match (left, right) {
        (Some(left), Some(right)) if same(left, right) => MemberChange::Same,
        (Some(_), Some(_)) => MemberChange::Changed,
        (Some(_), None) => MemberChange::LeftOnly,
        (None, _) => MemberChange::RightOnly,
    };
    let seconds = left
        .and_then(|left| left.time)
        .zip(right.and_then(|right| right.time))
        .map(|(left, right)| right.saturating_sub(left));
    let name = left.or(right).map(|member| member.name.clone()).unwrap_or_default();
    MemberDifference { part, name, change, left: left.cloned(), right: right.cloned(), seconds }
}

/// The same source text, or the same characters written with other escapes.
fn same(left: &Member, right: &Member) -> bool {
    let text = |member: &Member| serde_json::from_str::<String>(&member.value_json).ok();
    left.value_json == right.value_json || text(left).is_some_and(|left| Some(left) == text(right))
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;
    use crate::jwt::read::read;

    fn token(claims: &str) -> TokenReading {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        read(&format!("{}.{}.AAAA", part(r#"{"alg":"RS256"}"#), part(claims)))
    }

    fn changes(left: &str, right: &str) -> Vec<(String, MemberChange, Option<i64>)> {
        compare(&token(left), &token(right))
            .into_iter()
            .filter(|row| row.part == TokenPart::Claims)
            .map(|row| (row.name, row.change, row.seconds))
            .collect()
    }

    #[test]
    fn each_claim_is_same_changed_or_on_one_side_only() {
        let rows = changes(r#"{"a":1,"iat":100,"gone":true}"#, r#"{"iat":160,"a":1,"new":null}"#);
        let expected = [
            ("a".to_owned(), MemberChange::Same, None),
            ("iat".to_owned(), MemberChange::Changed, Some(60)),
            ("gone".to_owned(), MemberChange::LeftOnly, None),
            ("new".to_owned(), MemberChange::RightOnly, None),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn numbers_that_a_double_could_not_tell_apart_differ() {
        let rows = changes(r#"{"id":1234567890123456789}"#, r#"{"id":1234567890123456788}"#);
        assert_eq!(rows[0].1, MemberChange::Changed);
        let rows = changes(r#"{"id":"\u65e5"}"#, r#"{"id":"日"}"#);
        assert_eq!(rows[0].1, MemberChange::Same, "an escape is the same character");
    }

    #[test]
    fn a_name_that_is_there_twice_is_compared_in_its_order() {
        let rows = changes(r#"{"a":1,"a":2}"#, r#"{"a":1,"a":3,"a":4}"#);
        let changes: Vec<MemberChange> = rows.iter().map(|row| row.1).collect();
        assert_eq!(changes, [MemberChange::Same, MemberChange::Changed, MemberChange::RightOnly]);
    }
}
