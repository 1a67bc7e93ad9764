//! `sandbox serve`: its first line, its key file, its end.

use std::fs;

use crate::fixture::{Home, Serving, members};

#[test]
fn the_first_line_tells_another_client_everything() {
    let sandbox = Serving::start(None);
    assert_eq!(members(&sandbox.line), ["customerSso", "line", "lineWorks"]);
    let expected = [
        "authBase",
        "authorizeEndpoint",
        "clientId",
        "clientSecret",
        "discoveryUrl",
        "domainId",
        "endSessionEndpoint",
        "issuer",
        "jwksUri",
        "logoutRedirectUris",
        "practiceUser",
        "privateKeyFile",
        "redirectUri",
        "redirectUris",
        "refreshRotation",
        "revokeEndpoint",
        "scopes",
        "serviceAccount",
        "signInScopes",
        "tokenEndpoint",
    ];
    assert_eq!(members(&sandbox.facts), expected);
    let endpoint = format!("{}/oauth2/v2.0/token", sandbox.fact("authBase"));
    assert_eq!(sandbox.fact("tokenEndpoint"), endpoint);
    let pem = fs::read_to_string(sandbox.key_file()).unwrap();
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----"));
    let line = &sandbox.line["line"];
    let expected = [
        "apiBase",
        "channelId",
        "channelSecret",
        "console",
        "kid",
        "longLivedToken",
        "privateKeyFile",
    ];
    assert_eq!(members(line), expected);
    let pem = fs::read_to_string(line["privateKeyFile"].as_str().unwrap()).unwrap();
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----"));
}

#[test]
fn own_redirect_urls_come_first_and_rotation_is_told() {
    let own = "http://127.0.0.1:40123/back";
    let sandbox = Serving::with(&["--redirect-url", own, "--refresh-rotation", "on"]);
    assert_eq!(sandbox.fact("redirectUri"), own);
    assert_eq!(sandbox.facts["redirectUris"].as_array().unwrap().len(), 3);
    assert_eq!(sandbox.facts["refreshRotation"], true);
    let user = members(&sandbox.facts["practiceUser"]);
    assert_eq!(user, ["account", "locale", "name", "password", "userId"]);
}

#[test]
fn a_port_that_is_taken_is_2() {
    let sandbox = Serving::start(None);
    let base = sandbox.fact("authBase");
    let port = base.rsplit(':').next().unwrap();
    let ran = Home::new().run(&["sandbox", "serve", "--port", port, "--json"]).exits(2);
    assert_eq!(ran.json()["error"]["code"], "sandboxFailed");
}

#[cfg(unix)]
#[test]
fn the_key_file_is_private_and_goes_with_the_sandbox() {
    use std::os::unix::fs::MetadataExt;

    use rustix::process::{Pid, Signal, kill_process};

    for signal in [Signal::TERM, Signal::INT] {
        let mut sandbox = Serving::start(None);
        let file = sandbox.key_file();
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().mode() & 0o777;
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
        kill_process(Pid::from_child(&sandbox.child), signal).unwrap();
        assert_eq!(sandbox.child.wait().unwrap().code(), Some(0), "{signal:?} is a proper end");
        let left: Vec<_> = fs::read_dir(sandbox.folder.path()).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_program_leaves_no_core_dump() {
    let sandbox = Serving::start(None);
    let limits = fs::read_to_string(format!("/proc/{}/limits", sandbox.child.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    let values: Vec<_> = core.split_whitespace().skip(4).take(2).collect();
    assert_eq!(values, ["0", "0"], "neither soft nor hard limit allows one: {core}");
}
