//! What a client of LINE needs to know to be pointed at the sandbox.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use super::CONSOLE_PATH;
use super::practice::PracticeChannel;

/// Address and credentials of the working practice channel; serialised in camel case.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineFacts {
    /// What stands in the place of `https://api.line.me`.
    pub api_base: String,
    /// The channel ID.
    pub channel_id: String,
    /// The channel secret.
    pub channel_secret: String,
    /// The name of the assertion signing key.
    pub kid: String,
    /// Where the caller has put the private key; the sandbox itself writes no file.
    pub private_key_file: Option<PathBuf>,
    /// A long-lived token, as LINE's console gives one.
    pub long_lived_token: String,
    /// Where public keys are registered.
    pub console: String,
}

impl LineFacts {
    pub(crate) fn of(base_url: &str, channel: &PracticeChannel) -> LineFacts {
        LineFacts {
            api_base: base_url.to_owned(),
            channel_id: channel.channel_id.clone(),
            channel_secret: channel.channel_secret.clone(),
            kid: channel.kid.clone(),
            private_key_file: None,
            long_lived_token: channel.long_lived.token.clone(),
            console: format!("{base_url}{CONSOLE_PATH}"),
        }
    }
}

impl fmt::Debug for LineFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineFacts")
            .field("api_base", &self.api_base)
            .field("channel_id", &self.channel_id)
            .finish_non_exhaustive()
    }
}
