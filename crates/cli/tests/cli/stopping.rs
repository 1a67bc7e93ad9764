//! Ctrl-C during a run.
#![cfg(unix)]

use std::io::{BufRead, BufReader};

use rustix::process::{Pid, Signal, kill_process};

use crate::fixture::{Home, Serving};

#[test]
fn a_stopped_run_ends_at_once_and_is_kept_as_stopped() {
    let sandbox = Serving::start(Some("hang"));
    let home = Home::ready(&sandbox);
    let recovery = home.path("recovery");
    let issue = ["token", "issue", "Bot", "--recovery-key-file", &recovery];
    let mut child = home.command(&issue).spawn().unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap()).lines();
    let signed = told.any(|line| line.unwrap().contains("Sign with the private key"));
    assert!(signed, "the request is on its way");
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let (_, runs) = home.json(&["run", "list"]);
    assert_eq!(runs["runs"][0]["outcome"], "cancelled");
    assert_eq!(runs["runs"][0]["cause"], "cancelled");
}
