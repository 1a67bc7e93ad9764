//! Waits on this computer for the browser to come back from a sign-in (RFC 8252 section 7.3): one
//! answer, on the port of a registered redirect URL. Nothing that came is shown again, and a
//! request for another host is refused, so that no web site can reach it by a name of its own.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use credenza_core::Secret;
use credenza_core::services::line_works::CODE_LIFE;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;
use url::{Url, form_urlencoded};

/// Longest head of a request, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;
/// How long one browser may take to ask.
const ONE_REQUEST: Duration = Duration::from_secs(10);
/// How long to wait for the browser: as long as a code lives.
const WAIT: Duration = Duration::from_secs(CODE_LIFE.unsigned_abs());

/// Most browsers that are listened to at once; what comes beyond waits its turn.
const MOST_AT_ONCE: usize = 64;

/// A listener on 127.0.0.1.
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    redirect: Url,
    port: u16,
}

/// Who is waited for, and what browsers are shown.
#[derive(Debug, Clone)]
pub struct ExpectedReturn {
    /// The `state` that the answer must carry; `None` where any answer counts, because what a
    /// server does to the state is what is being looked at.
    pub state: Option<String>,
    /// HTML for the browser that came back.
    pub done: String,
    /// HTML for one that came with another state.
    pub stray: String,
}

/// What a request comes to.
enum Asked {
    /// The browser came back to this address.
    Returned(Secret),
    /// A browser, with the answer to another sign-in or to none.
    Stray(Secret),
    /// Something else, with the status to answer.
    Other(&'static str),
}

impl Loopback {
    /// Whether a redirect URL is one that can be listened at: http, this computer, and a port.
    pub fn fits(redirect_uri: &str) -> bool {
        place(redirect_uri).is_some()
    }

    /// Begins to listen at a redirect URL that fits.
    ///
    /// # Errors
    /// When the URL does not fit, or the port is taken.
    pub async fn open(redirect_uri: &str) -> io::Result<Self> {
        let (redirect, port) =
            place(redirect_uri).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        Ok(Self { listener, redirect, port })
    }

    /// The address that the browser came back to; `None` after ten minutes. Any page and any
    /// program of this computer can call here, so an answer with another state ends nothing: only
    /// when no better one comes in the ten minutes it is given, to be judged. Dropping the future
    /// ends the waiting.
    pub async fn returned(self, expected: ExpectedReturn) -> Option<Secret> {
        self.returned_within(WAIT, expected).await
    }

    async fn returned_within(self, limit: Duration, expected: ExpectedReturn) -> Option<Secret> {
        let mut stray = None;
        let own = timeout(limit, self.wait(expected, &mut stray)).await.ok();
        own.or(stray)
    }

    async fn wait(self, expected: ExpectedReturn, stray: &mut Option<Secret>) -> Secret {
        let Self { listener, redirect, port } = self;
        let door = Arc::new(Door { redirect, port, expected });
        // Browsers open connections that they say nothing on: none may keep another waiting.
        let mut asking = JoinSet::new();
        loop {
            tokio::select! {
                accepted = listener.accept(), if asking.len() < MOST_AT_ONCE => {
                    // A connection that fails is the browser's loss; the next one may be better.
                    let Ok((stream, _)) = accepted else { continue };
                    asking.spawn(timeout(ONE_REQUEST, door.clone().serve(stream)));
                }
                Some(ended) = asking.join_next() => match ended {
                    Ok(Ok(Ok(Asked::Returned(address)))) => return address,
                    Ok(Ok(Ok(Asked::Stray(address)))) => *stray = Some(address),
                    _ => {}
                },
            }
        }
    }
}

/// Judges what comes to the door.
struct Door {
    redirect: Url,
    port: u16,
    expected: ExpectedReturn,
}

impl Door {
    async fn serve(self: Arc<Self>, mut stream: TcpStream) -> io::Result<Asked> {
        let head = read_head(&mut stream).await?;
        // Exposed to be read as a request.
        let asked = self.judge(head.expose());
        let (status, body) = match &asked {
            Asked::Returned(_) => ("200 OK", self.expected.done.as_str()),
            Asked::Stray(_) => ("400 Bad Request", self.expected.stray.as_str()),
            Asked::Other(status) => (*status, ""),
        };
        // The browser may have gone already; what it came with counts all the same.
        let _ = stream.write_all(response(status, body).as_bytes()).await;
        let _ = stream.shutdown().await;
        Ok(asked)
    }

