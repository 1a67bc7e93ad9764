//! The real window with 100 and with 10,000 apps beside an empty Tauri window, all in one run:
//! from the start of the process to the first content, memory of all its processes once the list
//! shows and after the searches, from a keystroke in the search to the rows on the screen, and
//! the frames of scrolling.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use credenza_tests::processes::Processes;
use credenza_tests::webdriver::Driver;
use fantoccini::Client;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::rounds::{median, tell};
use crate::scripts::{FIRST_CONTENT, SCROLL, SEARCH, UNLOCK};

/// How often each window is opened, in turn.
const ROUNDS: usize = 5;
const FEW: usize = 100;
const MANY: usize = 10_000;
/// Steps of scrolling.
const STEPS: usize = 60;
const PASSPHRASE: &str = "four TEST words of mine";

pub(crate) async fn compare() {
    let programs = ["CREDENZA_BENCH_WINDOW", "CREDENZA_BENCH_EMPTY", "CREDENZA_BENCH_PROGRAM"];
    let [Some(window), Some(empty), Some(program)] = programs.map(std::env::var_os) else {
        println!("\nThe windows are compared by `cargo xtask bench`, which builds them.");
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let vaults = [FEW, MANY].map(|count| fill(&folder, Path::new(&program), count));
    let mut seen = [Seen::default(), Seen::default(), Seen::default()];
    for _ in 0..ROUNDS {
        let [none, few, many] = &mut seen;
        open(&PathBuf::from(&empty), None, none).await;
        open(&PathBuf::from(&window), Some((&vaults[0], FEW)), few).await;
        open(&PathBuf::from(&window), Some((&vaults[1], MANY)), many).await;
    }
    report(seen);
}

/// What was measured of one kind of window.
#[derive(Default)]
struct Seen {
    starts: Vec<Duration>,
    memory: Vec<u64>,
    /// After the searches, which leave garbage behind.
    used_memory: Vec<u64>,
    unlocks: Vec<Duration>,
    work: Vec<Duration>,
    wait: Vec<Duration>,
    scroll: Vec<Duration>,
}

/// A vault with this many apps; gives its folder.
fn fill(folder: &TempDir, program: &Path, count: usize) -> PathBuf {
    let vault = folder.path().join(format!("vault-{count}"));
    let (passphrase, list) = (folder.path().join("passphrase"), folder.path().join("list.csv"));
    let rows = (0..count).map(|at| {
        format!("勤怠連携 {at:05},TESTclientID{at:08},部署{:02};bot,担当{:02}\n", at % 40, at % 25)
    });
    let text = format!("name,clientId,tags,owner\n{}", rows.collect::<String>());
    std::fs::write(&list, text).expect("a temporary folder can be written");
    std::fs::write(&passphrase, PASSPHRASE).expect("a temporary folder can be written");
    let credenza = |arguments: &[&Path]| {
        let mut command = Command::new(program);
        command.arg("--vault").arg(&vault).arg("--passphrase-file").arg(&passphrase);
        let output = command.args(arguments).stdin(Stdio::null()).output().expect("it starts");
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "it must do what it was asked: {words}");
    };
    credenza(&["init", "--name", "Bench"].map(Path::new));
    credenza(&[Path::new("app"), Path::new("import"), &list]);
    vault
}

