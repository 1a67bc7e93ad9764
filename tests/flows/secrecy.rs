//! The log at its most talkative carries no secret, whatever the server does (security.md L2).

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use credenza_core::flow::ClockSource;
use credenza_sandbox::Fault;
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::secrets::Secrets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt;

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

#[tokio::test]
async fn no_secret_is_logged_by_any_crate_whatever_the_fault() {
    let captured = Captured::default();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(captured.clone())
        .finish()
        .init();

    let desk = Desk::open().await;
    desk.limit(1);
    for fault in Fault::all().iter().copied().map(Some).chain([None]) {
        desk.sandbox.set_fault(fault);
        desk.issue_told(desk.id(GOOD), ClockSource::Local).await;
    }
    let id = desk.id(GOOD);
    desk.engine.token_reveal(id).expect("the last run has a token");
    desk.engine.secret_reveal(id).expect("a secret is kept");

    let log = captured.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let log = String::from_utf8_lossy(&log);
    for source in ["hyper", "reqwest", "credenza_sandbox"] {
        assert!(log.contains(source), "the log of {source} was read too");
    }
    assert_eq!(Secrets::of(&desk).seen_in(&log), [""; 0]);
}
