//! Wrong use: exit code 2, in words or as one object.

use crate::fixture::{Home, members};

#[test]
fn wrong_arguments_are_2_and_one_object_for_scripts() {
    let home = Home::new();
    let wrong: &[&[&str]] = &[
        &[],
        &["app"],
        &["app", "lst"],
        &["app", "add"],
        &["token", "issue"],
        &["run", "show", "first"],
        &["app", "add", "--name", "x", "--environment", "mars"],
        &["sandbox", "serve", "--fault", "earthquake"],
        &["sandbox", "serve", "--port", "70000"],
        &["app", "add", "--name", "x", "--client-secret", "typed"],
    ];
    for arguments in wrong {
        let ran = home.run(arguments).exits(2);
        assert!(ran.stdout.is_empty() && !ran.stderr.is_empty(), "{arguments:?}");
        let ran = home.run(&[*arguments, &["--json"]].concat()).exits(2);
        let object = ran.json();
        assert_eq!(members(&object), ["error"]);
        assert_eq!(members(&object["error"]), ["code", "details", "message"]);
        assert_eq!(object["error"]["code"], "usage", "{arguments:?}");
        assert!(ran.stderr.is_empty(), "{}", ran.stderr);
    }
}

#[test]
fn help_and_version_are_done() {
    let home = Home::new();
    assert!(home.run(&["--help"]).exits(0).stdout.contains("Exit codes"));
    assert!(home.run(&["--version"]).exits(0).stdout.starts_with("credenza "));
    let help = home.run(&["app", "add", "--help"]).exits(0).stdout;
    assert!(help.contains("--client-secret-file"), "{help}");
}

#[test]
fn the_help_of_serve_names_every_fault() {
    let help = Home::new().run(&["sandbox", "serve", "--help"]).exits(0).stdout;
    for fault in credenza_sandbox::Fault::all() {
        assert!(help.contains(fault.name()), "{}", fault.name());
    }
}

#[test]
fn standard_input_is_read_once() {
    let home = Home::with_vault();
    let add = ["app", "add", "--name", "x", "--client-secret-file", "-"];
    let ran = home.fed(&[&add[..], &["--json", "--passphrase-file", "-"]].concat(), "one\ntwo\n");
    assert_eq!(ran.exits(2).json()["error"]["details"]["field"], "-");
}

#[test]
fn files_that_are_not_there_are_2() {
    let home = Home::with_vault();
    let missing = home.path("missing");
    for arguments in [
        &["key", "inspect", &missing][..],
        &["app", "add", "--name", "x", "--client-secret-file", &missing],
    ] {
        let (exit, object) = home.json(arguments);
        assert_eq!((exit, &object["error"]["code"]), (2, &"fileUnreadable".into()));
        assert_eq!(object["error"]["details"]["file"], missing.as_str());
    }
}
