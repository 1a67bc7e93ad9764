//! What the console asks of a public key (facts 7.4).

use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

/// Bytes of a modulus of 2048 bits.
const MODULUS: usize = 256;
const PRIVATE: [&str; 7] = ["d", "p", "q", "dp", "dq", "qi", "oth"];

/// Why a JWK is not registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JwkFault {
    NotJson,
    PrivateKey,
    HasKid,
    NotRsa,
    NotRs256,
    /// Neither `use` nor `key_ops`, or both, or with another value.
    Purpose,
    Not2048Bits,
}

/// Reads the JWK that was pasted.
pub(super) fn read(text: &str) -> Result<ParsedPublicKey, JwkFault> {
    let Ok(Value::Object(members)) = serde_json::from_str(text.trim()) else {
        return Err(JwkFault::NotJson);
    };
    if PRIVATE.iter().any(|name| members.contains_key(*name)) {
        return Err(JwkFault::PrivateKey);
    }
    if members.contains_key("kid") {
        return Err(JwkFault::HasKid);
    }
    if members.get("kty") != Some(&Value::from("RSA")) {
        return Err(JwkFault::NotRsa);
    }
    if members.get("alg") != Some(&Value::from("RS256")) {
        return Err(JwkFault::NotRs256);
    }
    if !has_one_purpose(&members) {
        return Err(JwkFault::Purpose);
    }
    let number = |name: &str| {
        URL_SAFE_NO_PAD.decode(members.get(name)?.as_str()?).ok().filter(|it| !it.is_empty())
    };
    let numbers = number("n").zip(number("e"));
    let (n, e) = numbers.filter(|(n, _)| n.len() == MODULUS).ok_or(JwkFault::Not2048Bits)?;
    let parsed = PublicKeyComponents { n, e }.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256);
    parsed.map_err(|_| JwkFault::Not2048Bits)
}

fn has_one_purpose(members: &Map<String, Value>) -> bool {
    match (members.get("use"), members.get("key_ops")) {
        (Some(purpose), None) => purpose == &Value::from("sig"),
        (None, Some(operations)) => operations == &Value::from(vec!["verify"]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn jwk() -> Value {
        let mut n = [0xaa_u8; MODULUS];
        n[MODULUS - 1] = 0x01;
        let n = URL_SAFE_NO_PAD.encode(n);
        json!({"kty": "RSA", "alg": "RS256", "use": "sig", "n": n, "e": "AQAB"})
    }

    fn with(name: &str, value: Value) -> Value {
        let mut jwk = jwk();
        jwk[name] = value;
        jwk
    }

    #[test]
    fn a_jwk_of_either_purpose_is_taken() {
        assert!(read(&jwk().to_string()).is_ok());
        let mut operations = with("key_ops", json!(["verify"]));
        operations.as_object_mut().unwrap().remove("use");
        operations["ext"] = json!(true);
        assert!(read(&operations.to_string()).is_ok(), "as the Web Cryptography API writes it");
    }

    #[test]
    fn each_near_miss_is_refused_for_its_own_reason() {
        let mut none = jwk();
        none.as_object_mut().unwrap().remove("use");
        let short = URL_SAFE_NO_PAD.encode([0xaa; 128]);
        let rows = [
            (with("kid", json!("mine")), JwkFault::HasKid),
            (with("d", json!("AQAB")), JwkFault::PrivateKey),
            (with("kty", json!("EC")), JwkFault::NotRsa),
            (with("alg", json!("RS512")), JwkFault::NotRs256),
            (with("key_ops", json!(["verify"])), JwkFault::Purpose),
            (with("use", json!("enc")), JwkFault::Purpose),
            (none, JwkFault::Purpose),
            (with("n", json!(short)), JwkFault::Not2048Bits),
            (json!([]), JwkFault::NotJson),
        ];
        for (jwk, fault) in rows {
            assert_eq!(read(&jwk.to_string()).err(), Some(fault), "{fault:?}");
        }
    }
}
