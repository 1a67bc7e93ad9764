//! Text that is searched: folded so that letter case, full and half width, and hiragana and
//! katakana make no difference. The page folds what is typed by the same rules; one list of cases
//! (`search_cases.json`) holds both to the same result. No romanisation: names are found as typed.

use unicode_normalization::UnicodeNormalization as _;

use super::{
    AppDraft, Environment, LineChannelApp, LinePlace, LineWorksApp, OauthServerApp, Service,
};

/// Distance from a hiragana letter to its katakana twin (Unicode blocks 3040 and 30A0).
const TO_KATAKANA: u32 = 0x60;

/// The folded form of a text: NFKC, letters without case, hiragana as katakana.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let composed: String = text.nfkc().collect();
    // Through upper case, so that `ß` is found as `SS`; NFKC once more, because case mapping can
    // take a letter apart.
    composed.to_uppercase().to_lowercase().nfkc().map(one_form).collect()
}

fn one_form(c: char) -> char {
    match c {
        // Sigma at the end of a word.
        'ς' => 'σ',
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(c as u32 + TO_KATAKANA).unwrap_or(c),
        _ => c,
    }
}

/// Everything of a record that is searched, folded, one value a line: all of it but secrets, which
/// a draft never has. Addresses bring their hosts along.
pub fn searchable(draft: &AppDraft) -> String {
    let own = [&draft.name, &draft.owner, &draft.notes];
    let mut all: Vec<&str> = own.into_iter().chain(&draft.tags).map(String::as_str).collect();
    match &draft.service {
        Service::LineWorks(app) => all.extend(of_line_works(app)),
        Service::OauthServer(app) => all.extend(of_oauth_server(app)),
        Service::LineChannel(app) => all.extend(of_line_channel(app)),
        Service::CustomerSso(app) => {
            let texts = [&app.client_id, &app.description, &app.account, &app.expected_user];
            all.extend(texts.map(String::as_str));
            all.extend(app.addresses().map(|(_, address)| address));
            all.extend(app.logout_domains.iter().map(String::as_str));
        }
    }
    all.retain(|text| !text.is_empty());
    fold(&all.join("\n"))
}

fn of_line_works(app: &LineWorksApp) -> impl Iterator<Item = &str> {
    let host = match &app.environment {
        Environment::Custom { auth_base, .. } => auth_base.as_str(),
        _ => "",
    };
    let texts = [&app.client_id, &app.service_account, &app.domain_id, &app.description];
    let lists = [&app.scopes, &app.members, &app.redirect_urls, &app.logout_redirect_urls];
    texts.into_iter().chain(lists.into_iter().flatten()).map(String::as_str).chain([host])
}

fn of_oauth_server(app: &OauthServerApp) -> impl Iterator<Item = &str> {
    let texts = [&app.client_id, &app.description, &app.open_id.issuer];
    let lists = [&app.scopes, &app.redirect_urls, &app.logout_redirect_urls];
    let addresses = app.addresses().into_iter().map(|(_, address)| address);
    texts.into_iter().chain(lists.into_iter().flatten()).map(String::as_str).chain(addresses)
}

fn of_line_channel(app: &LineChannelApp) -> [&str; 3] {
    let address = match &app.place {
        LinePlace::Custom { api_base, .. } => api_base.as_str(),
        LinePlace::Line | LinePlace::Sandbox => "",
    };
    [&app.channel_id, &app.description, address]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Case {
        why: String,
        text: String,
        folded: String,
    }

    #[test]
    fn texts_fold_as_the_shared_cases_say() {
        let cases: Vec<Case> = serde_json::from_str(include_str!("search_cases.json")).unwrap();
        for case in cases {
            assert_eq!(fold(&case.text), case.folded, "{}", case.why);
            assert_eq!(fold(&case.folded), case.folded, "folding twice changes nothing");
        }
    }

    #[test]
    fn near_misses_stay_apart() {
        for (one, other) in [("は", "ば"), ("ッ", "ツ"), ("ー", "-"), ("會", "会"), ("l", "1")]
        {
            assert_ne!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn every_field_is_searched() {
        let custom = Environment::Custom {
            auth_base: "https://GATE.example/auth".into(),
            confirmed_host: "gate.example".into(),
        };
        let list = |text: &str| vec![text.to_owned()];
        let line_works = LineWorksApp {
            description: "field-description".into(),
            client_id: "field-client".into(),
            scopes: list("field.scope"),
            members: list("field-member"),
            redirect_urls: list("https://redirect.example/cb"),
            logout_redirect_urls: list("https://logout.example/"),
            service_account: "field-account".into(),
            domain_id: "87654321".into(),
            environment: custom,
            ..LineWorksApp::default()
        };
        let draft = AppDraft {
            name: "field-name".into(),
            tags: list("field-tag"),
            owner: "field-owner".into(),
            notes: "field-notes".into(),
            service: line_works.into(),
        };
        let text = searchable(&draft);
        for part in [
            "name",
            "tag",
            "owner",
            "notes",
            "description",
            "client",
            "scope",
            "member",
            "redirect.example",
            "logout.example",
            "account",
            "87654321",
            "gate.example",
        ] {
            assert!(text.contains(part), "{part}");
        }
    }
}