    fn judge(&self, head: &str) -> Asked {
        let mut lines = head.split("\r\n");
        let mut first = lines.next().unwrap_or_default().split(' ');
        let (method, target) = (first.next(), first.next().unwrap_or_default());
        if !lines.any(|line| self.is_own_host(line)) {
            return Asked::Other("400 Bad Request");
        }
        if method != Some("GET") {
            return Asked::Other("405 Method Not Allowed");
        }
        match target.split_once('?') {
            Some((path, query)) if path == self.redirect.path() => {
                let origin = self.redirect.origin().ascii_serialization();
                let address = Secret::new(format!("{origin}{target}"));
                if self.is_own(query) { Asked::Returned(address) } else { Asked::Stray(address) }
            }
            _ => Asked::Other("404 Not Found"),
        }
    }

    fn is_own(&self, query: &str) -> bool {
        let Some(state) = &self.expected.state else { return true };
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.any(|(name, value)| name == "state" && value == state.as_str())
    }

    fn is_own_host(&self, line: &str) -> bool {
        let Some((name, value)) = line.split_once(':') else { return false };
        let own = |host: &str| value.trim().eq_ignore_ascii_case(&format!("{host}:{}", self.port));
        name.eq_ignore_ascii_case("host") && (own("localhost") || own("127.0.0.1"))
    }
}

fn place(redirect_uri: &str) -> Option<(Url, u16)> {
    let url = Url::parse(redirect_uri).ok()?;
    let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1"));
    // Port 80 is nobody's to listen at, and the parser drops it as the usual one.
    let port = url.port()?;
    (url.scheme() == "http" && here).then_some((url, port))
}

async fn read_head(stream: &mut TcpStream) -> io::Result<Secret> {
    let mut bytes = Vec::with_capacity(LONGEST_HEAD);
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        let room = LONGEST_HEAD.saturating_sub(bytes.len());
        let read = (&mut *stream).take(room as u64).read_buf(&mut bytes).await?;
        if read == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    Ok(Secret::new(text))
}

fn response(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\
         cache-control: no-store\r\nreferrer-policy: no-referrer\r\n\
         content-security-policy: default-src 'none'\r\nx-content-type-options: nosniff\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><p>done</p>";
    const STRAY: &str = "<!doctype html><p>another</p>";

    fn expected(state: Option<&str>) -> ExpectedReturn {
        let state = state.map(str::to_owned);
        ExpectedReturn { state, done: PAGE.to_owned(), stray: STRAY.to_owned() }
    }

    fn back(port: u16, query: &str) -> String {
        format!("GET /callback?{query} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n")
    }

    /// On a free port, as if that port were registered.
    async fn listening() -> Loopback {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let redirect = Url::parse(&format!("http://localhost:{port}/callback")).unwrap();
        Loopback { listener, redirect, port }
    }

    async fn ask(port: u16, head: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn the_browser_comes_back_once_and_nothing_of_its_address_is_shown() {
        let loopback = listening().await;
        let port = loopback.port;
        let waiting = tokio::spawn(async move { loopback.returned(expected(Some("s"))).await });
        let answer = ask(port, &back(port, "code=TESTcode&state=s")).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with(PAGE), "{answer}");
        assert!(!answer.contains("TESTcode"), "{answer}");
        let returned = waiting.await.unwrap().expect("it came back");
        let address = format!("http://localhost:{port}/callback?code=TESTcode&state=s");
        assert_eq!(returned.expose(), address);
        let again = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await;
        assert!(again.is_err(), "nobody listens any more");
    }

    #[tokio::test]
    async fn what_is_not_the_browser_coming_back_is_refused_and_the_waiting_goes_on() {
        let loopback = listening().await;
        let port = loopback.port;
        let waiting = tokio::spawn(async move { loopback.returned(expected(None)).await });
        let rows = [
            (format!("GET /callback?code=x HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n"), "400"),
            ("GET /callback?code=x HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(), "400"),
            ("GET /callback?code=x HTTP/1.0\r\n\r\n".to_owned(), "400"),
            (format!("POST /callback?code=x HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), "405"),
            (format!("GET /favicon.ico HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), "404"),
            (format!("GET /callback HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), "404"),
        ];
        for (head, status) in rows {
            let answer = ask(port, &head).await;
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{head} {answer}");
        }
        // A head without an end, longer than any browser's.
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        let _ = stream.write_all(&vec![b'x'; LONGEST_HEAD + 1]).await;
        drop(stream);
        let head = format!("GET /callback?a=1 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        assert!(ask(port, &head).await.starts_with("HTTP/1.1 200"));
        assert!(waiting.await.unwrap().is_some());
    }

    #[tokio::test]
    async fn an_answer_with_another_state_is_told_so_and_ends_nothing() {
        let loopback = listening().await;
        let port = loopback.port;
        let waiting = tokio::spawn(async move { loopback.returned(expected(Some("s"))).await });
        for query in ["code=evil&state=evil", "code=evil"] {
            let answer = ask(port, &back(port, query)).await;
            assert!(answer.starts_with("HTTP/1.1 400 ") && answer.ends_with(STRAY), "{answer}");
        }
        assert!(ask(port, &back(port, "code=TESTcode&state=s")).await.ends_with(PAGE));
        let returned = waiting.await.unwrap().expect("the own one came");
        assert!(returned.expose().contains("code=TESTcode"));
    }

    #[tokio::test]
    async fn a_state_that_the_server_changed_is_given_to_be_judged_in_the_end() {
        let loopback = listening().await;
        let port = loopback.port;
        let limit = Duration::from_secs(1);
        let waiting =
            tokio::spawn(async move { loopback.returned_within(limit, expected(Some("s"))).await });
        assert!(ask(port, &back(port, "code=TESTcode&state=other")).await.ends_with(STRAY));
        let returned = waiting.await.unwrap().expect("the last one that came");
        assert!(returned.expose().contains("state=other"));
    }

    #[tokio::test]
    async fn connections_that_say_nothing_keep_nobody_waiting() {
        let loopback = listening().await;
        let port = loopback.port;
        let waiting = tokio::spawn(async move { loopback.returned(expected(None)).await });
        let mut silent = Vec::new();
        for _ in 0..MOST_AT_ONCE / 2 {
            silent.push(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap());
        }
        let own = timeout(ONE_REQUEST / 2, async { ask(port, &back(port, "code=x")).await });
        assert!(own.await.expect("at once, not after the silent ones").ends_with(PAGE));
        assert!(waiting.await.unwrap().is_some());
    }

    #[test]
    fn only_this_computer_with_a_port_can_be_listened_at() {
        let rows = [
            ("http://localhost:9876/callback", true),
            ("http://127.0.0.1:9876", true),
            ("http://localhost/callback", false),
            ("http://localhost:80/callback", false),
            ("https://localhost:9876/callback", false),
            ("http://app.example.com:9876/callback", false),
            ("http://localhost.example.com:9876/", false),
            ("not an address", false),
        ];
        for (redirect, fits) in rows {
            assert_eq!(Loopback::fits(redirect), fits, "{redirect}");
        }
    }
}
