//! A test that runs itself again as a second process: to be killed, limited, or put into a private
//! session. The second process talks on standard error, which the test runner leaves alone.

use std::env;
use std::io::{self, BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};

const ROOT: &str = "CREDENZA_TEST_CHILD";
const MARK: &str = "SAYS ";

/// In the second process: the folder that it was given.
pub fn root() -> Option<PathBuf> {
    env::var_os(ROOT).map(PathBuf::from)
}

/// In the second process: a line for the first one.
pub fn say(line: &str) {
    io::stderr().write_all(format!("{MARK}{line}\n").as_bytes()).unwrap();
}

/// In the second process: waits for the first one to go on.
pub fn wait() {
    let mut line = String::new();
    io::stdin().read_line(&mut line).unwrap();
}

/// The arguments by which a test runs itself alone.
pub fn itself(test: &str) -> Vec<String> {
    let program = env::current_exe().unwrap().display().to_string();
    [program.as_str(), "--exact", test, "--nocapture", "--test-threads=1"].map(str::to_owned).into()
}

/// A second process of a test.
pub struct Second {
    pub process: Child,
    lines: Lines<BufReader<ChildStderr>>,
}

impl Second {
    /// Runs the test of this name again.
    pub fn start(test: &str, root: &Path) -> Self {
        let words = itself(test);
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]);
        Self::spawn(command, root)
    }

    /// The same under a line of shell, for example a limit.
    pub fn start_under(shell: &str, test: &str, root: &Path) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{shell}; exec \"$@\""), "sh"]).args(itself(test));
        Self::spawn(command, root)
    }

    /// Any command that runs the test again in the end.
    pub fn spawn(mut command: Command, root: &Path) -> Self {
        command.env(ROOT, root).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        Self { process, lines }
    }

    /// The next line that it says; `None` when it has ended.
    pub fn hear(&mut self) -> Option<String> {
        loop {
            let line = self.lines.next()?.unwrap();
            match line.strip_prefix(MARK) {
                Some(said) => return Some(said.to_owned()),
                // A failed assertion of the second process.
                None => eprintln!("{line}"),
            }
        }
    }

    /// Lets it go on.
    pub fn go_on(&mut self) {
        self.process.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }

    /// SIGKILL, and everything that it had said before.
    pub fn kill(mut self) -> Vec<String> {
        self.process.kill().unwrap();
        let mut said = Vec::new();
        while let Some(line) = self.hear() {
            said.push(line);
        }
        self.process.wait().unwrap();
        said
    }

    /// Waits for its good end.
    pub fn end(mut self) -> Vec<String> {
        let mut said = Vec::new();
        while let Some(line) = self.hear() {
            said.push(line);
        }
        assert!(self.process.wait().unwrap().success(), "the second process failed: {said:?}");
        said
    }
}
