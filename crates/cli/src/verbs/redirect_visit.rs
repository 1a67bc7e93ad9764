//! `redirect check --probe`: a look at the server behind the URL, over the network settings of the
//! vault. One GET to the host that was named, and no redirect is followed.

use credenza_engine::views::redirect::{RedirectProbeInput, RedirectProbeView};

use crate::failure::Failure;
use crate::opening;
use crate::program::Program;
use crate::verbs::token_issue::runtime;

/// Looks once. What keeps it from an answer is a result, told in the view.
pub(crate) fn visit(
    url: &str,
    host: &str,
    program: &Program,
) -> Result<RedirectProbeView, Failure> {
    let engine = opening::open(&program.global)?;
    let (address, confirmed_host) = (url.to_owned(), host.to_owned());
    let input = RedirectProbeInput { address, confirmed_host };
    Ok(runtime()?.block_on(engine.redirect_probe(input))?)
}
