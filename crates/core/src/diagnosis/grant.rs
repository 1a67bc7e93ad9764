//! Why a server that is not LINE WORKS gave no token, or no answer about one: its code by the
//! standards (RFC 6749 section 5.2, RFC 7523 section 3.1), after what could be measured.

use super::refusal::{Refused, by_code, half_hours, hours, other};
use super::shape::{Shape, by_answer};
use super::{Cause, Confidence, Diagnosis, Fix};
use crate::UnixSeconds;
use crate::apps::{ClientAuthentication, ClientProfile, Endpoints};
use crate::oauth::Answer;

/// What was measured when a server answered.
#[derive(Debug)]
pub struct GrantEvidence<'a> {
    /// Status code.
    pub status: u16,
    /// Content type, if one was named.
    pub content_type: Option<&'a str>,
    /// `Retry-After` in seconds.
    pub retry_after: Option<i64>,
    /// What the answer was read as.
    pub answer: &'a Answer,
    /// Path of the address that was called.
    pub path: &'a str,
    /// Scopes asked for.
    pub scopes: &'a [String],
    /// `iat` and `exp` of the assertion, where one was sent.
    pub times: Option<(UnixSeconds, UnixSeconds)>,
    /// Whether an assertion was the grant; what is refused may then be the assertion.
    pub with_assertion: bool,
    /// The server's time by its Date header.
    pub server_now: Option<UnixSeconds>,
}

/// Why there is no token.
pub fn of_grant_answer(evidence: &GrantEvidence<'_>) -> Diagnosis {
    let Answer::OAuthError { error, description } = evidence.answer else {
        return by_answer(&Shape {
            status: evidence.status,
            content_type: evidence.content_type,
            retry_after: evidence.retry_after,
            answer: evidence.answer,
            path: evidence.path,
        });
    };
    let words = description.as_deref().unwrap_or_default();
    let found = match error.as_str() {
        "invalid_grant" => grant(evidence),
        _ => {
            let (scopes, key_worked_before) = (evidence.scopes, false);
            let refused = Refused { error, words, scopes, key_worked_before };
            by_code(&refused).unwrap_or_else(|| other(Some(evidence.status)))
        }
    };
    found.with("error", error).with("status", evidence.status)
}

/// The assertion: a measured fault of its times is certain; what is left is the server's to say.
/// Without an assertion it can only be the grant itself.
fn grant(evidence: &GrantEvidence<'_>) -> Diagnosis {
    if evidence.times.is_none() && !evidence.with_assertion {
        return Diagnosis::new(Cause::GrantNotOffered, Confidence::Likely).fix(Fix::CheckServer);
    }
    let outside = evidence.times.zip(evidence.server_now);
    match outside.filter(|((iat, exp), now)| iat > now || now >= exp) {
        Some(((iat, _), now)) => clock(iat, now),
        None => Diagnosis::new(Cause::BearerRefused, Confidence::Possible)
            .fix(Fix::CheckServer)
            .fix(Fix::ImportKey),
    }
}

fn clock(iat: UnixSeconds, now: UnixSeconds) -> Diagnosis {
    let offset = iat - now;
    let halves = half_hours(offset);
    let cause = match (halves, offset > 0) {
        (Some(_), _) => Cause::LocalTimeAsUtc,
        (None, true) => Cause::ClockFast,
        (None, false) => Cause::ClockSlow,
    };
    Diagnosis::new(cause, Confidence::Certain)
        .with("seconds", offset.abs())
        .with("direction", if offset > 0 { "fast" } else { "slow" })
        .with("hours", hours(halves.unwrap_or_default()))
        .with("server", now)
        .with("computer", iat)
        .fix(Fix::RunWithServerTime)
        .fix(Fix::SyncClock)
}

/// The same for the client that asked. One that sends no secret can't have sent a wrong one, and
/// what a server that is not LINE WORKS has registered is looked up with that server.
pub fn of_client(found: Diagnosis, client: &ClientProfile) -> Diagnosis {
    if matches!(client.endpoints, Endpoints::LineWorks(_)) {
        return found;
    }
    let mut found = match client.authentication {
        ClientAuthentication::PrivateKeyJwt if found.cause == Cause::ClientSecretWrong => {
            instead(found, Cause::ClientAssertionRefused).fix(Fix::ImportKey).fix(Fix::CheckServer)
        }
        ClientAuthentication::None if found.cause == Cause::ClientSecretWrong => {
            instead(found, Cause::ClientUnknown).fix(Fix::EditClientId).fix(Fix::CheckServer)
        }
        _ if found.cause == Cause::GrantTypeWrong || found.cause == Cause::GrantNotAllowed => {
            instead(found, Cause::GrantNotOffered).fix(Fix::CheckServer)
        }
        _ => found,
    };
    for fix in &mut found.fixes {
        if *fix == Fix::CheckConsole {
            *fix = Fix::CheckServer;
        }
    }
    found
}

