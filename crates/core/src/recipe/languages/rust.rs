//! Rust: reqwest sends, jsonwebtoken signs. The manifest stands in the comment at the top.

use super::after_now;
use crate::recipe::fill::{fill, lines};
use crate::recipe::literal::rust as literal;
use crate::recipe::{ClaimValue, FieldValue, Recipe};

const TEMPLATE: &str = include_str!("../templates/main.rs.txt");
/// Without an assertion.
const FORM: &str = include_str!("../templates/form.rs.txt");

pub(in crate::recipe) fn program(recipe: &Recipe) -> String {
    fill(
        if recipe.signs() { TEMPLATE } else { FORM },
        &[
            ("variables", recipe.variable_lines("//")),
            ("url", literal(&recipe.url)),
            ("header", jwt_header(recipe)),
            ("claims", lines(&recipe.claims, claim)),
            ("headers", headers(recipe)),
            ("fields", lines(&recipe.fields, field)),
        ],
    )
}

fn headers(recipe: &Recipe) -> String {
    let header = |(name, value): &(String, String)| {
        format!("        .header({}, {})", literal(name), literal(value))
    };
    let mut all: Vec<String> = recipe.headers.iter().map(header).collect();
    all.extend(recipe.basic.as_ref().map(|id| {
        let secret = "variable(\"CLIENT_SECRET\")?.as_bytes()";
        let encoded = format!("form_urlencoded::byte_serialize({secret}).collect::<String>()");
        format!("        .basic_auth({}, Some({encoded}))", literal(id))
    }));
    all.join("\n")
}

fn jwt_header(recipe: &Recipe) -> String {
    match &recipe.key_id {
        None => "Header::new(Algorithm::RS256)".to_owned(),
        Some(key_id) => format!(
            "Header {{ kid: Some({}.to_owned()), ..Header::new(Algorithm::RS256) }}",
            literal(key_id)
        ),
    }
}

fn claim((name, value): &(String, ClaimValue)) -> String {
    let value = match value {
        ClaimValue::Text(text) => literal(text),
        ClaimValue::Number(number) => number.to_string(),
        ClaimValue::AfterNow(seconds) => after_now(*seconds),
    };
    format!("        {}: {value},", literal(name))
}

fn field((name, value): &(String, FieldValue)) -> String {
    let value = match value {
        FieldValue::Text(text) => literal(text),
        FieldValue::Assertion => "&assertion".to_owned(),
        FieldValue::Variable(name) => format!("&variable(\"{name}\")?"),
    };
    format!("        .append_pair({}, {value})", literal(name))
}
