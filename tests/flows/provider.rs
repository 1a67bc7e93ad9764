//! npm's oidc-provider, of which this project wrote no line, and a browser that is played by plain
//! HTTP: for the tests that sign in there.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};
use url::Url;

/// Most addresses that a sign-in leads through.
const MOST_STEPS: usize = 12;

/// A provider that runs.
pub(crate) struct ProviderProcess {
    pub(crate) issuer: String,
    _child: Child,
    /// It goes on writing, and ends when nobody can read that any more.
    _said: Lines<BufReader<ChildStdout>>,
}

/// The provider with this one client.
pub(crate) async fn provider(client: &Value) -> ProviderProcess {
    started("provider.mjs", client).await
}

/// A program around it, with this one client.
pub(crate) async fn started(program: &str, client: &Value) -> ProviderProcess {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("openid_provider");
    let installed = folder.join("node_modules").exists();
    assert!(installed, "`npm ci` in {}, as `cargo xtask test rust` does", folder.display());
    let mut child = Command::new("node")
        .arg(program)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("Node runs");
    let stdin = child.stdin.as_mut().expect("it is piped");
    stdin.write_all(format!("{client}\n").as_bytes()).await.expect("it reads");
    let mut said = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let line = said.next_line().await.expect("it writes").expect("one line");
    let facts: Value = serde_json::from_str(&line).expect("one object");
    let issuer = facts["issuer"].as_str().expect("its issuer").to_owned();
    ProviderProcess { issuer, _child: child, _said: said }
}

/// A browser that knows cookies and forms, and stops at the first address of another host.
#[derive(Default)]
pub(crate) struct Browser {
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Signs in as a member and consents; gives the address that the provider sent it back to.
    pub(crate) async fn sign_in(&mut self, authorize: &str, own: &str) -> String {
        let mut at = authorize.to_owned();
        let mut forms = ["prompt=login&login=member&password=any", "prompt=consent"].into_iter();
        for _ in 0..MOST_STEPS {
            let form = at.contains("/interaction/").then(|| forms.next()).flatten();
            let next = self.ask(&at, form).await;
            at = Url::parse(&at).unwrap().join(&next).unwrap().to_string();
            if !at.starts_with(own) {
                return next;
            }
        }
        panic!("the sign-in does not end: {at}")
    }

    /// Asks one address; where it leads to.
    async fn ask(&mut self, address: &str, form: Option<&str>) -> String {
        let url = Url::parse(address).unwrap();
        let authority = format!("127.0.0.1:{}", url.port().unwrap());
        let query = url.query().map_or_else(String::new, |query| format!("?{query}"));
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let (method, body) = form.map_or(("GET", ""), |form| ("POST", form));
        let request = format!(
            "{method} {}{query} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\
             Cookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{body}",
            url.path(),
            cookies.join("; "),
            body.len()
        );
        let mut stream = TcpStream::connect(&authority).await.expect("it listens");
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("it answers");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        self.keep_cookies(&answer);
        header(&answer, "location").next().unwrap_or_else(|| panic!("it leads on: {answer}"))
    }

    fn keep_cookies(&mut self, answer: &str) {
        for cookie in header(answer, "set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap_or_default();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

fn header<'a>(answer: &'a str, wanted: &'a str) -> impl Iterator<Item = String> + 'a {
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    head.lines().filter_map(move |line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case(wanted).then(|| value.to_owned())
    })
}
