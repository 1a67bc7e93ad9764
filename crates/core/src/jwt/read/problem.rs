//! What can be wrong with a token, and where. Words for it live in the message catalogues.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

const LONGEST_PARAM: usize = 120;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TokenProblem {
    /// What it is.
    pub id: TokenProblemId,
    /// In which part; None for the text as a whole.
    pub part: Option<TokenPart>,
    /// Where: characters from the beginning of the pasted text.
    #[ts(type = "number | null")]
    pub position: Option<usize>,
    /// Values for the message, made visible.
    pub params: BTreeMap<String, String>,
}

impl TokenProblem {
    pub(super) fn new(id: TokenProblemId) -> Self {
        Self { id, part: None, position: None, params: BTreeMap::new() }
    }

    pub(super) fn within(mut self, part: TokenPart) -> Self {
        self.part = Some(part);
        self
    }

    pub(super) fn at(mut self, position: usize) -> Self {
        self.position = Some(position);
        self
    }

    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), super::visible(&shortened(&value.to_string())));
        self
    }
}

/// A name in a token may fill all of it, and stand in many findings.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_PARAM) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A part of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TokenPart {
    /// The first part.
    Header,
    /// The second part of a JWS.
    Claims,
    /// The third part of a JWS.
    Signature,
}

/// What can be wrong or unusual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TokenProblemId {
    /// `Authorization:` or `Bearer` before it; left out.
    BearerPrefix,
    /// Blanks around it; left out.
    SurroundingBlanks,
    /// Quotation marks around it; left out.
    SurroundingQuotes,
    /// Blanks or line breaks inside; left out.
    BlankInside,
    /// Over [`super::MAX_TOKEN_BYTES`]; params `bytes`, `most`.
    TooLong,
    /// Neither three parts nor five; params `parts`.
    WrongPartCount,
    /// The third part is empty.
    NoSignature,
    /// `=` at the end of a part: ordinary Base64.
    Padding,
    /// `+` or `/`: ordinary Base64; params `character`.
    OrdinaryBase64,
    /// A character of neither alphabet; params `character`.
    ForeignCharacter,
    /// A length that no bytes have: a character is missing.
    ImpossibleLength,
    /// Bits after the last byte that are not zero.
    StrayBits,
    /// Not UTF-8.
    NotUtf8,
    /// No JSON object; params `offset` in bytes of the decoded part.
    NotAnObject,
    /// JSON that breaks off or is wrong; params `offset` in bytes of the decoded part.
    BrokenJson,
    /// A member that is there twice; params `name`.
    DuplicateMember,
    /// Nested deeper than [`super::MAX_DEPTH`]; params `name`.
    TooDeep,
    /// `alg` is `none`: not signed at all.
    AlgNone,
    /// No `alg`, or not a text.
    AlgMissing,
    /// `crit` asks for extensions that are not known here; params `names`.
    UnknownCrit,
    /// `b64` is false (RFC 7797): the payload is not Base64.
    UnencodedPayload,
    /// The header brings its own key or says where to get one, which is never trusted; params
    /// `name`.
    KeyInHeader,
}
