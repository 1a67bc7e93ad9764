//! Servers on loopback that the sandbox does not play: fixed bytes, silence, a port that nobody
//! listens on. They keep what arrived.

use std::sync::{Arc, Mutex, PoisonError};

use credenza_core::apps::{AppId, Environment};
use credenza_tests::desk::Desk;
use credenza_tests::practice::line_works;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What arrived, one text for each connection.
#[derive(Clone, Default)]
pub(crate) struct Arrived(Arc<Mutex<Vec<Vec<u8>>>>);

impl Arrived {
    pub(crate) fn push(&self, bytes: Vec<u8>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(bytes);
    }

    pub(crate) fn texts(&self) -> Vec<String> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
    }
}

/// A server that reads a whole request, answers with fixed bytes and closes.
pub(crate) struct Fixed {
    pub(crate) port: u16,
    pub(crate) arrived: Arrived,
    task: JoinHandle<()>,
}

impl Fixed {
    pub(crate) async fn answering(bytes: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let (arrived, bytes) = (Arrived::default(), bytes.into());
        let kept = arrived.clone();
        let task = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                kept.push(read_request(&mut stream).await);
                // A client that has left is no failure of the test.
                stream.write_all(&bytes).await.ok();
                stream.shutdown().await.ok();
            }
        });
        Self { port, arrived, task }
    }

    pub(crate) fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Fixed {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A port of this computer that nobody listens on.
pub(crate) fn closed_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}

/// An answer with status line, headers and body.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

/// The same with JSON.
pub(crate) fn json(status: &str, body: &str) -> String {
    answer(status, "Content-Type: application/json\r\n", body)
}

/// Points a record at an address of its own, with the host confirmed.
pub(crate) fn point_at(desk: &Desk, id: AppId, auth_base: &str) {
    let (_, rest) = auth_base.split_once("://").expect("an address has a scheme");
    let authority = rest.split('/').next().unwrap_or_default();
    let confirmed_host = authority.rsplit_once(':').map_or(authority, |(host, _)| host).to_owned();
    desk.edit(id, |draft| {
        line_works(draft).environment =
            Environment::Custom { auth_base: auth_base.to_owned(), confirmed_host };
    });
}

/// Reads one request, the beginning of a TLS handshake, or whatever comes until the other side
/// stops.
pub(crate) async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> Vec<u8> {
    let mut read = Vec::new();
    let mut chunk = [0; 4096];
    while !is_whole(&read) {
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => break,
            Ok(count) => read.extend_from_slice(&chunk[..count]),
        }
    }
    read
}

fn is_whole(read: &[u8]) -> bool {
    const TLS_HANDSHAKE: u8 = 22;
    if read.first() == Some(&TLS_HANDSHAKE) {
        return true;
    }
    let text = String::from_utf8_lossy(read);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    body.len() >= length.unwrap_or(0)
}

/// A proxy that opens every tunnel to one place, whatever name was asked for.
pub(crate) struct Tunnel {
    pub(crate) port: u16,
    pub(crate) asked: Arrived,
    task: JoinHandle<()>,
}

impl Tunnel {
    pub(crate) async fn to(target: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let asked = Arrived::default();
        let kept = asked.clone();
        let task = tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                kept.push(read_request(&mut client).await);
                let server = TcpStream::connect(("127.0.0.1", target)).await;
                let mut server = server.expect("the server listens");
                client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.ok();
                tokio::io::copy_bidirectional(&mut client, &mut server).await.ok();
            }
        });
        Self { port, asked, task }
    }
}

impl Drop for Tunnel {
    fn drop(&mut self) {
        self.task.abort();
    }
}
