//! Pasted texts and what must be found in them, with near misses. The rows of facts.md 8.1 and
//! 8.5 are held against the sandbox in tests/flows.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::*;
use crate::diagnosis::{Cause, Confidence, Fix};

const NOW: UnixSeconds = 1_776_231_128;
const CLIENT: &str = "TESTclientID00000001";
const ACCOUNT: &str = "abc12.serviceaccount@example";

fn jwt(claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.{}", part(r#"{"alg":"RS256","typ":"JWT"}"#), part(claims), part("TESTsignature"))
}

fn claims(iat: &str, exp: &str) -> String {
    format!(r#"{{"iss":"{CLIENT}","sub":"{ACCOUNT}","iat":{iat},"exp":{exp}}}"#)
}

fn dated(offset: i64) -> String {
    jwt(&claims(&(NOW + offset).to_string(), &(NOW + offset + 3_600).to_string()))
}

fn explain(text: &str) -> Explanation {
    Paste::read(text).explain(NOW, None, false)
}

fn causes(text: &str) -> Vec<Cause> {
    let found = explain(text).diagnosis;
    found.map_or_else(Vec::new, |first| {
        let also: Vec<Cause> = first.also.iter().map(|it| it.cause).collect();
        std::iter::once(first.cause).chain(also).collect()
    })
}

#[test]
fn a_right_assertion_has_nothing_to_say_and_shows_what_was_checked() {
    let explained = explain(&dated(-30));
    assert_eq!(explained.diagnosis, None);
    assert_eq!(explained.material, [Material::Assertion]);
    let checked = [RuledOut::Base64urlForm, RuledOut::TimesInSeconds, RuledOut::TimesFit];
    assert!(checked.iter().all(|it| explained.checked.contains(it)), "{:?}", explained.checked);
}

#[test]
fn times_of_an_assertion_are_judged_with_their_near_misses() {
    use Cause::*;
    let at = |iat: i64, exp: i64| jwt(&claims(&iat.to_string(), &exp.to_string()));
    let rows = [
        ("Japan's time as UTC", dated(-32_400), vec![LocalTimeAsUtc]),
        ("Los Angeles' time as UTC", dated(28_800), vec![LocalTimeAsUtc]),
        ("India's time as UTC", dated(-19_800), vec![LocalTimeAsUtc]),
        ("15 hours is no zone", dated(-54_000), vec![AssertionStale]),
        ("some hours and minutes", dated(-32_400 - 600), vec![AssertionStale]),
        ("ahead", dated(412), vec![ClockFast]),
        ("ahead within tolerance", dated(60), vec![]),
        ("milliseconds", at(NOW * 1_000, (NOW + 3_600) * 1_000), vec![TimesInMilliseconds]),
        (
            "milliseconds plus 3600",
            at(NOW * 1_000, NOW * 1_000 + 3_600),
            vec![TimesInMilliseconds, LifetimeInMilliseconds],
        ),
        ("3 seconds", at(NOW - 3, NOW), vec![LifetimeInMilliseconds]),
        ("an hour", at(NOW - 1, NOW + 3_599), vec![]),
        ("an hour and a second", at(NOW - 1, NOW + 3_600), vec![LifetimeTooLong]),
        ("backwards", at(NOW - 1, NOW - 2), vec![LifetimeTooLong, AssertionStale]),
        (
            "texts",
            jwt(&claims(&format!("\"{NOW}\""), &format!("\"{}\"", NOW + 60))),
            vec![TimesAsText],
        ),
        ("words", jwt(&claims("\"now\"", "\"later\"")), vec![TimesAsText]),
    ];
    for (name, text, expected) in rows {
        assert_eq!(causes(&text), expected, "{name}");
    }
    let found = explain(&dated(-32_400)).diagnosis.unwrap();
    assert_eq!((found.params["hours"].as_str(), found.confidence), ("9", Confidence::Likely));
    assert_eq!(found.fixes, [Fix::UseEpochTime]);
}

#[test]
fn a_date_header_beside_it_makes_the_offset_certain() {
    let answer = "HTTP/1.1 400 Bad Request\r\nDate: Wed, 15 Apr 2026 05:32:08 GMT\r\n\
                  Content-Type: application/json\r\n\r\n{\"error\":\"invalid_grant\"}";
    let text = format!("assertion={}\n\n{answer}", dated(-32_400));
    let explained = Paste::read(&text).explain(NOW + 5_000_000, None, false);
    let found = explained.diagnosis.unwrap();
    assert_eq!((found.cause, found.confidence), (Cause::ClientSecretMissing, Confidence::Certain));
    let also = &found.also[0];
    assert_eq!((also.cause, also.confidence), (Cause::LocalTimeAsUtc, Confidence::Certain));
    assert_eq!((explained.http_status, explained.server_now), (Some(400), Some(NOW)));
}

#[test]
fn several_faults_stand_in_the_order_to_mend_them() {
    let text = jwt(r#"{"iss":"abc12.serviceaccount@example","sub":"x","iat":"1776231128000","exp":1776231131600}"#)
        .replace("HQ", "HQ=");
    let all = causes(&text);
    let expected = [
        Cause::TimesAsText,
        Cause::TimesInMilliseconds,
        Cause::LifetimeInMilliseconds,
        Cause::IssuerWrong,
        Cause::SubjectWrong,
    ];
    assert!(all.ends_with(&expected), "{all:?}");
}

#[test]
fn the_form_of_an_assertion_is_judged() {
    let [head, body, sign] =
        <[String; 3]>::try_from(dated(-30).split('.').map(str::to_owned).collect::<Vec<_>>())
            .unwrap();
    let rows = [
        (format!("{head}=.{body}.{sign}"), vec![Cause::OrdinaryBase64]),
        (format!("{head}.{body}.{sign}+/ab"), vec![Cause::OrdinaryBase64]),
        (format!("{head}.{}.{sign}", &body[..body.len() - 8]), vec![Cause::AssertionBroken]),
        (format!("{head}.{body}"), vec![Cause::AssertionBroken]),
        (format!("\"{head}.{body}.{sign}\""), vec![]),
    ];
    for (text, expected) in rows {
        assert_eq!(causes(&text), expected, "{text}");
    }
    let hs = format!("{}.{body}.{sign}", URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#));
    assert_eq!(causes(&hs), [Cause::AlgorithmWrong]);
}

#[test]
fn a_stored_record_is_what_iss_and_sub_are_held_against() {
    let known =
        |client_id, service_account, key_signed| Known { client_id, service_account, key_signed };
    let paste = Paste::read(&dated(-30));
    let cause = |known: Known<'_>| {
        paste
            .explain(NOW, Some(&known), false)
            .diagnosis
            .map(|found| (found.cause, found.confidence))
    };
    let certain = |cause| Some((cause, Confidence::Certain));
    assert_eq!(cause(known(CLIENT, ACCOUNT, Some(true))), None);
    assert_eq!(cause(known("other", ACCOUNT, None)), certain(Cause::IssuerWrong));
    assert_eq!(cause(known(CLIENT, "x.serviceaccount@y", None)), certain(Cause::SubjectWrong));
    assert_eq!(cause(known(CLIENT, "", None)), None, "nothing to compare with");
    assert_eq!(cause(known(CLIENT, ACCOUNT, Some(false))), certain(Cause::KeyNotThisApps));
    assert_eq!(paste.client_id().as_deref(), Some(CLIENT));
    assert_eq!(paste.signed().unwrap().1, b"TESTsignature");
}

#[test]
fn answers_are_read_however_they_were_pasted() {
    use Cause::*;
    let rows = [
        (r#"{"error":"invalid_client","error_description":"unknown client"}"#, vec![ClientUnknown]),
        ("requests.HTTPError: 400 {\"error\":\"invalid_scope\"} at line 3", vec![ScopeNotAllowed]),
        ("https://example.test/cb?error=invalid_scope&state=x", vec![ScopeNotAllowed]),
        (r#"{"returnCode":"99","returnMessage":"UnexpectedError"}"#, vec![UnexpectedError]),
        (r#"{"code":"ACCESS_DENIED","description":"Access is denied."}"#, vec![ScopeNotTicked]),
        (
            r#"{"code":"UNAUTHORIZED","description":"Malformed authentication token"}"#,
            vec![ApiTokenRefused],
        ),
        ("<!DOCTYPE html><title>404 Not Found</title>", vec![WrongPath]),
        ("<html>Sign in to the network</html>", vec![WrongContentType]),
        (r#"{"error":"invalid_gr"#, vec![TruncatedJson]),
        ("HTTP/2 503\nretry-after: 120\n\nbusy", vec![ServerError]),
        ("HTTP/1.1 307 Temporary Redirect\nLocation: /elsewhere\n\n", vec![Redirected]),
        ("curl: (6) Could not resolve host: auth.worksmobile.com", vec![DnsFailed]),
        (
            "curl: (60) SSL certificate problem: self-signed certificate in chain",
            vec![TlsUntrusted],
        ),
        ("curl: (60) SSL certificate problem: certificate has expired", vec![TlsExpired]),
        ("asn1: structure error: not enough data", vec![KeyCutOff]),
        (r#"{"access_token":"jp1AAAAexample","expires_in":86400}"#, vec![]),
        ("good morning", vec![]),
        ("{}", vec![]),
        ("", vec![]),
    ];
    for (text, expected) in rows {
        assert_eq!(causes(text), expected, "{text}");
    }
    assert_eq!(explain("good morning").material, []);
}

#[test]
fn a_transcript_of_curl_is_taken_apart() {
    let text = "$ curl -v https://auth.worksmobile.com/oauth2/token\n* Trying 203.0.113.9:443...\n\
        > POST /oauth2/token HTTP/1.1\n> Host: auth.worksmobile.com\n>\n* upload done\n\
        < HTTP/1.1 100 Continue\n<\n< HTTP/1.1 404 Not Found\n< Content-Type: text/html\n<\n<html>404</html>";
    let explained = explain(text);
    let found = explained.diagnosis.unwrap();
    assert_eq!((found.cause, found.params["path"].as_str()), (Cause::WrongPath, "/oauth2/token"));
    assert_eq!(explained.http_status, Some(404));
}

#[test]
fn addresses_are_compared_with_the_services_own() {
    let rows = [
        ("curl https://auth.worksmobile.com/oauth2/v2.0/token -d grant_type=x", vec![]),
        (
            "curl https://auth.worksmobile.com/ba/jp1ABCDEFGHIJ/service/token -d code=x",
            vec![Cause::ApiOneAddress],
        ),
        (
            "curl https://www.worksapis.com/oauth2/v2.0/token -d grant_type=x",
            vec![Cause::ResourceApiShape],
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(causes(text), expected, "{text}");
    }
}

#[test]
fn a_lines_assertion_and_an_id_token_are_not_judged_by_line_works_rules() {
    let of_login = explain(&jwt(r#"{"iss":"1","sub":"1","exp":1,"nonce":"n"}"#));
    assert_eq!((of_login.material, of_login.diagnosis), (vec![Material::OtherToken], None));
    let lines = explain(&jwt(r#"{"iss":"1","sub":"1","exp":1,"aud":"https://api.line.me/"}"#));
    assert_eq!(lines.material, [Material::ChannelAssertion]);
    let found = lines.diagnosis.expect("LINE refuses it");
    let rules = |fault: &Diagnosis| (fault.cause, fault.params["rule"].clone());
    let wrong = |rule: &str| (Cause::ChannelAssertionWrong, rule.to_owned());
    assert_eq!(rules(&found), wrong("assertionKeyIdPresent"));
    assert_eq!(found.also.iter().map(rules).collect::<Vec<_>>(), [wrong("timesInSeconds")]);
}

#[test]
fn a_query_in_a_request_line_ends_before_the_version() {
    let assertion = jwt(r#"{"iss":"1","sub":"1","exp":1,"aud":"https://api.line.me/"}"#);
    let text = format!(
        "GET /oauth2/v2.1/tokens/kid?client_assertion_type=x&client_assertion={assertion} HTTP/1.1\n\
         Host: api.line.me\n\n"
    );
    let explained = explain(&text);
    assert_eq!(explained.material, [Material::ChannelAssertion, Material::Request]);
    let causes = causes(&text);
    assert!(causes.iter().all(|cause| *cause == Cause::ChannelAssertionWrong), "{causes:?}");
}

#[test]
fn nothing_secret_is_shown_of_what_was_pasted() {
    let assertion = dated(-30);
    let signature = assertion.rsplit('.').next().unwrap().to_owned();
    let ordinary = format!("{}+/{}", &assertion[..assertion.len() - 4], "TESTtail==");
    let texts = [
        assertion.clone(),
        ordinary,
        format!("curl -d 'assertion={assertion}&client_secret=TESTsecret' -u TESTid:TESTsecret https://a.example"),
        "HTTP/1.1 401 x\nSet-Cookie: TESTsecret=1\n\n{\"error\":\"invalid_client\",\"client_secret\":\"TESTsecret\"}".into(),
        "> Authorization: Basic TESTsecret\n< HTTP/1.1 401 no\n<\n{\"error\":\"invalid_client\"}".into(),
        "{\"error\":\"invalid_grant\",\"error_description\":\"token jp1AAAATESTsecret+/x= is bad\"}".into(),
        "TESTsecret".into(),
        format!("-----BEGIN PRIVATE KEY-----\\n{}\\n", STANDARD.encode("TESTsecret")),
    ];
    for text in texts {
        let explained = explain(&text);
        let shown = serde_json::to_string(&explained).unwrap();
        let shown = shown.replace("TESTsecret=1", "TESTsecret");
        for secret in ["TESTsecret", "TESTtail", &signature, &STANDARD.encode("TESTsecret")] {
            assert!(!shown.contains(secret), "{secret} of {text} in {shown}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(?s).{0,400}") {
        explain(&text);
    }

    #[test]
    fn no_text_of_the_right_words_makes_it_panic(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "HTTP/1.1 400 x\n", "date: ", "{\"error\":\"", "invalid_grant", "\"}", "eyJ", ".", "=",
                "assertion=", "grant_type=", "&", "%3A", "%", "\n", "<html>", "> ", "< HTTP/2 200", "é",
                "-----BEGIN PRIVATE KEY-----", "authorization:", " -u ", "https://", "jp1AAAA", "-rw-r--r--",
            ]),
            0..24,
        )
    ) {
        explain(&words.concat());
    }
}
