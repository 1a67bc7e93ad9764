//! Sign-ins that wait for their address to come back: in memory only, eight at most, each good once
//! and for ten minutes.

use std::collections::BTreeMap;
use std::sync::Mutex;

use credenza_core::UnixSeconds;
use credenza_core::apps::AppId;
use credenza_core::services::line_works::CODE_LIFE;
use credenza_core::sign_in::{AuthorizeRequest, IdTokenTrust};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::engine::lock;

/// A sign-in that waits for its address to come back.
pub(crate) struct Attempt {
    pub(crate) app_id: AppId,
    pub(crate) request: AuthorizeRequest,
    pub(crate) trust: IdTokenTrust,
    /// Where the issuer's keys are, unless they are at hand.
    pub(crate) jwks: Option<Url>,
    pub(crate) begun_at: UnixSeconds,
    /// Tells whoever waits for it when it is over.
    pub(crate) over: Over,
}

/// Tells when it is dropped: ended, given up, pushed out or forgotten.
#[derive(Default)]
pub(crate) struct Over(CancellationToken);

impl Over {
    /// For whoever waits.
    pub(crate) fn token(&self) -> CancellationToken {
        self.0.clone()
    }
}

impl Drop for Over {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Where a sign-in goes to and comes back to, for whoever waits for it.
#[derive(Debug, Clone)]
pub struct Awaited {
    /// The address to open.
    pub url: String,
    /// The address that the browser comes back to.
    pub redirect_uri: String,
    /// The `state` that its answer carries; `None` where any answer is looked at.
    pub state: Option<String>,
    /// Told when nobody needs to wait any more.
    pub over: CancellationToken,
}

/// How long one is kept, in seconds: as long as a code lives.
const ATTEMPT_LIFE: i64 = CODE_LIFE;
/// Most that wait at once; the oldest goes first.
const MOST_ATTEMPTS: usize = 8;

/// All that wait.
#[derive(Default)]
pub(crate) struct Attempts(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    last: u32,
    by_number: BTreeMap<u32, Attempt>,
}

impl Attempts {
    /// Keeps a sign-in until its address comes back; gives its number.
    pub(crate) fn keep(&self, attempt: Attempt) -> u32 {
        let mut waiting = lock(&self.0);
        let now = attempt.begun_at;
        waiting.by_number.retain(|_, other| now - other.begun_at <= ATTEMPT_LIFE);
        waiting.last += 1;
        let number = waiting.last;
        waiting.by_number.insert(number, attempt);
        if waiting.by_number.len() > MOST_ATTEMPTS {
            waiting.by_number.pop_first();
        }
        number
    }

    /// The sign-in of that number, once and in time.
    pub(crate) fn take(&self, number: u32, now: UnixSeconds) -> Option<Attempt> {
        let attempt = lock(&self.0).by_number.remove(&number)?;
        (now - attempt.begun_at <= ATTEMPT_LIFE).then_some(attempt)
    }

    /// What a window or a listener needs of the sign-in of that number, while it waits.
    pub(crate) fn look(&self, number: u32, now: UnixSeconds) -> Option<Awaited> {
        let waiting = lock(&self.0);
        let attempt = waiting.by_number.get(&number)?;
        let request = &attempt.request;
        (now - attempt.begun_at <= ATTEMPT_LIFE).then(|| Awaited {
            url: request.url.clone(),
            redirect_uri: request.redirect_uri.clone(),
            state: Some(request.state.clone()),
            over: attempt.over.0.clone(),
        })
    }

    /// Gives one up.
    pub(crate) fn give_up(&self, number: u32) {
        lock(&self.0).by_number.remove(&number);
    }

    /// Forgets those of one record.
    pub(crate) fn forget(&self, app: AppId) {
        lock(&self.0).by_number.retain(|_, attempt| attempt.app_id != app);
    }

    /// Forgets all.
    pub(crate) fn clear(&self) {
        lock(&self.0).by_number.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(begun_at: UnixSeconds) -> Attempt {
        let request = AuthorizeRequest {
            url: String::new(),
            client_id: "TESTclient".into(),
            redirect_uri: "https://app.example.com/cb".into(),
            state: "TESTstate".into(),
            nonce: None,
            verifier: None,
        };
        let (trust, over) = (IdTokenTrust::default(), Over::default());
        Attempt { app_id: AppId(1), request, trust, jwks: None, begun_at, over }
    }

    #[test]
    fn a_sign_in_is_good_once_and_for_ten_minutes() {
        let attempts = Attempts::default();
        let (first, second) = (attempts.keep(attempt(0)), attempts.keep(attempt(0)));
        assert!(attempts.take(first, ATTEMPT_LIFE).is_some());
        assert!(attempts.take(first, ATTEMPT_LIFE).is_none(), "it was taken");
        assert!(attempts.take(second, ATTEMPT_LIFE + 1).is_none(), "it is too old");
    }

    #[test]
    fn the_oldest_of_nine_sign_ins_goes_and_a_lock_forgets_all() {
        let attempts = Attempts::default();
        let numbers: Vec<u32> = (0..=8).map(|_| attempts.keep(attempt(0))).collect();
        assert!(attempts.take(numbers[0], 0).is_none(), "eight wait at most");
        assert!(attempts.take(numbers[1], 0).is_some());
        attempts.clear();
        assert!(attempts.take(numbers[8], 0).is_none());
    }

    #[test]
    fn whoever_waits_is_told_that_it_is_over() {
        let attempts = Attempts::default();
        let given_up = attempts.keep(attempt(0));
        let waited = attempts.look(given_up, 0).expect("it waits");
        assert!(attempts.look(given_up, ATTEMPT_LIFE + 1).is_none(), "it is too old");
        assert!(!waited.over.is_cancelled());
        attempts.give_up(given_up);
        assert!(waited.over.is_cancelled() && attempts.look(given_up, 0).is_none());
        let locked = attempts.keep(attempt(0));
        let waited = attempts.look(locked, 0).expect("it waits");
        attempts.clear();
        assert!(waited.over.is_cancelled());
    }

    #[test]
    fn what_belongs_to_a_deleted_record_is_forgotten() {
        let attempts = Attempts::default();
        let number = attempts.keep(attempt(0));
        attempts.forget(AppId(1));
        assert!(attempts.take(number, 0).is_none());
    }
}
