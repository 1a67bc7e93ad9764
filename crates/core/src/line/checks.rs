//! What is checked before a call is sent (facts.md 7.3, 7.6), and what can be said of its answer.

use super::{ChannelClaims, TokenKind, Verified, format_of};
use crate::flow::{RuleId, Verdict, VerdictResult};
use crate::oauth::{TokenAnswer, check_head};
use crate::services::line::{
    AUDIENCE, CLOCK_WORTH_A_WORD, MAX_ASSERTION_LIFE, MAX_TOKEN_LIFE, MAX_TOKENS, REQUEST_ID,
};
use crate::{Secret, UnixSeconds};

const RULES: &str = "facts 7.3";
const CALLS: &str = "facts 7.2";
/// A length of time this long would be a date: 2001 in seconds since 1970.
const A_DATE: i64 = 1_000_000_000;

fn there(id: RuleId, holds: bool, source: &str) -> Verdict {
    Verdict::must(id, holds, "present", if holds { "present" } else { "missing" }, source)
}

/// A call by channel ID and secret.
pub fn check_credentials(channel_id: &str, has_secret: bool) -> Vec<Verdict> {
    vec![
        there(RuleId::ChannelIdPresent, !channel_id.trim().is_empty(), CALLS),
        there(RuleId::ChannelSecretPresent, has_secret, CALLS),
    ]
}

/// A call by assertion, before it is signed. `now` is the clock that dates it.
pub fn check_assertion(
    channel_id: &str,
    kid: &str,
    has_key: bool,
    claims: &ChannelClaims,
    now: UnixSeconds,
) -> Vec<Verdict> {
    let mut verdicts = vec![
        there(RuleId::ChannelIdPresent, !channel_id.trim().is_empty(), RULES),
        there(RuleId::KeyPresent, has_key, RULES),
        there(RuleId::AssertionKeyIdPresent, !kid.trim().is_empty(), RULES),
        Verdict::must(
            RuleId::IssuerIsChannel,
            claims.iss == channel_id.trim(),
            channel_id.trim(),
            &claims.iss,
            RULES,
        ),
        Verdict::must(
            RuleId::SubjectIsIssuer,
            claims.sub == claims.iss,
            &claims.iss,
            &claims.sub,
            RULES,
        ),
        Verdict::must(RuleId::AudienceIsLine, claims.aud == AUDIENCE, AUDIENCE, &claims.aud, RULES),
    ];
    let life = claims.exp - now;
    let seconds = (A_DATE..10 * A_DATE).contains(&claims.exp);
    verdicts.push(Verdict::must(RuleId::TimesInSeconds, seconds, "10 digits", claims.exp, RULES));
    verdicts.push(Verdict::must(
        RuleId::AssertionWithinHalfHour,
        (1..=MAX_ASSERTION_LIFE).contains(&life),
        format!("1..{MAX_ASSERTION_LIFE} s"),
        format!("{life} s"),
        RULES,
    ));
    verdicts.extend(claims.token_exp.map(token_life).into_iter().flatten());
    verdicts
}

fn token_life(life: i64) -> [Verdict; 2] {
    let duration = life < A_DATE;
    // A date is no life that is too long, but no life at all: one word is enough.
    let within = !duration || (1..=MAX_TOKEN_LIFE).contains(&life);
    let most = format!("1..{MAX_TOKEN_LIFE} s");
    [
        Verdict::must(RuleId::TokenLifeIsDuration, duration, "seconds", life, RULES),
        Verdict::must(RuleId::TokenLifeWithinLimit, within, most, format!("{life} s"), RULES),
    ]
}

/// One more token of a kind that has a limit. `live`: how many hold, as far as is known here; the
/// thirty-first of v2.1 is refused, the thirty-first short-lived one ends the oldest.
pub fn check_place(live: usize) -> Verdict {
    let most = format!("<= {}", MAX_TOKENS - 1);
    Verdict::should(RuleId::PlaceLeft, live < MAX_TOKENS, most, live, "facts 7.1")
}

