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
            (
                "imports",
                recipe.basic.as_ref().map(|_| "import base64\n".to_owned()).unwrap_or_default(),
            ),
            ("headers", headers(recipe)),
            ("fields", lines(&recipe.fields, field)),
        ],
    )
}

fn headers(recipe: &Recipe) -> String {
    let member = |(name, value): &(String, String)| {
        format!("        {}: {},", literal(name), literal(value))
    };
    let mut all: Vec<String> = recipe.headers.iter().map(member).collect();
    all.extend(recipe.basic.as_ref().map(|id| {
        let pair = format!(
            "({} + urllib.parse.quote_plus(variable(\"CLIENT_SECRET\")))",
            literal(&format!("{id}:"))
        );
        format!(
            "        \"authorization\": \"Basic \" + base64.b64encode({pair}.encode()).decode(),"
        )
    }));
    all.join("\n")
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
