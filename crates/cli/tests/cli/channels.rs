//! A channel of LINE in the terminal: its record, its key, its tokens.

use std::fs;

use serde_json::Value;

use crate::fixture::{Home, Serving};

/// A vault with a channel whose place is the served sandbox.
fn ready(sandbox: &Serving) -> (Home, String) {
    let home = Home::ready(sandbox);
    let line = &sandbox.line["line"];
    let text = |name: &str| line[name].as_str().unwrap().to_owned();
    let secret = sandbox.folder.path().join("channel-secret.txt");
    fs::write(&secret, text("channelSecret")).unwrap();
    home.open(&[
        "app",
        "add",
        "line-channel",
        "--name",
        "Notices",
        "--channel-id",
        &text("channelId"),
        "--client-secret-file",
        secret.to_str().unwrap(),
        "--place",
        "sandbox",
    ])
    .exits(0);
    (home, text("apiBase"))
}

fn issue(home: &Home, base: &str, more: &[&str]) -> (i32, Value) {
    let verb = ["token", "issue", "Notices", "--sandbox-base", base];
    home.json(&[&verb[..], more].concat())
}

#[test]
fn tokens_are_issued_listed_verified_and_revoked() {
    let sandbox = Serving::start(None);
    let (home, base) = ready(&sandbox);
    let (exit, stateless) = issue(&home, &base, &["--kind", "stateless", "--show-token"]);
    assert_eq!((exit, &stateless["expiresIn"]), (0, &899.into()), "{stateless}");
    let (exit, short) = issue(&home, &base, &["--kind", "short-lived"]);
    assert_eq!((exit, &short["expiresIn"]), (0, &2_592_000.into()), "{short}");
    assert_eq!(short.get("accessToken"), None, "not shown unless asked for");
    let (_, list) = home.json(&["token", "list", "Notices"]);
    let id = list["tokens"][0]["id"].to_string();
    assert_eq!(list["tokens"][0]["kind"], "shortLived", "{list}");
    for verb in ["verify", "revoke"] {
        let (exit, done) =
            home.json(&["token", verb, "Notices", "--id", &id, "--sandbox-base", &base]);
        assert_eq!(exit, 0, "{verb}: {done}");
    }
    let (exit, dead) =
        home.json(&["token", "verify", "Notices", "--id", &id, "--sandbox-base", &base]);
    assert_eq!((exit, &dead["diagnosis"]["cause"]), (1, &"channelTokenOver".into()), "{dead}");
}

#[test]
fn a_key_is_made_and_its_public_half_given_out_as_line_takes_it() {
    let sandbox = Serving::start(None);
    let (home, base) = ready(&sandbox);
    let (exit, none) = issue(&home, &base, &["--kind", "v2.1", "--lifetime", "7d"]);
    assert_eq!((exit, &none["diagnosis"]["cause"]), (1, &"channelIncomplete".into()), "{none}");
    let (_, made) = home.json(&["key", "jwk", "Notices", "--for", "line", "--new"]);
    let jwk: Value = serde_json::from_str(made["jwk"].as_str().unwrap()).unwrap();
    assert_eq!((&jwk["alg"], jwk.get("kid"), jwk.get("d")), (&"RS256".into(), None, None));
    let kid = "536e453c-aa93-4449-8e90-add2608783c6";
    let (_, named) = home.json(&["key", "jwk", "Notices", "--for", "line", "--kid", kid]);
    assert_eq!((&named["kid"], &named["jwk"]), (&kid.into(), &made["jwk"]));
    let (exit, refused) = issue(&home, &base, &["--kind", "v2.1"]);
    let cause = &refused["diagnosis"]["cause"];
    assert_eq!((exit, cause), (1, &"channelKeyUnknown".into()), "LINE does not know this kid");
}

#[test]
fn an_existing_key_comes_in_with_its_kid_and_the_desk_knows_its_channel() {
    let sandbox = Serving::start(None);
    let (home, base) = ready(&sandbox);
    let line = &sandbox.line["line"];
    let (kid, file) = (line["kid"].as_str().unwrap(), line["privateKeyFile"].as_str().unwrap());
    let (exit, imported) = home.json(&["key", "import", "Notices", file, "--kid", kid]);
    assert_eq!((exit, &imported["kid"]), (0, &kid.into()), "{imported}");
    let (exit, issued) = issue(&home, &base, &["--kind", "v2.1", "--lifetime", "7d"]);
    assert_eq!((exit, &issued["expiresIn"]), (0, &604_800.into()), "{issued}");
    let (_, inspected) = home.json(&["key", "inspect", file, "--records"]);
    assert_eq!(inspected["records"][0]["name"], "Notices", "{inspected}");
    assert_eq!(inspected["records"][0]["kid"], kid, "{inspected}");
    let (exit, refused) = home.json(&["key", "import", "Notices", file, "--replace"]);
    assert_eq!(exit, 2, "nothing is replaced in a channel: {refused}");
}

#[test]
fn a_generated_key_becomes_an_assertion_key_and_another_size_is_refused() {
    let sandbox = Serving::start(None);
    let (home, _) = ready(&sandbox);
    let (exit, refused) = home.json(&["key", "generate", "--app", "Notices", "--bits", "4096"]);
    assert_eq!((exit, &refused["error"]["details"]["field"]), (2, &"--bits".into()), "{refused}");
    let (exit, made) = home.json(&["key", "generate", "--app", "Notices"]);
    assert_eq!(exit, 0, "{made}");
    let (exit, given) = home.json(&["key", "jwk", "Notices", "--for", "line"]);
    assert_eq!((exit, &given["kid"]), (0, &"".into()), "{given}");
    let (_, shown) = home.json(&["app", "show", "Notices"]);
    assert_eq!(shown["channelKeys"][0]["spkiSha256"], made["key"]["spkiSha256"], "{shown}");
    assert!(shown["key"].is_null(), "only channels' own keys sign: {shown}");
}

