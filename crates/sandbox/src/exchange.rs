//! What arrived at the sandbox, kept for tests: the newest requests, in memory only.
//!
//! These records carry the practice secrets as they were sent; nothing here prints them.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

/// How many requests are kept; the oldest leave first.
const KEPT: usize = 256;

/// One request as it arrived, whatever was answered to it.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordedExchange {
    /// The method, in upper case.
    pub method: String,
    /// The path, without query.
    pub path: String,
    /// The query without `?`, if there was one.
    pub query: Option<String>,
    /// Header names in lower case with their values, in the order they arrived.
    pub headers: Vec<(String, String)>,
    /// The fields of a readable form body, in the order they arrived; empty otherwise.
    pub form: Vec<(String, String)>,
    /// The body, byte for byte; empty when it was over the sandbox's limit.
    pub body: Vec<u8>,
}

impl RecordedExchange {
    /// The first value of the header `name` (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        first(&self.headers, name)
    }

    /// The first value of the form field `name`.
    pub fn form_value(&self, name: &str) -> Option<&str> {
        first(&self.form, name)
    }
}

fn first<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl fmt::Debug for RecordedExchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn names(pairs: &[(String, String)]) -> Vec<&str> {
            pairs.iter().map(|(name, _)| name.as_str()).collect()
        }
        f.debug_struct("RecordedExchange")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("headers", &names(&self.headers))
            .field("form", &names(&self.form))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// The bounded record, and a count that can be waited for.
pub(crate) struct ExchangeLog {
    kept: Mutex<VecDeque<RecordedExchange>>,
    total: watch::Sender<u64>,
}

impl ExchangeLog {
    pub(crate) fn new() -> ExchangeLog {
        ExchangeLog { kept: Mutex::default(), total: watch::Sender::new(0) }
    }

    /// Keeps `exchange` and wakes who waits for it.
    pub(crate) fn record(&self, exchange: RecordedExchange) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back(exchange);
        drop(kept);
        self.total.send_modify(|total| *total += 1);
    }

    /// The kept exchanges, newest last.
    pub(crate) fn all(&self) -> Vec<RecordedExchange> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Returns once `count` requests have arrived since the start.
    pub(crate) async fn arrived(&self, count: u64) {
        // The sender lives in `self`, so the wait cannot end by its going away.
        let _ = self.total.subscribe().wait_for(|total| *total >= count).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange(path: &str) -> RecordedExchange {
        RecordedExchange {
            method: "POST".to_owned(),
            path: path.to_owned(),
            query: Some("q=PLANTED".to_owned()),
            headers: vec![("authorization".to_owned(), "PLANTED".to_owned())],
            form: vec![("client_secret".to_owned(), "PLANTED".to_owned())],
            body: b"client_secret=PLANTED".to_vec(),
        }
    }

    #[test]
    fn the_record_is_bounded_and_the_newest_is_last() {
        let log = ExchangeLog::new();
        for number in 0..KEPT + 3 {
            log.record(exchange(&format!("/{number}")));
        }
        let all = log.all();
        assert_eq!(all.len(), KEPT);
        assert_eq!(all.first().map(|e| e.path.as_str()), Some("/3"));
        assert_eq!(all.last().map(|e| e.path.clone()), Some(format!("/{}", KEPT + 2)));
    }

    #[test]
    fn debug_names_fields_but_not_their_values() {
        let shown = format!("{:?}", exchange("/x"));
        assert!(shown.contains("client_secret") && shown.contains("21 bytes"), "{shown}");
        assert!(!shown.contains("PLANTED"), "{shown}");
    }

    #[tokio::test]
    async fn waiting_ends_when_the_request_arrives() {
        let log = ExchangeLog::new();
        let ((), ()) = tokio::join!(log.arrived(2), async {
            log.record(exchange("/1"));
            log.record(exchange("/2"));
        });
        log.arrived(1).await;
    }
}
