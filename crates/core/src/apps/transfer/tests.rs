//! Lists as people have them: written by this program, by Excel, by hand.

use proptest::prelude::*;

use super::*;
use crate::apps::{
    AccessTokenLife, AppId, ClientAuthentication, Environment, Grant, LineChannelApp, LinePlace,
    LineWorksApp, OauthServerApp, OpenIdSettings, ScopeSeparator, Service,
};
use crate::customer_sso::{CustomerSsoApp, SsoTestAccount, SsoUserKey};

fn draft(name: &str, client_id: &str) -> AppDraft {
    let line_works = LineWorksApp { client_id: client_id.to_owned(), ..LineWorksApp::default() };
    AppDraft { name: name.to_owned(), service: line_works.into(), ..AppDraft::default() }
}

fn awkward() -> AppDraft {
    let list = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    let line_works = LineWorksApp {
        description: "line one\r\nline \"two\", three".into(),
        client_id: "@TESTclientID0000001".into(),
        scopes: list(&["bot", "user.read"]),
        scope_separator: ScopeSeparator::Comma,
        access_token_life: AccessTokenLife::OneHour,
        refresh_rotation: true,
        members: list(&["山田, 太郎", "-x"]),
        redirect_urls: list(&["https://a.example/?x=1,2;3", "=cmd|' /C calc'!A0"]),
        logout_redirect_urls: list(&[" padded "]),
        service_account: "abc.serviceaccount@example".into(),
        domain_id: "00123456".into(),
        environment: Environment::Custom {
            auth_base: "https://gate.example/auth".into(),
            confirmed_host: String::new(),
        },
        open_id: OpenIdSettings {
            issuer: "https://gate.example".into(),
            jwks_uri: "https://keys.example/certs".into(),
            userinfo_endpoint: "https://gate.example/me".into(),
            end_session_endpoint: "https://gate.example/bye".into(),
            confirmed_hosts: Vec::new(),
            pkce: true,
        },
        assertion_lifetime: 1_800,
    };
    AppDraft {
        name: "=HYPERLINK(\"http://x.example\")".into(),
        tags: list(&["人事", "a;b", "\"quoted\""]),
        owner: "+81 90".into(),
        notes: "'=kept\n-1".into(),
        service: line_works.into(),
    }
}

fn of_another_server() -> AppDraft {
    let mut app = OauthServerApp {
        description: "x".into(),
        client_id: "client!+ID".into(),
        authentication: ClientAuthentication::PrivateKeyJwt,
        grants: vec![Grant::JwtBearer, Grant::ClientCredentials],
        scopes: vec!["user:read".into()],
        ..OauthServerApp::default()
    };
    app.endpoints.token = "https://id.example.com/token".into();
    app.endpoints.introspection = "https://id.example.com/look".into();
    app.open_id.pkce = false;
    app.assertion.claims = r#"{"tenant": "a;b", "list": [1]}"#.into();
    app.assertion.lifetime = 60;
    AppDraft { name: "id".into(), service: app.into(), ..AppDraft::default() }
}

fn of_line() -> AppDraft {
    let place = LinePlace::Custom {
        api_base: "https://gate.example/line".into(),
        confirmed_host: String::new(),
    };
    let (channel_id, description) = ("1573163733".to_owned(), "お知らせ".to_owned());
    let service = LineChannelApp { description, channel_id, place }.into();
    AppDraft { name: "notice".into(), service, ..AppDraft::default() }
}

fn of_a_customer() -> AppDraft {
    let app = CustomerSsoApp {
        client_id: "aoba".to_owned(),
        practice: true,
        web_login_url: "/customer-sso/correct/login".to_owned(),
        logout_domains: vec!["aoba.example".to_owned(), "b.example".to_owned()],
        user_key: SsoUserKey::Account,
        set_expire_time: false,
        public_sector: true,
        account: "a@aoba.example".to_owned(),
        more_accounts: vec![SsoTestAccount {
            account: "b@aoba.example".to_owned(),
            expected_user: "emp=2".to_owned(),
        }],
        ..CustomerSsoApp::default()
    };
    AppDraft { name: "Aoba SSO".to_owned(), service: app.into(), ..AppDraft::default() }
}

#[test]
fn fields_of_another_kind_are_left_alone_and_an_unknown_kind_is_refused() {
    let csv = "name,serviceAccount,tokenEndpoint,kind\n\
               a,x@y,https://id.example.com/t,oauthServer\nb,x@y,https://id.example.com/t,\n\
               c,,,moon\n";
    let list = read_list(csv.as_bytes()).unwrap();
    let app = list.records[0].draft.service.oauth_server().unwrap();
    assert_eq!(app.endpoints.token, "https://id.example.com/t");
    assert_eq!(line_works(&list.records[1]).service_account, "x@y");
    let refused = ImportRefusal::of(RefusedBecause::BadValue, "kind");
    assert_eq!(list.records[2].refused, Some(refused));
    let json = r#"[{"name":"a","service":{"kind":"oauthServer","endpoints":{"token":7}}}]"#;
    let refused = ImportRefusal::of(RefusedBecause::BadValue, "service");
    assert_eq!(read_list(json.as_bytes()).unwrap().records[0].refused, Some(refused));
}

