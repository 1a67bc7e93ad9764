//! The practice channels, made as the console knows them and as an administrator's vault would hold
//! them. One is near its limits, and the vault's key of one is registered nowhere.

use std::fmt;

use aws_lc_rs::error::Unspecified;

use super::channel::{Channel, Line, RegisteredKey, new_kid};
use super::tokens::{Kind, LONG_LIVED_LIFE, MOST, Token, Tokens};
use crate::clock;
use crate::practice::Keys;
use crate::random::{self, DIGIT};

/// The alphabet of a channel secret (facts 7.7).
const HEX: &[u8] = b"0123456789abcdef";
/// Digits of a channel ID (facts 7.7).
const ID_LENGTH: usize = 10;
/// Life of the tokens that are there from the start, in seconds.
const OLD_LIFE: i64 = 12 * 86_400;

/// What a practice channel teaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PracticeChannelBehaviour {
    /// Everything works; LINE lists one token that the vault does not know.
    Works,
    /// One place is left for a token of v2.1, and one for a short-lived one.
    NearlyFull,
    /// The vault's key was deleted at the console.
    KeyDeleted,
}

/// A token that a vault may hold from before.
#[derive(Clone)]
pub struct PracticeToken {
    /// The token.
    pub token: String,
    /// Its key ID; empty for one that has none.
    pub key_id: String,
    /// How long it lives from the start of the sandbox, in seconds.
    pub seconds: i64,
}

/// One channel, as an administrator's vault would hold it. All values are invented.
#[derive(Clone)]
pub struct PracticeChannel {
    /// A fixed name for programs: `notice-channel`, `crowded-channel`, `old-key-channel`.
    pub slug: &'static str,
    /// The channel ID: 10 digits.
    pub channel_id: String,
    /// The channel secret: 32 hexadecimal digits.
    pub channel_secret: String,
    /// The name of the assertion signing key.
    pub kid: String,
    /// Its private half as PKCS#8 PEM.
    pub private_key_pem: String,
    /// A token of v2.1 that was issued before.
    pub older: PracticeToken,
    /// The long-lived token of the console.
    pub long_lived: PracticeToken,
    /// What will happen.
    pub behaviour: PracticeChannelBehaviour,
}

impl fmt::Debug for PracticeChannel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PracticeChannel")
            .field("slug", &self.slug)
            .field("channel_id", &self.channel_id)
            .field("behaviour", &self.behaviour)
            .finish_non_exhaustive()
    }
}

const PLANS: [(&str, PracticeChannelBehaviour); 3] = [
    ("notice-channel", PracticeChannelBehaviour::Works),
    ("crowded-channel", PracticeChannelBehaviour::NearlyFull),
    ("old-key-channel", PracticeChannelBehaviour::KeyDeleted),
];

/// Makes the channels and registers them; the first one works.
pub(crate) fn make(keys: &Keys) -> Result<([PracticeChannel; 3], Line), Unspecified> {
    let now = clock::unix_seconds(clock::now(0));
    let mut making = Making { now, keys: Vec::new(), tokens: Tokens::default() };
    let [works, crowded, old] =
        PLANS.map(|(slug, behaviour)| making.channel(slug, behaviour, keys));
    let channels = [works?, crowded?, old?];
    let known = channels.iter().map(|channel| Channel {
        name: channel.slug,
        id: channel.channel_id.clone(),
        secret: channel.channel_secret.clone(),
    });
    let line = Line::new(known.collect(), making.keys, making.tokens);
    Ok((channels, line))
}

struct Making {
    now: f64,
    keys: Vec<RegisteredKey>,
    tokens: Tokens,
}

impl Making {
    fn channel(
        &mut self,
        slug: &'static str,
        behaviour: PracticeChannelBehaviour,
        keys: &Keys,
    ) -> Result<PracticeChannel, Unspecified> {
        let id = random::text(ID_LENGTH, DIGIT)?;
        let older = self.token(&id, Kind::V21, OLD_LIFE)?;
        let long_lived = self.token(&id, Kind::LongLived, LONG_LIVED_LIFE)?;
        let strange = match behaviour {
            PracticeChannelBehaviour::NearlyFull => MOST - 2,
            _ => 1,
        };
        for _ in 0..strange {
            self.token(&id, Kind::V21, OLD_LIFE)?;
        }
        if behaviour == PracticeChannelBehaviour::NearlyFull {
            for _ in 0..MOST - 1 {
                self.token(&id, Kind::ShortLived, OLD_LIFE)?;
            }
        }
        let key = &keys.second;
        let kid = new_kid()?;
        if behaviour != PracticeChannelBehaviour::KeyDeleted {
            let public = key.public.clone();
            self.keys.push(RegisteredKey { kid: kid.clone(), channel_id: id.clone(), public });
        }
        Ok(PracticeChannel {
            slug,
            channel_id: id,
            channel_secret: random::text(32, HEX)?,
            kid,
            private_key_pem: key.private_pem.clone(),
            older,
            long_lived,
            behaviour,
        })
    }

    fn token(&mut self, id: &str, kind: Kind, seconds: i64) -> Result<PracticeToken, Unspecified> {
        let token = Token::new(id, kind, seconds, self.now)?;
        let made =
            PracticeToken { token: token.text.clone(), key_id: token.key_id.clone(), seconds };
        self.tokens.put(token, self.now).map_err(|_| Unspecified)?;
        Ok(made)
    }
}
