//! What a test run ended with: one line a step, the total, and the closing line.

use std::time::Duration;

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed(String),
    Skipped(String),
}

/// One step of the run.
#[derive(Debug)]
pub struct Line {
    pub step: &'static str,
    pub outcome: Outcome,
    pub took: Duration,
}

/// The table, the total, and `N passed, N failed` alone on the last line.
pub fn table(lines: &[Line]) -> String {
    let mut text = format!("{:14}{:9}{:>8}\n", "step", "result", "seconds");
    for Line { step, outcome, took } in lines {
        let (word, why) = match outcome {
            Outcome::Passed => ("passed", ""),
            Outcome::Failed(why) => ("failed", why.lines().next().unwrap_or_default()),
            Outcome::Skipped(why) => ("skipped", why.as_str()),
        };
        let row = format!("{step:14}{word:9}{:8.1}  {why}", took.as_secs_f64());
        text.push_str(row.trim_end());
        text.push('\n');
    }
    let total: Duration = lines.iter().map(|line| line.took).sum();
    text.push_str(&format!("{:23}{:8.1}\n\n{}\n", "total", total.as_secs_f64(), closing(lines)));
    text
}

/// `N passed, N failed`, and how many were skipped where any was.
pub fn closing(lines: &[Line]) -> String {
    let count = |wanted: fn(&Outcome) -> bool| lines.iter().filter(|l| wanted(&l.outcome)).count();
    let passed = count(|outcome| *outcome == Outcome::Passed);
    let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
    let skipped = count(|outcome| matches!(outcome, Outcome::Skipped(_)));
    let end = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
    format!("{passed} passed, {failed} failed{end}")
}

/// Whether the run as a whole is good.
pub fn is_good(lines: &[Line]) -> bool {
    !lines.iter().any(|line| matches!(line.outcome, Outcome::Failed(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(step: &'static str, outcome: Outcome, seconds: u64) -> Line {
        Line { step, outcome, took: Duration::from_secs(seconds) }
    }

    #[test]
    fn the_closing_line_counts_each_outcome() {
        let failed = Outcome::Failed("why".to_owned());
        let lines = [line("a", Outcome::Passed, 1), line("b", failed, 1)];
        assert_eq!(closing(&lines), "1 passed, 1 failed");
        let skipped = [line("a", Outcome::Skipped("macOS".to_owned()), 0)];
        assert_eq!(closing(&skipped), "0 passed, 0 failed, 1 skipped");
    }

    #[test]
    fn the_table_ends_with_the_closing_line_alone() {
        let lines = [
            line("format", Outcome::Passed, 2),
            line("clippy", Outcome::Failed("cargo clippy: exit 101\nmore".to_owned()), 40),
        ];
        let expected = "\
step          result    seconds
format        passed        2.0
clippy        failed       40.0  cargo clippy: exit 101
total                      42.0

1 passed, 1 failed
";
        assert_eq!(table(&lines), expected);
    }

    #[test]
    fn only_a_failure_makes_the_run_bad() {
        assert!(is_good(&[line("window", Outcome::Skipped("macOS".to_owned()), 0)]));
        assert!(!is_good(&[line("window", Outcome::Failed(String::new()), 0)]));
    }
}
