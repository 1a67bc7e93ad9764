//! Logs go to standard error, and every line passes a filter: what looks like a token, a credential
//! or a private key is cut out (security.md L1). Secret types can't be printed at all; the filter
//! stands behind them, for what other packages print. No file is written.

use std::io::{self, Write};

use credenza_core::oauth::Hidden;

/// Starts logging. The level is chosen by `CREDENZA_LOG`, warnings by default.
pub(crate) fn start() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("CREDENZA_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let writer = || Filtered { out: io::stderr() };
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer).init();
}

struct Filtered<W> {
    out: W,
}

impl<W: Write> Write for Filtered<W> {
    /// Takes a whole event at once, as the log library gives it.
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let text = Hidden::default().text(&String::from_utf8_lossy(event));
        self.out.write_all(text.as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_loses_what_looks_like_a_secret_and_nothing_else() {
        let rows = [
            ("sending Bearer TESTAAAAexample1\n", "sending Bearer …\n"),
            ("got eyJhbGciOiJI.eyJpc3MiOiJ4.TESTAAAA from x\n", "got … from x\n"),
            ("client_secret=TESTsecret&scope=bot\n", "client_secret=…&scope=bot\n"),
            ("WARN the vault is locked\n", "WARN the vault is locked\n"),
        ];
        for (line, kept) in rows {
            let mut filtered = Filtered { out: Vec::new() };
            filtered.write_all(line.as_bytes()).unwrap();
            assert_eq!(String::from_utf8(filtered.out).unwrap(), kept);
        }
    }
}
