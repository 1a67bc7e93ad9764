//! English for everything that core and engine say by name. One file per subject, each complete
//! by a match, so that a new name can't be forgotten.

pub(crate) mod activity;
pub(crate) mod cause;
mod cause_assertion;
mod cause_key;
mod cause_line;
mod cause_pasted;
mod cause_refresh;
mod cause_refused;
mod cause_request;
mod cause_server;
mod cause_sign_in;
mod cause_sso;
mod cause_unanswered;
pub(crate) mod discovery;
pub(crate) mod error;
pub(crate) mod file;
pub(crate) mod finding;
pub(crate) mod fix;
pub(crate) mod held;
pub(crate) mod inspection;
pub(crate) mod key;
pub(crate) mod redirect;
pub(crate) mod rule;
pub(crate) mod sign_in;
pub(crate) mod source;
pub(crate) mod step;
pub(crate) mod subject;
pub(crate) mod token;

use std::collections::BTreeMap;

/// The template with `{name}` replaced by the value of that name; a value that is not known
/// shows as `?`.
pub(crate) fn filled(template: &str, values: &BTreeMap<String, String>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        text.push_str(before);
        let value = values.get(name).map(String::as_str).filter(|value| !value.is_empty());
        text.push_str(value.unwrap_or("?"));
        rest = behind;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_and_unknown_ones_are_marked() {
        let values = BTreeMap::from([("host".to_owned(), "id.corp.example".to_owned())]);
        assert_eq!(filled("{host} took {seconds} s", &values), "id.corp.example took ? s");
    }

    #[test]
    fn braces_in_a_value_are_left_alone() {
        let values = BTreeMap::from([("a".to_owned(), "{b}".to_owned())]);
        assert_eq!(filled("x{a}y{", &values), "x{b}y{");
    }
}
