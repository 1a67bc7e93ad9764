//! The words of the page, from its own catalogues: a test presses what a user reads.

use serde_json::Value;

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    En,
    Ja,
}

impl Language {
    pub(crate) const BOTH: [Self; 2] = [Self::En, Self::Ja];

    /// As in file names and in `lang`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }

    /// Its name on the language switch.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ja => "日本語",
        }
    }

    /// The message of this key.
    pub(crate) fn say(self, key: &str) -> String {
        let text = match self {
            Self::En => include_str!("../../ui/messages/en.json"),
            Self::Ja => include_str!("../../ui/messages/ja.json"),
        };
        let messages: Value = serde_json::from_str(text).expect("a catalogue is JSON");
        messages[key].as_str().unwrap_or_else(|| panic!("no plain message {key}")).to_owned()
    }
}
