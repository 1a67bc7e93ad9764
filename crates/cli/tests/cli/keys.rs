//! `key inspect` and `key import`.

use std::fs;

use pkcs8::der::pem::LineEnding;
use pkcs8::pkcs5::pbes2;
use pkcs8::{PrivateKeyInfoRef, SecretDocument};

use crate::fixture::{Home, Serving, members};

const INSPECTED: [&str; 11] = [
    "bits",
    "encryption",
    "format",
    "kind",
    "members",
    "problems",
    "records",
    "repairs",
    "spkiSha256",
    "thumbprint",
    "type",
];

/// The same key behind a passphrase.
pub fn encrypted(pem: &str, passphrase: &str) -> String {
    let (_, der) = SecretDocument::from_pem(pem).unwrap();
    let key = PrivateKeyInfoRef::try_from(der.as_bytes()).unwrap();
    let parameters =
        pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(2_048, &[7; 16], [9; 16]).unwrap();
    let sealed = key.encrypt_with_params(parameters, passphrase).unwrap();
    sealed.to_pem("ENCRYPTED PRIVATE KEY", LineEnding::LF).unwrap().to_string()
}

#[test]
fn a_private_key_passes_and_everything_else_is_named() {
    let sandbox = Serving::start(None);
    let home = Home::new();
    let pem = fs::read_to_string(sandbox.key_file()).unwrap();
    let one_line = pem.replace('\n', "\\n");
    let rows = [
        ("plain", pem.clone(), 0, "privateKey"),
        ("one line", one_line, 0, "privateKey"),
        ("encrypted", encrypted(&pem, "made-up"), 1, "encryptedPrivateKey"),
        ("page", "<!DOCTYPE html><html><body>Sign in</body></html>".to_owned(), 1, "html"),
        ("nothing", String::new(), 1, "empty"),
        ("words", "these are words".to_owned(), 1, "unknown"),
        ("cut off", pem[..pem.len() / 2].to_owned(), 1, "privateKey"),
    ];
    for (name, content, exit, kind) in rows {
        let file = home.write("key", content);
        let ran = home.run(&["key", "inspect", &file, "--json"]);
        let object = ran.exits(exit).json();
        assert_eq!(members(&object), INSPECTED, "{name}");
        assert_eq!(object["kind"], kind, "{name}");
        assert_eq!(object["problems"].as_array().unwrap().is_empty(), exit == 0, "{name}");
    }
}

#[test]
fn a_usable_key_shows_size_format_and_fingerprints() {
    let sandbox = Serving::start(None);
    let home = Home::new();
    let file = sandbox.fact("privateKeyFile");
    let key = home.run(&["key", "inspect", &file, "--json"]).exits(0).json();
    assert_eq!((&key["type"], &key["bits"]), (&"rsa".into(), &2048.into()));
    assert_eq!(key["format"], "pkcs8Pem");
    assert_eq!(key["spkiSha256"].as_str().unwrap().len(), 32 * 3 - 1);
    assert_eq!(key["thumbprint"].as_str().unwrap().len(), 43);
    let human = home.run(&["key", "inspect", &file]).exits(0).stdout;
    for value in [key["spkiSha256"].as_str().unwrap(), "RSA 2048 bits", "PKCS#8 PEM"] {
        assert!(human.contains(value), "{human}");
    }
    let pem = fs::read_to_string(&file).unwrap();
    let from_input = home.fed(&["key", "inspect", "-", "--json"], pem).exits(0).json();
    assert_eq!(from_input, key);
}

#[test]
fn an_encrypted_key_opens_with_the_passphrase_from_a_file() {
    let sandbox = Serving::start(None);
    let home = Home::with_record(&sandbox, &[]);
    let pem = fs::read_to_string(sandbox.key_file()).unwrap();
    let file = home.write("sealed.key", encrypted(&pem, "made-up 合言葉"));
    let right = home.write("right", "made-up 合言葉\n");
    let wrong = home.write("wrong", "another");
    let inspect =
        |with: &str| home.run(&["key", "inspect", &file, "--key-passphrase-file", with, "--json"]);
    assert_eq!(inspect(&wrong).exits(1).json()["problems"][0], "wrongPassphrase");
    let opened = inspect(&right).exits(0).json();
    assert_eq!(opened["bits"], 2048);

    let import = ["key", "import", "Bot", &file];
    let (exit, refused) = home.json(&import);
    assert_eq!((exit, &refused["error"]["code"]), (2, &"keyPassphraseWrong".into()));
    let (exit, _) = home.json(&[&import[..], &["--key-passphrase-file", &wrong]].concat());
    assert_eq!(exit, 2);
    let (exit, done) = home.json(&[&import[..], &["--key-passphrase-file", &right]].concat());
    assert_eq!((exit, &done["key"]["spkiSha256"]), (0, &opened["spkiSha256"]));
}

