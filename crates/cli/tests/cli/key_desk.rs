//! `key match`, `key convert`, `key generate`, and `key inspect --records`.

use std::fs;

use serde_json::Value;

use crate::fixture::{Home, Serving, members};
use crate::keys::encrypted;

/// A new key in a file of this name.
fn generated(home: &Home, name: &str) -> String {
    let file = home.path(name);
    home.run(&["key", "generate", "--out", &file]).exits(0);
    file
}

fn converted(home: &Home, file: &str, to: &str) -> Value {
    home.run(&["key", "convert", file, "--to", to, "--json"]).exits(0).json()
}

#[test]
fn a_generated_key_is_for_its_owner_only_and_can_sign() {
    let home = Home::new();
    let file = home.path("new.key");
    let made = home.run(&["key", "generate", "--out", &file, "--json"]).exits(0).json();
    assert_eq!(members(&made), ["file", "id", "key", "name", "replaced"]);
    assert_eq!((&made["file"], &made["key"]["bits"]), (&file.as_str().into(), &2048.into()));
    let inspected = home.run(&["key", "inspect", &file, "--json"]).exits(0).json();
    assert_eq!(inspected["spkiSha256"], made["key"]["spkiSha256"]);
    assert_eq!(inspected["members"].as_array().unwrap().len(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let home = Home::new();
    let key = generated(&home, "new.key");
    let before = fs::read(&key).unwrap();
    let again = home.run(&["key", "generate", "--out", &key, "--json"]).exits(2).json();
    assert_eq!(again["error"]["code"], "fileUnreadable");
    let convert = ["key", "convert", &key, "--to", "public-pem", "--out", &key];
    home.run(&convert).exits(2);
    assert_eq!(fs::read(&key).unwrap(), before);
}

/// The wrong one of two would be registered, and nobody would know.
#[test]
fn of_two_keys_in_a_file_none_is_given() {
    let home = Home::new();
    let (first, second) = (generated(&home, "a.key"), generated(&home, "b.key"));
    let both =
        format!("{}{}", fs::read_to_string(first).unwrap(), fs::read_to_string(second).unwrap());
    let both = home.write("both.key", both);
    let out = home.path("out");
    for form in ["public-pem", "public-jwk", "line-jwk", "pkcs8"] {
        let convert = ["key", "convert", &both, "--to", form, "--out", &out];
        let told = home.run(&convert).exits(2).stderr;
        assert!(told.contains("more than one key"), "{form}: {told}");
        assert!(!std::path::Path::new(&out).exists());
    }
}

#[test]
fn which_passphrase_is_missing_is_told_by_its_option() {
    let home = Home::new();
    let plain = generated(&home, "plain.key");
    let pem = fs::read_to_string(&plain).unwrap();
    let sealed = home.write("sealed.key", encrypted(&pem, "made-up"));
    let told =
        |first: &str, second: &str| home.run(&["key", "match", first, second]).exits(2).stdout;
    assert!(told(&plain, &sealed).contains(" --second-passphrase-file F"));
    assert!(told(&sealed, &plain).contains(" --key-passphrase-file F"));
}

#[test]
fn a_pair_needs_a_place_and_a_size_that_is_known() {
    let home = Home::new();
    home.run(&["key", "generate"]).exits(2);
    let file = home.path("small.key");
    home.run(&["key", "generate", "--bits", "1024", "--out", &file]).exits(2);
    assert!(!std::path::Path::new(&file).exists());
}

#[test]
fn a_pair_goes_into_a_record_and_replaces_only_on_purpose() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    let generate = ["key", "generate", "--app", "Bot"];
    let (exit, refused) = home.json(&generate);
    assert_eq!((exit, &refused["error"]["code"]), (2, &"keyWouldBeReplaced".into()));
    let (exit, made) = home.json(&[&generate[..], &["--replace"]].concat());
    assert_eq!((exit, &made["name"]), (0, &"Bot".into()));
    assert_eq!(made["replaced"], refused["error"]["details"]["present"]);
    let (_, app) = home.json(&["app", "show", "Bot"]);
    assert_eq!(app["key"]["report"]["spkiSha256"], made["key"]["spkiSha256"]);
}

#[test]
fn records_of_a_key_are_named_now_and_formerly() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    let old = sandbox.fact("privateKeyFile");
    let records = |file: &str| {
        let (_, found) = home.json(&["key", "inspect", file, "--records"]);
        found["records"].clone()
    };
    let found = records(&old);
    assert_eq!((&found[0]["name"], &found[0]["current"]), (&"Bot".into(), &true.into()));
    assert_eq!(members(&found[0]), ["appId", "at", "current", "kid", "name", "spkiSha256"]);
    home.json(&["key", "generate", "--app", "Bot", "--replace"]);
    assert_eq!(records(&old)[0]["current"], false);
    assert_eq!(records(&generated(&home, "other.key")), Value::Array(vec![]), "near miss");
    let without = home.run(&["key", "inspect", &old, "--json"]).exits(0).json();
    assert!(without["records"].is_null(), "no vault was opened");
}

