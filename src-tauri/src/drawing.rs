//! How the web engine draws on a computer without a graphics processor (decision 0020). There it
//! would put layers together by a graphics library that runs on the processor: slower than
//! drawing without layers, and in more memory. Linux only; the other systems decide that themselves.

use std::path::Path;

use tauri::WebviewWindow;
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};

/// Where Linux shows what can be drawn with.
const DEVICES: &str = "/dev/dri";

/// Has a window drawn without layers where nothing but the processor draws.
///
/// # Errors
/// When the window is gone.
pub(crate) fn suit(window: &WebviewWindow) -> tauri::Result<()> {
    if has_graphics_processor(Path::new(DEVICES)) {
        return Ok(());
    }
    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// A graphics processor that a program may use has a render node; a screen alone has none.
fn has_graphics_processor(devices: &Path) -> bool {
    let mut entries = std::fs::read_dir(devices).into_iter().flatten().flatten();
    entries.any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_render_node_tells_of_a_graphics_processor() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_graphics_processor(&folder.path().join("missing")));
        std::fs::write(folder.path().join("card0"), "").unwrap();
        assert!(!has_graphics_processor(folder.path()), "a screen without one");
        std::fs::write(folder.path().join("renderD128"), "").unwrap();
        assert!(has_graphics_processor(folder.path()));
    }
}
