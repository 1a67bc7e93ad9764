//! `token issue --grant authorization-code` against the sandbox: a test plays the browser.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use serde_json::Value;

use crate::fixture::{Home, Ran, Serving, at};

const SCOPES: &str = "openid,email,profile,user.read";

/// A record with one redirect URL of the sandbox.
fn home(sandbox: &Serving) -> Home {
    let home = Home::with_record(sandbox, &at(sandbox));
    let redirect = sandbox.fact("redirectUri");
    home.open(&["app", "edit", "Bot", "--scope", SCOPES, "--redirect-url", &redirect]).exits(0);
    home.write("jwks.json", fetched(&sandbox.fact("jwksUri")));
    home
}

/// With issuer and keys, as somebody gives them who has read the discovery document.
fn trusting(home: &Home, sandbox: &Serving) -> Vec<String> {
    ["--issuer", &sandbox.fact("issuer"), "--jwks", &home.path("jwks.json")]
        .map(str::to_owned)
        .to_vec()
}

/// Runs a sign-in; `browse` gets the address and gives the one that the browser came back to.
fn sign_in(home: &Home, more: &[String], browse: impl FnOnce(&str) -> String) -> Ran {
    let grant = ["token", "issue", "Bot", "--grant", "authorization-code", "--json"];
    let key = home.path("recovery");
    let mut command = home.command(&grant);
    command.args(more).args(["--no-listen", "--recovery-key-file", &key]).stdin(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut address = String::new();
    let mut told = BufReader::new(child.stderr.take().unwrap());
    told.read_line(&mut address).unwrap();
    if address.starts_with("http") {
        let back = browse(address.trim());
        child.stdin.take().unwrap().write_all(format!("{back}\n").as_bytes()).unwrap();
    }
    let output = child.wait_with_output().unwrap();
    told.read_to_string(&mut address).unwrap();
    Ran {
        exit: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: address,
    }
}

/// Signs in and presses `answer` at the question for consent.
fn pressing(sandbox: &Serving, answer: &str) -> impl FnOnce(&str) -> String {
    let user = sandbox.facts["practiceUser"].clone();
    let base = sandbox.fact("authBase");
    let answer = answer.to_owned();
    move |address| {
        let ticket = ticket(&asked("GET", address, ""));
        let text = |name: &str| encoded(user[name].as_str().unwrap());
        let login =
            format!("ticket={ticket}&account={}&password={}", text("account"), text("password"));
        asked("POST", &format!("{base}/oauth2/v2.0/login"), &login);
        let consent = format!("ticket={ticket}&answer={answer}");
        let sent_away = asked("POST", &format!("{base}/oauth2/v2.0/consent"), &consent);
        let location = sent_away.lines().find_map(|line| line.strip_prefix("location: "));
        location.expect("the browser is sent back").trim().to_owned()
    }
}

fn ticket(page: &str) -> String {
    let rest = page.split("name=\"ticket\" value=\"").nth(1).expect("a login form");
    rest.split('"').next().unwrap().to_owned()
}

/// One request on a connection of its own; head and body of the answer.
fn asked(method: &str, address: &str, body: &str) -> String {
    let rest = address.strip_prefix("http://").expect("loopback");
    let (host, path) = rest.split_once('/').unwrap();
    let head = format!(
        "{method} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn fetched(address: &str) -> String {
    asked("GET", address, "").split_once("\r\n\r\n").unwrap().1.to_owned()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn step<'a>(issued: &'a Value, id: &str) -> &'a Value {
    let steps = issued["steps"].as_array().unwrap();
    steps.iter().find(|step| step["id"] == id).expect("a step of the flow")
}

/// Rules of a step that came out like this.
fn rules(issued: &Value, id: &str, result: &str) -> Vec<String> {
    let verdicts = step(issued, id)["verdicts"].as_array().unwrap();
    let those = verdicts.iter().filter(|verdict| verdict["result"] == result);
    those.map(|verdict| verdict["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_member_signs_in_and_every_line_of_the_id_token_is_judged() {
    let sandbox = Serving::start(None);
    let home = home(&sandbox);
    for pkce in [false, true] {
        let mut more = trusting(&home, &sandbox);
        more.extend(pkce.then(|| "--pkce".to_owned()));
        more.push("--show-token".to_owned());
        let ran = sign_in(&home, &more, pressing(&sandbox, "allow")).exits(0);
        let issued = ran.json();
        assert_eq!((&issued["ok"], &issued["grant"]), (&true.into(), &"authorization_code".into()));
        let steps: Vec<_> = issued["steps"].as_array().unwrap().iter().map(|s| &s["id"]).collect();
        assert_eq!(steps, ["authorize", "return", "send", "response", "verify", "idToken"]);
        assert_eq!(step(&issued, "idToken")["status"], "passed", "{issued}");
        assert_eq!(rules(&issued, "idToken", "passed").len(), 11, "{issued}");
        assert!(!issued["signedIn"]["sub"].as_str().unwrap().is_empty(), "{issued}");
        assert!(issued["accessToken"].as_str().unwrap().len() > 20);
        let body = step(&issued, "send")["request"]["body"].to_string();
        assert_eq!(body.contains("code_verifier"), pkce, "{body}");
    }
}

#[test]
fn no_code_secret_or_token_is_kept_in_clear_with_the_run() {
    let sandbox = Serving::start(None);
    let home = home(&sandbox);
    let mut came_back = String::new();
    let browse = pressing(&sandbox, "allow");
    let ran = sign_in(&home, &["--show-token".to_owned()], |address| {
        came_back = browse(address);
        came_back.clone()
    });
    let token = ran.exits(0).json()["accessToken"].as_str().unwrap().to_owned();
    let code = came_back.split("code=").nth(1).unwrap().split('&').next().unwrap();
    let shown = home.open(&["run", "show", "1"]).exits(0);
    let kept = home.open(&["run", "show", "1", "--json"]).exits(0);
    for text in [&shown.stdout, &kept.stdout] {
        assert!(text.contains("authorization_code"), "{text}");
        for secret in [code, token.as_str(), &sandbox.fact("clientSecret")] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        let in_token = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        let long = text.split(|c| !in_token(c)).find(|word| word.len() > 100);
        assert_eq!(long, None, "the ID token is sealed");
    }
    let (exit, refused) = home.json(&["run", "copy-as", "1", "--as", "curl"]);
    assert_eq!((exit, &refused["error"]["code"]), (2, &"invalidInput".into()), "{refused}");
}

#[test]
fn without_issuer_and_keys_the_id_token_gets_no_pass() {
    let sandbox = Serving::start(None);
    let home = home(&sandbox);
    let issued = sign_in(&home, &[], pressing(&sandbox, "allow")).exits(0).json();
    assert_eq!(step(&issued, "idToken")["status"], "warned", "{issued}");
    let open = rules(&issued, "idToken", "notChecked");
    assert!(open.iter().any(|rule| rule == "idTokenSignature"), "{open:?}");
    assert!(open.iter().any(|rule| rule == "idTokenIssuer"), "{open:?}");
    let shown = home.open(&["run", "show", "1"]).exits(0).stdout;
    assert!(shown.contains("not checked: The signature of the ID token holds"), "{shown}");
}

#[test]
fn each_fault_of_an_id_token_turns_exactly_its_own_line() {
    let rows = [
        ("wrong-issuer", "idTokenIssuer"),
        ("wrong-audience", "idTokenAudience"),
        ("wrong-nonce", "idTokenNonce"),
        ("wrong-at-hash", "idTokenAtHash"),
        ("expired-id-token", "idTokenExpiry"),
        ("unknown-kid", "idTokenKey"),
        ("alg-none", "idTokenAlgorithm"),
        ("hs256-public-key", "idTokenAlgorithm"),
    ];
    for (fault, line) in rows {
        let sandbox = Serving::start(Some(fault));
        let home = home(&sandbox);
        let more = trusting(&home, &sandbox);
        let refused = sign_in(&home, &more, pressing(&sandbox, "allow")).exits(1).json();
        assert_eq!(rules(&refused, "idToken", "failed"), [line], "{fault}: {refused}");
        assert_eq!(refused["diagnosis"]["cause"], "idTokenRefused", "{fault}");
        assert!(refused["tokenType"].is_null(), "{fault}: its tokens were thrown away");
    }
}

#[test]
fn what_comes_back_without_a_code_is_named_and_nothing_is_sent() {
    let rows = [(None, "deny", "signInDenied"), (Some("state-changed"), "allow", "stateWrong")];
    for (fault, answer, cause) in rows {
        let sandbox = Serving::start(fault);
        let home = home(&sandbox);
        let refused = sign_in(&home, &[], pressing(&sandbox, answer)).exits(1).json();
        assert_eq!(refused["diagnosis"]["cause"], cause, "{refused}");
        assert_eq!(step(&refused, "send")["status"], "notReached", "{cause}");
    }
}

#[test]
fn a_used_code_and_an_address_that_was_cut_off_are_named() {
    let sandbox = Serving::start(Some("code-already-used"));
    let home = home(&sandbox);
    let refused = sign_in(&home, &[], pressing(&sandbox, "allow")).exits(1).json();
    assert_eq!(refused["diagnosis"]["cause"], "codeRefused", "{refused}");
    let redirect = sandbox.fact("redirectUri");
    let refused = sign_in(&home, &[], |_| redirect).exits(1).json();
    assert_eq!(refused["diagnosis"]["cause"], "returnUnusable", "{refused}");
    assert_eq!(refused["diagnosis"]["params"]["problem"], "noQuery");
}

#[test]
fn a_redirect_url_that_differs_from_the_record_is_refused_before_anything_opens() {
    let sandbox = Serving::start(None);
    let home = home(&sandbox);
    let slash = format!("{}/", sandbox.fact("redirectUri"));
    let grant = ["token", "issue", "Bot", "--grant", "authorization-code"];
    let (exit, refused) = home.json(&[&grant[..], &["--redirect-uri", &slash]].concat());
    assert_eq!((exit, &refused["error"]["code"]), (2, &"invalidInput".into()), "{refused}");
    assert_eq!(refused["error"]["details"]["field"], "redirectUri");
    let (exit, refused) = home.json(&["token", "issue", "Bot", "--pkce"]);
    assert_eq!((exit, &refused["error"]["details"]["field"]), (2, &"--pkce".into()), "{refused}");
}

#[test]
fn the_browser_comes_back_to_this_computer() {
    // A free port that nobody else is likely to take before the program does.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let redirect = format!("http://localhost:{port}/back");
    let sandbox = Serving::with(&["--redirect-url", &redirect]);
    let home = home(&sandbox);
    let grant = ["token", "issue", "Bot", "--grant", "authorization-code"];
    let mut command = home.command(&grant);
    command.args(["--recovery-key-file", &home.path("recovery")]);
    let mut child = command.spawn().unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let address = told.find(|line| line.starts_with("http")).expect("the address to open");
    assert!(told.any(|line| line.starts_with("Waiting at http://localhost:")), "it listens");
    let back = pressing(&sandbox, "allow")(&address);
    let page = asked("GET", &back.replace("localhost", "127.0.0.1"), "");
    assert!(page.contains("close this window") && page.contains("閉じて"), "{page}");
    assert!(!page.contains("code="), "{page}");
    let rest: Vec<String> = told.collect();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{rest:?}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("Bearer"));
}