#[test]
fn files_that_belong_together_pass_and_others_do_not() {
    let home = Home::new();
    let (own, other) = (generated(&home, "own.key"), generated(&home, "other.key"));
    let public =
        home.write("public.pem", converted(&home, &own, "public-pem")["text"].as_str().unwrap());
    let jwk =
        home.write("jwk.json", converted(&home, &own, "public-jwk")["text"].as_str().unwrap());
    let words = home.write("words", "no key");
    for (first, second, exit, relation) in [
        (&own, &own, 0, "samePair"),
        (&own, &public, 0, "otherHalf"),
        (&jwk, &own, 0, "otherHalf"),
        (&public, &jwk, 0, "samePublicKey"),
        (&own, &other, 1, "different"),
        (&other, &jwk, 1, "different"),
        (&own, &words, 2, "notComparable"),
    ] {
        let ran = home.run(&["key", "match", first, second, "--json"]);
        let found = ran.exits(exit).json();
        assert_eq!(found["relation"], relation, "{first} {second}");
        assert_eq!(members(&found), ["first", "relation", "second"]);
    }
    let human = home.run(&["key", "match", &own, &words]).exits(2).stdout;
    assert!(human.contains("cannot be compared") && human.contains("not a key"), "{human}");
}

#[test]
fn an_encrypted_file_is_compared_once_its_passphrase_is_there() {
    let home = Home::new();
    let own = generated(&home, "own.key");
    let pem = fs::read_to_string(&own).unwrap();
    let sealed = home.write("sealed.key", encrypted(&pem, "made-up"));
    let (right, wrong) = (home.write("right", "made-up\n"), home.write("wrong", "another"));
    let compare = |more: &[&str]| {
        home.run(&[&["key", "match", &own, &sealed, "--json"], more].concat()).json()["relation"]
            .clone()
    };
    assert_eq!(compare(&[]), "notComparable");
    assert_eq!(compare(&["--second-passphrase-file", &wrong]), "notComparable");
    assert_eq!(compare(&["--second-passphrase-file", &right]), "samePair");
}

#[test]
fn a_private_key_is_written_to_a_file_and_nowhere_else() {
    let home = Home::new();
    let own = generated(&home, "own.key");
    let convert = ["key", "convert", &own, "--to", "pkcs8"];
    let refused = home.run(&convert).exits(2);
    assert!(!refused.stdout.contains("PRIVATE") && !refused.stderr.contains("BEGIN"));
    let pem = fs::read_to_string(&own).unwrap();
    let sealed = home.write("sealed.key", encrypted(&pem, "made-up"));
    let passphrase = home.write("right", "made-up");
    let out = home.path("clear.key");
    let to_file = ["key", "convert", &sealed, "--to", "pkcs8", "--out", &out];
    home.run(&to_file).exits(2);
    let done =
        home.run(&[&to_file[..], &["--key-passphrase-file", &passphrase, "--json"]].concat());
    let done = done.exits(0);
    assert!(!done.stdout.contains("BEGIN"));
    assert_eq!((&done.json()["file"], &done.json()["text"]), (&out.as_str().into(), &Value::Null));
    assert_eq!(fs::read_to_string(&out).unwrap(), pem);
}

#[test]
fn jwk_for_line_has_neither_kid_nor_a_private_part() {
    let home = Home::new();
    let own = generated(&home, "own.key");
    let jwk: Value =
        serde_json::from_str(converted(&home, &own, "line-jwk")["text"].as_str().unwrap()).unwrap();
    assert_eq!(members(&jwk), ["alg", "e", "kty", "n", "use"]);
    let shown = home.run(&["key", "convert", &own, "--to", "line-jwk"]).exits(0).stdout;
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), jwk, "as it is pasted");
    let large = home.path("large.key");
    home.run(&["key", "generate", "--bits", "4096", "--out", &large]).exits(0);
    let refused = home.run(&["key", "convert", &large, "--to", "line-jwk", "--json"]).exits(2);
    assert_eq!(refused.json()["error"]["code"], "invalidInput");
}

#[test]
fn what_is_mended_is_told() {
    let home = Home::new();
    let pem = fs::read_to_string(generated(&home, "own.key")).unwrap();
    let broken = home.write("broken.key", pem.replace('\n', "\\n"));
    let told = home.run(&["key", "convert", &broken, "--to", "public-pem"]).exits(0);
    assert!(told.stderr.contains("line ends"), "{}", told.stderr);
    assert!(told.stdout.starts_with("-----BEGIN PUBLIC KEY-----"));
    assert_eq!(converted(&home, &broken, "public-pem")["repairs"][0], "literalNewlines");
}

#[test]
fn nothing_is_mended_in_a_file_that_is_no_key() {
    let home = Home::new();
    let file = home.write("notes.txt", "hello \\n there\r\n");
    let told = home.run(&["key", "inspect", &file, "--json"]);
    assert_eq!(told.json()["kind"], "unknown");
    assert_eq!(told.json()["repairs"], serde_json::json!([]));
}
