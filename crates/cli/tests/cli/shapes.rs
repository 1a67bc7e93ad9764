//! The members of every object with a vault behind it, as docs/cli.md has them.

use serde_json::Value;

use crate::fixture::{Home, Serving, members};

const DETAIL: [&str; 14] = [
    "activity",
    "archivedAt",
    "clientSecret",
    "createdAt",
    "draft",
    "environment",
    "findings",
    "held",
    "id",
    "key",
    "lastTest",
    "tokens",
    "updatedAt",
    "version",
];

#[test]
fn every_object_has_exactly_its_documented_members() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    home.open(&["token", "issue", "Bot"]).exits(0);
    let object = |arguments: &[&str]| {
        let (exit, object) = home.json(arguments);
        assert_eq!(exit, 0, "{object}");
        object
    };
    for arguments in [
        &["app", "show", "Bot"][..],
        &["app", "edit", "Bot", "--owner", "Ana"],
        &["app", "add", "--name", "Other"],
        &["app", "archive", "Other"],
    ] {
        assert_eq!(members(&object(arguments)), DETAIL, "{arguments:?}");
    }
    let apps = object(&["app", "list"]);
    assert_eq!(members(&apps), ["apps"]);
    assert_eq!(members(&apps["apps"][0]), SUMMARY);
    let runs = object(&["run", "list", "--app", "Bot"]);
    assert_eq!(members(&runs), ["runs"]);
    assert_eq!(members(&runs["runs"][0]), RUN_SUMMARY);
    let run = object(&["run", "show", "1"]);
    assert_eq!(members(&run), RUN);
    check_steps(&run["steps"]);
    let imported = object(&["key", "import", "Bot", &sandbox.fact("privateKeyFile")]);
    assert_eq!(members(&imported), IMPORTED);
}

fn check_steps(steps: &Value) {
    let step = ["durationUs", "id", "request", "response", "status", "timings", "verdicts"];
    for found in steps.as_array().unwrap() {
        assert_eq!(members(found), step);
    }
    let verdict = ["actual", "expected", "id", "result", "source"];
    assert_eq!(members(&steps[1]["verdicts"][0]), verdict);
}

const SUMMARY: [&str; 14] = [
    "archived",
    "clientId",
    "environment",
    "hasKey",
    "hasKeysAddress",
    "hasSecret",
    "id",
    "keyAgeDays",
    "lastTest",
    "name",
    "owner",
    "tags",
    "updatedAt",
    "version",
];

const RUN_SUMMARY: [&str; 9] = [
    "appId",
    "appName",
    "cause",
    "durationUs",
    "flow",
    "httpStatus",
    "id",
    "outcome",
    "startedAtMs",
];

const RUN: [&str; 20] = [
    "appId",
    "appName",
    "appVersion",
    "assertion",
    "clock",
    "diagnosis",
    "durationUs",
    "environment",
    "flow",
    "httpStatus",
    "id",
    "keySha256",
    "outcome",
    "peer",
    "serverWords",
    "signedIn",
    "skewSeconds",
    "startedAtMs",
    "steps",
    "token",
];

const IMPORTED: [&str; 7] =
    ["fileDeleted", "fileReadableByOthers", "id", "key", "name", "replaced", "storedAs"];