fn line_works(record: &ListRecord) -> &LineWorksApp {
    record.draft.service.line_works().unwrap()
}

fn drafts(list: &List) -> Vec<AppDraft> {
    list.records.iter().map(|record| record.draft.clone()).collect()
}

#[test]
fn a_written_list_is_read_back_the_same_in_both_formats() {
    let all = vec![
        awkward(),
        of_another_server(),
        of_line(),
        of_a_customer(),
        draft("勤怠連携バッチ", "TESTclientID00000001"),
    ];
    for format in [ListFormat::Csv, ListFormat::Json] {
        let list = read_list(write_list(format, &all).as_bytes()).unwrap();
        assert_eq!(list.format, format);
        assert_eq!(drafts(&list), all);
        assert!(list.not_read.is_empty() && list.records.iter().all(|one| one.refused.is_none()));
    }
}

#[test]
fn no_written_cell_begins_a_formula() {
    let written = write_csv(&[awkward()]);
    let mut reader = csv::Reader::from_reader(written.trim_start_matches('\u{feff}').as_bytes());
    for cell in reader.records().next().unwrap().unwrap().iter() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
}

#[test]
fn a_confirmed_host_does_not_travel() {
    let mut confirmed = draft("own", "x");
    let mut other = of_another_server();
    if let Service::OauthServer(app) = &mut other.service {
        app.open_id.confirmed_hosts = vec!["id.example.com".into()];
    }
    let app = confirmed.service.line_works_mut().unwrap();
    app.open_id.confirmed_hosts = vec!["keys.example".into()];
    app.environment = Environment::Custom {
        auth_base: "https://gate.example".into(),
        confirmed_host: "gate.example".into(),
    };
    for format in [ListFormat::Csv, ListFormat::Json] {
        let both = [confirmed.clone(), other.clone()];
        assert!(!write_list(format, &both).contains("confirmedHost"));
    }
    let claims = r#"[{"name":"a","lineWorks":{"environment":
        {"kind":"custom","authBase":"https://gate.example","confirmedHost":"gate.example"}}}]"#;
    let list = read_list(claims.as_bytes()).unwrap();
    let Environment::Custom { confirmed_host, .. } = list.records[0].draft.service.environment()
    else {
        panic!("it is an own address")
    };
    assert_eq!(confirmed_host, "", "a list can't confirm a host");
}

#[test]
fn excel_in_japan_is_read_whatever_it_saved() {
    let text = "アプリ名,Client ID,タグ,担当者,備考欄\r\n勤怠連携バッチ,TESTclientID00000001,人事、勤怠,山田①,x\r\n";
    let (shift_jis, ..) = encoding_rs::SHIFT_JIS.encode(text);
    let tabs = format!("\u{feff}{}", text.replace(',', "\t"));
    let utf16: Vec<u8> = tabs.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [shift_jis.to_vec(), utf16, text.replace(',', ";").into_bytes()] {
        let list = read_list(&bytes).unwrap();
        let read = &list.records[0].draft;
        assert_eq!(read.name, "勤怠連携バッチ");
        assert_eq!(read.service.client_id(), "TESTclientID00000001");
        assert_eq!(
            (read.tags.as_slice(), read.owner.as_str()),
            (&["人事".into(), "勤怠".into()][..], "山田①")
        );
        assert_eq!(list.not_read, ["備考欄"]);
    }
}

#[test]
fn a_column_for_a_secret_is_named_and_not_read() {
    let list = read_list(b"name,Client Secret,private_key\na,TESTsecret,TESTkey\n").unwrap();
    assert_eq!(list.not_read, ["Client Secret", "private_key"]);
    assert!(!format!("{:?}", list.records).contains("TEST"));
}

