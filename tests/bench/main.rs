//! Side by side in one run: a token issue in a warm process against its floor, the whole
//! `credenza token issue` against a Python script that does the same, and the window with 10,000
//! apps against one with 100 and an empty one, and the check of a token against the bare library and
//! `jose` on Node. `cargo xtask bench` builds the programs for release, prepares Python, Node's
//! package and a display; the numbers are printed, never asserted. With `window` or `verify` as its
//! argument only that is measured.

mod floor;
mod programs;
mod rounds;
mod scripts;
mod verify;
mod window;

fn main() {
    let chosen = std::env::args().nth(1);
    let is_measured = |name: &str| chosen.as_deref().is_none_or(|chosen| chosen == name);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if is_measured("issue") {
        runtime.block_on(async {
            let sandbox = floor::compare().await;
            programs::compare(&sandbox).await;
            sandbox.stop().await;
        });
    }
    if is_measured("verify") {
        verify::compare();
    }
    if is_measured("window") {
        runtime.block_on(window::compare());
    }
}
