//! The faults in how an answer is sent, one test each.

use std::io::ErrorKind;
use std::time::Duration;

use credenza_sandbox::{Fault, Sandbox, SandboxConfig};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use crate::raw::{FORM, TOKEN, connect, exchange, parsed, post_form, request};
use crate::request::good;

const DRIP: Duration = Duration::from_millis(400);

async fn under(fault: Fault) -> (Sandbox, Vec<u8>) {
    let config = SandboxConfig { fault: Some(fault), drip: DRIP, ..SandboxConfig::default() };
    let sandbox = Sandbox::start(config).await.unwrap();
    let body = good(&sandbox, "attendance-bot");
    (sandbox, request("POST", TOKEN, FORM, body.as_bytes()))
}

/// When the head was complete, when all was, and what came.
async fn timed(stream: &mut TcpStream) -> (Duration, Duration, Vec<u8>) {
    let start = Instant::now();
    let mut seen = Vec::new();
    let mut head = None;
    while stream.read_buf(&mut seen).await.unwrap() > 0 {
        if head.is_none() && seen.windows(4).any(|w| w == b"\r\n\r\n") {
            head = Some(start.elapsed());
        }
    }
    (head.unwrap(), start.elapsed(), seen)
}

#[tokio::test]
async fn slow_headers_hold_the_head_back_and_then_answer_whole() {
    let (sandbox, request) = under(Fault::SlowHeaders).await;
    let mut stream = connect(&sandbox).await;
    stream.write_all(&request).await.unwrap();
    let mut first = [0; 8];
    stream.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1", "the first bytes come, so no connect timeout helps");
    let (head, _, rest) = timed(&mut stream).await;
    assert!(head >= DRIP.mul_f64(0.8), "head after {head:?}");
    let answer = parsed(&[&first[..], &rest].concat());
    assert_eq!((answer.status, answer.json()["token_type"].as_str()), (200, Some("Bearer")));
}

#[tokio::test]
async fn slow_body_sends_the_head_at_once() {
    let (sandbox, request) = under(Fault::SlowBody).await;
    let mut stream = connect(&sandbox).await;
    stream.write_all(&request).await.unwrap();
    let (head, whole, seen) = timed(&mut stream).await;
    assert!(whole - head >= DRIP.mul_f64(0.8), "head {head:?}, whole {whole:?}");
    let answer = parsed(&seen);
    let announced: usize = answer.header("content-length").unwrap().parse().unwrap();
    assert_eq!((announced, answer.status), (answer.body.len(), 200));
    assert_eq!(answer.json()["token_type"], "Bearer");
}

#[tokio::test]
async fn hang_reads_the_request_and_never_answers() {
    let (sandbox, request) = under(Fault::Hang).await;
    let mut stream = connect(&sandbox).await;
    stream.write_all(&request).await.unwrap();
    sandbox.arrived(1).await;
    let mut byte = [0];
    let answered = timeout(Duration::from_millis(300), stream.read(&mut byte)).await;
    assert!(answered.is_err(), "neither bytes nor an end: {answered:?}");
}

#[tokio::test]
async fn a_hanging_client_does_not_hold_up_the_next_one() {
    let (sandbox, request) = under(Fault::Hang).await;
    let mut hanging = connect(&sandbox).await;
    hanging.write_all(&request).await.unwrap();
    sandbox.arrived(1).await;
    sandbox.set_fault(None);
    assert_eq!(post_form(&sandbox, &good(&sandbox, "attendance-bot")).await.status, 200);
}

#[tokio::test]
async fn reset_is_a_tcp_reset_without_a_byte() {
    let (sandbox, request) = under(Fault::Reset).await;
    let error = exchange(&sandbox, &request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert_eq!(sandbox.exchanges().len(), 1, "the request was read before");
}

#[tokio::test]
async fn short_body_closes_before_the_promised_length() {
    let (sandbox, request) = under(Fault::ShortBody).await;
    let answer = parsed(&exchange(&sandbox, &request).await.unwrap());
    let announced: usize = answer.header("content-length").unwrap().parse().unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body.len(), announced / 2, "half comes, then the end");
}
