//! Token requests of the practice apps, signed with aws-lc-rs directly.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::json;

use credenza_sandbox::{PracticeApp, Sandbox};

pub const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

pub fn app<'a>(sandbox: &'a Sandbox, slug: &str) -> &'a PracticeApp {
    sandbox.practice_apps().iter().find(|app| app.slug == slug).unwrap()
}

/// The machine's time in Unix seconds.
#[expect(clippy::disallowed_methods, reason = "the test plays a client with a true clock")]
pub fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap()
}

/// A `Date` header in Unix seconds.
pub fn date_seconds(value: &str) -> i64 {
    let since: Duration =
        httpdate::parse_http_date(value).unwrap().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

fn key(pem: &str) -> KeyPair {
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    KeyPair::from_pkcs8(&STANDARD.decode(body).unwrap()).unwrap()
}

/// An assertion as credenza's facts want it, issued at `iat` for an hour.
pub fn assertion(app: &PracticeApp, iat: i64) -> String {
    let header = json!({"alg": "RS256", "typ": "JWT"}).to_string();
    let claims = json!({
        "iss": app.client_id, "sub": app.service_account, "iat": iat, "exp": iat + 3600,
    });
    let input = [header, claims.to_string()].map(|json| URL_SAFE_NO_PAD.encode(json)).join(".");
    let key = key(&app.private_key_pem);
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), input.as_bytes(), &mut signature).unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// The fields of a good request for `app` at the true time.
pub fn fields(app: &PracticeApp) -> Vec<(&'static str, String)> {
    vec![
        ("assertion", assertion(app, now() - 30)),
        ("grant_type", GRANT.to_owned()),
        ("client_id", app.client_id.clone()),
        ("client_secret", app.client_secret.clone()),
        ("scope", app.scopes.join(" ")),
    ]
}

/// Form-encodes all but the characters that never need it (RFC 3986 section 2.3).
pub fn encoded(fields: &[(&'static str, String)]) -> String {
    let percent = |text: &str| {
        text.bytes()
            .map(|b| match b {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    char::from(b).to_string()
                }
                other => format!("%{other:02X}"),
            })
            .collect::<String>()
    };
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", percent(value))).collect();
    pairs.join("&")
}

/// A good request body for the app `slug`.
pub fn good(sandbox: &Sandbox, slug: &str) -> String {
    encoded(&fields(app(sandbox, slug)))
}

/// A good request body for `slug` with one field replaced.
pub fn with(sandbox: &Sandbox, slug: &str, name: &'static str, value: &str) -> String {
    let mut fields = fields(app(sandbox, slug));
    fields.retain(|(field, _)| *field != name);
    fields.push((name, value.to_owned()));
    encoded(&fields)
}
