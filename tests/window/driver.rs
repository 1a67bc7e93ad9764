//! Starts WebKitWebDriver and, through it, the real program with folders of its own; what a user
//! does becomes a few calls. Waits for what it needs, never for a time.

use std::path::{Path, PathBuf};
use std::time::Duration;

use credenza_tests::processes::Processes;
use credenza_tests::session::Session;
use credenza_tests::webdriver::Driver;
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use tokio::process::{Child, Command};

use crate::words::Language;

/// How long anything may take to show.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// The same within a script, which the driver itself ends after thirty seconds.
const SCRIPT_PATIENCE_MS: u32 = 25_000;

/// What a window is opened with beside an empty folder.
#[derive(Default)]
pub(crate) struct Around<'a> {
    /// The D-Bus session of a keyring; none without it.
    pub(crate) session: Option<&'a Session>,
    /// The file that the native open dialog answers with.
    pub(crate) open_file: Option<&'a Path>,
    /// Where the native save dialog saves.
    pub(crate) save_file: Option<&'a Path>,
    /// Programs that are found before those of the system.
    pub(crate) programs: Option<&'a Path>,
    /// The level of `CREDENZA_LOG`; what the program writes is kept in the file `log`.
    pub(crate) log_level: Option<&'a str>,
}

/// The running window.
pub(crate) struct Window {
    pub(crate) client: Client,
    pub(crate) language: Language,
    /// Before the driver: it is their parent.
    program: Program,
    driver: Child,
    home: tempfile::TempDir,
}

/// The program behind the window; it ends with the test, also with one that fails.
struct Program(Processes);

impl Drop for Program {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Window {
    /// Opens the window on an empty folder, in this language.
    pub(crate) async fn open(language: Language) -> Self {
        Self::open_with(language, Around::default()).await
    }

    /// As [`Window::open`], with more around it.
    pub(crate) async fn open_with(language: Language, around: Around<'_>) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let vault = home.path().join("vault");
        let mut driver = Driver::at(home.path());
        around.put_on(driver.command(), home.path());
        let program = programs().join("credenza-desktop");
        let (client, driver) = driver.open(&program, &[Path::new("--vault"), &vault]).await;
        let program = Program(Processes::below(driver.id().expect("it runs")));
        let window = Self { client, language, program, driver, home };
        window.resize(1280, 800).await;
        window.press(language.name()).await;
        window
    }

    /// Closes the window.
    pub(crate) async fn close(self) {
        self.close_and_keep().await;
    }

    /// Closes the window; everything that it wrote is still there.
    pub(crate) async fn close_and_keep(mut self) -> tempfile::TempDir {
        self.client.close().await.expect("the window closes");
        drop(self.program);
        self.driver.kill().await.expect("the driver ends");
        self.home
    }

    /// Folder of its vault.
    pub(crate) fn vault(&self) -> PathBuf {
        self.home.path().join("vault")
    }

    /// Presses keys where the focus is.
    pub(crate) async fn keys(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.expect("keys can be pressed");
    }

    /// Waits until these lines of JavaScript give this value; asks at each frame.
    pub(crate) async fn until(&self, lines: &str, expected: Value) {
        // Not by `eval`, which the page's policy refuses.
        let wait = format!(
            "const [expected, patience, done] = arguments;
            const asked = () => {{ {lines} }}, end = performance.now() + patience;
            const ask = () => {{
              const found = JSON.stringify(asked() ?? null);
              if (found === expected || performance.now() > end) done(found);
              else requestAnimationFrame(ask);
            }};
            ask();"
        );
        let told = json!(expected.to_string());
        let patience = json!(SCRIPT_PATIENCE_MS);
        let values = vec![told.clone(), patience];
        let found = self.client.execute_async(&wait, values).await.expect("the page answers");
        assert_eq!(found, told, "{lines}");
    }

    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("the window can be resized");
    }

    /// The element of this test id, once it is there.
    pub(crate) async fn find(&self, testid: &str) -> Element {
        self.wait(&format!("[data-testid=\"{testid}\"]")).await
    }

    pub(crate) async fn wait(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{css} did not show: {error}\n{}", self.text().await),
        }
    }

    /// Types the same into each password field of the page.
    pub(crate) async fn type_passphrases(&self, passphrase: &str) {
        self.wait("input[type=password]").await;
        let fields =
            self.client.find_all(Locator::Css("input[type=password]")).await.expect("fields");
        for field in fields {
            field.send_keys(passphrase).await.expect("a field takes text");
        }
    }

    /// All text that shows.
    pub(crate) async fn text(&self) -> String {
        let text = self.client.execute("return document.body.innerText", Vec::new()).await;
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Waits until the page shows this text.
    pub(crate) async fn see(&self, text: &str) {
        let path = format!("//body[contains(normalize-space(.), {})]", quoted(text));
        if self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await.is_err() {
            panic!("the page does not show {text:?}\n{}", self.text().await);
        }
    }

    /// Whether the page shows this text within two seconds.
    pub(crate) async fn shows(&self, text: &str) -> bool {
        let path = format!("//body[contains(normalize-space(.), {})]", quoted(text));
        let soon = self.client.wait().at_most(Duration::from_secs(2));
        soon.for_element(Locator::XPath(&path)).await.is_ok()
    }

    /// Waits until the page no longer shows this text.
    pub(crate) async fn see_no_more(&self, text: &str) {
        let path = format!("//body[not(contains(normalize-space(.), {}))]", quoted(text));
        if self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await.is_err() {
            panic!("the page still shows what should be gone");
        }
    }

    /// Calls a command as the page would; gives its error code, or `None` when it worked.
    pub(crate) async fn invoke(&self, name: &str, input: Value) -> Option<String> {
        const SCRIPT: &str = "const [name, input, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(name, input)
              .then(() => done(null), (error) => done(String(error?.code ?? error)));";
        let code = self
            .client
            .execute_async(SCRIPT, vec![json!(name), input])
            .await
            .expect("the page answers");
        code.as_str().map(str::to_owned)
    }
}

impl Around<'_> {
    fn put_on(&self, driver: &mut Command, home: &Path) {
        if let Some(session) = self.session {
            driver.env("DBUS_SESSION_BUS_ADDRESS", session.address());
        }
        if let Some(file) = self.open_file {
            driver.env("CREDENZA_TEST_OPEN", file);
        }
        if let Some(file) = self.save_file {
            driver.env("CREDENZA_TEST_SAVE", file);
        }
        if let Some(folder) = self.programs {
            let known = std::env::var_os("PATH").unwrap_or_default();
            let all = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&known));
            driver.env("PATH", std::env::join_paths(all).expect("folders without a colon"));
        }
        if let Some(level) = self.log_level {
            let log = std::fs::File::create(home.join("log")).expect("a temporary folder");
            let same = log.try_clone().expect("a file can be written twice");
            driver.env("CREDENZA_LOG", level).stdout(log).stderr(same);
        }
    }
}

/// Folder of the built programs: beside the test program's own.
pub(crate) fn programs() -> PathBuf {
    let own = std::env::current_exe().expect("the test program has a path");
    own.parent().and_then(Path::parent).expect("target/debug").to_owned()
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the checkout").to_owned()
}

pub(crate) fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "a text for XPath has no double quote");
    format!("\"{text}\"")
}
