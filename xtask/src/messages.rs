//! The page's message catalogues side by side: the same keys, none empty, none twice, and the same
//! placeholders in each language. Whether a key is used is the type checker's business.

use std::collections::{BTreeMap, BTreeSet};

use crate::command::Error;
use crate::json::{Member, members};
use crate::repo::ui;

/// The catalogue every other one is compared with.
const BASE: &str = "en";
const OTHERS: &[&str] = &["ja"];

/// Compares the committed catalogues.
pub fn check() -> Result<(), Error> {
    let base = read(BASE)?;
    let mut findings = faults(BASE, &base);
    for language in OTHERS {
        let other = read(language)?;
        findings.extend(faults(language, &other));
        findings.extend(differences((BASE, &base), (language, &other)));
    }
    if findings.is_empty() {
        println!("{} messages in {BASE}, {}", base.len(), OTHERS.join(", "));
        Ok(())
    } else {
        Err(Error::Found(format!("message catalogues:\n  {}", findings.join("\n  "))))
    }
}

fn read(language: &str) -> Result<Vec<Member>, Error> {
    let path = ui().join(format!("messages/{language}.json"));
    let text = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
    let mut all =
        members(&text).map_err(|why| Error::Found(format!("messages/{language}.json: {why}")))?;
    all.retain(|member| member.key != "$schema");
    Ok(all)
}

/// What is wrong within one catalogue.
fn faults(language: &str, catalogue: &[Member]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for Member { key, texts } in catalogue {
        if !seen.insert(key) {
            findings.push(format!("{language}: {key} stands twice"));
        }
        if texts.is_empty() || texts.iter().any(|text| text.trim().is_empty()) {
            findings.push(format!("{language}: {key} is empty"));
        }
    }
    findings
}

/// What one catalogue has and the other lacks.
fn differences(base: (&str, &[Member]), other: (&str, &[Member])) -> Vec<String> {
    let (left, right) = (by_key(base.1), by_key(other.1));
    let mut findings = Vec::new();
    for (key, wanted) in &left {
        match right.get(key) {
            None => findings.push(format!("{}: {key} is missing", other.0)),
            Some(found) if found != wanted => findings.push(format!(
                "{key}: placeholders differ: {} {wanted:?}, {} {found:?}",
                base.0, other.0
            )),
            Some(_) => {}
        }
    }
    let extra = right.keys().filter(|key| !left.contains_key(*key));
    findings.extend(extra.map(|key| format!("{}: {key} is missing", base.0)));
    findings
}

fn by_key(catalogue: &[Member]) -> BTreeMap<&str, BTreeSet<&str>> {
    let pairs = catalogue.iter().map(|Member { key, texts }| {
        (key.as_str(), texts.iter().flat_map(|text| placeholders(text)).collect())
    });
    pairs.collect()
}

/// The `{name}`s of a text.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(en: &str, ja: &str) -> Vec<String> {
        differences(("en", &members(en).unwrap()), ("ja", &members(ja).unwrap()))
    }

    #[test]
    fn equal_keys_and_placeholders_pass_in_any_order() {
        let en = r#"{"a":"{count} of {total}","b":"x"}"#;
        let ja = r#"{"b":"い","a":"{total}のうち{count}"}"#;
        assert_eq!(compared(en, ja), Vec::<String>::new());
    }

    #[test]
    fn a_key_that_one_side_lacks_is_named_with_its_side() {
        assert_eq!(
            compared(r#"{"a":"x"}"#, r#"{"b":"い"}"#),
            ["ja: a is missing", "en: b is missing"]
        );
    }

    #[test]
    fn a_lost_or_renamed_placeholder_is_found() {
        assert_eq!(compared(r#"{"a":"{count} apps"}"#, r#"{"a":"アプリ"}"#).len(), 1);
        assert_eq!(compared(r#"{"a":"{count}"}"#, r#"{"a":"{coumt}"}"#).len(), 1);
    }

    #[test]
    fn empty_and_repeated_messages_are_found() {
        let catalogue = members(r#"{"a":" ","b":"x","b":"y"}"#).unwrap();
        assert_eq!(faults("en", &catalogue), ["en: a is empty", "en: b stands twice"]);
    }
}
