//! The isolated sign-in window: the service's own pages in a window that may call nothing of ours,
//! has no past and leaves nothing behind (security.md W5), and that stops at the redirect URL
//! before anything is sent there. Its title is the address of the page that it shows, because a
//! password is only typed where one can see whose page it is.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use credenza_core::Secret;
use credenza_engine::Awaited;
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, Manager as _, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};
use tokio::sync::oneshot;

use crate::state::Shell;

/// How the window ended.
pub(crate) enum Ended {
    /// The service sent the member back to this address.
    Returned(Secret),
    /// It was closed.
    Closed,
    /// Nobody waits any more.
    Over,
}

/// Names of windows must differ, also from those that are closed.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// Shows the sign-in and waits for its end.
pub(crate) async fn returned(
    app: &AppHandle,
    awaited: &Awaited,
    proxy: Option<Url>,
) -> tauri::Result<Ended> {
    let start: Url = awaited.url.parse().map_err(tauri::Error::InvalidUrl)?;
    let redirect: Url = awaited.redirect_uri.parse().map_err(tauri::Error::InvalidUrl)?;
    let (teller, caught) = oneshot::channel();
    let net = Arc::new(Net { redirect, start: start.clone(), teller: Mutex::new(Some(teller)) });
    let window = open(app, start, proxy, &net)?;
    drop(net);
    let ended = tokio::select! {
        caught = caught => caught.map_or(Ended::Closed, Ended::Returned),
        () = awaited.over.cancelled() => Ended::Over,
    };
    // Closed by hand already, perhaps.
    let _ = window.destroy();
    Ok(ended)
}

fn open(
    app: &AppHandle,
    start: Url,
    proxy: Option<Url>,
    net: &Arc<Net>,
) -> tauri::Result<WebviewWindow> {
    let label = format!("sign-in-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let (pages, windows, closing) = (net.clone(), net.clone(), net.clone());
    let builder = WebviewWindowBuilder::new(app, label, WebviewUrl::External(start.clone()))
        .title(shown(&start))
        .inner_size(520.0, 720.0)
        .incognito(true)
        .on_navigation(move |url| !pages.catches(url) && pages.shows(url))
        .on_new_window(move |url, _| {
            windows.catches(&url);
            NewWindowResponse::Deny
        })
        .on_page_load(|window, page| {
            note_use(window.app_handle());
            if let Err(error) = window.set_title(&shown(page.url())) {
                tracing::warn!(%error, "the sign-in window has an old title");
            }
        });
    let builder = match proxy {
        Some(proxy) => builder.proxy_url(proxy),
        None => builder,
    };
    let window = builder.build()?;
    crate::window::suit_drawing(&window)?;
    let app = app.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::Destroyed => closing.close(),
        WindowEvent::Focused(true) => note_use(&app),
        _ => {}
    });
    Ok(window)
}

/// What is typed in the window is its page's own affair; that a page was loaded or the window was
/// turned to shows that somebody is there, and the vault must not lock under the sign-in.
fn note_use(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move { app.state::<Shell>().note_use().await });
}

fn shown(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// Looks at each address before the window goes there.
struct Net {
    redirect: Url,
    start: Url,
    teller: Mutex<Option<oneshot::Sender<Secret>>>,
}

impl Net {
    /// Whether this is the way back; told once.
    fn catches(&self, url: &Url) -> bool {
        let is_back = url.origin() == self.redirect.origin() && url.path() == self.redirect.path();
        if is_back && let Some(teller) = self.take() {
            // Nobody waits any more when the sign-in was given up meanwhile.
            let _ = teller.send(Secret::new(url.to_string()));
        }
        is_back
    }

    /// https, what a page is made of, and http only where the service itself is on this computer.
    fn shows(&self, url: &Url) -> bool {
        match url.scheme() {
            "https" => true,
            "http" => self.start.scheme() == "http" && url.host() == self.start.host(),
            "about" => matches!(url.path(), "blank" | "srcdoc"),
            scheme => scheme == "blob",
        }
    }

    fn close(&self) {
        drop(self.take());
    }

    fn take(&self) -> Option<oneshot::Sender<Secret>> {
        self.teller.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(start: &str, redirect: &str) -> (Net, oneshot::Receiver<Secret>) {
        let (teller, caught) = oneshot::channel();
        let (start, redirect) = (start.parse().unwrap(), redirect.parse().unwrap());
        (Net { redirect, start, teller: Mutex::new(Some(teller)) }, caught)
    }

    const AUTH: &str = "https://auth.example.com/authorize";
    const BACK: &str = "https://app.example.com/callback";

    #[test]
    fn only_the_redirect_url_itself_is_the_way_back_and_it_is_told_once() {
        let (net, mut caught) = net(AUTH, BACK);
        for other in [
            "https://app.example.com/callback/x?code=a",
            "https://app.example.com.evil.example/callback?code=a",
            "http://app.example.com/callback?code=a",
            "https://app.example.com:8443/callback?code=a",
        ] {
            assert!(!net.catches(&other.parse().unwrap()), "{other}");
        }
        assert!(caught.try_recv().is_err());
        assert!(net.catches(&format!("{BACK}?code=TESTcode&state=s").parse().unwrap()));
        assert!(net.catches(&format!("{BACK}?code=later").parse().unwrap()), "never loaded");
        assert_eq!(
            caught.try_recv().unwrap().expose(),
            "https://app.example.com/callback?code=TESTcode&state=s"
        );
    }

    #[test]
    fn other_programs_files_and_clear_http_are_not_opened() {
        let (net, _caught) = net(AUTH, BACK);
        let rows = [
            ("https://idp.example.net/login", true),
            ("about:blank", true),
            ("about:srcdoc", true),
            ("blob:https://idp.example.net/1", true),
            ("http://auth.example.com/login", false),
            ("http://127.0.0.1:8080/login", false),
            ("file:///etc/passwd", false),
            ("mailto:a@example.com", false),
            ("data:text/html,x", false),
            ("javascript:alert(1)", false),
        ];
        for (address, shows) in rows {
            assert_eq!(net.shows(&address.parse().unwrap()), shows, "{address}");
        }
    }

    #[test]
    fn a_service_on_this_computer_may_speak_http_there() {
        let (net, _caught) = net("http://127.0.0.1:8080/authorize", BACK);
        assert!(net.shows(&"http://127.0.0.1:8081/login".parse().unwrap()));
        assert!(!net.shows(&"http://app.example.com/".parse().unwrap()));
    }

    #[test]
    fn a_closed_window_ends_the_waiting() {
        let (net, mut caught) = net(AUTH, BACK);
        net.close();
        assert!(matches!(caught.try_recv(), Err(oneshot::error::TryRecvError::Closed)));
    }
}
