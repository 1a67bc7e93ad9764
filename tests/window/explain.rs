//! A pasted failure in the real window, in both languages: the cause is named, nothing secret is
//! shown, and a script in every displayed field runs nothing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::acts::create_vault;
use crate::driver::Window;
use crate::words::Language;

/// Would set a mark if it ran.
const SCRIPT: &str = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>";

fn assertion(iss: &str, iat: i64) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let claims = json!({
        "iss": iss, "sub": "abc12.serviceaccount@example", "iat": iat, "exp": iat + 3_600,
    });
    let head = part(r#"{"alg":"RS256","typ":"JWT"}"#);
    format!("{head}.{}.{}", part(&claims.to_string()), part("TESTsignature-TESTsignature"))
}

/// Made in Japan by the widely copied script, refused at 05:32:08 UTC.
fn transcript() -> String {
    let assertion = assertion("TESTclientID00000001", 1_776_231_128 - 32_400);
    let grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer";
    let form = format!(
        "{grant}&client_id=TESTclientID00000001&client_secret=TESTsecret1&assertion={assertion}"
    );
    format!(
        "> POST /oauth2/v2.0/token HTTP/1.1\n> Host: auth.worksmobile.com\n>\n{form}\n\
         < HTTP/1.1 400 Bad Request\n< Date: Wed, 15 Apr 2026 05:32:08 GMT\n\
         < Content-Type: application/json\n<\n{{\"error\":\"invalid_grant\"}}"
    )
}

async fn paste(window: &Window, text: &str) {
    let field = window.find("explain-text").await;
    let script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    let element = serde_json::to_value(&field).expect("an element can be named");
    window.client.execute(script, vec![element, json!(text)]).await.expect("it can be pasted");
    window.click("explain-go").await;
    window.find("explain-report").await;
}

#[tokio::test]
async fn a_pasted_failure_is_explained() {
    for language in Language::BOTH {
        let window = Window::open(language).await;
        create_vault(&window).await;
        window.press_message("shell_explain").await;
        window.look("explain-empty").await;
        paste(&window, &transcript()).await;
        window.wait("[data-cause=localTimeAsUtc]").await;
        window.look("explain").await;
        let text = window.text().await;
        assert!(text.contains("9"), "the hours are named");
        assert!(!text.contains("TESTsecret1"), "the secret is cut out");
        window.close().await;
    }
}

#[tokio::test]
async fn a_script_in_a_pasted_text_runs_nothing() {
    for language in Language::BOTH {
        let window = Window::open(language).await;
        create_vault(&window).await;
        window.press_message("shell_explain").await;
        let error = json!({ "error": SCRIPT, "error_description": SCRIPT }).to_string();
        let answer = format!("HTTP/1.1 400 Bad Request\nLocation: {SCRIPT}\n\n{error}");
        let page =
            format!("HTTP/1.1 200 OK\nContent-Type: text/html {SCRIPT}\n\n<html>{SCRIPT}</html>");
        for text in [assertion(SCRIPT, 1_776_231_128), answer, page, SCRIPT.to_owned()] {
            paste(&window, &text).await;
            let look = "return [window.pwned === undefined, document.querySelectorAll('img[src=x]').length]";
            let seen = window.client.execute(look, Vec::new()).await.expect("the page answers");
            assert_eq!(seen, json!([true, 0]), "{text}");
        }
        window.look("explain-script").await;
        window.close().await;
    }
}
