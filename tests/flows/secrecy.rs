//! The log at its most talkative carries no secret, whatever the server does (security.md L2).

use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use credenza_core::flow::ClockSource;
use credenza_core::line::Authentication;
use credenza_engine::views::channels::{
    ChannelAsk, ChannelItemInput, ChannelRunInput, ChosenToken,
};
use credenza_sandbox::Fault;
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::secrets::Secrets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt;

/// Slug of the channel that works.
const CHANNEL: &str = "notice-channel";

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl io::Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Captured {
    type Writer = Captured;

    fn make_writer(&self) -> Captured {
        self.clone()
    }
}

/// The log of the whole process: tests may run in one.
fn log() -> &'static Captured {
    static LOG: OnceLock<Captured> = OnceLock::new();
    LOG.get_or_init(|| {
        let captured = Captured::default();
        tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_writer(captured.clone())
            .finish()
            .init();
        captured
    })
}

impl Captured {
    fn text(&self) -> String {
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        String::from_utf8_lossy(&log).into_owned()
    }
}

#[tokio::test]
async fn no_secret_is_logged_by_any_crate_whatever_the_fault() {
    let captured = log();
    let desk = Desk::open().await;
    desk.limit(1);
    for fault in Fault::all().iter().copied().map(Some).chain([None]) {
        desk.sandbox.set_fault(fault);
        desk.issue_told(desk.id(GOOD), ClockSource::Local).await;
    }
    let id = desk.id(GOOD);
    desk.engine.token_reveal(id).expect("the last run has a token");
    desk.engine.secret_reveal(id).expect("a secret is kept");

    let log = captured.text();
    for source in ["hyper", "reqwest", "credenza_sandbox"] {
        assert!(log.contains(source), "the log of {source} was read too");
    }
    assert_eq!(Secrets::of(&desk).seen_in(&log), [""; 0]);
}

/// Every question to LINE, each kind of token with each of its calls.
fn questions(tokens: &[i64]) -> Vec<ChannelAsk> {
    let chosen = |id: &i64| ChosenToken::Held { id: *id };
    let mut asked = vec![
        ChannelAsk::Stateless { by: Authentication::Secret },
        ChannelAsk::Stateless { by: Authentication::Assertion },
        ChannelAsk::V21 { life_seconds: 3_600 },
        ChannelAsk::ShortLived,
        ChannelAsk::KeyIds { key: None },
    ];
    asked.extend(tokens.iter().map(|id| ChannelAsk::Verify { token: chosen(id) }));
    asked.extend(tokens.iter().map(|id| ChannelAsk::Revoke { token: chosen(id) }));
    asked
}

#[tokio::test]
async fn no_secret_of_a_channel_is_logged_or_kept_in_a_run_whatever_the_fault() {
    let captured = log();
    let desk = Desk::open().await;
    desk.limit(1);
    let app_id = desk.id(CHANNEL);
    let faults = [Fault::EchoSecret, Fault::Redirect307, Fault::RateLimited, Fault::TruncatedJson];
    let mut issued = Vec::new();
    let mut told = String::new();
    for fault in [None].into_iter().chain(faults.map(Some)) {
        desk.sandbox.set_fault(None);
        for ask in questions(&[]) {
            desk.engine.channel_run(ChannelRunInput { app_id, ask }, &|_| {}).await.expect("a run");
        }
        let known = desk.engine.channel_get(app_id).expect("a channel").tokens;
        let newest: Vec<i64> = known.iter().take(4).map(|token| token.id).collect();
        for id in &newest {
            let input = ChannelItemInput { app_id, id: *id };
            issued.push(desk.engine.channel_token_for_copy(input).expect("it is at hand"));
        }
        desk.sandbox.set_fault(fault);
        for ask in questions(&newest) {
            let events = Mutex::new(Vec::new());
            let tell = |event| events.lock().unwrap_or_else(PoisonError::into_inner).push(event);
            let run = desk.engine.channel_run(ChannelRunInput { app_id, ask }, &tell).await;
            let run = run.expect("the flow ends with a run");
            let stored = desk.engine.run_get(run.id).expect("the run is kept");
            let seen = serde_json::to_string(&(&run, &stored)).expect("views are JSON");
            told.push_str(&seen);
            told.push_str(&format!("{run:?} {events:?}"));
        }
    }
    desk.sandbox.set_fault(None);
    let lists = (desk.engine.run_list(None), desk.engine.channel_get(app_id));
    told.push_str(&format!("{lists:?}"));

    let log = captured.text();
    assert!(log.contains("/oauth2/v2.1/verify") || log.contains("reqwest"), "calls were logged");
    let issued = issued.iter().map(|token| ("an issued token", token.expose().to_owned()));
    let issued = Secrets::these(issued.collect());
    for (place, text) in [("log", &log), ("runs, events and views", &told)] {
        assert_eq!(Secrets::of(&desk).seen_in(text), [""; 0], "in the {place}");
        assert_eq!(issued.seen_in(text), [""; 0], "in the {place}");
    }
    assert_eq!(issued.seen_below(desk.folder.path()), [], "in clear on disk");
    assert_eq!(Secrets::of(&desk).seen_below(desk.folder.path()), [], "in clear on disk");
}
