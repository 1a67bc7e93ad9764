//! Node: fetch sends, node:crypto signs; no package is needed.

use super::after_now;
use crate::recipe::fill::{fill, lines};
use crate::recipe::literal::javascript as literal;
use crate::recipe::{ClaimValue, FieldValue, Recipe};

const TEMPLATE: &str = include_str!("../templates/token.mjs");
/// Without an assertion.
const FORM: &str = include_str!("../templates/form.mjs");

pub(in crate::recipe) fn program(recipe: &Recipe) -> String {
    let member = |name: &str, value: &str| format!("  {}: {},", key(name), literal(value));
    fill(
        if recipe.signs() { TEMPLATE } else { FORM },
        &[
            ("variables", recipe.variable_lines("//")),
            ("url", literal(&recipe.url)),
            ("header", lines(&recipe.header(), |(name, value)| member(name, value))),
            ("claims", lines(&recipe.claims, claim)),
            ("headers", headers(recipe)),
            ("fields", lines(&recipe.fields, field)),
        ],
    )
}

fn headers(recipe: &Recipe) -> String {
    let member =
        |(name, value): &(String, String)| format!("    {}: {},", key(name), literal(value));
    let mut all: Vec<String> = recipe.headers.iter().map(member).collect();
    all.extend(recipe.basic.as_ref().map(|id| {
        let secret = "new URLSearchParams({ s: variable(\"CLIENT_SECRET\") }).toString().slice(2)";
        let pair = format!("{} + {secret}", literal(&format!("{id}:")));
        format!("    authorization: \"Basic \" + Buffer.from({pair}).toString(\"base64\"),")
    }));
    all.join("\n")
}

/// A member's name. In brackets where a plain one would set the prototype instead.
fn key(name: &str) -> String {
    let literal = literal(name);
    if name == "__proto__" { format!("[{literal}]") } else { literal }
}

fn claim((name, value): &(String, ClaimValue)) -> String {
    let value = match value {
        ClaimValue::Text(text) => literal(text),
        ClaimValue::Number(number) => number.to_string(),
        ClaimValue::AfterNow(seconds) => after_now(*seconds),
    };
    format!("  {}: {value},", key(name))
}

fn field((name, value): &(String, FieldValue)) -> String {
    let value = match value {
        FieldValue::Text(text) => literal(text),
        FieldValue::Assertion => "assertion".to_owned(),
        FieldValue::Variable(name) => format!("variable(\"{name}\")"),
    };
    format!("  [{}, {value}],", literal(name))
}
