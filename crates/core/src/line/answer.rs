//! What LINE answers to verifying and listing (facts.md 7.2). An issued token and the error shapes
//! are read by `oauth::read_answer`.

use serde::Deserialize;

/// A token that holds, as LINE describes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Verified {
    /// The channel it was issued for: a text.
    pub client_id: String,
    /// Seconds that are left. 64 bits: LINE's own example of a long-lived token has 3138007490.
    pub expires_in: i64,
    /// What it is good for.
    pub scope: Option<String>,
}

#[derive(Deserialize)]
struct KeyIds {
    kids: Vec<String>,
}

/// Reads the answer of a verification; `None` for anything else.
pub fn read_verified(status: u16, body: &[u8]) -> Option<Verified> {
    (status == 200).then(|| serde_json::from_slice(body).ok()).flatten()
}

/// Reads the list of key IDs; `None` for anything else.
pub fn read_key_ids(status: u16, body: &[u8]) -> Option<Vec<String>> {
    let ids: Option<KeyIds> = (status == 200).then(|| serde_json::from_slice(body).ok()).flatten();
    ids.map(|ids| ids.kids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_a_long_lived_token_fits() {
        let body = br#"{"client_id":"1350031035","expires_in":3138007490,"scope":"P CM"}"#;
        let read = read_verified(200, body).unwrap();
        assert_eq!((read.client_id.as_str(), read.expires_in), ("1350031035", 3_138_007_490));
        assert_eq!(read.scope.as_deref(), Some("P CM"));
    }

    #[test]
    fn a_scope_may_be_missing_and_nothing_else() {
        let without = br#"{"client_id":"1573163733","expires_in":2591659}"#;
        assert_eq!(read_verified(200, without).unwrap().scope, None);
        for near in [
            &br#"{"client_id":1573163733,"expires_in":2591659}"#[..],
            br#"{"client_id":"1573163733"}"#,
            br#"{"client_id":"1573163733","expires_in":"2591659"}"#,
            br#"{"error":"invalid_request"}"#,
            b"",
        ] {
            assert_eq!(read_verified(200, near), None, "{}", String::from_utf8_lossy(near));
        }
        assert_eq!(read_verified(400, without), None);
    }

    #[test]
    fn key_ids_are_a_list_of_texts() {
        assert_eq!(read_key_ids(200, br#"{"kids":["a","b"]}"#).unwrap(), ["a", "b"]);
        assert_eq!(read_key_ids(200, br#"{"kids":[]}"#).unwrap(), Vec::<String>::new());
        assert_eq!(read_key_ids(200, br#"{"kids":[1]}"#), None);
        assert_eq!(read_key_ids(400, br#"{"kids":[]}"#), None);
    }
}
