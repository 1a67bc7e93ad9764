//! Every token that a channel was given, and the limits on them (facts 7.1).

use std::collections::VecDeque;

use aws_lc_rs::error::Unspecified;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::refusal::Refusal;
use crate::random;

/// Most live tokens of v2.1, and most short-lived ones, of one channel.
pub(super) const MOST: usize = 30;
/// Life of a stateless token in seconds; 899 as in LINE's own example.
pub(super) const STATELESS_LIFE: i64 = 899;
/// Life of a short-lived token in seconds.
pub(super) const SHORT_LIVED_LIFE: i64 = 30 * 86_400;
/// Life of a long-lived token in seconds, as in LINE's own example: more than 32 bits hold.
pub(super) const LONG_LIVED_LIFE: i64 = 3_138_007_490;
/// How many tokens are remembered; stateless ones have no limit of their own.
const KEPT: usize = 2_048;

/// A kind of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    V21,
    Stateless,
    ShortLived,
    LongLived,
}

/// A token that was issued.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) channel_id: String,
    pub(super) kind: Kind,
    /// Of v2.1 alone.
    pub(super) key_id: String,
    /// Unix seconds.
    pub(super) ends_at: f64,
    revoked: bool,
}

impl Token {
    /// Makes a token that lives for `life` seconds from `now`.
    pub(super) fn new(
        channel_id: &str,
        kind: Kind,
        life: i64,
        now: f64,
    ) -> Result<Token, Unspecified> {
        let text = match kind {
            Kind::V21 | Kind::Stateless => signed_looking()?,
            Kind::ShortLived | Kind::LongLived => STANDARD.encode(random::bytes::<127>()?),
        };
        let key_id = match kind {
            Kind::V21 => URL_SAFE_NO_PAD.encode(random::bytes::<16>()?),
            _ => String::new(),
        };
        let (channel_id, ends_at) = (channel_id.to_owned(), now + life as f64);
        Ok(Token { text, channel_id, kind, key_id, ends_at, revoked: false })
    }

    /// Neither over nor revoked.
    pub(super) fn is_live(&self, now: f64) -> bool {
        !self.revoked && now < self.ends_at
    }
}

/// All tokens, the oldest first.
#[derive(Default)]
pub(super) struct Tokens {
    kept: VecDeque<Token>,
}

impl Tokens {
    /// Puts a token on the books, within the limit of its kind.
    pub(super) fn put(&mut self, token: Token, now: f64) -> Result<(), Refusal> {
        let full = self.live(&token.channel_id, token.kind, now).count() >= MOST;
        match token.kind {
            Kind::V21 if full => return Err(Refusal::TooMany),
            Kind::ShortLived if full => self.end_oldest(&token.channel_id, now),
            _ => {}
        }
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back(token);
        Ok(())
    }

    /// The token with this text.
    pub(super) fn find(&self, text: &str) -> Option<&Token> {
        self.kept.iter().find(|token| token.text == text)
    }

    /// Ends a token; a stateless one can't be ended.
    pub(super) fn revoke(&mut self, text: &str) {
        let of_text = |token: &&mut Token| token.text == text && token.kind != Kind::Stateless;
        if let Some(token) = self.kept.iter_mut().find(of_text) {
            token.revoked = true;
        }
    }

    /// The live tokens of a kind, the oldest first.
    pub(super) fn live(
        &self,
        channel_id: &str,
        kind: Kind,
        now: f64,
    ) -> impl Iterator<Item = &Token> {
        let of_channel = move |token: &&Token| token.channel_id == channel_id && token.kind == kind;
        self.kept.iter().filter(of_channel).filter(move |token| token.is_live(now))
    }

    fn end_oldest(&mut self, channel_id: &str, now: f64) {
        let oldest = self.live(channel_id, Kind::ShortLived, now).next();
        if let Some(text) = oldest.map(|token| token.text.clone()) {
            self.revoke(&text);
        }
    }
}

/// Looks like a signed token and is none: what stands in it is nobody's business.
fn signed_looking() -> Result<String, Unspecified> {
    let head = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#);
    let body = URL_SAFE_NO_PAD.encode(random::bytes::<96>()?);
    let end = URL_SAFE_NO_PAD.encode(random::bytes::<32>()?);
    Ok(format!("{head}.{body}.{end}"))
}

/// Whether a text has the form of a signed token.
pub(super) fn looks_signed(text: &str) -> bool {
    text.starts_with("eyJ") && text.split('.').count() == 3
}

/// Whether a text has the form of a short-lived or long-lived token.
pub(super) fn looks_base64(text: &str) -> bool {
    text.len() >= 24 && STANDARD.decode(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: f64 = 1_700_000_000.0;

    fn filled(kind: Kind, number: usize) -> Tokens {
        let mut tokens = Tokens::default();
        for _ in 0..number {
            let token = Token::new("1", kind, 600, NOW).unwrap();
            assert_eq!(tokens.put(token, NOW), Ok(()));
        }
        tokens
    }

    #[test]
    fn the_thirty_first_of_v21_is_refused_until_one_ends() {
        let mut tokens = filled(Kind::V21, 30);
        let more = || Token::new("1", Kind::V21, 600, NOW).unwrap();
        assert_eq!(tokens.put(more(), NOW), Err(Refusal::TooMany));
        assert_eq!(tokens.put(Token::new("2", Kind::V21, 600, NOW).unwrap(), NOW), Ok(()));
        let first = tokens.kept[0].text.clone();
        tokens.revoke(&first);
        assert_eq!(tokens.put(more(), NOW), Ok(()));
        assert_eq!(tokens.put(more(), NOW + 601.0), Ok(()), "what is over does not count");
    }

    #[test]
    fn the_thirty_first_short_lived_ends_the_oldest_without_a_word() {
        let mut tokens = filled(Kind::ShortLived, 30);
        let texts: Vec<String> = tokens.kept.iter().map(|token| token.text.clone()).collect();
        let more = Token::new("1", Kind::ShortLived, 600, NOW).unwrap();
        assert_eq!(tokens.put(more, NOW), Ok(()));
        let live = |text: &String| tokens.find(text).is_some_and(|token| token.is_live(NOW));
        assert_eq!(texts.iter().filter(|text| live(text)).count(), 29);
        assert!(!live(&texts[0]));
    }

    #[test]
    fn stateless_tokens_have_no_limit_and_no_end_before_their_time() {
        let mut tokens = filled(Kind::Stateless, 40);
        let text = tokens.kept[0].text.clone();
        tokens.revoke(&text);
        assert!(tokens.find(&text).unwrap().is_live(NOW));
    }

    #[test]
    fn kinds_look_as_documented() {
        let text = |kind| Token::new("1", kind, 600, NOW).unwrap().text;
        for kind in [Kind::V21, Kind::Stateless] {
            assert!(text(kind).starts_with("eyJhbGciOiJIUz") && looks_signed(&text(kind)));
            assert!(!looks_base64(&text(kind)));
        }
        for kind in [Kind::ShortLived, Kind::LongLived] {
            assert!(looks_base64(&text(kind)) && !looks_signed(&text(kind)));
        }
    }
}
