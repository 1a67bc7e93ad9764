//! bash: curl sends, openssl signs. Secrets come to curl through pipes, never as arguments.

use url::form_urlencoded;

use super::after_now;
use crate::recipe::fill::{fill, lines};
use crate::recipe::literal::shell as word;
use crate::recipe::{ClaimValue, FieldValue, Recipe};

const TEMPLATE: &str = include_str!("../templates/token.sh");
/// Without an assertion.
const FORM: &str = include_str!("../templates/form.sh");

pub(in crate::recipe) fn program(recipe: &Recipe) -> String {
    fill(
        if recipe.signs() { TEMPLATE } else { FORM },
        &[
            ("variables", recipe.variable_lines("#")),
            ("checks", checks(recipe)),
            ("url", word(&recipe.url)),
            ("header", word(&json_header(recipe))),
            ("claims", json_claims(recipe)),
            ("encoding", encoding(recipe)),
            ("headers", headers(recipe)),
            ("fields", lines(&recipe.fields, field)),
        ],
    )
}

/// The form encoding of the secret, where it is needed before curl has it (RFC 6749 section 2.3.1).
const FORM_ENCODED: &str = r#"
  form_encoded() {
    local LC_ALL=C text=$1 place byte
    for ((place = 0; place < ${#text}; place++)); do
      byte=${text:$place:1}
      case $byte in
        [a-zA-Z0-9*._-]) printf %s "$byte" ;;
        ' ') printf + ;;
        *) printf %%%02X "$(($(printf %d "'$byte") & 255))" ;;
      esac
    done
  }"#;

fn encoding(recipe: &Recipe) -> String {
    recipe.basic.as_ref().map(|_| FORM_ENCODED.to_owned()).unwrap_or_default()
}

fn headers(recipe: &Recipe) -> String {
    let header = |(name, value): &(String, String)| {
        format!("    --header {} \\", word(&format!("{name}: {value}")))
    };
    let mut all: Vec<String> = recipe.headers.iter().map(header).collect();
    all.extend(recipe.basic.as_ref().map(|id| {
        let pair = format!("printf '%s:%s' {} \"$(form_encoded \"$CLIENT_SECRET\")\"", word(id));
        format!(
            "    --header @<(printf 'authorization: Basic %s' \"$({pair} | base64 | tr -d '\\n')\") \\"
        )
    }));
    all.join("\n")
}

/// Ends the program where a variable is not set.
fn checks(recipe: &Recipe) -> String {
    let check = |name: &&str| format!("\"${{{name}:?is not set}}\"");
    recipe.variables().iter().map(check).collect::<Vec<_>>().join(" ")
}

fn field((name, value): &(String, FieldValue)) -> String {
    let argument = match value {
        // A shell has no word with a zero byte in it.
        FieldValue::Text(text) if text.contains('\0') => {
            let pair =
                form_urlencoded::Serializer::new(String::new()).append_pair(name, text).finish();
            return format!("    --data {} \\", word(&pair));
        }
        FieldValue::Text(text) => word(&format!("{name}={text}")),
        FieldValue::Assertion => format!("{name}@<(printf %s \"$assertion\")"),
        FieldValue::Variable(variable) => format!("{name}@<(printf %s \"${variable}\")"),
    };
    format!("    --data-urlencode {argument} \\")
}

fn json_header(recipe: &Recipe) -> String {
    let member = |(name, value): &(&str, &str)| format!("{}:{}", json(name), json(value));
    let members: Vec<String> = recipe.header().iter().map(member).collect();
    format!("{{{}}}", members.join(","))
}

/// Quoted JSON with arithmetic between the quotes: `'{"iss":"x","iat":'$((now - 30))'}'`.
fn json_claims(recipe: &Recipe) -> String {
    let mut words = String::new();
    let mut text = String::from("{");
    for (index, (name, value)) in recipe.claims.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        text.push_str(&format!("{comma}{}:", json(name)));
        match value {
            ClaimValue::Text(value) => text.push_str(&json(value)),
            ClaimValue::Number(number) => text.push_str(&number.to_string()),
            ClaimValue::AfterNow(seconds) => {
                words.push_str(&format!("{}$(({}))", word(&text), after_now(*seconds)));
                text.clear();
            }
        }
    }
    text.push('}');
    words + &word(&text)
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
