//! A member who signs in at the sandbox by himself, and a service before the sandbox at which he
//! does so at once: what a person types and presses in a browser, as plain HTTP. The page of the
//! isolated sign-in window belongs to no driver, so nobody else could press its buttons.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use credenza_sandbox::PracticeUser;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How the service sends the browser back.
#[derive(Debug, Clone, Copy)]
pub enum WayBack {
    /// By a redirect of the server.
    Status302,
    /// By a script of its page.
    Script,
}

/// A service that passes everything on to the sandbox but the sign-in page: its member has signed
/// in and consented before the page shows.
pub struct MemberService {
    base: String,
    ways: Arc<Mutex<VecDeque<WayBack>>>,
    serving: JoinHandle<()>,
}

impl MemberService {
    /// Serves on a free port of this computer. Each sign-in takes the next of `ways`.
    pub async fn start(sandbox: &str, member: PracticeUser, ways: &[WayBack]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let ways = Arc::new(Mutex::new(VecDeque::from(ways.to_vec())));
        let place = Place { sandbox: sandbox.to_owned(), member, ways: ways.clone() };
        let place = Arc::new(place);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let place = place.clone();
                tokio::spawn(async move { place.serve(stream).await });
            }
        });
        Self { base: format!("http://{address}"), ways, serving }
    }

    /// What stands in the place of `https://auth.worksmobile.com`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// How many sign-ins are still expected.
    pub fn expected(&self) -> usize {
        self.ways.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl Drop for MemberService {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

struct Place {
    sandbox: String,
    member: PracticeUser,
    ways: Arc<Mutex<VecDeque<WayBack>>>,
}

impl Place {
    async fn serve(&self, mut stream: TcpStream) {
        let Some(request) = read(&mut stream).await else { return };
        let (head, body) = request.split_once("\r\n\r\n").unwrap_or((&request, ""));
        let mut first = head.split(' ');
        let (method, target) = (first.next().unwrap_or(""), first.next().unwrap_or(""));
        let address = format!("{}{target}", self.sandbox);
        let answer = if target.starts_with("/oauth2/v2.0/authorize?") {
            let back = signed_in(&address, &self.member, true).await;
            let way = self.ways.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            sent_back(&back, way.expect("no other sign-in was expected"))
        } else {
            asked(method, &address, body).await
        };
        stream.write_all(answer.as_bytes()).await.expect("the browser reads its answer");
    }
}

fn sent_back(back: &str, way: WayBack) -> String {
    match way {
        WayBack::Status302 => {
            format!(
                "HTTP/1.1 302 Found\r\nlocation: {back}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            )
        }
        WayBack::Script => {
            let page = format!(
                "<!doctype html><title>x</title><script>location.href = \"{back}\"</script>"
            );
            format!(
                "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{page}",
                page.len()
            )
        }
    }
}

/// Signs in at the sandbox from the address of a sign-in on, and says yes or no to the question for
/// consent; gives the address that the browser is sent back to.
pub async fn signed_in(address: &str, member: &PracticeUser, consents: bool) -> String {
    let base = address.split("/oauth2/").next().unwrap_or_default();
    let page = asked("GET", address, "").await;
    let rest = page.split("name=\"ticket\" value=\"").nth(1).expect("a login form");
    let ticket = rest.split('"').next().unwrap_or_default();
    let (account, password) = (encoded(&member.account), encoded(&member.password));
    let login = format!("ticket={ticket}&account={account}&password={password}");
    asked("POST", &format!("{base}/oauth2/v2.0/login"), &login).await;
    let answer = if consents { "allow" } else { "deny" };
    let consent = format!("ticket={ticket}&answer={answer}");
    let away = asked("POST", &format!("{base}/oauth2/v2.0/consent"), &consent).await;
    let location = away.lines().find_map(|line| line.strip_prefix("location: "));
    location.expect("the browser is sent back").trim().to_owned()
}

/// One request on a connection of its own; head and body of the answer.
pub async fn asked(method: &str, address: &str, body: &str) -> String {
    let rest = address.strip_prefix("http://").expect("this computer");
    let (host, path) = rest.split_once('/').expect("an address with a path");
    let head = format!(
        "{method} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(host).await.expect("somebody listens");
    stream.write_all(head.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("it answers in text");
    answer
}

async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
            });
            if body.len() >= length.unwrap_or(0usize) {
                return Some(text);
            }
        }
        // A browser that opens a connection ahead of need says nothing on it.
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
