//! What only a channel of LINE has, and what it has not: told by the name of the thing before
//! anything is asked of anybody.

use credenza_core::apps::AppId;
use credenza_engine::Engine;
use credenza_engine::views::channels::ChosenToken;

use crate::app_name;
use crate::failure::Failure;

/// The channel of this name or number.
pub(super) fn named(engine: &Engine, app: &str) -> Result<AppId, Failure> {
    let id = app_name::find(engine, app)?.id;
    if is_channel(engine, id) {
        return Ok(id);
    }
    let reason = "the record is no channel of LINE, and this command is for channels".to_owned();
    Err(Failure::Input { field: "APP", reason })
}

/// Refuses a channel, for this reason.
pub(super) fn refused(engine: &Engine, id: AppId, reason: &str) -> Result<(), Failure> {
    if is_channel(engine, id) {
        return Err(Failure::Input { field: "APP", reason: reason.to_owned() });
    }
    Ok(())
}

/// Refuses the number of a token that the channel does not have.
pub(super) fn has(engine: &Engine, id: AppId, token: &ChosenToken) -> Result<(), Failure> {
    let ChosenToken::Held { id: wanted } = token else { return Ok(()) };
    if engine.channel_get(id)?.tokens.iter().any(|token| token.id == *wanted) {
        return Ok(());
    }
    let reason =
        format!("the channel has no token {wanted}; `credenza token list APP` shows those it has");
    Err(Failure::Input { field: "--id", reason })
}

/// Whether a record is a channel of LINE, which has a ledger and keys of its own.
pub(super) fn is_channel(engine: &Engine, id: AppId) -> bool {
    engine.app_get(id).is_ok_and(|app| app.draft.service.line_channel().is_some())
}