/// Opens a window, measures it and closes it; `vault` comes with how many apps it has.
async fn open(program: &Path, vault: Option<(&Path, usize)>, seen: &mut Seen) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let none = home.path().join("none");
    let folder = vault.map_or(none.as_path(), |(folder, _)| folder);
    let driver = Driver::at(home.path());
    let (client, mut child) = driver.open(program, &[Path::new("--vault"), folder]).await;
    let processes = Processes::below(child.id().expect("it runs"));
    let painted = number(&ask(&client, FIRST_CONTENT, Vec::new()).await);
    seen.starts.push(processes.since_start(painted));
    if let Some((_, count)) = vault {
        client.set_window_size(1280, 800).await.expect("the window can be resized");
        client
            .wait()
            .for_element(fantoccini::Locator::Css("input[type=password]"))
            .await
            .expect("a locked vault asks for its passphrase");
        let unlocked = ask(&client, UNLOCK, vec![json!(PASSPHRASE)]).await;
        seen.unlocks.push(milliseconds(number(&unlocked)));
        seen.memory.push(processes.memory());
        let took = ask(&client, SEARCH, vec![json!(texts(count))]).await;
        let took = took.as_array().unwrap_or_else(|| panic!("the search finds: {took}"));
        for pair in took.chunks_exact(2) {
            seen.work.push(milliseconds(number(&pair[0])));
            seen.wait.push(milliseconds(number(&pair[1])));
        }
        seen.used_memory.push(processes.memory());
        let took = ask(&client, SCROLL, vec![json!(STEPS)]).await;
        let took = took.as_array().expect("a time for each step");
        seen.scroll.extend(took.iter().map(|one| milliseconds(number(one))));
    } else {
        seen.memory.push(processes.memory());
    }
    client.close().await.expect("the window closes");
    assert!(processes.end(), "the window does not end");
    child.kill().await.expect("the driver ends");
}

/// What is typed, with how many rows it finds: a part of every name, of some, of one, of none.
fn texts(count: usize) -> Vec<(String, usize)> {
    let one = format!("{:05}", count - 1);
    let mut texts = vec![("勤".to_owned(), count), ("ｷﾝﾀｲ".to_owned(), 0), ("zz".to_owned(), 0)];
    for at in 1..=one.len() {
        let typed = one[..at].to_owned();
        let found = (0..count).filter(|row| {
            let (name, id) = (format!("{row:05}"), format!("{row:08}"));
            let tags = [format!("{:02}", row % 40), format!("{:02}", row % 25)];
            name.contains(&typed)
                || id.contains(&typed)
                || tags.iter().any(|tag| tag.contains(&typed))
        });
        texts.push((typed.clone(), found.count()));
    }
    texts.extend([("部署07 BOT".to_owned(), (0..count).filter(|row| row % 40 == 7).count())]);
    texts
}

async fn ask(client: &Client, script: &str, values: Vec<Value>) -> Value {
    client.execute_async(script, values).await.expect("the page answers")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number: {value}"))
}

fn milliseconds(count: f64) -> Duration {
    Duration::from_secs_f64(count.max(0.0) / 1_000.0)
}

fn report([none, few, many]: [Seen; 3]) {
    println!("\nThe window, {ROUNDS} interleaved openings each, medians");
    let floor = median(none.starts);
    tell("start to first content: an empty Tauri window", floor, floor);
    tell("  Credenza, 100 apps in its vault", median(few.starts), floor);
    tell("  Credenza, 10,000 apps", median(many.starts), floor);
    let floor = median(few.unlocks);
    tell("passphrase to the first row (with Argon2): 100 apps", floor, floor);
    tell("  10,000 apps", median(many.unlocks), floor);
    for (name, few, many) in [
        ("a key in the search to painted rows: 100 apps", few.work, many.work),
        ("the same, waiting for the next frame: 100 apps", few.wait, many.wait),
        ("a frame while the list is scrolled: 100 apps", few.scroll, many.scroll),
    ] {
        let (worst, floor) = (many.iter().max().copied().unwrap_or_default(), median(few));
        tell(name, floor, floor);
        tell("  10,000 apps", median(many), floor);
        tell("  10,000 apps, the slowest one", worst, floor);
    }
    let floor = middle(none.memory);
    for (name, memory) in [
        ("memory of all processes: an empty Tauri window", floor),
        ("  Credenza with the list of 100 apps", middle(few.memory)),
        ("  Credenza with the list of 10,000 apps", middle(many.memory)),
        ("  100 apps, after the searches", middle(few.used_memory)),
        ("  10,000 apps, after the searches", middle(many.used_memory)),
    ] {
        let ratio = memory as f64 / floor as f64;
        println!("{name:<58} {:>10.1} MiB{ratio:>8.2} x", memory as f64 / 1_048_576.0);
    }
}

fn middle(mut sizes: Vec<u64>) -> u64 {
    sizes.sort_unstable();
    sizes[sizes.len() / 2]
}
