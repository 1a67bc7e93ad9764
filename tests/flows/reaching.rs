//! Ways not to reach a server: no name, nobody there, silence, a proxy that refuses. Loopback
//! never goes through a proxy (security.md N4, N8).

use std::time::Duration;

use credenza_core::apps::AppId;
use credenza_core::diagnosis::{Cause, Fix};
use credenza_core::flow::{Outcome, StepId};
use credenza_engine::clock::Stopwatch;
use credenza_engine::views::settings::{ProxySetting, SettingsPatch};
use credenza_tests::desk::{Desk, GOOD};
use tokio::net::TcpSocket;

use crate::authority::{Authority, Flaw, TlsServer, file};
use crate::server::{Fixed, Tunnel, closed_port, point_at};

/// A name that nobody is asked about: its label is longer than names can be.
fn impossible_name() -> String {
    format!("https://{}.invalid", "a".repeat(64))
}

async fn cause(desk: &Desk, id: AppId) -> Cause {
    let run = desk.issue(id).await;
    assert_eq!((run.outcome, run.http_status), (Outcome::Failed, None));
    let found = run.diagnosis.expect("a failed run has a diagnosis");
    assert!(found.fixes.contains(&Fix::OpenNetworkSettings), "{found:?}");
    found.cause
}

fn through(desk: &Desk, url: String) {
    let proxy = Some(ProxySetting::Manual { url });
    desk.set(&SettingsPatch { proxy, ..SettingsPatch::default() });
}

#[tokio::test]
async fn a_name_that_is_not_found_and_a_closed_port_are_told_apart() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.set(&SettingsPatch { proxy: Some(ProxySetting::None), ..SettingsPatch::default() });
    // `.invalid` exists nowhere (RFC 6761 section 6.4).
    for base in [impossible_name(), "https://credenza.invalid".to_owned()] {
        point_at(&desk, id, &base);
        assert_eq!(cause(&desk, id).await, Cause::DnsFailed, "{base}");
    }
    point_at(&desk, id, &format!("http://127.0.0.1:{}", closed_port()));
    assert_eq!(cause(&desk, id).await, Cause::ConnectRefused);
}

#[tokio::test]
async fn a_server_that_takes_no_connection_ends_at_the_connect_limit() {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a free port");
    let listener = socket.listen(1).expect("it listens");
    let address = listener.local_addr().expect("its address");
    // Nobody accepts: once the queue is full, further connections wait for ever.
    let full: Vec<_> =
        (0..4).map(|_| tokio::spawn(tokio::net::TcpStream::connect(address))).collect();
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let limits = SettingsPatch { connect_timeout_seconds: Some(1), ..SettingsPatch::default() };
    desk.set(&limits);
    point_at(&desk, id, &format!("http://{address}"));
    let watch = Stopwatch::start();
    assert_eq!(cause(&desk, id).await, Cause::ConnectTimeout);
    let took = Duration::from_micros(watch.elapsed_us());
    assert!(took < Duration::from_secs(5), "the limit is one second; it took {took:?}");
    full.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn a_tls_handshake_that_never_ends_counts_as_connecting() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.set(&SettingsPatch { connect_timeout_seconds: Some(1), ..SettingsPatch::default() });
    point_at(&desk, id, &format!("https://{address}"));
    assert_eq!(cause(&desk, id).await, Cause::ConnectTimeout);
}

#[tokio::test]
async fn a_proxy_that_is_not_there_or_refuses_is_named_as_the_proxy() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    point_at(&desk, id, "https://id.corp.example");
    through(&desk, format!("http://127.0.0.1:{}", closed_port()));
    assert_eq!(cause(&desk, id).await, Cause::ProxyFailed, "nobody there");
    for status in ["403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"] {
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        let proxy = Fixed::answering(answer).await;
        through(&desk, proxy.base());
        assert_eq!(cause(&desk, id).await, Cause::ProxyFailed, "{status}");
        let asked = proxy.arrived.texts();
        assert!(asked[0].starts_with("CONNECT id.corp.example:443 "), "{}", asked[0]);
        assert!(!asked[0].contains("client_secret"), "a proxy sees the host and no more");
    }
    let shown = desk.engine.network_status().expect("the vault is open").proxy;
    assert!(shown.is_some_and(|url| url.starts_with("http://127.0.0.1:")), "it is shown");
}

#[tokio::test]
async fn a_named_proxy_is_gone_through_with_tls_to_the_server_itself() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let authority = Authority::new();
    desk.engine.ca_add(&file(&desk, "ca.pem", &authority.pem())).expect("it is a certificate");
    // The certificate is for the name that is asked for, which only the proxy knows a way to.
    let server = TlsServer::with(&authority.issue(Flaw::OtherHost)).await;
    let proxy = Tunnel::to(server.port).await;
    through(&desk, format!("http://127.0.0.1:{}", proxy.port));
    point_at(&desk, id, "https://id.corp.example");
    let run = desk.issue(id).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    assert!(proxy.asked.texts()[0].starts_with("CONNECT id.corp.example:443 "));
    assert!(server.arrived.texts()[0].contains("client_secret="), "the server got it, by TLS");
}

#[tokio::test]
async fn a_wrong_certificate_behind_a_proxy_is_not_the_proxys_fault() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let server = TlsServer::with(&Authority::new().issue(Flaw::OtherHost)).await;
    let proxy = Tunnel::to(server.port).await;
    through(&desk, format!("http://127.0.0.1:{}", proxy.port));
    point_at(&desk, id, "https://id.corp.example");
    assert_eq!(cause(&desk, id).await, Cause::TlsUntrusted);
    assert!(server.arrived.texts().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn loopback_never_goes_through_a_proxy() {
    let proxy = Fixed::answering("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n").await;
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    through(&desk, proxy.base());
    assert_eq!(desk.issue(id).await.outcome, Outcome::Passed, "the sandbox");
    point_at(&desk, id, &desk.sandbox.base_url().replace("127.0.0.1", "localhost"));
    assert_eq!(desk.issue(id).await.outcome, Outcome::Passed, "by its name");
    assert!(proxy.arrived.texts().is_empty(), "the proxy saw {:?}", proxy.arrived.texts());
}

#[tokio::test]
async fn what_was_not_reached_says_so() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    point_at(&desk, id, &format!("http://127.0.0.1:{}", closed_port()));
    let run = desk.issue(id).await;
    let send = run.step(StepId::Send).expect("it was tried");
    let timings = send.timings.expect("its time was taken");
    assert_eq!((timings.connect_us, timings.first_byte_us), (None, None));
    assert!(send.request.is_some() && send.response.is_none());
    assert_eq!(run.skew_seconds, None, "no answer, no clock");
}
