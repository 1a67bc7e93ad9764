//! The log, in a program of its own: what is logged is decided once for all threads of a process.

#[cfg(test)]
#[expect(dead_code, reason = "the other test program uses the rest")]
#[path = "../sandbox/browser.rs"]
mod browser;
#[cfg(test)]
mod captured;
#[cfg(test)]
#[expect(dead_code, reason = "the other test program uses the rest")]
#[path = "../sandbox/raw.rs"]
mod raw;
#[cfg(test)]
#[expect(dead_code, reason = "the other test program uses the rest")]
#[path = "../sandbox/request.rs"]
mod request;