/// A record of another server, of a channel or of a customer's server has no environment to choose:
/// its addresses are its own.
pub fn of_own_addresses(found: Diagnosis) -> Diagnosis {
    let own = |fix: Fix| if fix == Fix::EditEnvironment { Fix::EditAddresses } else { fix };
    let fixes = found.fixes.into_iter().map(own).collect();
    let also = found.also.into_iter().map(of_own_addresses).collect();
    Diagnosis { fixes, also, ..found }
}

fn instead(found: Diagnosis, cause: Cause) -> Diagnosis {
    Diagnosis { fixes: Vec::new(), cause, ..found }
}

/// Why a server does not say who signed in. `challenge`: its `WWW-Authenticate` field.
pub fn of_userinfo_answer(evidence: &GrantEvidence<'_>, challenge: Option<&str>) -> Diagnosis {
    let certain = |cause| Diagnosis::new(cause, Confidence::Certain);
    let named = |code: &str| challenge.is_some_and(|challenge| challenge.contains(code));
    match evidence.status {
        // RFC 6750 section 3.1.
        401 => certain(Cause::TokenRefused).fix(Fix::GetNewToken),
        403 if named("insufficient_scope") => certain(Cause::ScopeNotAllowed)
            .with("scopes", evidence.scopes.join(" "))
            .with("closed", "")
            .fix(Fix::EditScopes),
        _ => of_grant_answer(evidence),
    }
}

/// Claims of another member than the ID token's must not be used (OpenID Connect Core 5.3.2).
pub fn userinfo_of_another() -> Diagnosis {
    Diagnosis::new(Cause::UserinfoOfAnother, Confidence::Certain).fix(Fix::SignInAgain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apps::OauthServerApp;

    fn found(
        error: &str,
        authentication: ClientAuthentication,
        times: Option<(i64, i64)>,
    ) -> Diagnosis {
        of_client(refused(error, times, true), &client(authentication))
    }

    fn client(authentication: ClientAuthentication) -> ClientProfile {
        OauthServerApp { authentication, ..OauthServerApp::default() }.client()
    }

    fn refused(error: &str, times: Option<(i64, i64)>, with_assertion: bool) -> Diagnosis {
        let answer = Answer::OAuthError { error: error.into(), description: None };
        of_grant_answer(&GrantEvidence {
            with_assertion,
            status: 400,
            content_type: Some("application/json"),
            retry_after: None,
            answer: &answer,
            path: "/token",
            scopes: &[],
            times,
            server_now: Some(1_000),
        })
    }

    #[test]
    fn a_grant_without_an_assertion_is_not_blamed_on_one() {
        let of = |error: &str, with_assertion| {
            let client = client(ClientAuthentication::ClientSecretBasic);
            of_client(refused(error, None, with_assertion), &client).cause
        };
        assert_eq!(of("invalid_grant", false), Cause::GrantNotOffered);
        assert_eq!(of("invalid_grant", true), Cause::BearerRefused);
        assert_eq!(of("unsupported_grant_type", false), Cause::GrantNotOffered);
    }

    #[test]
    fn a_record_with_its_own_addresses_is_sent_to_them() {
        let found = Diagnosis::new(Cause::DnsFailed, Confidence::Certain).fix(Fix::EditEnvironment);
        assert_eq!(of_own_addresses(found).fixes, [Fix::EditAddresses]);
    }

    #[test]
    fn a_refused_client_is_told_by_what_it_showed_itself_by() {
        use ClientAuthentication as A;
        let rows = [
            (A::ClientSecretBasic, Cause::ClientSecretWrong),
            (A::ClientSecretPost, Cause::ClientSecretWrong),
            (A::PrivateKeyJwt, Cause::ClientAssertionRefused),
            (A::None, Cause::ClientUnknown),
        ];
        for (authentication, cause) in rows {
            assert_eq!(found("invalid_client", authentication, None).cause, cause);
        }
    }

    #[test]
    fn an_assertion_of_another_time_is_certain_and_one_of_now_is_the_servers_to_say() {
        let at = |iat, exp| {
            let found = found("invalid_grant", ClientAuthentication::None, Some((iat, exp)));
            (found.cause, found.confidence)
        };
        assert_eq!(at(1_100, 1_400), (Cause::ClockFast, Confidence::Certain));
        assert_eq!(at(600, 900), (Cause::ClockSlow, Confidence::Certain));
        assert_eq!(at(33_400, 33_700), (Cause::LocalTimeAsUtc, Confidence::Certain));
        assert_eq!(at(970, 1_270), (Cause::BearerRefused, Confidence::Possible));
    }
}
