//! Starting, recording, stopping.

use credenza_sandbox::{Fault, Sandbox, SandboxConfig, SandboxError};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::raw::{FORM, TOKEN, connect, post_form, request, send};
use crate::request::{app, fields, good};

async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxConfig::default()).await.unwrap()
}

#[tokio::test]
async fn what_arrived_is_recorded_as_it_was_sent() {
    let sandbox = sandbox().await;
    let body = good(&sandbox, "attendance-bot");
    post_form(&sandbox, &body).await;
    send(&sandbox, &request("POST", "/oauth2/token?a=b", "text/plain", b"x=1")).await;
    let [first, second] = &sandbox.exchanges()[..] else { panic!("two requests were sent") };
    assert_eq!((first.method.as_str(), first.path.as_str()), ("POST", TOKEN));
    assert_eq!(
        (first.header("content-type"), first.header("host")),
        (Some(FORM), Some("practice"))
    );
    assert_eq!(first.body, body.as_bytes());
    for (name, value) in fields(app(&sandbox, "attendance-bot")) {
        let same = first.form_value(name) == Some(value.as_str());
        assert!(same || name == "assertion", "{name}");
    }
    assert_eq!(second.query.as_deref(), Some("a=b"));
    assert!(second.form.is_empty() && second.body == b"x=1", "not a form by its content type");
}

#[tokio::test]
async fn one_connection_carries_several_requests() {
    let sandbox = sandbox().await;
    let mut stream = connect(&sandbox).await;
    for _ in 0..2 {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: practice\r\n\r\n").await.unwrap();
        let mut seen = Vec::new();
        while !seen.ends_with(b"service.\n") {
            assert!(stream.read_buf(&mut seen).await.unwrap() > 0, "closed too early");
        }
    }
    assert_eq!(sandbox.exchanges().len(), 2);
}

#[tokio::test]
async fn two_sandboxes_share_no_credentials() {
    let (one, two) = (sandbox().await, sandbox().await);
    let body = good(&one, "attendance-bot");
    assert_eq!(post_form(&one, &body).await.status, 200);
    assert_eq!(post_form(&two, &body).await.error(), "invalid_client");
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let first = sandbox().await;
    let port: u16 = first.base_url().rsplit(':').next().unwrap().parse().unwrap();
    let refused = Sandbox::start(SandboxConfig { port, ..SandboxConfig::default() }).await;
    assert!(matches!(refused, Err(SandboxError::Bind { port: named, .. }) if named == port));
}

#[tokio::test]
async fn stopping_closes_the_port_and_what_hangs_on_it() {
    let sandbox =
        Sandbox::start(SandboxConfig { fault: Some(Fault::Hang), ..SandboxConfig::default() });
    let sandbox = sandbox.await.unwrap();
    let address = sandbox.base_url().strip_prefix("http://").unwrap().to_owned();
    let mut hanging = connect(&sandbox).await;
    let body = good(&sandbox, "attendance-bot");
    hanging.write_all(&request("POST", TOKEN, FORM, body.as_bytes())).await.unwrap();
    sandbox.arrived(1).await;
    sandbox.stop().await;
    let mut seen = Vec::new();
    assert!(hanging.read_to_end(&mut seen).await.is_err() || seen.is_empty());
    assert!(TcpStream::connect(address).await.is_err(), "the port is free again");
}

#[tokio::test]
async fn dropping_closes_what_hangs_on_it() {
    let sandbox = sandbox().await;
    sandbox.set_fault(Some(Fault::Hang));
    let mut hanging = connect(&sandbox).await;
    hanging.write_all(&request("POST", TOKEN, FORM, b"")).await.unwrap();
    sandbox.arrived(1).await;
    drop(sandbox);
    let mut seen = Vec::new();
    assert!(hanging.read_to_end(&mut seen).await.is_err() || seen.is_empty());
}
