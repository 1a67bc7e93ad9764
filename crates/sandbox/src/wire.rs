//! The TCP stream below HTTP, for the faults that HTTP itself cannot play.
//!
//! A handler asks for such a fault through its connection's `WireControl`; it acts on the bytes of
//! the answer that follows. Slow and endless bodies are in `fault::body`.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// In how many pieces a slow head leaves.
const PIECES: usize = 20;

/// What happens to the next bytes of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Usual,
    /// The status line and headers leave in small pieces over this time.
    DripHead(Duration),
    /// The connection ends with a TCP reset instead.
    Reset,
}

/// A handler's way to the stream of its connection.
pub(crate) struct WireControl(Mutex<Mode>);

impl WireControl {
    pub(crate) fn new() -> WireControl {
        WireControl(Mutex::new(Mode::Usual))
    }

    /// Lets the head of the next answer drip out over `total`.
    pub(crate) fn drip_head(&self, total: Duration) {
        self.set(Mode::DripHead(total));
    }

    /// Ends the connection with a reset in place of the next answer.
    pub(crate) fn reset(&self) {
        self.set(Mode::Reset);
    }

    fn set(&self, mode: Mode) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = mode;
    }

    fn mode(&self) -> Mode {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A TCP stream whose writes obey a `WireControl`.
pub(crate) struct Wire {
    stream: TcpStream,
    control: Arc<WireControl>,
    drip: Option<Drip>,
}

struct Drip {
    head_left: usize,
    piece: usize,
    tick: Duration,
    pause: Pin<Box<Sleep>>,
}

impl Wire {
    pub(crate) fn new(stream: TcpStream, control: Arc<WireControl>) -> Wire {
        Wire { stream, control, drip: None }
    }

    fn poll_drip(
        &mut self,
        cx: &mut Context<'_>,
        bytes: &[u8],
        total: Duration,
    ) -> Poll<io::Result<usize>> {
        let drip = self.drip.get_or_insert_with(|| Drip::over(head_length(bytes), total));
        ready!(drip.pause.as_mut().poll(cx));
        let piece = drip.piece.min(drip.head_left).min(bytes.len());
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, &bytes[..piece]))?;
        drip.head_left -= written;
        drip.pause = Box::pin(sleep(drip.tick));
        if drip.head_left == 0 {
            self.drip = None;
            self.control.set(Mode::Usual);
        }
        Poll::Ready(Ok(written))
    }
}

impl Drip {
    fn over(head: usize, total: Duration) -> Drip {
        let tick = total.div_f64(PIECES as f64);
        let piece = head.div_ceil(PIECES).max(1);
        // A client sees some first bytes at once, so that only the whole head is late.
        Drip { head_left: head, piece, tick, pause: Box::pin(sleep(Duration::ZERO)) }
    }
}

/// Bytes up to the blank line that ends the headers.
fn head_length(bytes: &[u8]) -> usize {
    const END: &[u8] = b"\r\n\r\n";
    bytes.windows(END.len()).position(|window| window == END).map_or(bytes.len(), |at| at + 4)
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match self.control.mode() {
            Mode::Usual => Pin::new(&mut self.stream).poll_write(cx, bytes),
            Mode::DripHead(total) => self.poll_drip(cx, bytes, total),
            Mode::Reset => {
                // With a linger of zero the kernel answers the close by RST instead of FIN.
                self.stream.set_zero_linger()?;
                Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()))
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.control.mode() == Mode::Reset {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_ends_after_the_blank_line() {
        assert_eq!(head_length(b"HTTP/1.1 200 OK\r\na: b\r\n\r\n{}"), 25);
        assert_eq!(head_length(b"HTTP/1.1 200 OK\r\n"), 17);
    }
}
