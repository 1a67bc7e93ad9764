//! Cuts secrets out of texts before they are stored or shown (security.md L1, L2): the known ones
//! wherever and however they are written, and token members of a JSON body, also of a broken one.

use url::form_urlencoded;

use crate::Sealed;
use crate::flow::Part;

/// Members of a token answer whose values are secrets.
const TOKEN_MEMBERS: [&str; 4] =
    ["\"access_token\"", "\"refresh_token\"", "\"id_token\"", "\"client_secret\""];
/// Header fields that can carry a secret.
const SECRET_HEADERS: [&str; 4] = ["authorization", "set-cookie", "cookie", "proxy-authorization"];

/// A text in parts, with every known secret sealed: as it is, form-encoded, and as in JSON.
pub fn seal(text: &str, secrets: &[&str]) -> Vec<Part> {
    let mut cuts = Vec::new();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        for written in spellings(secret) {
            cuts.extend(
                text.match_indices(&written)
                    .map(|(at, found)| (at, at + found.len(), Sealed::of(secret))),
            );
        }
    }
    cut(text, cuts)
}

/// A response body in parts: known secrets, token members and anything shaped like a JWT sealed.
pub fn seal_body(text: &str, secrets: &[&str]) -> Vec<Part> {
    let values: Vec<&str> = TOKEN_MEMBERS
        .iter()
        .flat_map(|member| member_values(text, member))
        .chain(jwt_like(text))
        .chain(secrets.iter().copied())
        .collect();
    seal(text, &values)
}

/// Header fields with the values of secret ones replaced and known secrets cut out.
pub fn shown_headers(headers: &[(String, String)], secrets: &[&str]) -> Vec<(String, String)> {
    let show = |name: &str, value: &str| {
        if SECRET_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
            return "…".to_owned();
        }
        plain_text(&seal(value, secrets))
    };
    headers.iter().map(|(name, value)| (name.clone(), show(name, value))).collect()
}

/// Parts as one text, with an ellipsis for each secret.
pub fn plain_text(parts: &[Part]) -> String {
    let show = |part: &Part| match part {
        Part::Plain { text } => text.clone(),
        Part::Secret(_) => "…".to_owned(),
    };
    parts.iter().map(show).collect()
}

fn spellings(secret: &str) -> Vec<String> {
    let encoded: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let json = serde_json::Value::from(secret).to_string();
    let json = json.trim_matches('"').to_owned();
    let mut all = vec![secret.to_owned(), encoded, json];
    all.dedup();
    all
}

fn cut(text: &str, mut cuts: Vec<(usize, usize, Sealed)>) -> Vec<Part> {
    // The longest of overlapping cuts wins.
    cuts.sort_by_key(|(from, to, _)| (*from, std::cmp::Reverse(*to)));
    let (mut parts, mut done) = (Vec::new(), 0);
    for (from, to, sealed) in cuts {
        if to <= done {
            continue;
        }
        if from > done {
            parts.push(Part::plain(&text[done..from]));
        }
        parts.push(Part::Secret(sealed));
        done = to;
    }
    if done < text.len() {
        parts.push(Part::plain(&text[done..]));
    }
    parts
}

/// Values of a string member, up to the closing quote or the end of a broken text.
fn member_values<'a>(text: &'a str, member: &str) -> Vec<&'a str> {
    text.match_indices(member)
        .filter_map(|(at, _)| string_after(&text[at + member.len()..]))
        .collect()
}

fn string_after(rest: &str) -> Option<&str> {
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let mut escaped = false;
    let end = value.find(|c: char| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    Some(&value[..end.unwrap_or(value.len())])
}

/// Words with two dots that begin as every JSON header does in base64url.
fn jwt_like(text: &str) -> Vec<&str> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.split(|c| !inside(c))
        .filter(|word| word.starts_with("eyJ") && word.matches('.').count() >= 2)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_in_every_spelling() {
        let secret = "TEST+se/cret\"==";
        let rows =
            ["a TEST+se/cret\"== b", "x=TEST%2Bse%2Fcret%22%3D%3D&", r#"{"e":"TEST+se/cret\"=="}"#];
        for text in rows {
            assert_eq!(
                seal(text, &[secret]).iter().filter(|part| matches!(part, Part::Secret(_))).count(),
                1,
                "{text}"
            );
        }
    }

    #[test]
    fn tokens_are_cut_out_of_whole_and_broken_bodies() {
        let rows = [
            r#"{"access_token":"jp1AAAAexample+abc/def==","x":1}"#,
            r#"{ "access_token" : "jp1AAAAexample+abc"#,
            r#"{"error_description":"eyJhbGciOiJI.eyJpc3MiOiJ4.jp1AAAAexample"}"#,
        ];
        for body in rows {
            let shown = serde_json::to_string(&seal_body(body, &[])).unwrap();
            assert!(!shown.contains("AAAAexample"), "{shown}");
        }
    }

    #[test]
    fn what_is_left_is_the_text_itself() {
        assert_eq!(seal_body("a \"x\" b", &["x"]).len(), 3);
        assert_eq!(seal_body("plain", &["secret"]), [Part::plain("plain")]);
    }

    #[test]
    fn cookies_are_never_shown() {
        let headers = vec![
            ("Set-Cookie".to_owned(), "sid=1".to_owned()),
            ("Date".to_owned(), "x".to_owned()),
        ];
        assert_eq!(shown_headers(&headers, &[])[0].1, "…");
        assert_eq!(shown_headers(&headers, &[])[1].1, "x");
    }
}
