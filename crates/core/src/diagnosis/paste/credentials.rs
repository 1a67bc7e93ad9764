//! Credentials that may stand in any pasted text, found by where they stand: header fields, options
//! of curl, the user part of an address, and values behind a telling name. What looks like a token
//! is found by its look elsewhere. Too much is cut rather than too little.

use crate::flow::Part;
use crate::{Sealed, Secret};

/// How opaque tokens of LINE WORKS begin (facts.md 1.10).
const TOKEN_STARTS: [&str; 2] = ["jp1AAAA", "kr1AAAA"];
/// Header fields that carry credentials, up to the end of their line.
const FIELDS: [&str; 6] =
    ["authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-auth-token"];
/// Options whose value is one.
const OPTIONS: [&str; 10] = [
    "--user",
    "--proxy-user",
    "--cookie",
    "--pass",
    "--proxy-pass",
    "--cert",
    "--oauth2-bearer",
    "-u",
    "-U",
    "-b",
];
/// Names of values, in lower case, without `_` and `-`.
const NAMES: [&str; 16] = [
    "clientsecret",
    "channelsecret",
    "consumersecret",
    "secret",
    "password",
    "passwd",
    "pwd",
    "pass",
    "passphrase",
    "token",
    "accesstoken",
    "refreshtoken",
    "usertoken",
    "apikey",
    "privatekey",
    "sessionkey",
];
/// Those of them that stand before a colon in plain sentences too.
const EVERYDAY: [&str; 4] = ["secret", "pass", "pwd", "token"];

/// Tokens of the service, wherever they stand.
pub(super) fn tokens(text: &str) -> Vec<Secret> {
    let inside =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '.' | '-' | '_' | '%');
    text.split(|c| !inside(c))
        .filter_map(|word| {
            let at = TOKEN_STARTS.iter().find_map(|start| word.find(start))?;
            Some(Secret::new(word[at..].to_owned()))
        })
        .collect()
}

/// Cuts them out of what is plain so far.
pub(super) fn cut(parts: Vec<Part>) -> Vec<Part> {
    parts
        .into_iter()
        .flat_map(|part| match part {
            Part::Plain { text } => cut_text(&text),
            sealed => vec![sealed],
        })
        .collect()
}

fn cut_text(text: &str) -> Vec<Part> {
    let mut spans: Vec<(usize, usize)> =
        [fields(text), options(text), user_parts(text), named(text)].concat();
    spans.retain(|(from, to)| to > from);
    spans.sort_unstable();
    let (mut parts, mut at) = (Vec::new(), 0);
    for (from, to) in spans {
        let from = from.max(at);
        if to <= from {
            continue;
        }
        parts.push(Part::plain(&text[at..from]));
        parts.push(Part::Secret(Sealed::whole(&text[from..to])));
        at = to;
    }
    parts.push(Part::plain(&text[at..]));
    parts
}

/// `Authorization: …`, also as a member of a JSON text or within a quoted option.
fn fields(text: &str) -> Vec<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let of_name = |name: &&str| {
        let after = lower.match_indices(*name).map(|(at, name)| at + name.len());
        after.filter_map(|after| field_value(text, after)).collect::<Vec<_>>()
    };
    FIELDS.iter().flat_map(of_name).collect()
}

fn field_value(text: &str, after: usize) -> Option<(usize, usize)> {
    let rest = &text[after..];
    let rest = rest.trim_start_matches(['"', '\'']).trim_start_matches(' ').strip_prefix(':')?;
    let value = rest.trim_start_matches([' ', '"', '\'']);
    let from = text.len() - value.len();
    Some((from, from + value.find(['\'', '"', '\n', '\r']).unwrap_or(value.len())))
}

fn options(text: &str) -> Vec<(usize, usize)> {
    // Short options are joined to their value in curl's way only where curl is spoken of.
    let curl = text.contains("curl");
    let of_option = |option: &&str| {
        let begins = |at: &usize| *at == 0 || text[..*at].ends_with(char::is_whitespace);
        let places = text.match_indices(*option).map(|(at, _)| at).filter(begins);
        let short = option.len() == 2;
        places
            .filter_map(|at| option_value(text, at + option.len(), short && curl))
            .collect::<Vec<_>>()
    };
    OPTIONS.iter().flat_map(of_option).collect()
}

fn option_value(text: &str, after: usize, joined: bool) -> Option<(usize, usize)> {
    let rest = &text[after..];
    let value = match rest.chars().next()? {
        '=' => &rest[1..],
        c if c.is_whitespace() => rest.trim_start(),
        _ if joined => rest,
        _ => return None,
    };
    let from = text.len() - value.len();
    Some(match value.chars().next()? {
        quote @ ('"' | '\'') => {
            (from + 1, from + 1 + value[1..].find(quote).unwrap_or(value.len() - 1))
        }
        _ => (from, from + value.find(char::is_whitespace).unwrap_or(value.len())),
    })
}

