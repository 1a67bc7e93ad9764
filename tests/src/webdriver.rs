//! WebKitWebDriver and, through it, a real window: started, spoken to, ended.

use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, json};
use tokio::process::{Child, Command};

/// How often a driver that has just been started is asked, and how long is waited in between.
const TRIES: usize = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// A driver that has not been asked for a window yet.
pub struct Driver {
    port: u16,
    command: Command,
}

impl Driver {
    /// One with the folders of `home` in place of the user's, and without the user's D-Bus session.
    pub fn at(home: &Path) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}")).arg("--host=127.0.0.1").kill_on_drop(true);
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").env_remove("DBUS_SESSION_BUS_ADDRESS");
        for (name, folder) in [
            ("HOME", "home"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, home.join(folder));
        }
        Self { port, command }
    }

    /// For more of its environment, which the window inherits.
    pub fn command(&mut self) -> &mut Command {
        &mut self.command
    }

    /// Starts it, and the program by it.
    pub async fn open(mut self, program: &Path, arguments: &[&Path]) -> (Client, Child) {
        assert!(program.exists(), "build it first: {}", program.display());
        let driver = self.command.spawn().expect("WebKitWebDriver is installed");
        let options = json!({ "binary": program, "args": arguments });
        let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let address = format!("http://127.0.0.1:{}", self.port);
        for _ in 0..TRIES {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(&address).await {
                Ok(client) => return (client, driver),
                // There is no event that tells when it listens.
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
        panic!("no session with WebKitWebDriver");
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}
