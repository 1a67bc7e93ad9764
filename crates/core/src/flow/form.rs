//! The fields of a form body that is kept in parts, with its secrets sealed.

use url::form_urlencoded;

use super::Part;
use crate::Sealed;

/// A field of a form as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownField {
    /// Its name.
    pub(crate) name: String,
    /// Its value, decoded, without what was sealed.
    pub(crate) text: String,
    /// The seal of a secret in it.
    pub(crate) secret: Option<Sealed>,
}

/// The fields in order.
pub(crate) fn form_fields(body: &[Part]) -> Vec<ShownField> {
    let mut fields = vec![Encoded::default()];
    for part in body {
        match part {
            Part::Plain { text } => {
                let mut pieces = text.split('&');
                let first = pieces.next().unwrap_or_default();
                if let Some(field) = fields.last_mut() {
                    field.pair.push_str(first);
                }
                fields.extend(pieces.map(Encoded::begun));
            }
            Part::Secret(sealed) => {
                if let Some(field) = fields.last_mut() {
                    field.secret = Some(sealed.clone());
                }
            }
        }
    }
    fields.into_iter().filter_map(Encoded::read).collect()
}

#[derive(Default)]
struct Encoded {
    pair: String,
    secret: Option<Sealed>,
}

impl Encoded {
    fn begun(pair: &str) -> Self {
        Self { pair: pair.to_owned(), secret: None }
    }

    fn read(self) -> Option<ShownField> {
        let (name, text) = form_urlencoded::parse(self.pair.as_bytes()).next()?;
        let (name, text) = (name.into_owned(), text.into_owned());
        Some(ShownField { name, text, secret: self.secret })
    }
}
