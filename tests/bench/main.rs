//! Side by side in one run: a token issue in a warm process against its floor, the whole
//! `credenza token issue` against a Python script that does the same, and the window with 10,000
//! apps against one with 100 and an empty one. `cargo xtask bench` builds the programs for release,
//! prepares Python and a display; the numbers are printed, never asserted. With `window` as its
//! argument only the windows are measured.

mod floor;
mod processes;
mod programs;
mod rounds;
mod window;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let only_windows = std::env::args().nth(1).is_some_and(|argument| argument == "window");
    runtime.block_on(async {
        if only_windows {
            return window::compare().await;
        }
        let sandbox = floor::compare().await;
        programs::compare(&sandbox).await;
        sandbox.stop().await;
        window::compare().await;
    });
}
