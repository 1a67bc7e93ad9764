//! The clipboard, from Rust only: a secret is kept out of clipboard history where the system can,
//! and cleared after a while, on lock and on exit, if the clipboard still holds it (security.md M6).

use std::sync::{Mutex, MutexGuard, PoisonError};

use credenza_core::Secret;
use credenza_engine::views::apps::{ClipboardHolds, ClipboardView};

/// What we put there.
#[derive(Default)]
pub(crate) struct Clipboard(Mutex<State>);

#[derive(Default)]
struct State {
    // Kept open: on X11 the text is gone with its owner.
    board: Option<arboard::Clipboard>,
    secret: Option<(Secret, i64)>,
    public: bool,
}

impl Clipboard {
    /// Puts a secret there until `clears_at`.
    pub(crate) fn put_secret(
        &self,
        secret: &Secret,
        clears_at: i64,
    ) -> Result<ClipboardView, arboard::Error> {
        let mut state = self.state();
        // Exposed because the user asked to have it copied.
        set(state.board()?, secret.expose(), true)?;
        state.secret = Some((secret.clone(), clears_at));
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

    /// Clears our secret; true when there was one and the clipboard still held it.
    pub(crate) fn clear_secret(&self) -> bool {
        let mut state = self.state();
        let Some((secret, _)) = state.secret.take() else { return false };
        let Ok(board) = state.board() else { return false };
        // Exposed to be compared: what somebody else copied since is not ours to clear.
        let still_ours = board.get_text().is_ok_and(|text| text == secret.expose());
        still_ours && board.clear().is_ok()
    }

    /// Whether a secret has been there for long enough.
    pub(crate) fn is_due(&self, now: i64) -> bool {
        self.state().secret.as_ref().is_some_and(|(_, clears_at)| now >= *clears_at)
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
        ClipboardView { holds, clears_at: self.secret.as_ref().map(|(_, clears_at)| *clears_at) }
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