#[test]
fn the_only_copy_of_a_channels_key_is_never_deleted() {
    let sandbox = Serving::start(None);
    let (home, _) = ready(&sandbox);
    let from = sandbox.line["line"]["privateKeyFile"].as_str().unwrap();
    let file = home.write("own.key", fs::read(from).unwrap());
    let (exit, refused) = home.json(&["key", "import", "Notices", &file, "--delete-file"]);
    assert_eq!(exit, 2, "{refused}");
    assert!(fs::exists(&file).unwrap());
}

#[test]
fn a_kid_that_is_noted_is_replaced_only_when_asked() {
    let sandbox = Serving::start(None);
    let (home, _) = ready(&sandbox);
    let name =
        |more: &[&str]| home.json(&[&["key", "jwk", "Notices", "--for", "line"], more].concat());
    assert_eq!(name(&["--new"]).0, 0);
    assert_eq!(name(&["--kid", "kid-a"]).0, 0);
    assert_eq!(name(&["--kid", "kid-a"]).0, 0, "the same name is no other");
    let (exit, refused) = name(&["--kid", "kid-b"]);
    assert!(exit == 2 && refused["error"]["message"].to_string().contains("kid-a"), "{refused}");
    let shown = home.open(&["app", "show", "Notices"]).exits(0).stdout;
    assert!(shown.contains("kid kid-a, signs"), "{shown}");
    let (exit, named) = name(&["--kid", "kid-b", "--replace"]);
    assert_eq!((exit, &named["kid"]), (0, &"kid-b".into()), "{named}");
}

#[test]
fn an_imported_key_keeps_its_kid_unless_it_is_to_be_replaced() {
    let sandbox = Serving::start(None);
    let (home, _) = ready(&sandbox);
    let file = sandbox.line["line"]["privateKeyFile"].as_str().unwrap();
    let import = |more: &[&str]| home.json(&[&["key", "import", "Notices", file], more].concat());
    assert_eq!(import(&["--kid", "kid-a"]).0, 0);
    let (exit, refused) = import(&["--kid", "kid-b"]);
    assert!(exit == 2 && refused["error"]["message"].to_string().contains("kid-a"), "{refused}");
    assert_eq!(import(&["--kid", "kid-b", "--replace"]).0, 0);
    let (_, shown) = home.json(&["app", "show", "Notices"]);
    assert_eq!(shown["channelKeys"][0]["kid"], "kid-b", "{shown}");
}

#[test]
fn people_are_told_how_long_a_token_holds_and_what_a_revocation_ended() {
    let sandbox = Serving::start(None);
    let (home, base) = ready(&sandbox);
    issue(&home, &base, &["--kind", "short-lived"]);
    let (_, list) = home.json(&["token", "list", "Notices"]);
    let id = list["tokens"][0]["id"].to_string();
    let ask = |verb| {
        let words = ["token", verb, "Notices", "--id", &id, "--sandbox-base", &base];
        home.open(&words).exits(0).stdout
    };
    let told = ask("verify");
    assert!(told.starts_with("holds until  20") && told.contains("(in "), "{told}");
    assert!(!told.contains('{'), "no JSON for people: {told}");
    assert!(ask("revoke").contains("held before, and LINE refuses it now"));
    assert!(ask("revoke").contains("was dead before"));
}

#[test]
fn what_a_channel_has_not_is_named_with_what_it_has() {
    let sandbox = Serving::start(None);
    let (home, _) = ready(&sandbox);
    for (words, says) in [
        (&["token", "introspect", "Notices"][..], "credenza token verify"),
        (&["token", "refresh", "Notices"], "no refresh tokens"),
        (&["token", "revoke", "Notices"], "--id N"),
        (&["token", "verify", "Notices", "--id", "77"], "the channel has no token 77"),
        (&["token", "revoke", "Notices", "--id", "77"], "the channel has no token 77"),
        (&["token", "verify", "Bot", "--id", "1"], "no channel of LINE"),
        (&["token", "key-ids", "Bot"], "no channel of LINE"),
        (&["token", "issue", "Notices", "--kind", "long-lived"], "LINE Developers Console"),
    ] {
        let told = home.open(words).exits(2).stderr;
        assert!(told.contains(says), "{words:?}: {told}");
        assert!(!told.contains("tip:"), "{words:?}: {told}");
    }
}

#[test]
fn an_error_of_line_and_a_request_meant_for_line_login_are_explained() {
    let home = Home::new();
    let full = r#"{"message":"The maximum number of access tokens has already been issued"}"#;
    let found = home.fed(&["explain", "--json"], full).exits(1).json();
    assert_eq!(found["diagnosis"]["cause"], "tooManyTokens", "{found}");
    let login = "curl https://api.line.me/oauth2/v2.1/token -d grant_type=authorization_code \
                 -d code=TESTcode12 -d client_id=1573163733 -d client_secret=TESTsecretTESTsecret";
    let found = home.fed(&["explain", "--json"], login).exits(1).json();
    assert_eq!(found["diagnosis"]["cause"], "lineLoginMixedUp", "{found}");
    let told = home.fed(&["explain"], login).exits(1).stdout;
    assert!(told.contains("request of LINE Login") && !told.contains("TESTsecret"), "{told}");
}