/// A token that is to be verified or revoked as one of `kind`.
pub fn check_token_kind(token: Option<&Secret>, kind: TokenKind) -> Vec<Verdict> {
    let mut verdicts = vec![there(RuleId::TokenHeld, token.is_some(), CALLS)];
    if let Some(token) = token {
        let fits = kind.looks_like(format_of(token));
        let wanted = match kind {
            TokenKind::V21 | TokenKind::Stateless => "eyJ….….…",
            TokenKind::ShortLived | TokenKind::LongLived => "A-Z a-z 0-9 + / =",
        };
        let shown = token.sealed().shown;
        let rule = RuleId::TokenFormFits;
        verdicts.push(Verdict::must(rule, fits, wanted, shown, "facts 7.6"));
    }
    verdicts
}

/// The head of any answer: status, content type, and the ID by which LINE finds the call.
pub fn check_answer_head(
    status: u16,
    content_type: Option<&str>,
    request_id: Option<&str>,
) -> Vec<Verdict> {
    let mut verdicts = check_head(status, content_type);
    verdicts.push(Verdict::should(
        RuleId::RequestIdPresent,
        request_id.is_some(),
        REQUEST_ID,
        request_id.unwrap_or("none"),
        "facts 7.5",
    ));
    verdicts
}

/// A token that was issued as one of `kind`. `asked`: the life that was asked for, in seconds.
pub fn check_issued(
    token: &TokenAnswer,
    kind: TokenKind,
    asked: Option<i64>,
    skew_seconds: Option<i64>,
) -> Vec<Verdict> {
    let bearer = token.token_type.eq_ignore_ascii_case("bearer");
    let mut verdicts = vec![
        Verdict::should(RuleId::TokenTypeBearer, bearer, "Bearer", &token.token_type, CALLS),
        Verdict::should(
            RuleId::TokenFormFits,
            kind.looks_like(format_of(&token.access_token)),
            "as documented",
            token.access_token.sealed().shown,
            "facts 7.6",
        ),
    ];
    match (token.expires_in, asked) {
        (None, _) => {
            let rule = RuleId::ExpiresInReadable;
            verdicts.push(Verdict::should(rule, false, "seconds", "unknown", CALLS));
        }
        (Some(life), Some(asked)) => {
            let rule = RuleId::LifetimeAsAsked;
            verdicts.push(Verdict::should(rule, life == asked, asked, life, CALLS));
        }
        (Some(life), None) => {
            let rule = RuleId::ExpiresInReadable;
            verdicts.push(Verdict::should(rule, true, "seconds", life, CALLS));
        }
    }
    if kind == TokenKind::V21 {
        let key_id = token.key_id.as_deref().unwrap_or("missing");
        let rule = RuleId::KeyIdPresent;
        verdicts.push(Verdict::should(rule, token.key_id.is_some(), "present", key_id, CALLS));
    }
    verdicts.push(clock(skew_seconds));
    verdicts
}

fn clock(skew_seconds: Option<i64>) -> Verdict {
    let rule = RuleId::ClockAgrees;
    match skew_seconds {
        None => Verdict::new(rule, VerdictResult::NotChecked, "Date", "none", "facts 8.1"),
        Some(skew) => {
            let near = skew.abs() <= CLOCK_WORTH_A_WORD;
            let wanted = format!("<= {CLOCK_WORTH_A_WORD} s");
            Verdict::should(rule, near, wanted, format!("{skew:+} s"), "facts 8.1")
        }
    }
}

/// A token that LINE says holds.
pub fn check_verified(verified: &Verified, channel_id: &str) -> Vec<Verdict> {
    let ours = verified.client_id == channel_id.trim();
    let life = format!("{} s", verified.expires_in);
    vec![
        Verdict::should(
            RuleId::TokenOfThisChannel,
            ours,
            channel_id.trim(),
            &verified.client_id,
            CALLS,
        ),
        Verdict::should(RuleId::ExpiresInReadable, verified.expires_in > 0, "> 0 s", life, CALLS),
    ]
}

