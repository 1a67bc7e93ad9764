//! A refresh that was pasted (facts.md 8.2 rows 26 to 30): a token that was sent without being
//! percent-encoded, and a refusal of which nothing can be measured.

use super::form::Form;
use crate::diagnosis::{Cause, Confidence, Diagnosis, Fix};
use crate::services::line_works::REFRESH_TOKEN;

/// Whether the form asks for a refresh.
pub(super) fn is_refresh(form: &Form) -> bool {
    form.get("grant_type") == Some(REFRESH_TOKEN)
}

/// A plus that was sent as it is arrives as a blank, which is in no token. curl's
/// `--data-urlencode` encodes it on the way.
pub(super) fn unencoded(form: &Form, sent: &str) -> Option<Diagnosis> {
    let token = form.get("refresh_token").filter(|_| is_refresh(form))?;
    let broken = token.contains(' ') && !sent.contains("data-urlencode");
    broken.then(|| {
        Diagnosis::new(Cause::RefreshTokenUnreadable, Confidence::Certain).fix(Fix::EncodeOnce)
    })
}

/// An answer in the shape for odd input (facts.md 1.4).
pub(super) fn unreadable() -> Diagnosis {
    Diagnosis::new(Cause::RefreshTokenUnreadable, Confidence::Likely).fix(Fix::EncodeOnce)
}

/// `invalid_grant`: when the token was issued is not in the text, so the causes are listed.
pub(super) fn refused() -> Diagnosis {
    // Marked like what they stand behind: no record is meant.
    let possible = |cause| Diagnosis::new(cause, Confidence::Possible).with("pasted", "true");
    let mut found = possible(Cause::RefreshTokenRefused).fix(Fix::GetNewToken);
    found.also = vec![
        possible(Cause::RefreshTokenExpired).fix(Fix::TurnRotationOn),
        possible(Cause::RefreshTokenReplaced).fix(Fix::RefreshInOnePlace),
        possible(Cause::PasswordChanged).fix(Fix::SignInAgain),
        possible(Cause::ConsentOutdated).fix(Fix::SignInAgain),
    ];
    found
}

#[cfg(test)]
mod tests {
    use crate::diagnosis::{Cause, Confidence, Diagnosis, Paste, RuledOut};

    fn explained(text: &str) -> Diagnosis {
        Paste::read(text).explain(1_800_000_000, None, false).diagnosis.unwrap()
    }

    const CURL: &str = "curl https://auth.worksmobile.com/oauth2/v2.0/token \
        -d 'grant_type=refresh_token&client_id=TESTclient&client_secret=TESTsecret' ";
    const ANSWER: &str = "\n{\"returnCode\":\"99\",\"returnMessage\":\"UnexpectedError\"}";

    #[test]
    fn a_refresh_token_that_was_sent_as_it_is_is_certainly_the_cause() {
        let found = explained(&format!("{CURL} -d 'refresh_token=jp1AAAAR+x/y=='{ANSWER}"));
        assert_eq!(found.cause, Cause::RefreshTokenUnreadable);
        assert_eq!(found.confidence, Confidence::Certain);
    }

    #[test]
    fn an_encoded_one_is_not_accused_of_it() {
        for token in [
            "-d 'refresh_token=jp1AAAAR%2Bx%2Fy%3D%3D'",
            "--data-urlencode 'refresh_token=jp1AAAAR+x/y=='",
        ] {
            let read = Paste::read(&format!("{CURL} {token}")).explain(0, None, false);
            assert!(read.diagnosis.is_none(), "{token}: {:?}", read.diagnosis);
            assert!(read.checked.contains(&RuledOut::GrantTypeRight));
        }
    }

    #[test]
    fn a_refused_refresh_lists_what_is_known_to_end_one() {
        let found =
            explained(&format!("{CURL} -d 'refresh_token=x%2By'\n{{\"error\":\"invalid_grant\"}}"));
        assert_eq!(found.cause, Cause::RefreshTokenRefused);
        assert_eq!(found.also.len(), 4);
    }
}
