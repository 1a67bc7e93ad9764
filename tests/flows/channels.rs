//! LINE's channel access tokens: every operation, what it leaves in the ledger, and each refusal
//! with its cause.

use credenza_core::Secret;
use credenza_core::apps::{AppId, Service};
use credenza_core::diagnosis::Cause;
use credenza_core::flow::{Outcome, RuleId, Run, StepId, StepStatus, VerdictResult};
use credenza_core::line::{Authentication, TokenKind, TokenState};
use credenza_core::recipe::RecipeLanguage;
use credenza_engine::Error;
use credenza_engine::views::channels::{
    ChannelAsk, ChannelItemInput, ChannelKeyNameInput, ChannelRunInput, ChannelTokenAddInput,
    ChannelTokenView, ChannelView, ChosenToken,
};
use credenza_engine::views::recipes::{RecipeInput, RecipeSource};
use credenza_sandbox::{Fault, PracticeChannel};
use credenza_tests::desk::Desk;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const WORKS: &str = "notice-channel";
const CROWDED: &str = "crowded-channel";
const OLD_KEY: &str = "old-key-channel";
const DAY: i64 = 86_400;

fn channel<'a>(desk: &'a Desk, slug: &str) -> &'a PracticeChannel {
    desk.sandbox.practice_channels().iter().find(|it| it.slug == slug).unwrap()
}

async fn ask(desk: &Desk, slug: &str, ask: ChannelAsk) -> Run {
    let input = ChannelRunInput { app_id: desk.id(slug), ask };
    desk.engine.channel_run(input, &|_| {}).await.expect("the flow ends with a run")
}

fn view(desk: &Desk, slug: &str) -> ChannelView {
    desk.engine.channel_get(desk.id(slug)).unwrap()
}

fn newest(desk: &Desk, slug: &str) -> ChannelTokenView {
    view(desk, slug).tokens.remove(0)
}

fn token(desk: &Desk, slug: &str, id: i64) -> Secret {
    let input = ChannelItemInput { app_id: desk.id(slug), id };
    desk.engine.channel_token_for_copy(input).unwrap()
}

fn v21() -> ChannelAsk {
    ChannelAsk::V21 { life_seconds: 7 * DAY }
}

fn held(id: i64) -> ChosenToken {
    ChosenToken::Held { id }
}

fn pasted(text: &str, token_kind: TokenKind) -> ChosenToken {
    ChosenToken::Pasted { text: Secret::new(text.to_owned()), token_kind }
}

fn cause(run: &Run) -> Option<Cause> {
    run.diagnosis.as_ref().map(|found| found.cause)
}

fn result(run: &Run, rule: RuleId) -> Option<VerdictResult> {
    let mut verdicts = run.steps.iter().flat_map(|step| &step.verdicts);
    verdicts.find(|verdict| verdict.id == rule).map(|verdict| verdict.result)
}

fn failed_steps(run: &Run) -> Vec<StepId> {
    let failed = run.steps.iter().filter(|step| step.status == StepStatus::Failed);
    failed.map(|step| step.id).collect()
}

/// An edit of the record's channel ID.
fn rename(desk: &Desk, id: AppId, channel_id: &str) {
    desk.edit(id, |draft| {
        if let Service::LineChannel(app) = &mut draft.service {
            channel_id.clone_into(&mut app.channel_id);
        }
    });
}

#[tokio::test]
async fn each_kind_is_issued_and_stands_in_the_ledger_afterwards() {
    let desk = Desk::open().await;
    let rows = [
        (ChannelAsk::Stateless { by: Authentication::Secret }, TokenKind::Stateless, 899),
        (ChannelAsk::Stateless { by: Authentication::Assertion }, TokenKind::Stateless, 899),
        (v21(), TokenKind::V21, 7 * DAY),
        (ChannelAsk::ShortLived, TokenKind::ShortLived, 30 * DAY),
    ];
    for (asked, kind, life) in rows {
        let run = ask(&desk, WORKS, asked.clone()).await;
        assert_eq!(run.outcome, Outcome::Passed, "{asked:?}: {:?}", run.diagnosis);
        let summary = run.token.as_ref().expect("a token came back");
        assert_eq!(summary.expires_in, Some(life), "{asked:?}");
        let entry = newest(&desk, WORKS);
        assert_eq!((entry.kind, entry.state, entry.run_id), (kind, TokenState::Live, Some(run.id)));
        assert_eq!(entry.ends_at, Some(entry.since + life));
        assert_eq!(entry.key_id.is_some(), kind == TokenKind::V21, "{asked:?}");
        assert!(entry.held);
        assert!(kind.looks_like(credenza_core::line::format_of(&token(&desk, WORKS, entry.id))));
        let warned: Vec<RuleId> = run
            .steps
            .iter()
            .flat_map(|step| &step.verdicts)
            .filter(|verdict| verdict.result != VerdictResult::Passed)
            .map(|verdict| verdict.id)
            .collect();
        assert_eq!(warned, [], "{asked:?}: nothing is wrong with it");
    }
}

