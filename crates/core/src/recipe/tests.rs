//! Literals against hostile values, and what stands in a program and what must not. That the
//! programs run is tested against the sandbox (tests/flows/copy_as.rs).

use url::Url;

use super::{Recipe, RecipeLanguage, literal};
use crate::Secret;
use crate::apps::{AppId, Environment, LineWorksApp, ScopeSeparator};
use crate::flow::{
    AssertionView, ClockSource, FlowKind, Outcome, Run, RunId, ShownRequest, Step, StepId,
};
use crate::jwt::assertion::{AssertionClaims, UnsignedAssertion};
use crate::oauth::{
    Client, ClientProof, RevokedToken, client_credentials_request, jwt_bearer_request,
    refresh_request, revoke_request, service_account_request,
};

const SECRET: &str = "TESTSECRET-invented-0001";
const SIGNATURE: &[u8] = b"TESTSIGNATURE-TESTSIGNATURE-TESTSIGNATURE";
const STARTED: i64 = 1_776_231_128;

struct Sent {
    client_id: &'static str,
    scope: &'static str,
    clock: ClockSource,
    made_at: i64,
}

const USUAL: Sent = Sent {
    client_id: "TESTclientID00000001",
    scope: "bot user.read",
    clock: ClockSource::Local,
    made_at: STARTED,
};

fn run(sent: &Sent) -> Run {
    let claims = AssertionClaims::new(sent.client_id, "a.serviceaccount@x", 3_000, sent.made_at);
    let unsigned = UnsignedAssertion::new(claims).unwrap();
    let assertion = unsigned.signed(SIGNATURE);
    let url = Url::parse("https://auth.worksmobile.com/oauth2/v2.0/token").unwrap();
    let secret = Secret::new(SECRET.to_owned());
    let request = service_account_request(url, sent.client_id, &secret, &assertion, sent.scope);
    let mut run = stopped(unsigned.view(Some(&assertion)), sent.clock);
    let mut shown = request.shown;
    shown.headers.push(("host".to_owned(), "auth.worksmobile.com".to_owned()));
    shown.headers.push(("User-Agent".to_owned(), "Credenza/0.1".to_owned()));
    shown.headers.push(("content-length".to_owned(), "812".to_owned()));
    sending(&mut run).request = Some(shown);
    run
}

fn sending(run: &mut Run) -> &mut Step {
    run.steps.iter_mut().find(|step| step.id == StepId::Send).unwrap()
}

fn request(run: &mut Run) -> &mut ShownRequest {
    sending(run).request.as_mut().unwrap()
}

fn stopped(assertion: AssertionView, clock: ClockSource) -> Run {
    Run {
        id: RunId(7),
        app_id: AppId(1),
        app_name: "Attendance Bot".to_owned(),
        app_version: Some(1),
        flow: FlowKind::ServiceAccount,
        environment: Environment::LineWorks,
        started_at_ms: STARTED * 1000 + 400,
        duration_us: 1,
        outcome: Outcome::Failed,
        clock,
        steps: FlowKind::ServiceAccount.waiting(),
        assertion: Some(assertion),
        token: None,
        diagnosis: None,
        skew_seconds: None,
        server_words: None,
        http_status: None,
        key_sha256: None,
        peer: None,
        signed_in: None,
    }
}

fn programs(recipe: &Recipe) -> [(RecipeLanguage, String); 4] {
    RecipeLanguage::ALL.map(|language| (language, recipe.program(language)))
}

