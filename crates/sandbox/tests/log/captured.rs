//! The log at its most talkative carries no secret.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use credenza_sandbox::{Fault, Sandbox, SandboxConfig};
use tracing_subscriber::fmt::MakeWriter;

use crate::browser::{
    CONSENT, LOGIN, SentTo, asked, authorize, post, redeeming, refreshing, ticket, typed,
};
use crate::raw::{FORM, TOKEN, exchange, request};
use crate::request::{app, encoded, fields};

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Captured {
    fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        String::from_utf8(bytes).unwrap()
    }
}

impl io::Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Captured {
    type Writer = Captured;

    fn make_writer(&self) -> Captured {
        self.clone()
    }
}

#[tokio::test]
async fn no_secret_is_logged_whatever_the_fault() {
    let captured = Captured::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(captured.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let config =
        SandboxConfig { drip: Duration::ZERO, huge_body_bytes: 1000, ..SandboxConfig::default() };
    let sandbox = Sandbox::start(config).await.unwrap();
    let bot = app(&sandbox, "attendance-bot");
    let fields = fields(bot);
    let body = encoded(&fields);
    let request = request("POST", TOKEN, FORM, body.as_bytes());
    let mut tokens = Vec::new();
    let without_hang = Fault::all().iter().copied().filter(|fault| *fault != Fault::Hang);
    for fault in without_hang.map(Some).chain([None]) {
        sandbox.set_fault(fault);
        let received = exchange(&sandbox, &request).await.unwrap_or_default();
        let text = String::from_utf8_lossy(&received).into_owned();
        tokens.extend(text.split('"').filter(|part| part.starts_with("jp1")).map(str::to_owned));
    }
    let of_sign_in = signed_in(&sandbox).await;
    sandbox.stop().await;

    let log = captured.text();
    assert!(log.contains("answered") && log.contains(TOKEN), "the log works: {log}");
    assert!(tokens.len() > 2, "tokens were issued");
    let assertion = &fields[0].1;
    let secrets = [&fields[3].1, assertion, &assertion[assertion.len() - 40..].to_owned()];
    for secret in secrets.into_iter().chain(&tokens).chain(&of_sign_in) {
        assert!(!log.contains(secret.as_str()), "{secret} in {log}");
    }
}

/// Signs in, redeems, refreshes; gives everything secret that went over the wire.
async fn signed_in(sandbox: &Sandbox) -> Vec<String> {
    let bot = app(sandbox, "attendance-bot");
    let mut secrets = vec![sandbox.practice_user().password.clone()];
    let ticket = ticket(&authorize(sandbox, &asked(bot)).await);
    post(sandbox, LOGIN, &typed(sandbox, &ticket)).await;
    let allow = vec![("ticket", ticket.clone()), ("answer", "allow".to_owned())];
    let back = post(sandbox, CONSENT, &allow).await;
    let code = SentTo::by(&back).get("code").to_owned();
    let tokens = post(sandbox, TOKEN, &redeeming(bot, &code)).await.json();
    let refresh_token = tokens["refresh_token"].as_str().unwrap().to_owned();
    let again = post(sandbox, TOKEN, &refreshing(bot, &refresh_token)).await.json();
    for token in [&tokens["access_token"], &tokens["id_token"], &again["access_token"]] {
        secrets.push(token.as_str().unwrap().to_owned());
    }
    secrets.extend([ticket, code, refresh_token]);
    secrets
}
