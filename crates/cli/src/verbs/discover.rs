//! `discover`: what a server says of itself. The address on the command line is the
//! administrator's word for its host.

use clap::Args;
use credenza_core::discovery::{DiscoveryDocument, document_addresses};
use credenza_engine::Engine;
use credenza_engine::views::discovery::{DiscoveryReadInput, DiscoveryView};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::verbs::token_issue::runtime;
use crate::{opening, show, words};

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

/// The document of a typed address, for a record to take over, and the host that it was read from.
pub(crate) fn document(
    engine: &Engine,
    address: &str,
) -> Result<(DiscoveryDocument, String), Failure> {
    match read(engine, address)? {
        DiscoveryView::Read { document, .. } => Ok((*document, host_of(address))),
        other => {
            let reason = words::discovery::why(&other);
            Err(Failure::Input { field: "--discover", reason })
        }
    }
}

fn host_of(address: &str) -> String {
    let addresses = document_addresses(address).unwrap_or_default();
    let host = addresses.first().and_then(|url| url.host_str());
    host.unwrap_or_default().to_owned()
}

fn read(engine: &Engine, address: &str) -> Result<DiscoveryView, Failure> {
    let confirmed_host = host_of(address);
    let input = DiscoveryReadInput { address: address.to_owned(), confirmed_host };
    Ok(runtime()?.block_on(engine.discovery_read(input))?)
}
