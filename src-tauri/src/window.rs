//! The one window: the app's own page only. Navigation elsewhere and new windows are denied
//! (security.md W5).

use tauri::webview::NewWindowResponse;
use tauri::{App, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// Its label; the capability names it too.
pub(crate) const MAIN: &str = "main";

/// Opens it.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Credenza")
        .inner_size(1280.0, 800.0)
        .min_inner_size(960.0, 600.0)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    suit_drawing(&window)
}

/// Whether layers are of use is asked on Linux only.
#[cfg(target_os = "linux")]
pub(crate) fn suit_drawing(window: &WebviewWindow) -> tauri::Result<()> {
    crate::drawing::suit(window)
}

/// The other systems' web engines decide that themselves.
#[cfg(not(target_os = "linux"))]
pub(crate) fn suit_drawing(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

fn is_own_page(url: &Url) -> bool {
    // Windows serves the page from http://tauri.localhost, the other systems from tauri://localhost.
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_page_is_opened() {
        let rows = [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html", true),
            ("tauri://example.com/", false),
            ("https://example.com/", false),
            ("http://localhost/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
        ];
        for (address, own) in rows {
            assert_eq!(is_own_page(&address.parse().unwrap()), own, "{address}");
        }
    }
}