#[test]
fn a_public_key_is_not_imported() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    let (_, app) = home.json(&["app", "show", "Bot"]);
    let public = home.write("public.pem", app["key"]["publicPem"].as_str().unwrap());
    let inspected = home.run(&["key", "inspect", &public, "--json"]).exits(1).json();
    assert_eq!(inspected["kind"], "publicKey");
    let (exit, refused) = home.json(&["key", "import", "Bot", &public]);
    assert_eq!((exit, &refused["error"]["code"]), (2, &"keyNotPrivate".into()));
    assert_eq!(refused["error"]["details"]["kind"], "publicKey");
    home.open(&["token", "issue", "Bot"]).exits(0);
}

#[test]
fn another_key_is_replaced_only_on_purpose() {
    let (first, second) = (Serving::start(None), Serving::start(None));
    let home = Home::ready(&first);
    let again = ["key", "import", "Bot", &first.fact("privateKeyFile")];
    home.open(&again).exits(0);
    let other = second.fact("privateKeyFile");
    let import = ["key", "import", "Bot", &other];
    let (exit, refused) = home.json(&import);
    assert_eq!((exit, &refused["error"]["code"]), (2, &"keyWouldBeReplaced".into()));
    let present = refused["error"]["details"]["present"].clone();
    let (exit, done) = home.json(&[&import[..], &["--replace"]].concat());
    assert_eq!((exit, &done["replaced"]), (0, &present));
    assert_ne!(done["key"]["spkiSha256"], present);
}

#[test]
fn the_file_stays_unless_its_deletion_is_asked_for() {
    let sandbox = Serving::start(None);
    let home = Home::with_record(&sandbox, &[]);
    let file = home.path("copy.key");
    fs::copy(sandbox.key_file(), &file).unwrap();
    let (_, done) = home.json(&["key", "import", "Bot", &file]);
    assert_eq!(done["fileDeleted"], false);
    assert!(std::path::Path::new(&file).exists());
    let (exit, done) = home.json(&["key", "import", "Bot", &file, "--delete-file"]);
    assert_eq!((exit, &done["fileDeleted"]), (0, &true.into()));
    assert!(!std::path::Path::new(&file).exists());
}

#[cfg(unix)]
#[test]
fn a_link_that_stays_is_told_beside_the_key_that_came_in() {
    let sandbox = Serving::start(None);
    let home = Home::with_record(&sandbox, &[]);
    let link = home.path("link.key");
    std::os::unix::fs::symlink(sandbox.key_file(), &link).unwrap();
    let (exit, done) = home.json(&["key", "import", "Bot", &link, "--delete-file"]);
    assert_eq!((exit, &done["fileDeleted"]), (1, &false.into()), "{done}");
    assert!(done["fileKept"].to_string().contains("link"), "{done}");
    assert!(!home.json(&["app", "show", "Bot"]).1["key"].is_null());
}

#[test]
fn a_customers_sso_server_takes_no_key() {
    let sandbox = Serving::start(None);
    let home = Home::with_vault();
    home.open(&["app", "add", "customer-sso", "--name", "Aoba"]).exits(0);
    let (exit, refused) = home.json(&["key", "import", "Aoba", &sandbox.fact("privateKeyFile")]);
    assert_eq!((exit, &refused["error"]["details"]["field"]), (2, &"APP".into()), "{refused}");
    let (exit, refused) = home.json(&["key", "generate", "--app", "Aoba"]);
    assert_eq!(exit, 2, "{refused}");
    assert!(home.json(&["app", "show", "Aoba"]).1["key"].is_null());
}

#[test]
fn a_key_may_come_from_standard_input() {
    let sandbox = Serving::start(None);
    let home = Home::with_record(&sandbox, &[]);
    let pem = fs::read_to_string(sandbox.key_file()).unwrap();
    let recovery = home.path("recovery");
    home.fed(&["key", "import", "Bot", "-", "--recovery-key-file", &recovery], pem).exits(0);
    let (_, app) = home.json(&["app", "show", "Bot"]);
    assert_eq!(app["key"]["report"]["bits"], 2048);
    assert!(app["key"]["fileName"].is_null());
}
