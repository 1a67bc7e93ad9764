//! What Linux tells of a window's processes: when the first one began, and what memory all of them
//! have, shared pages counted by their share.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Clock ticks in a second; the same on every Linux that Rust knows.
const TICKS: f64 = 100.0;

/// How often a program is asked to end, and how long is waited in between.
const TRIES: usize = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// A program and what it has started.
pub struct Processes {
    all: Vec<u32>,
}

impl Processes {
    /// Everything below this process, without itself; the program comes first.
    pub fn below(id: u32) -> Self {
        let mut all = vec![id];
        let mut at = 0;
        while let Some(parent) = all.get(at).copied() {
            all.extend(children(parent));
            at += 1;
        }
        all.remove(0);
        assert!(!all.is_empty(), "the driver has started the program");
        Self { all }
    }

    /// From the start of the program to this moment, in milliseconds since the Unix epoch.
    /// Linux tells the start in hundredths of a second.
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
    pub fn since_start(&self, moment_ms: f64) -> Duration {
        let up: f64 = field(&read("/proc/uptime"), 0);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
        let started = now - (up - stat(self.all[0], 21) / TICKS);
        Duration::from_secs_f64((moment_ms / 1_000.0 - started).max(0.0))
    }

    /// Bytes that they take together, with what has been started since.
    pub fn memory(&self) -> u64 {
        let now = Self::below(stat(self.all[0], 3) as u32);
        let of = |id: &u32| {
            let told = memory_told(*id);
            let line = told.lines().find(|line| line.starts_with("Pss:"));
            line.map_or(0, |line| field(line, 1) as u64) * 1_024
        };
        now.all.iter().map(of).sum()
    }

    /// Ends the program and waits until it is gone, which closing its WebDriver session does not
    /// always do: a window left over would be measured with the next one, or slow the next test.
    /// False when it does not end.
    pub fn end(&self) -> bool {
        let program = self.all[0];
        for _ in 0..TRIES {
            let asked =
                Command::new("kill").arg(program.to_string()).stderr(Stdio::null()).status();
            asked.expect("kill is installed (procps)");
            std::thread::sleep(PAUSE);
            if memory_told(program).is_empty() {
                return true;
            }
        }
        false
    }
}

/// Memory of a process that has ended but was not waited for yet reads as nothing.
fn memory_told(id: u32) -> String {
    fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default()
}

fn children(parent: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
    let lists = threads.map(|thread| fs::read_to_string(thread.path().join("children")));
    let lists: Vec<String> = lists.flatten().collect();
    lists.iter().flat_map(|list| list.split_whitespace()).flat_map(str::parse).collect()
}

/// A number of `/proc/<id>/stat`, counted from 0; the name of the program may hold blanks.
fn stat(id: u32, place: usize) -> f64 {
    let told = read(&format!("/proc/{id}/stat"));
    let after = told.rsplit_once(')').map_or("", |(_, after)| after);
    field(after, place - 2)
}

fn field(text: &str, place: usize) -> f64 {
    let found = text.split_whitespace().nth(place).and_then(|word| word.parse().ok());
    found.unwrap_or_else(|| panic!("a number at {place}: {text}"))
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
