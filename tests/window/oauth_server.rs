//! A client of another server in the real window: filled in from the server's own document, its
//! grants ticked, and a token got for an assertion. The sandbox is that server.

use credenza_sandbox::{Sandbox, SandboxConfig};

use crate::acts::{create_vault, paste_key};
use crate::driver::Window;
use crate::words::Language;

const NAME: &str = "Shop 通販";

#[tokio::test]
async fn a_client_of_another_server_is_read_from_its_document_and_gets_a_token() {
    for language in Language::BOTH {
        let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("it starts");
        let practice = &sandbox.practice_apps()[0];
        let window = Window::open(language).await;
        create_vault(&window).await;
        window.click("empty-add").await;
        window.press_message("kind_oauthServer").await;

        window.type_into("discovery-address", &sandbox.line_works().issuer).await;
        window.type_into("discovery-host", "127.0.0.1").await;
        window.click("discovery-read").await;
        window.find("discovery-found").await;
        window.look("add-oauth-server").await;
        window.click("discovery-take").await;

        window.type_into("app-form-name", NAME).await;
        window.type_into("app-form-client-id", &practice.client_id).await;
        let authentication = window.find("app-form-authentication").await;
        authentication.select_by_value("client_secret_post").await.expect("it can be chosen");
        window.type_into("app-form-secret", &practice.client_secret).await;
        window.type_into("app-form-scopes", &practice.scopes.join(" ")).await;
        window.click("app-form-add").await;
        window.find("app-record").await;

        window.click("grant-jwtBearer").await;
        window.type_into("assertionSubject", &format!("{}\n", practice.service_account)).await;
        window.look("oauth-server").await;
        paste_key(&window, &practice.private_key_pem).await;
        window.click("side-run").await;
        window.find("token-card").await;
        window.see(&language.say("run_titleJwtBearer")).await;
        window.look("oauth-server-run").await;
        window.close().await;
        sandbox.stop().await;
    }
}
