//! `discover`, and records that are filled in from a discovery document.

use serde_json::json;

use crate::fixture::{Home, Serving};

#[test]
fn a_server_says_where_everything_is_and_a_record_takes_it_over() {
    let (home, serving) = (Home::with_vault(), Serving::start(None));
    let issuer = serving.fact("issuer");
    let (exit, view) = home.json(&["discover", &issuer]);
    assert_eq!((exit, &view["outcome"]), (0, &json!("read")), "{view}");
    assert_eq!(view["document"]["jwksUri"], serving.fact("jwksUri"));
    let (exit, app) = home.json(&["app", "add", "--name", "Portal", "--discover", &issuer]);
    assert_eq!(exit, 0, "{app}");
    let open_id = &app["draft"]["service"]["openId"];
    assert_eq!(open_id["issuer"], issuer);
    assert_eq!(open_id["jwksUri"], serving.fact("jwksUri"));
    assert_eq!(open_id["endSessionEndpoint"], serving.fact("endSessionEndpoint"));
    assert_eq!(open_id["confirmedHosts"], json!(["127.0.0.1"]));
    let edit = ["app", "edit", "Portal", "--discover", &issuer, "--issuer", "https://id.example"];
    let (exit, app) = home.json(&edit);
    assert_eq!(exit, 0, "{app}");
    let issuer = &app["draft"]["service"]["openId"]["issuer"];
    assert_eq!(issuer, "https://id.example", "what is named goes before what was read");
}

#[test]
fn an_address_without_a_document_is_told_and_changes_nothing() {
    let home = Home::with_vault();
    let (exit, view) = home.json(&["discover", "http://id.example"]);
    assert_eq!((exit, view), (1, json!({"outcome": "address", "problem": "notHttps"})));
    let (exit, object) =
        home.json(&["app", "add", "--name", "x", "--discover", "https://id.example/?a=b"]);
    assert_eq!((exit, &object["error"]["code"]), (2, &json!("invalidInput")));
    let (_, listed) = home.json(&["app", "list"]);
    assert_eq!(listed["apps"], json!([]));
}

#[test]
fn a_client_of_another_server_takes_its_endpoints_over_and_refuses_what_is_of_line_works() {
    let (home, serving) = (Home::with_vault(), Serving::start(None));
    let issuer = serving.fact("issuer");
    let add = ["app", "add", "oauth-server", "--name", "Shop", "--discover", &issuer];
    let more = ["--client-id", "shop", "--authentication", "private_key_jwt", "--key-id", "one"];
    let grants = ["--grant-type", "client-credentials", "--grant-type", "jwt-bearer"];
    // What is named goes before what was read, on the host that was confirmed by reading.
    let look = format!("{issuer}/look");
    let named = ["--introspection-endpoint", &look];
    let (exit, app) = home.json(&[&add[..], &more, &grants, &named].concat());
    assert_eq!(exit, 0, "{app}");
    let service = &app["draft"]["service"];
    assert_eq!(service["kind"], "oauthServer");
    assert_eq!(service["endpoints"]["authorization"], serving.fact("authorizeEndpoint"));
    assert_eq!(service["endpoints"]["introspection"], look);
    assert_eq!(service["authentication"], "private_key_jwt");
    assert_eq!(service["grants"], json!(["clientCredentials", "jwtBearer"]));
    assert_eq!(app["environment"], json!({"kind": "server", "host": "127.0.0.1"}));
    let shown = home.open(&["app", "show", "Shop"]).exits(0);
    assert!(shown.stdout.contains("private_key_jwt"), "{}", shown.stdout);

    for (edit, field) in [
        (["--domain-id", "12345678"], "--domain-id"),
        (["--token-endpoint", "https://other.example/token"], "--token-endpoint"),
    ] {
        let (exit, object) = home.json(&[&["app", "edit", "Shop"][..], &edit].concat());
        assert_eq!((exit, &object["error"]["details"]["field"]), (2, &field.into()), "{object}");
    }
    let (exit, run) = home.json(&["token", "issue", "Shop"]);
    assert_eq!((exit, &run["diagnosis"]["cause"]), (1, &"keyMissing".into()), "{run}");
    let (exit, run) = home.json(&["token", "introspect", "Shop"]);
    assert_eq!((exit, &run["diagnosis"]["cause"]), (1, &"keyMissing".into()), "{run}");
}