#[tokio::test]
async fn key_ids_are_ours_unknown_or_missing_and_the_list_counts() {
    let desk = Desk::open().await;
    ask(&desk, WORKS, v21()).await;
    let ours = newest(&desk, WORKS);
    let run = ask(&desk, WORKS, ChannelAsk::KeyIds { key: None }).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    let listed = view(&desk, WORKS).listed.expect("the list is at hand");
    assert_eq!(view(&desk, WORKS).live_v21, 3);
    let found = listed.key_ids.iter().find(|row| Some(&row.key_id) == ours.key_id.as_ref());
    assert_eq!(found.and_then(|row| row.token_id), Some(ours.id));
    let unknown = listed.key_ids.iter().filter(|row| row.token_id.is_none()).count();
    assert_eq!(unknown, 1, "one was issued elsewhere");
    // Another program revokes ours.
    revoke_elsewhere(&desk, channel(&desk, WORKS), &token(&desk, WORKS, ours.id)).await;
    ask(&desk, WORKS, ChannelAsk::KeyIds { key: None }).await;
    let entry = view(&desk, WORKS).tokens.into_iter().find(|it| it.id == ours.id).unwrap();
    assert_eq!((entry.state, entry.missing), (TokenState::Gone, true));
}

/// Revokes as another program would.
async fn revoke_elsewhere(desk: &Desk, channel: &PracticeChannel, token: &Secret) {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("client_id", &channel.channel_id)
        .append_pair("client_secret", &channel.channel_secret)
        .append_pair("access_token", token.expose())
        .finish();
    let answer = post(desk, "/oauth2/v2.1/revoke", &body).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

/// Sends a form by bare TCP.
async fn post(desk: &Desk, path: &str, body: &str) -> String {
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: \
         application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let base = desk.sandbox.base_url();
    let mut stream = TcpStream::connect(base.trim_start_matches("http://")).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_token_is_verified_revoked_and_dead_afterwards() {
    let desk = Desk::open().await;
    for asked in [v21(), ChannelAsk::ShortLived] {
        ask(&desk, WORKS, asked).await;
        let id = newest(&desk, WORKS).id;
        let run = ask(&desk, WORKS, ChannelAsk::Verify { token: held(id) }).await;
        assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
        assert_eq!(result(&run, RuleId::TokenOfThisChannel), Some(VerdictResult::Passed));
        assert!(newest(&desk, WORKS).verified.is_some_and(|last| last.good));
        let run = ask(&desk, WORKS, ChannelAsk::Revoke { token: held(id) }).await;
        assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
        assert_eq!(result(&run, RuleId::TokenWasGood), Some(VerdictResult::Passed));
        assert_eq!(result(&run, RuleId::TokenIsDead), Some(VerdictResult::Passed));
        assert_eq!(newest(&desk, WORKS).state, TokenState::Revoked);
        let run = ask(&desk, WORKS, ChannelAsk::Verify { token: held(id) }).await;
        assert_eq!(cause(&run), Some(Cause::ChannelTokenOver));
    }
}

#[tokio::test]
async fn a_revocation_of_an_unknown_token_says_that_it_did_nothing() {
    let desk = Desk::open().await;
    let unknown = "TESTunknownTESTunknownTESTunknownTESTunknown";
    let token = pasted(unknown, TokenKind::ShortLived);
    let run = ask(&desk, WORKS, ChannelAsk::Revoke { token }).await;
    assert_eq!(run.outcome, Outcome::Passed, "LINE answers 200");
    assert_eq!(result(&run, RuleId::TokenWasGood), Some(VerdictResult::Warned));
}

#[tokio::test]
async fn a_long_lived_token_is_added_by_paste_and_its_life_fits() {
    let desk = Desk::open().await;
    let value = Secret::new(format!(" {}\n", channel(&desk, WORKS).long_lived.token));
    let app_id = desk.id(WORKS);
    let add = |value, kind| ChannelTokenAddInput { app_id, value, kind };
    desk.engine.channel_token_add(&add(value.clone(), TokenKind::LongLived)).unwrap();
    let id = newest(&desk, WORKS).id;
    let run = ask(&desk, WORKS, ChannelAsk::Verify { token: held(id) }).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    let entry = newest(&desk, WORKS);
    assert!(entry.ends_at.unwrap() - entry.since > i64::from(u32::MAX) / 2, "64 bits are needed");
    for kind in [TokenKind::V21, TokenKind::Stateless] {
        let refused = desk.engine.channel_token_add(&add(value.clone(), kind));
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{kind:?}");
    }
}

#[tokio::test]
async fn the_wrong_endpoint_is_not_called_and_stateless_tokens_are_left_alone() {
    let desk = Desk::open().await;
    let v21_text = channel(&desk, WORKS).older.token.clone();
    ask(&desk, WORKS, ChannelAsk::Stateless { by: Authentication::Secret }).await;
    let stateless = newest(&desk, WORKS).id;
    let before = desk.sandbox.exchanges().len();
    let mixed = || pasted(&v21_text, TokenKind::LongLived);
    for asked in [ChannelAsk::Verify { token: mixed() }, ChannelAsk::Revoke { token: mixed() }] {
        let run = ask(&desk, WORKS, asked).await;
        assert_eq!(cause(&run), Some(Cause::TokenOfOtherFamily));
        assert_eq!(result(&run, RuleId::TokenFormFits), Some(VerdictResult::Failed));
    }
    for asked in [
        ChannelAsk::Verify { token: held(stateless) },
        ChannelAsk::Revoke { token: held(stateless) },
    ] {
        assert_eq!(cause(&ask(&desk, WORKS, asked).await), Some(Cause::StatelessOnly));
    }
    assert_eq!(desk.sandbox.exchanges().len(), before, "nothing was sent");
}

#[tokio::test]
async fn the_limit_of_thirty_is_told_before_and_named_afterwards() {
    let desk = Desk::open().await;
    ask(&desk, CROWDED, ChannelAsk::KeyIds { key: None }).await;
    let run = ask(&desk, CROWDED, v21()).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    ask(&desk, CROWDED, ChannelAsk::KeyIds { key: None }).await;
    assert_eq!(view(&desk, CROWDED).live_v21, 30);
    let run = ask(&desk, CROWDED, v21()).await;
    assert_eq!(result(&run, RuleId::PlaceLeft), Some(VerdictResult::Warned));
    assert_eq!(cause(&run), Some(Cause::TooManyTokens));
    assert_eq!(failed_steps(&run), [StepId::Response]);
    let words = "The maximum number of access tokens has already been issued";
    assert_eq!(run.server_words.as_deref(), Some(words));
}

#[tokio::test]
async fn the_thirty_first_short_lived_token_is_warned_about_and_pushes_the_oldest_out() {
    let desk = Desk::open().await;
    ask(&desk, WORKS, ChannelAsk::ShortLived).await;
    let first = newest(&desk, WORKS).id;
    for _ in 0..29 {
        let run = ask(&desk, WORKS, ChannelAsk::ShortLived).await;
        assert_eq!(result(&run, RuleId::PlaceLeft), Some(VerdictResult::Passed));
    }
    let run = ask(&desk, WORKS, ChannelAsk::ShortLived).await;
    assert_eq!(result(&run, RuleId::PlaceLeft), Some(VerdictResult::Warned));
    let run = ask(&desk, WORKS, ChannelAsk::Verify { token: held(first) }).await;
    assert_eq!(cause(&run), Some(Cause::PushedOut));
}

#[tokio::test]
async fn each_refusal_of_line_has_its_cause() {
    let desk = Desk::open().await;
    let run = ask(&desk, OLD_KEY, v21()).await;
    assert_eq!(cause(&run), Some(Cause::ChannelKeyUnknown));
    let run = ask(&desk, OLD_KEY, ChannelAsk::Stateless { by: Authentication::Assertion }).await;
    assert_eq!(cause(&run), Some(Cause::ChannelKeyUnknown));
    let id = desk.id(WORKS);
    rename(&desk, id, &channel(&desk, CROWDED).channel_id);
    let run = ask(&desk, WORKS, v21()).await;
    assert_eq!(cause(&run), Some(Cause::ChannelKeyOfAnother));
    let run = ask(&desk, WORKS, ChannelAsk::ShortLived).await;
    assert_eq!(cause(&run), Some(Cause::ChannelSecretWrong));
    rename(&desk, id, "1111111111");
    let run = ask(&desk, WORKS, ChannelAsk::ShortLived).await;
    assert_eq!(cause(&run), Some(Cause::ChannelIdUnknown));
    rename(&desk, id, &channel(&desk, WORKS).channel_id);
    desk.sandbox.set_fault(Some(Fault::ClockOff { seconds: 7_200 }));
    let run = ask(&desk, WORKS, ChannelAsk::KeyIds { key: None }).await;
    assert_eq!(cause(&run), Some(Cause::AssertionExpiryRefused));
    desk.sandbox.set_fault(Some(Fault::ServerError));
    let run = ask(&desk, WORKS, ChannelAsk::ShortLived).await;
    assert_eq!(cause(&run), Some(Cause::ServerError));
    desk.sandbox.set_fault(None);
    let broken = "eyJhbGciOiJIUzI1NiJ9.VEVTVA.VEVTVA";
    let token = pasted(broken, TokenKind::V21);
    let run = ask(&desk, WORKS, ChannelAsk::Verify { token }).await;
    assert_eq!(cause(&run), Some(Cause::ChannelTokenBroken));
}

#[tokio::test]
async fn each_call_that_comes_too_fast_is_told_so_and_not_repeated() {
    let desk = Desk::open().await;
    for asked in [v21(), ChannelAsk::ShortLived] {
        ask(&desk, WORKS, asked).await;
    }
    let ids: Vec<i64> = view(&desk, WORKS).tokens.iter().take(2).map(|token| token.id).collect();
    let mut calls = vec![
        ChannelAsk::Stateless { by: Authentication::Secret },
        ChannelAsk::Stateless { by: Authentication::Assertion },
        v21(),
        ChannelAsk::ShortLived,
        ChannelAsk::KeyIds { key: None },
    ];
    calls.extend(ids.iter().map(|id| ChannelAsk::Verify { token: held(*id) }));
    desk.sandbox.set_fault(Some(Fault::RateLimited));
    for asked in calls {
        let before = desk.sandbox.exchanges().len();
        let run = ask(&desk, WORKS, asked.clone()).await;
        assert_eq!(cause(&run), Some(Cause::RateLimited), "{asked:?}");
        assert_eq!(run.http_status, Some(429), "{asked:?}");
        assert_eq!(desk.sandbox.exchanges().len(), before + 1, "{asked:?}: once and no more");
    }
    for id in ids {
        let run = ask(&desk, WORKS, ChannelAsk::Revoke { token: held(id) }).await;
        assert_eq!(cause(&run), Some(Cause::RateLimited));
        let before = result(&run, RuleId::TokenWasGood);
        assert_eq!(before, Some(VerdictResult::NotChecked), "LINE did not say how it stands");
    }
    // What LINE did not look at has not ended.
    assert!(view(&desk, WORKS).tokens.iter().all(|token| token.state == TokenState::Live));
}

#[tokio::test]
async fn a_life_that_line_would_refuse_is_not_sent() {
    let desk = Desk::open().await;
    let before = desk.sandbox.exchanges().len();
    for (life, rule) in [
        (30 * DAY + 1, RuleId::TokenLifeWithinLimit),
        (0, RuleId::TokenLifeWithinLimit),
        (1_800_000_000, RuleId::TokenLifeIsDuration),
    ] {
        let run = ask(&desk, WORKS, ChannelAsk::V21 { life_seconds: life }).await;
        assert_eq!(cause(&run), Some(Cause::ChannelAssertionWrong), "{life}");
        assert_eq!(result(&run, rule), Some(VerdictResult::Failed), "{life}");
    }
    assert_eq!(desk.sandbox.exchanges().len(), before, "nothing was sent");
}

#[tokio::test]
async fn a_new_key_is_made_named_proved_and_overlaps_with_the_old_one() {
    let desk = Desk::open().await;
    let app_id = desk.id(OLD_KEY);
    let made = desk.engine.channel_key_make(app_id).unwrap();
    assert_eq!(made.keys.len(), 2, "the old one stays");
    let key = &made.keys[0];
    assert!(!key.current && key.kid.is_empty(), "without a kid it signs nothing");
    let jwk: serde_json::Value = serde_json::from_str(key.public_jwk.as_deref().unwrap()).unwrap();
    let members: Vec<&String> = jwk.as_object().unwrap().keys().collect();
    assert_eq!(members, ["alg", "e", "kty", "n", "use"], "as LINE's console takes it");
    let kid = register(&desk, OLD_KEY, &jwk.to_string()).await;
    let input = ChannelKeyNameInput { app_id, id: key.id, kid };
    let named = desk.engine.channel_key_name(&input).unwrap();
    assert!(named.keys[0].current && !named.keys[1].current);
    let run = ask(&desk, OLD_KEY, ChannelAsk::KeyIds { key: Some(key.id) }).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    assert!(view(&desk, OLD_KEY).keys[0].proved_at.is_some());
    let old = view(&desk, OLD_KEY).keys[1].id;
    let run = ask(&desk, OLD_KEY, ChannelAsk::KeyIds { key: Some(old) }).await;
    assert_eq!(cause(&run), Some(Cause::ChannelKeyUnknown));
    assert!(view(&desk, OLD_KEY).keys[1].proved_at.is_none());
}

/// Registers a public key at the sandbox's console; its kid.
async fn register(desk: &Desk, slug: &str, jwk: &str) -> String {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("channel_id", &channel(desk, slug).channel_id)
        .append_pair("jwk", jwk)
        .finish();
    let answer = post(desk, "/line/console", &body).await;
    let kid = answer.split("id=\"kid\">").nth(1).expect("the console gives a kid");
    kid.split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn no_run_and_no_view_has_a_secret_in_it() {
    let desk = Desk::open().await;
    let mut told = String::new();
    for asked in [
        ChannelAsk::Stateless { by: Authentication::Secret },
        ChannelAsk::Stateless { by: Authentication::Assertion },
        v21(),
        ChannelAsk::ShortLived,
        ChannelAsk::KeyIds { key: None },
    ] {
        let run = ask(&desk, WORKS, asked).await;
        told.push_str(&serde_json::to_string(&run).unwrap());
    }
    let tokens: Vec<i64> = view(&desk, WORKS).tokens.iter().map(|token| token.id).collect();
    for id in &tokens {
        let run = ask(&desk, WORKS, ChannelAsk::Verify { token: held(*id) }).await;
        told.push_str(&serde_json::to_string(&run).unwrap());
    }
    let all: Vec<Secret> = tokens.iter().map(|id| token(&desk, WORKS, *id)).collect();
    desk.sandbox.set_fault(Some(Fault::EchoSecret));
    for id in &tokens {
        let run = ask(&desk, WORKS, ChannelAsk::Revoke { token: held(*id) }).await;
        told.push_str(&serde_json::to_string(&run).unwrap());
    }
    told.push_str(&serde_json::to_string(&view(&desk, WORKS)).unwrap());
    assert!(!told.contains(&channel(&desk, WORKS).channel_secret), "the channel secret");
    for token in &all {
        assert!(!told.contains(token.expose()), "a token");
        let encoded: String =
            url::form_urlencoded::byte_serialize(token.expose().as_bytes()).collect();
        assert!(!told.contains(&encoded), "a token as it is sent");
    }
    let sent = desk.sandbox.exchanges();
    let asserted = sent.iter().filter_map(|sent| {
        let in_form = sent.form_value("client_assertion").map(str::to_owned);
        let in_query = sent.query.as_deref()?.split("client_assertion=").nth(1);
        in_form.or_else(|| in_query.map(str::to_owned))
    });
    for assertion in asserted {
        let signature = assertion.rsplit('.').next().unwrap();
        assert!(!told.contains(signature), "the signature of an assertion");
    }
}

#[tokio::test]
async fn a_call_is_copied_as_a_program_without_a_secret_where_none_goes_in_the_address() {
    let desk = Desk::open().await;
    let copied = |run: &Run| {
        let source = RecipeSource::Run { id: run.id };
        desk.engine.recipe_get(RecipeInput { source, language: RecipeLanguage::Curl })
    };
    let issued = ask(&desk, WORKS, v21()).await;
    let recipe = copied(&issued).unwrap();
    let path = format!("{}/oauth2/v2.1/token", desk.sandbox.base_url());
    assert!(recipe.text.contains(&path) && recipe.text.contains("client_assertion"));
    assert!(recipe.text.contains(r#""token_exp":604800"#), "{}", recipe.text);
    assert_eq!(recipe.variables, ["PRIVATE_KEY_FILE"]);
    let short = ask(&desk, WORKS, ChannelAsk::ShortLived).await;
    let path = format!("{}/v2/oauth/accessToken", desk.sandbox.base_url());
    assert!(copied(&short).unwrap().text.contains(&path));
    let listed = ask(&desk, WORKS, ChannelAsk::KeyIds { key: None }).await;
    assert!(copied(&listed).is_err(), "its secret goes in the address");
}
