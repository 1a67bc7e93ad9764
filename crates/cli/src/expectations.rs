//! What `inspect` holds a token to, from the command line.

use credenza_core::jwt::verify::{Expectations, SignatureAlgorithm};

use crate::failure::Failure;

const FIELD: &str = "--expect";

/// Reads `iss=...,aud=...,nonce=...`. A comma belongs to a value unless a `name=` follows it.
pub(crate) fn read(lists: &[String]) -> Result<Expectations, Failure> {
    let mut expect = Expectations::default();
    for list in lists {
        for piece in pieces(list) {
            let (name, value) = piece
                .split_once('=')
                .ok_or_else(|| refused(format!("`{piece}` is not of the form name=value")))?;
            let place = match name {
                "iss" => &mut expect.iss,
                "aud" => &mut expect.aud,
                "nonce" => &mut expect.nonce,
                _ => return Err(refused(format!("`{name}` is none of iss, aud, nonce"))),
            };
            if place.replace(value.to_owned()).is_some() {
                return Err(refused(format!("`{name}` is there twice")));
            }
        }
    }
    Ok(expect)
}

/// The name of a signature algorithm.
pub(crate) fn algorithm(name: &str) -> Result<SignatureAlgorithm, String> {
    let known = || {
        let names: Vec<&str> =
            SignatureAlgorithm::ALL.into_iter().map(SignatureAlgorithm::name).collect();
        format!("none of {}", names.join(", "))
    };
    SignatureAlgorithm::parse(name).ok_or_else(known)
}

fn refused(reason: String) -> Failure {
    Failure::Input { field: FIELD, reason }
}

fn pieces(list: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in list.split(',') {
        let begins = piece.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        });
        match pieces.last_mut() {
            Some(before) if !begins => before.push_str(&format!(",{piece}")),
            _ => pieces.push(piece.to_owned()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(list: &str) -> Result<Expectations, Failure> {
        read(&[list.to_owned()])
    }

    #[test]
    fn a_list_is_read_and_a_comma_in_a_value_stays() {
        let expect = of("iss=https://a.example/x,y,aud=b=c,nonce=").expect("a list");
        assert_eq!(expect.iss.as_deref(), Some("https://a.example/x,y"));
        assert_eq!(expect.aud.as_deref(), Some("b=c"));
        assert_eq!(expect.nonce.as_deref(), Some(""));
    }

    #[test]
    fn a_name_that_is_not_known_or_twice_is_refused() {
        for list in ["sub=a", "iss", "", "iss=a,sub=b", "iss=a,iss=b"] {
            assert!(of(list).is_err(), "{list}");
        }
    }
}
