//! Decoding and verifying a token by RS256, key already read: the whole inspection (every claim with
//! its place, the checklist, the lints) against the same library called bare, against the stock JWT
//! decoder, and against `jose` on Node, all in turns in one run.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize, PublicKeyComponents};
use aws_lc_rs::signature::{
    KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credenza_core::jwks::KeySet;
use credenza_core::jwt::verify::{Expectations, Question, inspect};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};

use crate::rounds::{measure, median, tell};

const ROUNDS: usize = 60;
/// Tokens of one round; every contestant verifies all of them before the next one's turn.
const TOKENS: usize = 200;
/// The first rounds warm up.
const WARM_UP: usize = 10;
const NOW: i64 = 1_790_000_000;
const SCRIPT: &str = include_str!("verify_token.mjs");

pub(crate) fn compare() {
    let made = Made::new();
    let mut jose = Jose::start(&made);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    let (mut stock, mut node) = (Vec::new(), Vec::new());
    for round in 0..WARM_UP + ROUNDS {
        let took = [
            measure(|| made.tokens.iter().for_each(|token| made.inspect(token))),
            measure(|| made.tokens.iter().for_each(|token| made.bare(token))),
            measure(|| made.tokens.iter().for_each(|token| made.stock(token))),
        ];
        let answered = jose.as_mut().map(Jose::round);
        if round >= WARM_UP {
            let lists = [&mut ours, &mut bare, &mut stock];
            lists.into_iter().zip(took).for_each(|(all, one)| all.push(one));
            node.extend(answered);
        }
    }
    println!("\nDecode and verify RS256, {ROUNDS} interleaved rounds of {TOKENS} tokens, medians");
    let floor = median(bare);
    rate("floor: base64, JSON and signature, called bare", floor, floor);
    rate("the whole inspection", median(ours), floor);
    rate("jsonwebtoken's own decode", median(stock), floor);
    match node.is_empty() {
        true => println!("`jose` on Node is compared by `cargo xtask bench`, which installs it."),
        false => rate("jose on Node", median(node), floor),
    }
}

/// Time of one token and tokens in a second, with how fast that is beside the floor.
fn rate(name: &str, took: Duration, floor: Duration) {
    let one = took / TOKENS as u32;
    tell(name, one, floor / TOKENS as u32);
    let (each, of_floor) = (1.0 / one.as_secs_f64(), floor.as_secs_f64() / took.as_secs_f64());
    println!("{:<58} {each:>10.0} /s {of_floor:>8.2} x", "");
}

/// Tokens of one key, and the key as each contestant takes it.
struct Made {
    tokens: Vec<String>,
    jwk: Value,
    keys: KeySet,
    parsed: ParsedPublicKey,
    stock: DecodingKey,
    validation: Validation,
    expect: Expectations,
}

impl Made {
    fn new() -> Self {
        let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key pair");
        let public = PublicKeyComponents::<Vec<u8>>::from(pair.public_key());
        let (n, e) = (URL_SAFE_NO_PAD.encode(public.n), URL_SAFE_NO_PAD.encode(public.e));
        let jwk = json!({ "kty": "RSA", "kid": "bench", "n": n, "e": e });
        let mut validation = Validation::new(Algorithm::RS256);
        // The times are judged at a fixed moment, which the stock decoder can't be told.
        validation.validate_exp = false;
        validation.set_issuer(&["https://issuer.example.com"]);
        validation.set_audience(&["TESTclientID"]);
        Self {
            tokens: (0..TOKENS).map(|count| token(&pair, count)).collect(),
            keys: KeySet::read(jwk.to_string().as_bytes()).expect("a key"),
            parsed: ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref())
                .expect("a public key"),
            stock: DecodingKey::from_rsa_components(&n, &e).expect("a public key"),
            expect: Expectations {
                iss: Some("https://issuer.example.com".to_owned()),
                aud: Some("TESTclientID".to_owned()),
                nonce: None,
            },
            validation,
            jwk,
        }
    }

    fn inspect(&self, token: &str) {
        let keys = Some(&self.keys);
        let expect = self.expect.clone();
        let judged = inspect(token, &Question { keys, expect, now: NOW, ..Question::default() });
        assert_eq!(judged.verified, Some(true), "only a verified token counts");
    }

    /// What nobody can leave out: both parts as JSON, and the signature.
    fn bare(&self, token: &str) {
        let (input, signature) = token.rsplit_once('.').expect("three parts");
        let (header, payload) = input.split_once('.').expect("three parts");
        let read = |part: &str| {
            let bytes = URL_SAFE_NO_PAD.decode(part).expect("base64url");
            serde_json::from_slice::<Value>(&bytes).expect("JSON")
        };
        assert!(read(header)["alg"] == "RS256" && read(payload)["aud"] == "TESTclientID");
        let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
        self.parsed.verify_sig(input.as_bytes(), &signature).expect("only a verified one counts");
    }

    fn stock(&self, token: &str) {
        jsonwebtoken::decode::<Value>(token, &self.stock, &self.validation)
            .expect("only a verified token counts");
    }
}

fn token(pair: &KeyPair, count: usize) -> String {
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","kid":"bench","typ":"JWT"}"#);
    let claims = json!({
        "iss": "https://issuer.example.com", "aud": "TESTclientID", "sub": format!("user-{count}"),
        "iat": NOW - 30, "exp": NOW + 3_600, "email": "taro@example.com", "name": "試験 太郎",
    });
    let input = format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), input.as_bytes(), &mut signature)
        .expect("a signature");
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A Node process that stays warm and verifies all tokens once for each line it is sent.
struct Jose {
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Jose {
    fn start(made: &Made) -> Option<Self> {
        let folder = std::env::var_os("CREDENZA_BENCH_JOSE")?;
        let mut node = Command::new("node");
        node.args(["--input-type=module", "--eval", SCRIPT]).current_dir(folder);
        node.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = node.spawn().expect("Node starts");
        let mut ask = child.stdin.take().expect("it is piped");
        let answers = BufReader::new(child.stdout.take().expect("it is piped"));
        writeln!(ask, "{}", json!({ "jwk": made.jwk, "tokens": made.tokens, "now": NOW }))
            .expect("Node listens");
        Some(Self { child, ask, answers })
    }

    /// As its own clock has it, so that the pipe isn't counted.
    fn round(&mut self) -> Duration {
        writeln!(self.ask, "go").expect("Node listens");
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("Node answers");
        let nanoseconds = line.trim().parse().unwrap_or_else(|_| panic!("a number: {line}"));
        Duration::from_nanos(nanoseconds)
    }
}

impl Drop for Jose {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
