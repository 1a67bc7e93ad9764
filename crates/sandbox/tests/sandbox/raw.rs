//! A bare HTTP/1.1 client: what it sends and receives is exactly what stands here.

use std::io;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use credenza_sandbox::Sandbox;

pub const TOKEN: &str = "/oauth2/v2.0/token";
pub const FORM: &str = "application/x-www-form-urlencoded";

/// An answer as received.
pub struct Received {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The OAuth error code, or "" where there is none.
    pub fn error(&self) -> String {
        self.json()["error"].as_str().unwrap_or_default().to_owned()
    }
}

pub async fn connect(sandbox: &Sandbox) -> TcpStream {
    let base = sandbox.base_url();
    TcpStream::connect(base.strip_prefix("http://").unwrap()).await.unwrap()
}

pub fn request(method: &str, path: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: practice\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// Sends the request and reads until the server closes.
pub async fn exchange(sandbox: &Sandbox, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = connect(sandbox).await;
    stream.write_all(request).await?;
    let mut received = Vec::new();
    stream.read_to_end(&mut received).await?;
    Ok(received)
}

pub async fn send(sandbox: &Sandbox, request: &[u8]) -> Received {
    parsed(&exchange(sandbox, request).await.unwrap())
}

pub async fn post_form(sandbox: &Sandbox, body: &str) -> Received {
    send(sandbox, &request("POST", TOKEN, FORM, body.as_bytes())).await
}

pub fn parsed(received: &[u8]) -> Received {
    let end = received.windows(4).position(|w| w == b"\r\n\r\n").expect("a complete head");
    let head = String::from_utf8(received[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut received = Received { status, head, body: received[end + 4..].to_vec() };
    if received.header("transfer-encoding") == Some("chunked") {
        received.body = dechunked(&received.body);
    }
    received
}

fn dechunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|w| w == b"\r\n").unwrap();
        let size = std::str::from_utf8(&rest[..line]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&rest[line + 2..line + 2 + size]);
        rest = &rest[line + 2 + size + 2..];
    }
}
