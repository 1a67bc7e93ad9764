//! `discover`: what a server says of itself. The address on the command line is the
//! administrator's word for its host.

use clap::Args;
use credenza_core::discovery::document_addresses;
use credenza_engine::Engine;
use credenza_engine::views::discovery::{DiscoveryReadInput, DiscoveryView};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::verbs::token_issue::runtime;
use crate::{opening, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Discover {
    /// The issuer, or the whole address of its discovery document
    #[arg(value_name = "URL")]
    address: String,
}

/// Reads. A server without a usable document is a result like any other, and exit code 1.
pub(crate) fn run(arguments: &Discover, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let view = read(&engine, &arguments.address)?;
    program.output.give(&view, || show::discovery::view(&view))?;
    Ok(match view {
        DiscoveryView::Read { .. } => Exit::Done,
        _ => Exit::Refused,
    })
}

/// The document of a typed address.
fn read(engine: &Engine, address: &str) -> Result<DiscoveryView, Failure> {
    let addresses = document_addresses(address).unwrap_or_default();
    let host = addresses.first().and_then(|url| url.host_str());
    let confirmed_host = host.unwrap_or_default().to_owned();
    let input = DiscoveryReadInput { address: address.to_owned(), confirmed_host };
    Ok(runtime()?.block_on(engine.discovery_read(input))?)
}