/// What stands before `@` in an address.
fn user_parts(text: &str) -> Vec<(usize, usize)> {
    let found = |(at, mark): (usize, &str)| {
        let from = at + mark.len();
        let rest = &text[from..];
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '"' | '\''))
            .unwrap_or(rest.len());
        rest[..end].rfind('@').map(|to| (from, from + to))
    };
    text.match_indices("://").filter_map(found).collect()
}

/// `client_secret=…`, `clientSecret: …`, `"client_secret": "…"`.
fn named(text: &str) -> Vec<(usize, usize)> {
    let signs = text.match_indices(['=', ':']);
    signs.filter_map(|(at, sign)| named_value(text, at, sign == ":")).collect()
}

fn named_value(text: &str, at: usize, colon: bool) -> Option<(usize, usize)> {
    let before = text[..at].trim_end_matches([' ', '"', '\'', '\\']);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let begin = before
        .rfind(|c| !is_name(c))
        .map_or(0, |last| last + before[last..].chars().next().map_or(1, char::len_utf8));
    let name = before[begin..].to_ascii_lowercase().replace(['_', '-'], "");
    if !NAMES.iter().any(|secret| name == *secret || name.ends_with("secret")) {
        return None;
    }
    let rest = &text[at + 1..];
    let value = if colon { rest.trim_start_matches(' ') } else { rest };
    let quoted = value.trim_start_matches('\\').starts_with(['"', '\'']);
    if colon && !quoted && EVERYDAY.contains(&name.as_str()) {
        return None;
    }
    let value = value.trim_start_matches('\\');
    let from = text.len() - value.len();
    Some(match value.chars().next()? {
        quote @ ('"' | '\'') => {
            (from + 1, from + 1 + value[1..].find([quote, '\\']).unwrap_or(value.len() - 1))
        }
        _ => {
            let ends =
                |c: char| c.is_whitespace() || matches!(c, '&' | '"' | '\'' | ',' | ';' | '}');
            (from, from + value.find(ends).unwrap_or(value.len()))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "S3cr3tVal9zzQ";

    fn shown(text: &str) -> String {
        let plain = |part: &Part| match part {
            Part::Plain { text } => text.clone(),
            Part::Secret(_) => "[]".to_owned(),
        };
        cut_text(text).iter().map(plain).collect()
    }

    #[test]
    fn a_credential_is_cut_wherever_it_stands() {
        let rows = [
            "curl -uAbCd:S https://a.example",
            "curl -u AbCd:S -H 'X-Api-Key: v' -d grant_type=refresh_token",
            "curl -v -u 'AbCd:S' https://a.example",
            "curl --user=AbCd:S https://a.example",
            "curl -b 'SID=S' https://a.example",
            "curl --proxy-user p:S https://a.example",
            "curl -x http://p:S@proxy:8080 https://a.example",
            "curl https://id:S@auth.worksmobile.com/oauth2/v2.0/token",
            "curl -d password=S -d grant_type=x",
            "curl -d CLIENT_SECRET=S",
            "curl -d 'clientSecret=S&x=1'",
            "curl -d token=S",
            "curl --pass S --cert c.pem:S",
            "client_secret: S",
            "export CLIENT_SECRET=S\n{\"error\":\"invalid_client\"}",
            "{\"request\":{\"headers\":{\"authorization\":\"Basic S\"}}}",
            "{\\\"client_secret\\\":\\\"S\\\"}",
            "Authorization: Bearer S",
            "Cookie: a=b; SID=S",
        ];
        for row in rows {
            let text = row.replace('S', "\u{1}").replace("\u{1}ID", "SID");
            let text = text.replace("CLIENT_\u{1}ECRET", "CLIENT_SECRET");
            let text = text.replace("client\u{1}ecret", "clientSecret").replace('\u{1}', SECRET);
            assert!(text.contains(SECRET), "{row}");
            assert!(!shown(&text).contains(SECRET), "{}", shown(&text));
        }
    }

    #[test]
    fn what_is_no_credential_stays() {
        let rows = [
            "{\"error\":\"invalid_token\",\"error_description\":\"token: expired\"}",
            "{\"code\":\"INVALID_PARAMETER\",\"token_type\":\"Bearer\"}",
            "grant_type=refresh_token&scope=bot",
            "https://auth.worksmobile.com/oauth2/v2.0/token?x=a@b",
            "Invalid key: the token has expired",
        ];
        for row in rows {
            assert_eq!(shown(row), row);
        }
    }
}
