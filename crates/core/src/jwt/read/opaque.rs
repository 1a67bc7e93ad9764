//! Tokens that are text to everyone but their issuer, told by their look.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose opaque tokens look like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum OpaqueShape {
    /// LINE WORKS access or refresh token, region Japan (`jp1` + `AAAA`; facts 1.10).
    LineWorksJapan,
    /// The same, region Korea (`kr1` + `AAAA`).
    LineWorksKorea,
    /// The old form without a region (`AAAA`).
    LineWorksOld,
}

const SHORTEST: usize = 24;

/// The shape of a token that no JOSE header begins. LINE WORKS refresh tokens may contain a dot.
pub(super) fn shape_of(token: &str) -> Option<OpaqueShape> {
    let is_base64 =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_' | '.');
    let shape = match token {
        _ if token.starts_with("jp1AAAA") => OpaqueShape::LineWorksJapan,
        _ if token.starts_with("kr1AAAA") => OpaqueShape::LineWorksKorea,
        _ if token.starts_with("AAAA") => OpaqueShape::LineWorksOld,
        _ => return None,
    };
    (token.len() >= SHORTEST && token.chars().all(is_base64)).then_some(shape)
}