#[test]
fn hostile_values_are_one_literal_in_each_language() {
    // (value, bash, Python, JavaScript, Rust)
    let rows = [
        ("plain", "'plain'", r#""plain""#, r#""plain""#, r#""plain""#),
        ("", "''", r#""""#, r#""""#, r#""""#),
        ("it's", r"'it'\''s'", r#""it's""#, r#""it's""#, r#""it's""#),
        (r#"a"b"#, r#"'a"b'"#, r#""a\"b""#, r#""a\"b""#, r#""a\"b""#),
        (r"a\b", r"'a\b'", r#""a\\b""#, r#""a\\b""#, r#""a\\b""#),
        (
            "$HOME `id` ${x} !!",
            "'$HOME `id` ${x} !!'",
            r#""$HOME `id` ${x} !!""#,
            r#""$HOME `id` ${x} !!""#,
            r#""$HOME `id` ${x} !!""#,
        ),
        (
            "100%d%s{}{{0}}",
            "'100%d%s{}{{0}}'",
            r#""100%d%s{}{{0}}""#,
            r#""100%d%s{}{{0}}""#,
            r#""100%d%s{}{{0}}""#,
        ),
        ("勤怠 連携", "'勤怠 連携'", r#""勤怠 連携""#, r#""勤怠 連携""#, r#""勤怠 連携""#),
        (
            "a\nb\tc\r",
            r"$'a\012b\011c\015'",
            r#""a\nb\tc\u000d""#,
            r#""a\nb\tc\u{d}""#,
            r#""a\nb\tc\u{d}""#,
        ),
        ("'\n1\\", r"$'\'\0121\\'", r#""'\n1\\""#, r#""'\n1\\""#, r#""'\n1\\""#),
        ("x\u{202e}1", r"$'x\342\200\2561'", r#""x\u202e1""#, r#""x\u{202e}1""#, r#""x\u{202e}1""#),
        (
            "\u{e0041}",
            r"$'\363\240\201\201'",
            r#""\U000e0041""#,
            r#""\u{e0041}""#,
            r#""\u{e0041}""#,
        ),
    ];
    for (value, shell, python, javascript, rust) in rows {
        assert_eq!(literal::shell(value), shell, "bash, {value:?}");
        assert_eq!(literal::python(value), python, "Python, {value:?}");
        assert_eq!(literal::javascript(value), javascript, "JavaScript, {value:?}");
        assert_eq!(literal::rust(value), rust, "Rust, {value:?}");
    }
}

#[test]
fn no_secret_and_no_signature_stands_in_any_program() {
    let recipe = Recipe::of_run(&run(&USUAL)).unwrap();
    let signed = UnsignedAssertion::new(AssertionClaims::new("x", "y", 1, 1)).unwrap();
    let signature = signed.signed(SIGNATURE).expose().rsplit('.').next().unwrap().to_owned();
    for (language, text) in programs(&recipe) {
        for hidden in [SECRET, &signature, &signature[..6], "TESTSE"] {
            assert!(!text.contains(hidden), "{language:?} has {hidden}");
        }
        for variable in ["CLIENT_SECRET", "PRIVATE_KEY_FILE"] {
            assert!(text.contains(variable), "{language:?} reads {variable}");
        }
        assert!(!text.contains(['⟦', '⟧']), "{language:?}: every place is filled");
    }
}

#[test]
fn a_program_asks_for_what_the_run_asked_for() {
    let recipe = Recipe::of_run(&run(&USUAL)).unwrap();
    for (language, text) in programs(&recipe) {
        for part in [
            "https://auth.worksmobile.com/oauth2/v2.0/token",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "TESTclientID00000001",
            "a.serviceaccount@x",
            "bot user.read",
            "now - 30",
            "now + 2970",
            "application/x-www-form-urlencoded",
            "application/json",
        ] {
            assert!(text.contains(part), "{language:?} has no {part}");
        }
        for part in ["User-Agent", "Credenza", "content-length", "1776231098"] {
            assert!(!text.contains(part), "{language:?} must not have {part}");
        }
    }
}

#[test]
fn a_record_makes_the_same_program_as_its_run() {
    let app = LineWorksApp {
        client_id: " TESTclientID00000001 ".to_owned(),
        service_account: "a.serviceaccount@x".to_owned(),
        scopes: vec!["bot".to_owned(), "user.read".to_owned()],
        scope_separator: ScopeSeparator::Space,
        assertion_lifetime: 3_000,
        ..LineWorksApp::default()
    };
    let endpoint = Environment::LineWorks.token_endpoint(None).unwrap();
    assert_eq!(Recipe::of_app(&app, &endpoint), Recipe::of_run(&run(&USUAL)).unwrap());
}

#[test]
fn a_run_that_was_dated_by_the_server_gives_a_program_that_is_dated_so_too() {
    let run = run(&Sent { clock: ClockSource::Server, made_at: STARTED - 412, ..USUAL });
    let text = Recipe::of_run(&run).unwrap().program(RecipeLanguage::Node);
    assert!(text.contains("\"iat\": now - 442,"), "{text}");
    assert!(text.contains("\"exp\": now + 2558,"), "{text}");
}

#[test]
fn a_run_that_was_not_sent_gives_none() {
    let mut not_sent = run(&USUAL);
    sending(&mut not_sent).request = None;
    assert_eq!(Recipe::of_run(&not_sent), None);
    let mut not_built = run(&USUAL);
    not_built.assertion = None;
    assert_eq!(Recipe::of_run(&not_built), None);
}

#[test]
fn a_header_field_that_ends_its_line_or_names_a_file_gives_none() {
    for (name, value) in [("accept", "a\r\nx-evil: 1"), ("@/etc/passwd", ""), ("", "x")] {
        let mut run = run(&USUAL);
        request(&mut run).headers.push((name.to_owned(), value.to_owned()));
        assert_eq!(Recipe::of_run(&run), None, "{name:?}: {value:?}");
    }
}

#[test]
fn an_assertion_of_another_algorithm_gives_none_and_a_key_id_is_kept() {
    let mut run = run(&USUAL);
    let header = |run: &mut Run, name: &str, value: &str| {
        run.assertion.as_mut().unwrap().header = vec![(name.to_owned(), value.to_owned())];
    };
    header(&mut run, "alg", "HS256");
    assert_eq!(Recipe::of_run(&run), None);
    header(&mut run, "kid", "k'1");
    for (language, text) in programs(&Recipe::of_run(&run).unwrap()) {
        assert!(text.contains(if language == RecipeLanguage::Curl { r"k'\''1" } else { "k'1" }));
    }
}

#[test]
fn values_that_look_like_places_of_the_template_stay_values() {
    let sent = Sent { client_id: "⟦url⟧⟦claims⟧", scope: "⟦", ..USUAL };
    for (language, text) in programs(&Recipe::of_run(&run(&sent)).unwrap()) {
        assert!(text.contains("⟦url⟧⟦claims⟧"), "{language:?}: {text}");
    }
}

#[test]
fn a_zero_byte_reaches_curl_encoded() {
    let text = Recipe::of_run(&run(&Sent { scope: "a\0b", ..USUAL })).unwrap();
    assert!(text.program(RecipeLanguage::Curl).contains("--data 'scope=a%00b'"));
}

#[test]
fn the_plain_bash_program_has_no_quote_in_its_comments() {
    // Pasted into zsh, a comment is read as a command: a lone quote in it would swallow the rest.
    let text = Recipe::of_run(&run(&USUAL)).unwrap().program(RecipeLanguage::Curl);
    for line in text.lines().filter(|line| line.trim_start().starts_with('#')).skip(1) {
        assert!(!line.contains(['\'', '"', '`', '(', ')', '<']), "{line}");
    }
}

#[test]
fn a_refresh_is_a_program_without_a_key_that_takes_the_token_from_a_variable() {
    let url = Url::parse("https://auth.worksmobile.com/oauth2/v2.0/token").unwrap();
    let secret = Secret::new(SECRET.to_owned());
    let proof = ClientProof::Post(secret.clone());
    let client = Client { id: "TESTclientID00000001", proof: &proof };
    let token = Secret::new("jp1AAAAexampleR+x/y==TESTTESTTESTTEST".to_owned());
    let refresh = refresh_request(url.clone(), client, &token);
    let revoke = revoke_request(url, client, &token, RevokedToken::RefreshToken);
    for (sent, variable) in [(refresh, "REFRESH_TOKEN"), (revoke, "TOKEN")] {
        let mut run = run(&USUAL);
        (run.assertion, run.flow) = (None, FlowKind::Refresh);
        sending(&mut run).request = Some(sent.shown);
        let recipe = Recipe::of_run(&run).unwrap();
        assert_eq!(recipe.variables(), ["CLIENT_SECRET", variable]);
        for (language, text) in programs(&recipe) {
            assert!(text.contains(variable) && text.contains("CLIENT_SECRET"), "{language:?}");
            assert!(!text.contains(['⟦', '⟧']), "{language:?}: every place is filled");
            for hidden in [SECRET, "exampleR", "PRIVATE_KEY_FILE", "assertion"] {
                assert!(!text.contains(hidden), "{language:?} has {hidden}");
            }
        }
    }
}

#[test]
fn http_basic_is_a_program_that_encodes_the_secret_and_has_none() {
    let url = Url::parse("https://id.example.com/token").unwrap();
    let proof = ClientProof::Basic(Secret::new(SECRET.to_owned()));
    let client = Client { id: "client!+ID:%", proof: &proof };
    let mut run = run(&USUAL);
    (run.assertion, run.flow) = (None, FlowKind::ClientCredentials);
    sending(&mut run).request = Some(client_credentials_request(url, client, "a b").shown);
    let recipe = Recipe::of_run(&run).unwrap();
    assert_eq!(recipe.variables(), ["CLIENT_SECRET"]);
    for (language, text) in programs(&recipe) {
        assert!(
            text.contains("client%21%2BID%3A%25") && !text.contains(['⟦', '⟧']),
            "{language:?}"
        );
        assert!(!text.contains(SECRET) && !text.contains("PRIVATE_KEY_FILE"), "{language:?}");
    }
}

#[test]
fn what_can_not_be_sent_again_by_one_assertion_and_one_post_is_no_program() {
    let url = || Url::parse("https://id.example.com/token").unwrap();
    let signed = Secret::new("aGVhZA.Ym9keQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ".to_owned());
    let proof = ClientProof::Assertion(signed.clone());
    let client = Client { id: "c", proof: &proof };
    let token = Secret::new("TESTACCESSTOKEN0123456789".to_owned());
    let both = jwt_bearer_request(url(), client, &signed, "");
    for sent in [both, crate::tokens::userinfo_request(url(), &token)] {
        let mut run = run(&USUAL);
        sending(&mut run).request = Some(sent.shown);
        assert_eq!(Recipe::of_run(&run), None);
    }
}