/// The list of key IDs.
pub fn check_key_ids(listed: usize) -> Vec<Verdict> {
    let rule = RuleId::KeyIdsListed;
    vec![Verdict::must(rule, true, "a list", listed, CALLS), check_place(listed)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANNEL: &str = "1573163733";
    const KID: &str = "536e453c-aa93-4449-8e90-add2608783c6";
    const NOW: UnixSeconds = 1_776_231_128;

    fn claims() -> ChannelClaims {
        ChannelClaims::new(CHANNEL, Some(86_400), NOW)
    }

    fn broken(kid: &str, has_key: bool, claims: &ChannelClaims) -> Vec<RuleId> {
        let verdicts = check_assertion(CHANNEL, kid, has_key, claims, NOW);
        let failed = verdicts.into_iter().filter(|it| it.result == VerdictResult::Failed);
        failed.map(|verdict| verdict.id).collect()
    }

    #[test]
    fn a_right_assertion_passes_every_rule() {
        assert_eq!(broken(KID, true, &claims()), []);
        assert_eq!(broken(KID, true, &ChannelClaims::new(CHANNEL, None, NOW)), []);
        assert_eq!(broken(KID, true, &ChannelClaims { exp: NOW + 1_800, ..claims() }), []);
        assert_eq!(
            broken(KID, true, &ChannelClaims { token_exp: Some(2_592_000), ..claims() }),
            []
        );
    }

    #[test]
    fn each_near_miss_is_caught_by_its_own_rule() {
        use RuleId::*;
        let other = "1573163734".to_owned();
        let rows = [
            (ChannelClaims { aud: "https://api.line.me".into(), ..claims() }, vec![AudienceIsLine]),
            (ChannelClaims { sub: other.clone(), ..claims() }, vec![SubjectIsIssuer]),
            (ChannelClaims { iss: other.clone(), sub: other, ..claims() }, vec![IssuerIsChannel]),
            (ChannelClaims { exp: NOW + 1_801, ..claims() }, vec![AssertionWithinHalfHour]),
            (ChannelClaims { exp: NOW, ..claims() }, vec![AssertionWithinHalfHour]),
            (
                ChannelClaims { exp: (NOW + 600) * 1_000, ..claims() },
                vec![TimesInSeconds, AssertionWithinHalfHour],
            ),
            (ChannelClaims { token_exp: Some(2_592_001), ..claims() }, vec![TokenLifeWithinLimit]),
            (ChannelClaims { token_exp: Some(0), ..claims() }, vec![TokenLifeWithinLimit]),
            (ChannelClaims { token_exp: Some(NOW + 600), ..claims() }, vec![TokenLifeIsDuration]),
        ];
        for (claims, rules) in rows {
            assert_eq!(broken(KID, true, &claims), rules, "{claims:?}");
        }
        assert_eq!(broken(" ", true, &claims()), [AssertionKeyIdPresent]);
        assert_eq!(broken(KID, false, &claims()), [KeyPresent]);
    }

    #[test]
    fn a_token_of_the_other_family_is_not_sent() {
        let signed = Secret::new("eyJhbGciOiJIUzI1NiJ9.eyJleGFtcGxlIjoxfQ.c2lnbmF0dXJl".into());
        let results = |token, kind| {
            let verdicts = check_token_kind(token, kind);
            verdicts.iter().map(|it| it.result).collect::<Vec<_>>()
        };
        use VerdictResult::{Failed, Passed};
        assert_eq!(results(Some(&signed), TokenKind::V21), [Passed, Passed]);
        assert_eq!(results(Some(&signed), TokenKind::LongLived), [Passed, Failed]);
        assert_eq!(results(None, TokenKind::V21), [Failed]);
    }

    #[test]
    fn the_thirtieth_is_fine_and_the_thirty_first_is_warned_about() {
        assert_eq!(check_place(29).result, VerdictResult::Passed);
        assert_eq!(check_place(30).result, VerdictResult::Warned);
    }
}
