//! A customer's server in front of the practice one: its login page is the practice server's own
//! form with a script behind it that fills the form in and presses the button, as a member would in
//! a window that no test can reach into. Everything else goes to the practice server itself.

use credenza_sandbox::CustomerSsoFacts;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::member::asked;

/// Serves until dropped.
pub struct FilledInLogin {
    address: String,
    serving: JoinHandle<()>,
}

impl FilledInLogin {
    /// Serves the login page of this customer on a free port of this computer.
    pub async fn start(facts: CustomerSsoFacts) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}/login", listener.local_addr().expect("a bound port"));
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, facts.clone()));
            }
        });
        Self { address, serving }
    }

    /// Its web login URL.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for FilledInLogin {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(mut stream: TcpStream, facts: CustomerSsoFacts) {
    let mut head = vec![0; 16 * 1024];
    let Ok(read) = stream.read(&mut head).await else { return };
    let head = String::from_utf8_lossy(&head[..read]).into_owned();
    let target = head.split(' ').nth(1).unwrap_or_default();
    let answer = match target.split_once('?') {
        Some(("/login", query)) => page(&facts, query).await,
        // The browser asks for its icon.
        _ => "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned(),
    };
    // The browser may have gone already.
    let _ = stream.write_all(answer.as_bytes()).await;
}

/// The form, sent to where it comes from, with the script that fills it in.
async fn page(facts: &CustomerSsoFacts, query: &str) -> String {
    let shown = asked("GET", &format!("{}?{query}", facts.login_url), "").await;
    let (head, body) = shown.split_once("\r\n\r\n").expect("a whole answer");
    let status = head.lines().next().unwrap_or_default();
    let action = format!("<form method=\"post\" action=\"{}\">", facts.login_url);
    let form = body.replace("<form method=\"post\">", &action);
    let script = format!(
        "<script>document.getElementById('account').value = '{}';\
         document.getElementById('password').value = '{}';\
         document.getElementById('sign-in').click();</script>",
        facts.account.email, facts.account.password
    );
    let html = form.replace("</body>", &format!("{script}</body>"));
    format!(
        "{status}\r\ncontent-type: text/html;charset=UTF-8\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{html}",
        html.len()
    )
}
