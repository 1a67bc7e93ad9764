//! 'Copy as': the copied programs are run as they are, with two variables set, against the sandbox.
//! What they send is held against what the run sent.

use std::path::PathBuf;
use std::process::{Output, Stdio};

use credenza_core::apps::AppDraft;
use credenza_core::flow::{Outcome, Run};
use credenza_core::recipe::RecipeLanguage::{self, Curl, Node, Python};
use credenza_engine::views::recipes::{RecipeInput, RecipeSource, RecipeView};
use credenza_sandbox::RecordedExchange;
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::practice::line_works;
use credenza_tests::secrets::Secrets;
use serde_json::Value;
use tempfile::TempDir;
use tokio::process::Command;

/// Languages whose programs run without a compiler.
const SCRIPTS: [RecipeLanguage; 3] = [Curl, Python, Node];

fn program(desk: &Desk, source: RecipeSource, language: RecipeLanguage) -> RecipeView {
    desk.engine.recipe_get(RecipeInput { source, language }).expect("there is a program")
}

fn of(run: &Run) -> RecipeSource {
    RecipeSource::Run { id: run.id }
}

/// A folder with the program and the key that it reads.
struct Kept {
    folder: TempDir,
    program: PathBuf,
    key: PathBuf,
}

fn keep(desk: &Desk, slug: &str, view: &RecipeView) -> Kept {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (program, key) = (folder.path().join(&view.file_name), folder.path().join("a key.pem"));
    std::fs::write(&program, &view.text).expect("the program is kept");
    std::fs::write(&key, &desk.practice_app(slug).private_key_pem).expect("the key is kept");
    Kept { folder, program, key }
}

/// Runs a program with nothing set but its two variables.
async fn run_it(desk: &Desk, slug: &str, view: &RecipeView) -> Output {
    let kept = keep(desk, slug, view);
    let (interpreter, options) = interpreter(view.language);
    let mut command = Command::new(interpreter);
    command
        .args(options)
        .arg(&kept.program)
        .current_dir(kept.folder.path())
        .env("CLIENT_SECRET", &desk.practice_app(slug).client_secret)
        .env("PRIVATE_KEY_FILE", &kept.key);
    output(&mut command).await
}

async fn output(command: &mut Command) -> Output {
    // The sandbox is on this computer: a proxy of the environment would not reach it.
    command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1").stdin(Stdio::null());
    command.output().await.unwrap_or_else(|error| panic!("{command:?} does not start: {error}"))
}

fn interpreter(language: RecipeLanguage) -> (&'static str, &'static [&'static str]) {
    match language {
        Curl => ("bash", &[]),
        Node => ("node", &[]),
        Python => (python(), &["-I"]),
        RecipeLanguage::Rust => panic!("Rust has no interpreter"),
    }
}

/// A Python that has the one package that the program names.
fn python() -> &'static str {
    let has_package = |python: &&str| {
        let mut look = std::process::Command::new(python);
        let found = look.args(["-I", "-c", "import cryptography"]).stderr(Stdio::null()).status();
        found.is_ok_and(|status| status.success())
    };
    let known = ["/usr/bin/python3", "python3"];
    known.into_iter().find(has_package).expect("Python with cryptography (python3-cryptography)")
}

fn told(output: &Output) -> String {
    let (said, warned) = (&output.stdout, &output.stderr);
    format!("{}\n{}", String::from_utf8_lossy(said), String::from_utf8_lossy(warned))
}

/// What reached the server, but for the assertion: it is fresh each time.
fn fields(exchange: &RecordedExchange) -> Vec<(String, String)> {
    exchange.form.iter().filter(|(name, _)| name != "assertion").cloned().collect()
}

fn last(desk: &Desk) -> RecordedExchange {
    desk.sandbox.exchanges().pop().expect("something was sent")
}

/// The run's request came again, and was no copy of it.
fn assert_sent_alike(desk: &Desk, by_run: &RecordedExchange, language: RecipeLanguage) {
    let by_program = last(desk);
    assert_eq!(by_program.path, by_run.path, "{language:?}");
    assert_eq!(fields(&by_program), fields(by_run), "{language:?}");
    assert_eq!(by_program.query, None, "{language:?}: no secret in an address");
    for header in ["content-type", "accept"] {
        assert_eq!(by_program.header(header), by_run.header(header), "{language:?} {header}");
    }
}

#[tokio::test]
async fn each_copied_program_of_a_passed_run_gets_a_token_of_its_own() {
    let desk = Desk::open().await;
    let run = desk.issue(desk.id(GOOD)).await;
    assert_eq!(run.outcome, Outcome::Passed);
    let by_run = last(&desk);
    for language in SCRIPTS {
        let view = program(&desk, of(&run), language);
        let done = run_it(&desk, GOOD, &view).await;
        assert!(done.status.success(), "{language:?}: {}", told(&done));
        let answer: Value = serde_json::from_slice(&done.stdout)
            .unwrap_or_else(|error| panic!("{language:?}: {error}: {}", told(&done)));
        assert!(answer["access_token"].as_str().is_some_and(|token| token.starts_with("jp1AAAA")));
        assert!(String::from_utf8_lossy(&done.stderr).contains("HTTP 200"), "{}", told(&done));
        assert_sent_alike(&desk, &by_run, language);
    }
}

