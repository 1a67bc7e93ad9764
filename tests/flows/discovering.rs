//! Discovery documents: read from the sandbox and from servers that say something else.

use credenza_core::diagnosis::Cause;
use credenza_core::discovery::{AddressProblem, DiscoveryProblem};
use credenza_engine::views::discovery::{DiscoveryReadInput, DiscoveryView};
use credenza_tests::desk::Desk;

use crate::server::{Fixed, answer, closed_port, json};

async fn read(desk: &Desk, address: &str) -> DiscoveryView {
    let (address, confirmed_host) = (address.to_owned(), "127.0.0.1".to_owned());
    let input = DiscoveryReadInput { address, confirmed_host };
    desk.engine.discovery_read(input).await.expect("the vault is open")
}

#[tokio::test]
async fn the_document_of_an_issuer_is_found_by_the_issuer_and_by_its_own_address() {
    let desk = Desk::open().await;
    let issuer = desk.sandbox.base_url();
    let whole = format!("{issuer}/.well-known/openid-configuration");
    for typed in [&issuer, &whole] {
        let DiscoveryView::Read { address, document } = read(&desk, typed).await else {
            panic!("{typed} has a document")
        };
        assert_eq!(address, whole);
        assert_eq!(document.issuer, issuer);
        assert_eq!(document.token_endpoint, Some(format!("{issuer}/oauth2/v2.0/token")));
        assert_eq!(document.code_challenge_methods_supported, ["S256"]);
        assert!(document.other_hosts.is_empty());
    }
}

#[tokio::test]
async fn nothing_is_sent_to_an_address_that_is_refused_or_not_confirmed() {
    let desk = Desk::open().await;
    let server = Fixed::answering(json("200 OK", "{}")).await;
    let problem = AddressProblem::Parts;
    let with_query = format!("{}/?a=b", server.base());
    assert_eq!(read(&desk, &with_query).await, DiscoveryView::Address { problem });
    let (address, confirmed_host) = (server.base(), "id.example".to_owned());
    let view = desk.engine.discovery_read(DiscoveryReadInput { address, confirmed_host }).await;
    let host = "127.0.0.1".to_owned();
    assert_eq!(view.unwrap(), DiscoveryView::NotConfirmed { host });
    assert!(server.arrived.texts().is_empty());
}

#[tokio::test]
async fn an_answer_that_is_no_document_of_this_issuer_says_why() {
    let desk = Desk::open().await;
    let other = Fixed::answering(json("200 OK", r#"{"issuer":"https://id.example"}"#)).await;
    let view = read(&desk, &other.base()).await;
    let DiscoveryView::Refused { problem: DiscoveryProblem::IssuerDiffers { actual, .. }, .. } =
        view
    else {
        panic!("it is of another issuer: {view:?}")
    };
    assert_eq!(actual, "https://id.example");

    let moved =
        Fixed::answering(answer("302 Found", "Location: https://evil.example/\r\n", "")).await;
    let view = read(&desk, &moved.base()).await;
    let DiscoveryView::Redirected { location, .. } = view else { panic!("{view:?}") };
    assert_eq!((location.as_str(), moved.arrived.texts().len()), ("https://evil.example/", 1));

    let none = Fixed::answering(json("404 Not Found", "{}")).await;
    let view = read(&desk, &none.base()).await;
    assert!(matches!(view, DiscoveryView::Status { status: 404, .. }), "{view:?}");
    let asked: Vec<String> = none.arrived.texts();
    assert_eq!(asked.len(), 2, "both known addresses were looked at");
    assert!(asked[1].starts_with("GET /.well-known/oauth-authorization-server "), "{}", asked[1]);

    let view = read(&desk, &format!("http://127.0.0.1:{}", closed_port())).await;
    let refused = Cause::ConnectRefused;
    assert!(
        matches!(&view, DiscoveryView::Unanswered { cause, .. } if *cause == refused),
        "{view:?}"
    );
}
