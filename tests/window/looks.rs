//! What a test looks at: axe, and pictures in both sizes and both themes.

use serde_json::json;

use crate::driver::{Window, programs, root};

/// Pictures that the README shows, under their names there (`cargo xtask pictures`).
const IN_README: [(&str, &str); 4] = [
    ("first-run-1280x800-light-en", "first-run"),
    ("apps-1280x800-light-en", "apps"),
    ("run-failed-1280x800-light-en", "run-failed"),
    ("app-1280x800-light-ja", "app-ja"),
];

/// Draws a dot that can't be seen, again and again. Without layers (decision 0020) the driver takes
/// a picture at the next drawing, and a page at rest draws when its clock shows another minute.
const REPAINT: &str = "const dot = document.createElement('i');
    dot.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 1px; height: 1px';
    document.documentElement.append(dot);
    let on = false;
    const again = setInterval(() => {
      on = !on;
      dot.style.background = on ? 'rgb(0 0 0 / 1%)' : 'none';
    }, 20);
    window.stopRepainting = () => { clearInterval(again); dot.remove(); };";

impl Window {
    /// Looks at the screen: axe finds nothing serious, panes scroll and not the window, and a
    /// picture is kept in both sizes and both themes.
    pub(crate) async fn look(&self, screen: &str) {
        for (width, height) in [(1280, 800), (960, 600)] {
            self.resize(width, height).await;
            self.until(
                "return document.documentElement.scrollTop + document.body.scrollTop",
                json!(0),
            )
            .await;
            for theme in ["light", "dark"] {
                self.set_theme(theme).await;
                self.settle().await;
                self.axe(&format!("{screen} {width}x{height} {theme} {}", self.language.code()))
                    .await;
                self.picture(&format!(
                    "{screen}-{width}x{height}-{theme}-{}",
                    self.language.code()
                ))
                .await;
            }
        }
        self.set_theme("light").await;
        self.resize(1280, 800).await;
    }

    async fn set_theme(&self, theme: &str) {
        let script = "document.documentElement.dataset.theme = arguments[0]";
        self.client.execute(script, vec![json!(theme)]).await.expect("the theme can be set");
    }

    /// Waits until colours have changed and two frames were drawn: a picture can be a frame old.
    async fn settle(&self) {
        let script = "const done = arguments[arguments.length - 1];
            const frame = () => new Promise((next) => requestAnimationFrame(next));
            // Asked at each frame: the promise of a transition far below the fold is never kept.
            const changes = (one) => one instanceof CSSTransition && one.playState === 'running';
            const isChanging = () => document.getAnimations().some(changes);
            (async () => {
              await frame(); await frame();
              while (isChanging()) await frame();
              await frame(); await frame();
              setTimeout(() => done(null), 60);
            })();";
        self.client.execute_async(script, Vec::new()).await.expect("frames are drawn");
    }

    async fn picture(&self, name: &str) {
        self.client.execute(REPAINT, Vec::new()).await.expect("the page answers");
        let png = self.client.screenshot().await.expect("a picture can be taken");
        let stop = "window.stopRepainting()";
        self.client.execute(stop, Vec::new()).await.expect("the page answers");
        let folder = programs().join("../screenshots");
        std::fs::create_dir_all(&folder).expect("target can be written");
        std::fs::write(folder.join(format!("{name}.png")), &png).expect("target can be written");
        if let Some((_, shown)) = IN_README.iter().find(|(known, _)| *known == name) {
            std::fs::write(folder.join(format!("readme-{shown}.png")), &png)
                .expect("target can be written");
        }
    }

    async fn axe(&self, place: &str) {
        let axe = std::fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js"))
            .expect("npm ci was run");
        self.client.execute(&axe, Vec::new()).await.expect("axe loads");
        let script = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then((found) => done(found.violations
              .filter((v) => v.impact === 'serious' || v.impact === 'critical')
              .map((v) => v.id + ': ' + v.nodes.map((n) => n.target + ' ' + n.failureSummary).join(' | '))))";
        let found = self.client.execute_async(script, Vec::new()).await.expect("axe runs");
        assert_eq!(found, json!([]), "axe finds something serious on {place}");
    }
}
