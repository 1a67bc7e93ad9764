//! Side by side in one run: a token issue in a warm process against its floor, and the whole
//! `credenza token issue` against a Python script that does the same. `cargo xtask bench` builds
//! both programs for release and prepares Python; the numbers are printed, never asserted.

mod floor;
mod programs;
mod rounds;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let sandbox = floor::compare().await;
        programs::compare(&sandbox).await;
        sandbox.stop().await;
    });
}
