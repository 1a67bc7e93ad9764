//! The clipboard, from Rust only: a secret is kept out of clipboard history where the system can,
//! and cleared after a while, on lock and on exit, if the clipboard still holds it (security.md M6).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use credenza_core::Secret;
use credenza_engine::views::apps::{ClipboardHolds, ClipboardView};

/// What we put there. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Clipboard(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    // Kept open: on X11 the text is gone with its owner.
    board: Option<arboard::Clipboard>,
    secret: Option<Copied>,
    public: bool,
}

struct Copied {
    secret: Secret,
    at: i64,
    clears_at: i64,
}

impl Clipboard {
    /// Puts a secret there at `now`, for some seconds.
    pub(crate) fn put_secret(
        &self,
        secret: &Secret,
        now: i64,
        seconds: i64,
    ) -> Result<ClipboardView, arboard::Error> {
        let mut state = self.state();
        // Exposed because the user asked to have it copied.
        set(state.board()?, secret.expose(), true)?;
        state.secret = Some(Copied { secret: secret.clone(), at: now, clears_at: now + seconds });
        state.public = false;
        Ok(state.view())
    }

    /// Puts a public text there, in place of a secret of ours.
    pub(crate) fn put_public(&self, text: &str) -> Result<ClipboardView, arboard::Error> {
        let mut state = self.state();
        set(state.board()?, text, false)?;
        state.secret = None;
        state.public = true;
        Ok(state.view())
    }

    /// The text that is there, whoever put it; empty for a picture or nothing.
    pub(crate) fn text(&self) -> Result<String, arboard::Error> {
        match self.state().board()?.get_text() {
            Err(arboard::Error::ContentNotAvailable) => Ok(String::new()),
            text => text,
        }
    }

    /// Clears our secret; true when there was one and the clipboard still held it. When the
    /// clipboard does not answer the secret stays due, and the next tick tries again.
    pub(crate) fn clear_secret(&self) -> bool {
        let mut state = self.state();
        let Some(copied) = state.secret.take() else { return false };
        let cleared = state.board().and_then(|board| clear_if_ours(board, &copied.secret));
        match cleared {
            Ok(was_ours) => was_ours,
            Err(error) => {
                tracing::warn!(%error, "the clipboard could not be cleared yet");
                state.secret = Some(Copied { clears_at: copied.at, ..copied });
                false
            }
        }
    }

    /// Whether a secret has been there for long enough, or the clock was set back behind it.
    pub(crate) fn is_due(&self, now: i64) -> bool {
        self.state()
            .secret
            .as_ref()
            .is_some_and(|copied| now >= copied.clears_at || now < copied.at)
    }

    /// What it holds of ours.
    pub(crate) fn view(&self) -> ClipboardView {
        self.state().view()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn board(&mut self) -> Result<&mut arboard::Clipboard, arboard::Error> {
        match self.board {
            Some(ref mut board) => Ok(board),
            None => Ok(self.board.insert(arboard::Clipboard::new()?)),
        }
    }

    fn view(&self) -> ClipboardView {
        let holds = match (&self.secret, self.public) {
            (Some(_), _) => ClipboardHolds::Secret,
            (None, true) => ClipboardHolds::Public,
            (None, false) => ClipboardHolds::Nothing,
        };
        ClipboardView { holds, clears_at: self.secret.as_ref().map(|copied| copied.clears_at) }
    }
}

/// What somebody else copied since is not ours to clear.
fn clear_if_ours(board: &mut arboard::Clipboard, secret: &Secret) -> Result<bool, arboard::Error> {
    match board.get_text() {
        // Exposed to be compared.
        Ok(text) if text == secret.expose() => board.clear().map(|()| true),
        // Empty, or a picture.
        Ok(_) | Err(arboard::Error::ContentNotAvailable) => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(target_os = "linux")]
fn set(board: &mut arboard::Clipboard, text: &str, secret: bool) -> Result<(), arboard::Error> {
    use arboard::SetExtLinux as _;
    let set = board.set();
    if secret { set.exclude_from_history().text(text) } else { set.text(text) }
}

#[cfg(target_os = "windows")]
fn set(board: &mut arboard::Clipboard, text: &str, secret: bool) -> Result<(), arboard::Error> {
    use arboard::SetExtWindows as _;
    let set = board.set();
    if secret { set.exclude_from_history().exclude_from_cloud().text(text) } else { set.text(text) }
}

#[cfg(target_os = "macos")]
fn set(board: &mut arboard::Clipboard, text: &str, secret: bool) -> Result<(), arboard::Error> {
    use arboard::SetExtApple as _;
    let set = board.set();
    if secret { set.exclude_from_history().text(text) } else { set.text(text) }
}
