//! What a look at the server behind a URL showed, as text.

use credenza_core::certificate::TlsShown;
use credenza_engine::views::redirect::RedirectProbeView;

use super::columns::Rows;
use crate::{local_time, words};

/// The answer with its TLS, or why there is none.
pub(crate) fn visit(view: &RedirectProbeView) -> String {
    match view {
        RedirectProbeView::Answered { status, location, peer, tls, timings, .. } => Rows::default()
            .row("visited", peer.as_deref().unwrap_or("an unknown address"))
            .row("name found in", timings.dns_us.map(local_time::length).unwrap_or_default())
            .row("status", status)
            .row("points to", not_followed(location.as_deref()))
            .rows("TLS", tls.iter().flat_map(chain))
            .text(),
        RedirectProbeView::Address => {
            Rows::default().row("visited", words::redirect::NO_HTTPS).text()
        }
        RedirectProbeView::NotConfirmed { host } => {
            Rows::default().row("visited", words::redirect::other_host(host)).text()
        }
        RedirectProbeView::Unanswered { cause, detail, tls, .. } => Rows::default()
            .row("visited", format!("no answer: {} ({detail})", words::cause::words(*cause).short))
            .rows("TLS", tls.iter().flat_map(chain))
            .text(),
    }
}

fn not_followed(location: Option<&str>) -> String {
    location.map(|location| format!("{location} (not followed)")).unwrap_or_default()
}

fn chain(tls: &TlsShown) -> Vec<String> {
    let version = tls.version.clone().unwrap_or_else(|| "refused".to_owned());
    let certificates = tls.chain.iter().map(|one| {
        let days = one.days_left.map_or_else(|| "-".to_owned(), |days| days.to_string());
        format!("{}, signed by {}, days left: {days}", one.subject, one.issuer)
    });
    std::iter::once(version).chain(certificates).collect()
}