#[tokio::test]
async fn the_copied_program_of_a_refused_run_is_refused_in_the_same_words() {
    let desk = Desk::open().await;
    for slug in ["old-key", "clock-skew"] {
        let run = desk.issue(desk.id(slug)).await;
        assert_eq!(run.outcome, Outcome::Failed, "{slug}");
        let by_run = last(&desk);
        for language in SCRIPTS {
            let done = run_it(&desk, slug, &program(&desk, of(&run), language)).await;
            assert!(!done.status.success(), "{language:?}: a refusal is no success");
            let words = run.server_words.as_deref().unwrap_or_default();
            let answer: Value = serde_json::from_slice(&done.stdout).expect("the server's JSON");
            let (error, description) = (&answer["error"], &answer["error_description"]);
            let said = format!(
                "{}: {}",
                error.as_str().unwrap_or_default(),
                description.as_str().unwrap_or_default()
            );
            assert_eq!(said, words, "{language:?} {slug}");
            assert_sent_alike(&desk, &by_run, language);
        }
    }
}

#[tokio::test]
async fn hostile_values_arrive_as_the_run_sent_them() {
    let desk = Desk::open().await;
    let rows = [
        r#"a'b"c\d`id`$HOME ${x} $(id) !! %41 %s {} ⟦url⟧ &x=1;#+?"#,
        "勤怠連携\u{3000}バッチ😀",
        "-\u{202e}two\u{200b}\tlines\nand 'quotes'\\",
    ];
    for value in rows {
        let id = desk.id(GOOD);
        desk.edit(id, |draft: &mut AppDraft| {
            line_works(draft).client_id = format!("c{value}c");
            line_works(draft).service_account = format!("{value}.serviceaccount@practice");
            line_works(draft).scopes = vec![value.to_owned(), "bot".to_owned()];
        });
        let run = desk.issue(id).await;
        let by_run = last(&desk);
        assert_eq!(by_run.form_value("client_id"), Some(format!("c{value}c").as_str()));
        for language in SCRIPTS {
            let done = run_it(&desk, GOOD, &program(&desk, of(&run), language)).await;
            assert!(told(&done).contains("HTTP 4"), "{language:?} {value:?}: {}", told(&done));
            assert_sent_alike(&desk, &by_run, language);
            let claims = claims(&last(&desk));
            assert_eq!(claims["iss"], format!("c{value}c"), "{language:?}");
            assert_eq!(claims["sub"], format!("{value}.serviceaccount@practice"), "{language:?}");
        }
    }
}

fn claims(exchange: &RecordedExchange) -> Value {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let assertion = exchange.form_value("assertion").expect("it has an assertion");
    let payload = assertion.split('.').nth(1).expect("three parts");
    let payload = URL_SAFE_NO_PAD.decode(payload).expect("base64url");
    serde_json::from_slice(&payload).expect("the claims are JSON")
}

#[tokio::test]
async fn a_run_that_was_not_sent_gives_the_program_of_its_record() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.edit(id, |draft| line_works(draft).assertion_lifetime = 7_200);
    let run = desk.issue(id).await;
    assert_eq!(run.outcome, Outcome::Failed);
    assert_eq!(desk.sandbox.exchanges().len(), 0, "it was stopped before");
    desk.edit(id, |draft| line_works(draft).assertion_lifetime = 3_600);
    let view = program(&desk, of(&run), Node);
    assert_eq!(view.source, RecipeSource::App { id });
    let done = run_it(&desk, GOOD, &view).await;
    assert!(done.status.success(), "{}", told(&done));
}

#[tokio::test]
async fn a_program_without_its_variables_says_which_is_missing_and_sends_nothing() {
    let desk = Desk::open().await;
    let source = RecipeSource::App { id: desk.id(GOOD) };
    for language in SCRIPTS {
        let view = program(&desk, source, language);
        let kept = keep(&desk, GOOD, &view);
        for (missing, set) in [
            ("PRIVATE_KEY_FILE", ("CLIENT_SECRET", "x")),
            ("CLIENT_SECRET", ("PRIVATE_KEY_FILE", kept.key.to_str().expect("a text"))),
        ] {
            let (interpreter, options) = interpreter(language);
            let mut command = Command::new(interpreter);
            command.args(options).arg(&kept.program).env(set.0, set.1);
            let done = output(command.env_remove(missing)).await;
            assert!(!done.status.success(), "{language:?}");
            assert!(told(&done).contains(missing), "{language:?}: {}", told(&done));
        }
    }
    assert_eq!(desk.sandbox.exchanges().len(), 0);
}

#[tokio::test]
async fn no_program_has_a_secret_in_it() {
    let desk = Desk::open().await;
    for slug in [GOOD, "old-key"] {
        let run = desk.issue(desk.id(slug)).await;
        let secrets = Secrets::of(&desk);
        for source in [of(&run), RecipeSource::App { id: desk.id(slug) }] {
            for language in RecipeLanguage::ALL {
                let view = program(&desk, source, language);
                assert_eq!(view.source, source);
                assert_eq!(secrets.seen_in(&view.text), [""; 0], "{language:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_program_of_a_sandbox_run_goes_to_the_sandbox_that_runs_now() {
    let desk = Desk::open().await;
    let run = desk.issue(desk.id(GOOD)).await;
    desk.engine.set_sandbox_base(Some("http://127.0.0.1:9".to_owned()));
    let text = program(&desk, of(&run), Curl).text;
    assert!(text.contains("--url 'http://127.0.0.1:9/oauth2/v2.0/token'"), "{text}");
}
