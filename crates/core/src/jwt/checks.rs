//! Checks of the assertion and the request before anything is sent (facts.md 2.5).

use super::assertion::AssertionClaims;
use crate::UnixSeconds;
use crate::apps::LineWorksApp;
use crate::flow::{RuleId, Verdict};
use crate::oauth::check_asked_scopes;
use crate::services::line_works::MAX_ASSERTION_LIFETIME;
use crate::services::line_works_scopes::{ServiceAccountUse, service_account_use};

const DOC: &str = "facts 2.5";

/// What the record has, without the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credentials {
    /// A client secret is stored.
    pub has_secret: bool,
    /// A private key is stored.
    pub has_key: bool,
}

/// Every rule of facts.md 2.5 with both values. `now` is the clock that dates the assertion.
pub fn before_sending(
    app: &LineWorksApp,
    claims: &AssertionClaims,
    have: Credentials,
    now: UnixSeconds,
) -> Vec<Verdict> {
    let mut verdicts = presence(app, have);
    verdicts.extend(claim_values(app, claims));
    verdicts.extend(claim_times(claims, now));
    verdicts.extend(scopes(app));
    verdicts
}

fn presence(app: &LineWorksApp, have: Credentials) -> Vec<Verdict> {
    let is_there = |id, holds: bool, source| {
        Verdict::must(id, holds, "present", if holds { "present" } else { "missing" }, source)
    };
    vec![
        is_there(RuleId::ClientIdPresent, !app.client_id.trim().is_empty(), "facts 2.2"),
        is_there(RuleId::ClientSecretPresent, have.has_secret, "facts 2.2"),
        is_there(
            RuleId::ServiceAccountPresent,
            !app.service_account.trim().is_empty(),
            "facts 2.1",
        ),
        is_there(RuleId::KeyPresent, have.has_key, "facts 2.4"),
    ]
}

fn claim_values(app: &LineWorksApp, claims: &AssertionClaims) -> Vec<Verdict> {
    let looks_right =
        claims.sub.split_once('@').is_some_and(|(name, _)| name.ends_with("serviceaccount"));
    vec![
        Verdict::must(
            RuleId::IssuerIsClientId,
            claims.iss == app.client_id.trim(),
            app.client_id.trim(),
            &claims.iss,
            DOC,
        ),
        Verdict::should(
            RuleId::SubjectIsServiceAccount,
            looks_right,
            "*.serviceaccount@*",
            &claims.sub,
            DOC,
        ),
    ]
}

fn claim_times(claims: &AssertionClaims, now: UnixSeconds) -> Vec<Verdict> {
    let life = claims.exp - claims.iat;
    let seconds = |time: i64| (1_000_000_000..10_000_000_000).contains(&time);
    let limit = i64::from(MAX_ASSERTION_LIFETIME);
    let within = claims.iat <= now && now <= claims.exp;
    vec![
        Verdict::must(RuleId::ExpiryAfterIssue, life > 0, "exp > iat", format!("{life} s"), DOC),
        Verdict::must(
            RuleId::LifetimeWithinLimit,
            life <= limit,
            format!("<= {limit} s"),
            format!("{life} s"),
            "facts 2.1",
        ),
        Verdict::must(
            RuleId::TimesInSeconds,
            seconds(claims.iat) && seconds(claims.exp),
            "10 digits",
            claims.iat,
            DOC,
        ),
        Verdict::must(
            RuleId::NowWithinTimes,
            within,
            format!("{}..{}", claims.iat, claims.exp),
            now,
            DOC,
        ),
    ]
}

fn scopes(app: &LineWorksApp) -> Vec<Verdict> {
    let refused: Vec<&str> = app
        .scopes
        .iter()
        .map(String::as_str)
        .filter(|scope| service_account_use(scope) == ServiceAccountUse::No)
        .collect();
    let mut verdicts = check_asked_scopes(&app.scopes, "facts 2.2").to_vec();
    let names = if refused.is_empty() { app.scopes.join(" ") } else { refused.join(" ") };
    verdicts.push(Verdict::should(
        RuleId::ScopesForServiceAccount,
        refused.is_empty(),
        "open to service accounts",
        names,
        "facts 2.3",
    ));
    verdicts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::VerdictResult;

    const NOW: UnixSeconds = 1_776_231_128;

    fn app() -> LineWorksApp {
        LineWorksApp {
            client_id: "TESTclientID00000001".into(),
            service_account: "abc12.serviceaccount@example".into(),
            scopes: vec!["bot".into()],
            ..LineWorksApp::default()
        }
    }

    fn claims() -> AssertionClaims {
        AssertionClaims::new("TESTclientID00000001", "abc12.serviceaccount@example", 3_600, NOW)
    }

    const ALL: Credentials = Credentials { has_secret: true, has_key: true };

    fn worst(
        app: &LineWorksApp,
        claims: &AssertionClaims,
        have: Credentials,
    ) -> Option<(RuleId, VerdictResult)> {
        let verdicts = before_sending(app, claims, have, NOW);
        verdicts.into_iter().find(|v| v.result != VerdictResult::Passed).map(|v| (v.id, v.result))
    }

    #[test]
    fn a_right_assertion_passes_every_rule() {
        assert_eq!(worst(&app(), &claims(), ALL), None);
    }

    #[test]
    fn each_near_miss_is_caught_by_its_own_rule() {
        use RuleId::*;
        let failed = |id| Some((id, VerdictResult::Failed));
        let no_secret = Credentials { has_secret: false, ..ALL };
        let no_key = Credentials { has_key: false, ..ALL };
        assert_eq!(worst(&app(), &claims(), no_secret), failed(ClientSecretPresent));
        assert_eq!(worst(&app(), &claims(), no_key), failed(KeyPresent));
        let rows = [
            (AssertionClaims { iss: "other".into(), ..claims() }, IssuerIsClientId),
            (AssertionClaims { exp: claims().iat, ..claims() }, ExpiryAfterIssue),
            (AssertionClaims { exp: claims().iat + 3_601, ..claims() }, LifetimeWithinLimit),
            (AssertionClaims { iat: NOW + 1, exp: NOW + 3_601, ..claims() }, NowWithinTimes),
            (AssertionClaims { iat: NOW - 3_600, exp: NOW - 1, ..claims() }, NowWithinTimes),
        ];
        for (claims, rule) in rows {
            assert_eq!(worst(&app(), &claims, ALL), failed(rule), "{rule:?}");
        }
        let millis = AssertionClaims { iat: NOW * 1_000, exp: NOW * 1_000 + 3_600, ..claims() };
        let verdicts = before_sending(&app(), &millis, ALL, NOW * 1_000 + 1);
        let first = verdicts.iter().find(|verdict| verdict.result == VerdictResult::Failed);
        assert_eq!(first.map(|v| v.id), Some(TimesInSeconds));
    }

    #[test]
    fn closed_and_malformed_scopes_are_warned_about_but_sent() {
        let with = |scope: &str| LineWorksApp { scopes: vec![scope.to_owned()], ..app() };
        let warned = |id| Some((id, VerdictResult::Warned));
        assert_eq!(
            worst(&with("file.read"), &claims(), ALL),
            warned(RuleId::ScopesForServiceAccount)
        );
        assert_eq!(worst(&with("user:read"), &claims(), ALL), warned(RuleId::ScopeNames));
        let none = LineWorksApp { scopes: vec![], ..app() };
        assert_eq!(
            worst(&none, &claims(), ALL),
            Some((RuleId::ScopePresent, VerdictResult::Failed))
        );
    }
}
