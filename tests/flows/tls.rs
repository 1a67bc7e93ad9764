//! Each way a server's certificate can be wrong has its own cause, and nothing is sent to such a
//! server; an authority that the administrator added makes it right (security.md N1, N2).

use credenza_core::diagnosis::{Cause, Fix};
use credenza_core::flow::{Outcome, Run, StepId, StepStatus};
use credenza_engine::error_code::ErrorCode;
use credenza_tests::desk::{Desk, GOOD};

use crate::authority::{Authority, Flaw, TlsServer, file, self_signed};
use crate::server::{Fixed, point_at};

async fn issue_at(desk: &Desk, base: &str) -> Run {
    let id = desk.id(GOOD);
    point_at(desk, id, base);
    desk.issue(id).await
}

fn assert_refused(name: &str, run: &Run, cause: Cause) {
    assert_eq!(run.outcome, Outcome::Failed, "{name}");
    let found = run.diagnosis.as_ref().expect("a failed run has a diagnosis");
    assert_eq!(found.cause, cause, "{name}: {:?}", found.params);
    assert!(found.fixes.contains(&Fix::OpenNetworkSettings), "{name}");
    let send = run.step(StepId::Send).map(|step| step.status);
    assert_eq!((send, run.http_status), (Some(StepStatus::Failed), None), "{name}");
}

#[tokio::test]
async fn each_wrong_certificate_has_its_own_cause_and_nothing_is_sent() {
    let desk = Desk::open().await;
    let authority = Authority::new();
    desk.engine.ca_add(&file(&desk, "ca.pem", &authority.pem())).expect("it is a certificate");
    let rows = [
        ("expired", authority.issue(Flaw::Expired), Cause::TlsExpired),
        ("not yet valid", authority.issue(Flaw::NotYetValid), Cause::TlsNotYetValid),
        ("of another host", authority.issue(Flaw::OtherHost), Cause::TlsWrongHost),
        ("of another authority", Authority::new().issue(Flaw::None), Cause::TlsUntrusted),
        ("self-signed", self_signed(false), Cause::TlsUntrusted),
        ("a self-signed authority", self_signed(true), Cause::TlsUntrusted),
    ];
    for (name, identity, cause) in rows {
        let server = TlsServer::with(&identity).await;
        assert_refused(name, &issue_at(&desk, &server.base()).await, cause);
        assert!(server.arrived.texts().is_empty(), "{name}: something was sent");
    }
}

#[tokio::test]
async fn an_added_authority_is_shown_by_its_fingerprint_and_trusted_until_removed() {
    let desk = Desk::open().await;
    let authority = Authority::new();
    let server = TlsServer::with(&authority.issue(Flaw::None)).await;
    let run = issue_at(&desk, &server.base()).await;
    assert_refused("before", &run, Cause::TlsUntrusted);
    assert_eq!(run.diagnosis.map(|found| found.fixes[0]), Some(Fix::AddCa));

    let path = file(&desk, "corp-ca.pem", &authority.pem());
    let cas = desk.engine.ca_add(&path).expect("it is a certificate").cas;
    assert_eq!((cas.len(), cas[0].name.as_str()), (1, "corp-ca.pem"));
    assert_eq!(cas[0].sha256.len(), 32 * 3 - 1, "SHA-256 in colon pairs");
    desk.engine.ca_add(&path).expect("the same again");
    let run = issue_at(&desk, &server.base()).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    assert!(server.arrived.texts()[0].starts_with("POST /oauth2/v2.0/token HTTP/1.1\r\n"));

    let left = desk.engine.ca_remove(&cas[0].sha256).expect("it is there").cas;
    assert_eq!(left, [], "added twice, it is there once");
    assert_refused("after", &issue_at(&desk, &server.base()).await, Cause::TlsUntrusted);
    assert_eq!(server.arrived.texts().len(), 1);
}

#[tokio::test]
async fn tls_1_2_and_1_3_are_spoken_and_nothing_older() {
    let desk = Desk::open().await;
    let authority = Authority::new();
    desk.engine.ca_add(&file(&desk, "ca.pem", &authority.pem())).expect("it is a certificate");
    for version in rustls::ALL_VERSIONS {
        let server = TlsServer::speaking(&authority.issue(Flaw::None), &[*version]).await;
        let run = issue_at(&desk, &server.base()).await;
        assert_eq!(run.outcome, Outcome::Passed, "{version:?}: {:?}", run.diagnosis);
    }
    let old = Fixed::answering(tls_1_1_hello()).await;
    let run = issue_at(&desk, &old.base().replace("http:", "https:")).await;
    assert_refused("TLS 1.1", &run, Cause::TlsOther);
}

#[tokio::test]
async fn a_server_without_tls_is_named_and_gets_no_secret() {
    let desk = Desk::open().await;
    let plain = Fixed::answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await;
    let run = issue_at(&desk, &plain.base().replace("http:", "https:")).await;
    assert_refused("clear text", &run, Cause::TlsOther);
    let secret = &desk.practice_app(GOOD).client_secret;
    assert!(plain.arrived.texts().iter().all(|text| !text.contains(secret.as_str())));
}

#[tokio::test]
async fn a_file_that_is_no_single_certificate_is_not_added() {
    let desk = Desk::open().await;
    let (one, other) = (Authority::new().pem(), Authority::new().pem());
    let broken = one.replace("MII", "AAA");
    let key = desk.practice_app(GOOD).private_key_pem.clone();
    for text in ["", "no certificate", &broken, &key, &format!("{one}{other}")] {
        let refused = desk.engine.ca_add(&file(&desk, "ca.pem", text)).expect_err("not one");
        assert_eq!(refused.code(), ErrorCode::CaInvalid, "{text}");
    }
    assert_eq!(desk.engine.settings_get().expect("settings").cas, []);
}

/// What a server answers that knows TLS 1.1 and nothing newer (RFC 4346 section 7.4.1.3).
fn tls_1_1_hello() -> Vec<u8> {
    const TLS_1_1: [u8; 2] = [3, 2];
    const RSA_WITH_AES_128_CBC_SHA: [u8; 2] = [0, 0x2f];
    let mut body = TLS_1_1.to_vec();
    body.extend([7; 32]);
    // No session, the cipher suite, no compression.
    body.push(0);
    body.extend(RSA_WITH_AES_128_CBC_SHA);
    body.push(0);
    let length = u8::try_from(body.len()).expect("it is short");
    let mut record = vec![22, TLS_1_1[0], TLS_1_1[1], 0, length + 4, 2, 0, 0, length];
    record.extend(body);
    record
}
