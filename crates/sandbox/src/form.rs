//! Strict reading of `application/x-www-form-urlencoded` bodies (WHATWG URL section 5.1).
//!
//! Stricter than a browser's reader: a broken percent sign or text that is not UTF-8 is an error,
//! not a replacement character, and a name that occurs twice stays visible.

use std::collections::HashSet;

/// The fields of one form body, in the order they arrived.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Form {
    fields: Vec<(String, String)>,
}

/// Why a body is no form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FormError {
    /// A percent sign without two hexadecimal digits after it.
    #[error("a percent sign is not followed by two hexadecimal digits")]
    BrokenPercent,
    /// The decoded bytes are no UTF-8.
    #[error("a decoded name or value is not UTF-8")]
    NotUtf8,
}

impl Form {
    /// Reads `body`; a name without `=` has an empty value, empty segments are skipped.
    pub(crate) fn parse(body: &[u8]) -> Result<Form, FormError> {
        let mut fields = Vec::new();
        for segment in body.split(|b| *b == b'&').filter(|segment| !segment.is_empty()) {
            let mut halves = segment.splitn(2, |b| *b == b'=');
            let name = decoded(halves.next().unwrap_or_default())?;
            let value = decoded(halves.next().unwrap_or_default())?;
            fields.push((name, value));
        }
        Ok(Form { fields })
    }

    /// The first value of `name`; an empty value counts as left out (RFC 6749 section 3.2).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.fields.iter().find(|(field, _)| field == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// The first name that occurs more than once, if any.
    pub(crate) fn doubled(&self) -> Option<&str> {
        let mut seen = HashSet::new();
        self.fields.iter().map(|(name, _)| name.as_str()).find(|name| !seen.insert(*name))
    }

    /// The fields themselves.
    pub(crate) fn into_fields(self) -> Vec<(String, String)> {
        self.fields
    }
}

fn decoded(text: &[u8]) -> Result<String, FormError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => {
                let (digits, tail) = tail.split_at_checked(2).ok_or(FormError::BrokenPercent)?;
                bytes.push(hex_byte(digits)?);
                rest = tail;
            }
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).map_err(|_| FormError::NotUtf8)
}

fn hex_byte(digits: &[u8]) -> Result<u8, FormError> {
    digits.iter().try_fold(0u8, |byte, digit| {
        let value = char::from(*digit).to_digit(16).ok_or(FormError::BrokenPercent)?;
        let value = u8::try_from(value).map_err(|_| FormError::BrokenPercent)?;
        Ok((byte << 4) | value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(body: &str) -> Vec<(String, String)> {
        Form::parse(body.as_bytes()).unwrap().into_fields()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn awkward_values_come_back_whole() {
        assert_eq!(
            fields("client_id=client%21%2BID&client_secret=SECRET%3F%25Gclient&s=a+b%20c&x=a=b"),
            [
                pair("client_id", "client!+ID"),
                pair("client_secret", "SECRET?%Gclient"),
                pair("s", "a b c"),
                pair("x", "a=b"),
            ]
        );
        assert_eq!(fields("%E5%8B%A4=%e6%80%a0"), [pair("勤", "怠")]);
    }

    #[test]
    fn one_round_of_decoding_only() {
        assert_eq!(fields("g=urn%253Aietf"), [pair("g", "urn%3Aietf")]);
    }

    #[test]
    fn names_without_value_and_empty_segments() {
        assert_eq!(fields("&a&&b=&"), [pair("a", ""), pair("b", "")]);
        let form = Form::parse(b"a&b=&c=1").unwrap();
        assert_eq!((form.get("a"), form.get("b"), form.get("c")), (None, None, Some("1")));
    }

    #[test]
    fn broken_percent_signs_are_refused() {
        for body in ["a=%", "a=%4", "a=%zz", "a=%4g", "%=1", "a=100%&b=1", "a=%+1"] {
            assert_eq!(
                Form::parse(body.as_bytes()).err(),
                Some(FormError::BrokenPercent),
                "{body}"
            );
        }
    }

    #[test]
    fn text_that_is_not_utf8_is_refused() {
        for body in [&b"a=%ff"[..], b"a=\xff", b"%C0%80=1", b"a=%E5%8B"] {
            assert_eq!(Form::parse(body).err(), Some(FormError::NotUtf8), "{body:?}");
        }
    }

    #[test]
    fn a_name_sent_twice_is_seen_also_when_one_is_encoded() {
        assert_eq!(Form::parse(b"a=1&b=2&%61=1").unwrap().doubled(), Some("a"));
        assert_eq!(Form::parse(b"a=1&b=2&A=1").unwrap().doubled(), None);
    }
}
