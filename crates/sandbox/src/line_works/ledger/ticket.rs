//! Sign-ins on their way through the browser: from the authorize request to the answer.

use std::sync::{Mutex, PoisonError};

use aws_lc_rs::error::Unspecified;

use super::shelf::Shelf;
use crate::line_works::sign_in::SignInRequest;
use crate::random::{self, WORD};

/// Sign-ins that are remembered at once.
const MOST: usize = 64;

/// Where a sign-in stands; the browser carries only the ticket's random text.
#[derive(Clone)]
struct Ticket {
    request: SignInRequest,
    signed_in: bool,
}

/// All open sign-ins.
pub(in crate::line_works) struct Tickets(Mutex<Shelf<Ticket>>);

impl Tickets {
    pub(super) fn new() -> Tickets {
        Tickets(Mutex::new(Shelf::of(MOST)))
    }

    /// Opens a sign-in; the text goes into its login page.
    pub(in crate::line_works) fn open(
        &self,
        request: SignInRequest,
    ) -> Result<String, Unspecified> {
        let text = random::text(32, WORD)?;
        self.with(|shelf| shelf.put(text.clone(), Ticket { request, signed_in: false }));
        Ok(text)
    }

    /// The request of a sign-in that is still open.
    pub(in crate::line_works) fn request(&self, ticket: &str) -> Option<SignInRequest> {
        self.with(|shelf| shelf.get(ticket).map(|ticket| ticket.request.clone()))
    }

    /// Notes that account and password were right.
    pub(in crate::line_works) fn sign_in(&self, ticket: &str) {
        self.with(|shelf| {
            if let Some(ticket) = shelf.get_mut(ticket) {
                ticket.signed_in = true;
            }
        });
    }

    /// Ends a sign-in whose member has signed in; it can't be answered a second time.
    pub(in crate::line_works) fn close(&self, ticket: &str) -> Option<SignInRequest> {
        self.with(|shelf| {
            let ready = shelf.get(ticket).is_some_and(|ticket| ticket.signed_in);
            ready.then(|| shelf.take(ticket)).flatten().map(|ticket| ticket.request)
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Shelf<Ticket>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
