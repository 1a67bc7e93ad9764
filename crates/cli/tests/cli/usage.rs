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

#[test]
fn a_file_is_refused_in_words_that_say_what_to_do() {
    let home = Home::new();
    let here = home.write("here.pem", "x");
    let folder = home.folder.path().display().to_string();
    for (arguments, what, fix) in [
        (&["key", "inspect", "absent"][..], "absent: there is no such file", "Check the name"),
        (&["explain", "absent"], "absent: there is no such file", "Check the name"),
        (&["key", "inspect", &folder], "it is a folder", "Name a file in it"),
        (&["key", "generate", "--out", &here], "of this name already", "left as it is"),
        (&["key", "generate", "--out", "-"], "written to a file only", "--help"),
    ] {
        let told = home.run(arguments).exits(2).stderr;
        assert!(told.contains(what) && told.contains(fix), "{told}");
        let object = home.run(&[arguments, &["--json"]].concat()).exits(2).json();
        let message = object["error"]["message"].as_str().unwrap();
        assert!(message.contains(what), "{message}");
    }
    assert!(!home.folder.path().join("-").exists(), "a key in a file that nobody meant");
}

/// A token where a file's name belongs: what fails is copied into tickets and logs.
#[test]
fn a_token_given_as_a_file_is_not_repeated() {
    let home = Home::new();
    let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhYmMifQ.TESTsignatureTESTsignature";
    let opaque = "jp1AAAAexampleTESTTESTTESTkQ8w";
    for token in [jwt, opaque] {
        for verb in [&["token", "verify-id", token][..], &["explain", token]] {
            for arguments in [verb.to_vec(), [verb, &["--json"]].concat()] {
                let ran = home.run(&arguments).exits(2);
                let told = format!("{}{}", ran.stdout, ran.stderr);
                assert!(!told.contains(&token[8..]), "{told}");
            }
            let told = home.run(verb).exits(2).stderr;
            assert!(told.contains("looks like a token"), "{told}");
        }
    }
}

/// Also with --json: an object that nobody can read is no answer.
#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_told() {
    let home = Home::new();
    for arguments in
        [&["key", "inspect", "passphrase"][..], &["key", "inspect", "passphrase", "--json"]]
    {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let ended = home.command(arguments).stdout(full).output().unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{told}");
        assert!(told.contains("can't be written") && told.contains("to do:"), "{told}");
    }
}

#[test]
fn a_run_and_a_record_that_are_not_there_are_named() {
    let home = Home::with_vault();
    for verb in [
        &["run", "show", "7"][..],
        &["run", "copy-as", "7", "--as", "curl"],
        &["run", "compare", "7"],
    ] {
        let (exit, object) = home.json(verb);
        assert_eq!((exit, &object["error"]["code"]), (2, &"notFound".into()));
        assert_eq!(object["error"]["message"], "there is no run 7");
        let told = home.open(verb).exits(2).stderr;
        assert!(told.contains("credenza run list") && !told.contains("record"), "{told}");
    }
    let told = home.open(&["app", "show", "nobody"]).exits(2).stderr;
    assert!(told.contains("`nobody`") && told.contains("app list --archived"), "{told}");
    home.open(&["app", "add", "customer-sso", "--name", "Own"]).exits(0);
    let told = home.open(&["sso", "report", "Own", &home.path("r.md")]).exits(2).stderr;
    assert!(told.contains("Nothing was checked yet") && told.contains("sso check"), "{told}");
}
