//! Response bodies that misbehave: slow, endless-looking, broken off.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// In how many pieces a slow body leaves.
const PIECES: usize = 20;
/// Bytes in one frame of a huge body.
const FRAME: usize = 64 * 1024;
/// How a huge body begins: as a token answer would.
const HUGE_START: &[u8] = br#"{"access_token":"jp1"#;

/// A body that leaves in equal pieces over a given time, with its true length announced.
pub(super) struct PacedBody {
    pieces: VecDeque<Bytes>,
    left: u64,
    tick: Duration,
    pause: Pin<Box<Sleep>>,
}

impl PacedBody {
    pub(super) fn over(total: Duration, body: String) -> PacedBody {
        let body = Bytes::from(body);
        let step = body.len().div_ceil(PIECES).max(1);
        let pieces: VecDeque<Bytes> = (0..body.len())
            .step_by(step)
            .map(|start| body.slice(start..body.len().min(start + step)))
            .collect();
        let tick = total.div_f64(pieces.len().max(1) as f64);
        PacedBody { pieces, left: body.len() as u64, tick, pause: Box::pin(sleep(tick)) }
    }
}

impl Body for PacedBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        ready!(self.pause.as_mut().poll(cx));
        let Some(piece) = self.pieces.pop_front() else { return Poll::Ready(None) };
        self.left -= piece.len() as u64;
        self.pause = Box::pin(sleep(self.tick));
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// A JSON-looking body of a given length that is not announced.
pub(super) struct HugeBody {
    left: u64,
    started: bool,
}

impl HugeBody {
    pub(super) fn of(bytes: u64) -> HugeBody {
        HugeBody { left: bytes, started: false }
    }
}

impl Body for HugeBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        static FILLER: [u8; FRAME] = [b'A'; FRAME];
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let source = if self.started { &FILLER[..] } else { HUGE_START };
        let length = source.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        self.started = true;
        self.left -= length as u64;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&source[..length])))))
    }
}

/// A body that fails after its first bytes, so that the connection closes early.
pub(super) enum BrokenOff {
    First(Bytes),
    Flushing,
    Broken,
}

impl BrokenOff {
    pub(super) fn after(first: String) -> BrokenOff {
        BrokenOff::First(Bytes::from(first))
    }
}

impl Body for BrokenOff {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match std::mem::replace(&mut *self, BrokenOff::Broken) {
            BrokenOff::First(bytes) => {
                *self = BrokenOff::Flushing;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            // hyper drops what it has not written yet when a body fails; one pause makes it write.
            BrokenOff::Flushing => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            BrokenOff::Broken => Poll::Ready(Some(Err(io::ErrorKind::BrokenPipe.into()))),
        }
    }
}
