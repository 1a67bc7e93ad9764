//! Reads the fields of a form body that is kept in parts, with its secrets sealed.

use url::form_urlencoded;

use super::FieldValue;
use crate::flow::Part;

/// The fields in order; `None` when a secret stands where none is expected.
pub(super) fn fields(body: &[Part]) -> Option<Vec<(String, FieldValue)>> {
    let mut fields = vec![Field::default()];
    for part in body {
        match part {
            Part::Plain { text } => {
                let mut pieces = text.split('&');
                let first = pieces.next().unwrap_or_default();
                if let Some(field) = fields.last_mut() {
                    field.plain.push_str(first);
                }
                fields.extend(pieces.map(Field::begun));
            }
            Part::Secret(_) => fields.last_mut()?.has_secret = true,
        }
    }
    fields.into_iter().filter(|field| !field.plain.is_empty()).map(Field::read).collect()
}

#[derive(Default)]
struct Field {
    plain: String,
    has_secret: bool,
}

impl Field {
    fn begun(plain: &str) -> Self {
        Self { plain: plain.to_owned(), has_secret: false }
    }

    fn read(self) -> Option<(String, FieldValue)> {
        let (name, value) = form_urlencoded::parse(self.plain.as_bytes()).next()?;
        let value = match (name.as_ref(), self.has_secret) {
            ("assertion", _) => FieldValue::Assertion,
            ("client_secret", _) => FieldValue::ClientSecret,
            (_, false) => FieldValue::Text(value.into_owned()),
            (_, true) => return None,
        };
        Some((name.into_owned(), value))
    }
}
