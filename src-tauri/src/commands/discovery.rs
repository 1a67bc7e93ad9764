//! What a server says of itself, read in Rust.

use credenza_engine::views::discovery::*;
use tauri::State;

use super::Answer;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn discovery_read(
    shell: State<'_, Shell>,
    input: DiscoveryReadInput,
) -> Answer<DiscoveryView> {
    shell.gate("discovery_read")?;
    shell.engine.discovery_read(input).await.map_err(|error| error.wire())
}
