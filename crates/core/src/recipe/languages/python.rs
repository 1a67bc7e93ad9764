//! Python: urllib sends, the package `cryptography` signs. The standard library has no RSA.

use super::after_now;
use crate::recipe::fill::{fill, lines};
use crate::recipe::literal::python as literal;
use crate::recipe::{ClaimValue, FieldValue, Recipe};

const TEMPLATE: &str = include_str!("../templates/token.py");
/// Without an assertion.
const FORM: &str = include_str!("../templates/form.py");

pub(in crate::recipe) fn program(recipe: &Recipe) -> String {
    let member = |name: &str, value: &str| format!("    {}: {},", literal(name), literal(value));
    fill(
        if recipe.signs() { TEMPLATE } else { FORM },
        &[
            ("variables", recipe.variable_lines("#")),
            ("url", literal(&recipe.url)),
            ("header", lines(&recipe.header(), |(name, value)| member(name, value))),
            ("claims", lines(&recipe.claims, claim)),
            ("headers", lines(&recipe.headers, |(n, v)| format!("    {}", member(n, v)))),
            ("fields", lines(&recipe.fields, field)),
        ],
    )
}

fn claim((name, value): &(String, ClaimValue)) -> String {
    let value = match value {
        ClaimValue::Text(text) => literal(text),
        ClaimValue::Number(number) => number.to_string(),
        ClaimValue::AfterNow(seconds) => after_now(*seconds),
    };
    format!("    {}: {value},", literal(name))
}

fn field((name, value): &(String, FieldValue)) -> String {
    let value = match value {
        FieldValue::Text(text) => literal(text),
        FieldValue::Assertion => "assertion".to_owned(),
        FieldValue::Variable(name) => format!("variable(\"{name}\")"),
    };
    format!("    ({}, {value}),", literal(name))
}
