//! What happened to a record. The same words as in the window.

use credenza_engine::views::apps::ActivityKind;

/// An event.
pub(crate) fn event(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Created => "Record added",
        ActivityKind::Edited => "Record changed",
        ActivityKind::Archived => "Put into the archive",
        ActivityKind::Restored => "Taken out of the archive",
        ActivityKind::SecretSet => "Client Secret stored",
        ActivityKind::SecretRevealed => "Client Secret shown",
        ActivityKind::SecretCopied => "Client Secret copied",
        ActivityKind::KeyImported => "Private Key imported",
        ActivityKind::KeyReplaced => "Private Key replaced",
        ActivityKind::KeyFileDeleted => "Key file deleted",
        ActivityKind::Run => "Test run",
        ActivityKind::Duplicated => "Made as a copy of another record",
    }
}