#[test]
fn what_is_no_list_says_why() {
    let rows: [(&[u8], NoList); 10] = [
        (b"", NoList::Empty),
        (b"name,clientId\n\n , \n", NoList::Empty),
        (b"[]", NoList::Empty),
        (b"client,secret\n1,2\n", NoList::NoNameColumn),
        (b"name,notes\nx1,\"open\ny1,z\nw1,v\n", NoList::OpenQuote(2)),
        (b"name;notes\na;\"b \"\"c\"\nd;\"\"\"e\n", NoList::OpenQuote(3)),
        (b"{\"apps\": 1}", NoList::Json),
        (b"[{\"name\": \"a\"", NoList::Json),
        (b"{\"app\": []}", NoList::Json),
        (b"\xff\xd8\xff\xe0\x10JFIF", NoList::Encoding),
    ];
    for (bytes, why) in rows {
        assert_eq!(read_list(bytes), Err(why), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn each_line_is_added_known_repeated_or_refused_with_its_reason() {
    let text = "name,clientId,environment,assertionLifetime,notes\n\
        new,TESTclientID00000001,,,\n\
        there,TESTclientID00000009,,,\n\
        other service,TESTclientID00000009,NAVER WORKS,,\n\
        again,TESTclientID00000001,LINE WORKS,,\n\
        ,TESTclientID00000002,,,\n\
        bad,TESTclientID00000003,moon,,\n\
        bad,TESTclientID00000003,,soon,\n\
        key,TESTclientID00000004,,,-----BEGIN PRIVATE KEY-----\n\
        long,TESTclientID00000005,,,,x\n\
        by name,,,,\n\
        own,TESTclientID00000006,custom,,\n";
    let mut by_name = draft("by name", "");
    by_name.service.line_works_mut().unwrap().client_id = " ".into();
    let known = [
        Known { id: AppId(7), draft: draft("kept", "TESTclientID00000009") },
        Known { id: AppId(8), draft: by_name },
    ];
    let list = read_list(text.as_bytes()).unwrap();
    let lines = plan(&list.records, &known);
    let because = |because, field: &str| ImportVerdict::Refused(ImportRefusal::of(because, field));
    let expected = [
        (2, ImportVerdict::Add { look_at: 0 }),
        (3, ImportVerdict::Same { id: AppId(7), name: "kept".into() }),
        (4, ImportVerdict::Add { look_at: 0 }),
        (5, ImportVerdict::Repeated { line: 2 }),
        (6, because(RefusedBecause::NoName, "name")),
        (7, because(RefusedBecause::BadValue, "environment")),
        (8, because(RefusedBecause::BadValue, "assertionLifetime")),
        (9, because(RefusedBecause::PrivateKey, "notes")),
        (10, ImportVerdict::Refused(ImportRefusal::whole(RefusedBecause::ExtraCells))),
        (11, ImportVerdict::Same { id: AppId(8), name: "by name".into() }),
        (12, because(RefusedBecause::BadValue, "authBase")),
    ];
    let found: Vec<_> = lines.into_iter().map(|line| (line.line, line.verdict)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_record_stands_on_the_line_where_an_editor_shows_it() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["name,notes", "a,", "", "b,\"two", "lines\"", "", "", "c,", ""].join(end);
        let list = read_list(text.as_bytes()).unwrap();
        let lines: Vec<u64> = list.records.iter().map(|record| record.line).collect();
        assert_eq!(lines, [2, 4, 8], "{end:?}");
    }
}

#[test]
fn json_is_read_flat_and_nested_and_wrong_types_are_refused() {
    let text = r#"{"apps": [
        {"name": "flat", "clientId": "a", "tags": "x; y", "domainId": 12345678, "clientSecret": "TESTsecret"},
        {"name": "nested", "lineWorks": {"scopes": ["bot"], "refreshRotation": true}},
        {"name": ["a"]}, {"name": "n", "tags": [1]}, 5]}"#;
    let list = read_list(text.as_bytes()).unwrap();
    let [flat, nested, wrong, numbers, other] = &list.records[..] else { panic!("five") };
    assert_eq!((flat.draft.tags.len(), line_works(flat).domain_id.as_str()), (2, "12345678"));
    assert_eq!(line_works(nested).scopes, ["bot"]);
    assert!(line_works(nested).refresh_rotation);
    assert_eq!(wrong.refused, Some(ImportRefusal::of(RefusedBecause::BadValue, "name")));
    assert_eq!(numbers.refused, Some(ImportRefusal::of(RefusedBecause::BadValue, "tags")));
    assert_eq!(other.refused, Some(ImportRefusal::whole(RefusedBecause::NotARecord)));
    assert_eq!(list.not_read, ["clientSecret"]);
}

#[test]
fn a_quote_inside_a_cell_opens_nothing() {
    let list = read_list(b"name,notes\n5\" disk,said \"hi\n\"q\"\"q\",\"\"\n").unwrap();
    let names: Vec<_> = list.records.iter().map(|record| record.draft.name.as_str()).collect();
    assert_eq!(names, ["5\" disk", "q\"q"]);
}

proptest! {
    #[test]
    fn any_text_fields_travel(name in "\\PC{1,20}", notes in "[=+@'\"\\-\t\r\n,;勤a ]{0,20}") {
        let mut one = draft(&name, "x");
        one.notes = notes;
        for format in [ListFormat::Csv, ListFormat::Json] {
            let list = read_list(write_list(format, std::slice::from_ref(&one)).as_bytes()).unwrap();
            prop_assert_eq!(&list.records[0].draft, &one);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_list(&bytes);
        let mut headed = b"name,tags,environment\n".to_vec();
        headed.extend(bytes);
        let _ = read_list(&headed);
    }
}
