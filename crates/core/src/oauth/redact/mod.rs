//! Cuts secrets out of everything that a server says before it is stored or shown (security.md L1,
//! L2): the ones that we know, however they are written, and what looks like a token by its name
//! or shape, also in a broken answer.

mod finds;
mod spellings;

use finds::{Find, json_values, token_finds};
use spellings::spellings;

use crate::flow::Part;
use crate::{Sealed, Secret};

/// Header fields that can carry a secret.
const SECRET_HEADERS: [&str; 4] = ["authorization", "set-cookie", "cookie", "proxy-authorization"];
/// Most cuts in one text: a hostile answer must not cost minutes. Past it nothing is shown.
const MOST_CUTS: usize = 2_000;
/// The shortest beginning of a secret that is sealed at the end of a broken text.
const SHORTEST_STUMP: usize = 3;

/// Secrets that must not be shown, with every way they are written.
#[derive(Default)]
pub struct Hidden {
    written: Vec<(Secret, Sealed)>,
    stumps: Vec<Secret>,
}

impl Hidden {
    /// Hides a secret from now on.
    pub fn hide(&mut self, secret: &Secret) {
        self.hide_as(secret, secret.sealed());
    }

    /// Hides a credential that lasts from now on: not a character of it is shown.
    pub fn hide_whole(&mut self, secret: &Secret) {
        self.hide_as(secret, Sealed::whole(secret.expose()));
    }

    fn hide_as(&mut self, secret: &Secret, sealed: Sealed) {
        // Exposed to be looked for, so that it can be cut out.
        let text = secret.expose();
        if text.is_empty() {
            return;
        }
        self.written.extend(
            spellings(text).into_iter().map(|written| (Secret::new(written), sealed.clone())),
        );
        self.stumps.push(secret.clone());
    }

    /// Whether one of the secrets is in a text, however it is written.
    pub fn is_in(&self, text: &str) -> bool {
        !self.known(text).is_empty()
    }

    /// A text in parts.
    pub fn parts(&self, text: &str) -> Vec<Part> {
        let mut finds = self.known(text);
        finds.extend(token_finds(text));
        cut(text, finds)
    }

    /// A text as one, with an ellipsis for each secret.
    pub fn text(&self, text: &str) -> String {
        plain_text(&self.parts(text))
    }

    /// A response body in parts. `broken`: it ended early, perhaps in the middle of a secret. A
    /// body that is no text is not shown at all.
    pub fn body(&self, bytes: &[u8], broken: bool) -> Vec<Part> {
        let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0')) else {
            return vec![Part::Secret(Sealed::of(&String::from_utf8_lossy(bytes)))];
        };
        match serde_json::from_str(text) {
            Ok(value) => self.json(text, &value),
            Err(_) => self.text_body(text, broken),
        }
    }

    /// Header fields with the values of secret ones replaced and secrets cut out.
    pub fn headers(&self, headers: &[(String, String)]) -> Vec<(String, String)> {
        let show = |name: &str, value: &str| {
            let name = name.to_ascii_lowercase();
            let secret = SECRET_HEADERS.contains(&name.as_str())
                || name.contains("token")
                || name.contains("secret");
            if secret { "…".to_owned() } else { self.text(value) }
        };
        headers.iter().map(|(name, value)| (name.clone(), show(name, value))).collect()
    }

    fn json(&self, text: &str, value: &serde_json::Value) -> Vec<Part> {
        let mut hidden = Self { written: self.written.clone(), stumps: Vec::new() };
        json_values(value).iter().for_each(|secret| hidden.hide(secret));
        // JSON can write a character in several ways. Where its plain form has more secrets than
        // the text as it came, some are written in a way of their own: the plain form is shown.
        let plain = value.to_string();
        if hidden.known(&plain).len() > hidden.known(text).len() {
            hidden.parts(&plain)
        } else {
            hidden.parts(text)
        }
    }

    fn text_body(&self, text: &str, broken: bool) -> Vec<Part> {
        let mut finds = self.known(text);
        finds.extend(token_finds(text));
        if broken {
            finds.extend(self.stumps.iter().filter_map(|secret| stump(text, secret)));
        }
        cut(text, finds)
    }

    fn known(&self, text: &str) -> Vec<Find> {
        let mut finds = Vec::new();
        for (written, sealed) in &self.written {
            // Exposed to be cut out.
            let written = written.expose();
            // Preparing a search costs more than most header fields are long.
            if written.len() > text.len() {
                continue;
            }
            let room = MOST_CUTS.saturating_sub(finds.len()) + 1;
            let places = text.match_indices(written).take(room);
            finds.extend(places.map(|(at, _)| Find {
                from: at,
                to: at + written.len(),
                sealed: sealed.clone(),
            }));
        }
        finds
    }
}

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hidden({} secrets)", self.stumps.len())
    }
}

/// Parts as one text, with an ellipsis for each secret.
pub fn plain_text(parts: &[Part]) -> String {
    let show = |part: &Part| match part {
        Part::Plain { text } => text.clone(),
        Part::Secret(_) => "…".to_owned(),
    };
    parts.iter().map(show).collect()
}

/// The longest end of the text that is a beginning of the secret.
fn stump(text: &str, secret: &Secret) -> Option<Find> {
    // Exposed to be cut out.
    let secret = secret.expose();
    let ends = secret
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| *at >= SHORTEST_STUMP)
        .collect::<Vec<_>>();
    let length = ends.into_iter().rev().find(|end| text.ends_with(&secret[..*end]))?;
    Some(Find { from: text.len() - length, to: text.len(), sealed: Sealed::whole(secret) })
}

fn cut(text: &str, mut finds: Vec<Find>) -> Vec<Part> {
    if finds.len() > MOST_CUTS {
        return vec![Part::Secret(Sealed::of(text))];
    }
    // The longest of overlapping finds wins.
    finds.sort_by_key(|find| (find.from, std::cmp::Reverse(find.to)));
    let (mut parts, mut done) = (Vec::new(), 0);
    for find in finds {
        if find.to <= done {
            continue;
        }
        if find.from > done {
            parts.push(Part::plain(&text[done..find.from]));
        }
        parts.push(Part::Secret(find.sealed));
        done = find.to;
    }
    if done < text.len() {
        parts.push(Part::plain(&text[done..]));
    }
    parts
}

#[cfg(test)]
mod tests;
