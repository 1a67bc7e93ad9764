//! JSON Web Keys as the standards print them: RFC 7520 section 3 and RFC 8037 appendix A. Their
//! thumbprints are known from RFC 8037 and from other programs that use the same keys.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::keys::{
    KeyAlgorithm, KeyFile, KeyKind, KeyProblem, KeyRelation, compare, inspect, open,
};

const BILBO: &str = "bilbo.baggins@hobbiton.example";

fn ec_public() -> Value {
    json!({"kty": "EC", "kid": BILBO, "use": "sig", "crv": "P-521",
        "x": "AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt",
        "y": "AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1"})
}

fn ec_private() -> Value {
    with(
        ec_public(),
        &[(
            "d",
            "AAhRON2r9cqXX1hg-RoI6R1tX5p2rUAYdmpHZoC1XNM56KtscrX6zbKipQrCW9CGZH3T4ubpnoTKLDYJ_fF3_rJt",
        )],
    )
}

fn rsa_public() -> Value {
    json!({"kty": "RSA", "kid": BILBO, "use": "sig", "e": "AQAB",
        "n": "n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw"})
}

fn rsa_private() -> Value {
    with(
        rsa_public(),
        &[
            (
                "d",
                "bWUC9B-EFRIo8kpGfh0ZuyGPvMNKvYWNtB_ikiH9k20eT-O1q_I78eiZkpXxXQ0UTEs2LsNRS-8uJbvQ-A1irkwMSMkK1J3XTGgdrhCku9gRldY7sNA_AKZGh-Q661_42rINLRCe8W-nZ34ui_qOfkLnK9QWDDqpaIsA-bMwWWSDFu2MUBYwkHTMEzLYGqOe04noqeq1hExBTHBOBdkMXiuFhUq1BU6l-DqEiWxqg82sXt2h-LMnT3046AOYJoRioz75tSUQfGCshWTBnP5uDjd18kKhyv07lhfSJdrPdM5Plyl21hsFf4L_mHCuoFau7gdsPfHPxxjVOcOpBrQzwQ",
            ),
            (
                "p",
                "3Slxg_DwTXJcb6095RoXygQCAZ5RnAvZlno1yhHtnUex_fp7AZ_9nRaO7HX_-SFfGQeutao2TDjDAWU4Vupk8rw9JR0AzZ0N2fvuIAmr_WCsmGpeNqQnev1T7IyEsnh8UMt-n5CafhkikzhEsrmndH6LxOrvRJlsPp6Zv8bUq0k",
            ),
            (
                "q",
                "uKE2dh-cTf6ERF4k4e_jy78GfPYUIaUyoSSJuBzp3Cubk3OCqs6grT8bR_cu0Dm1MZwWmtdqDyI95HrUeq3MP15vMMON8lHTeZu2lmKvwqW7anV5UzhM1iZ7z4yMkuUwFWoBvyY898EXvRD-hdqRxHlSqAZ192zB3pVFJ0s7pFc",
            ),
            (
                "dp",
                "B8PVvXkvJrj2L-GYQ7v3y9r6Kw5g9SahXBwsWUzp19TVlgI-YV85q1NIb1rxQtD-IsXXR3-TanevuRPRt5OBOdiMGQp8pbt26gljYfKU_E9xn-RULHz0-ed9E9gXLKD4VGngpz-PfQ_q29pk5xWHoJp009Qf1HvChixRX59ehik",
            ),
            (
                "dq",
                "CLDmDGduhylc9o7r84rEUVn7pzQ6PF83Y-iBZx5NT-TpnOZKF1pErAMVeKzFEl41DlHHqqBLSM0W1sOFbwTxYWZDm6sI6og5iTbwQGIC3gnJKbi_7k_vJgGHwHxgPaX2PnvP-zyEkDERuf-ry4c_Z11Cq9AqC2yeL6kdKT1cYF8",
            ),
            (
                "qi",
                "3PiqvXQN0zwMeE-sBvZgi289XP9XCQF3VWqPzMKnIgQp7_Tugo6-NZBKCQsMf3HaEGBjTVJs_jcK8-TRXvaKe-7ZMaQj8VfBdYkssbu0NKDDhjJ-GtiseaDVWt7dcH0cfwxgFUHpQh7FoCrjFJ6h6ZEpMF6xmujs4qMpPz8aaI4",
            ),
        ],
    )
}

fn ed25519_private() -> Value {
    json!({"kty": "OKP", "crv": "Ed25519",
        "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})
}

fn ed25519_public() -> Value {
    json!({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})
}

fn x25519() -> Value {
    json!({"kty": "OKP", "crv": "X25519", "kid": "Bob",
        "x": "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"})
}

fn x448() -> Value {
    json!({"kty": "OKP", "crv": "X448", "kid": "Dave",
        "x": "PreoKbDNIPW8_AtZm2_sz22kYnEHvbDU80W0MCfYuXL8PjT7QjKhPQcG3LV67D2uB73BxnvzNgk"})
}

fn secret(kid: &str, k: &str) -> Value {
    json!({"kty": "oct", "kid": kid, "use": "sig", "k": k})
}

fn with(mut jwk: Value, members: &[(&str, &str)]) -> Value {
    for (name, value) in members {
        jwk[*name] = (*value).into();
    }
    jwk
}

fn file(jwk: &Value) -> KeyFile {
    KeyFile::read(jwk.to_string().as_bytes(), None)
}

#[test]
fn every_published_key_is_named_with_size_thumbprint_and_reason() {
    use KeyAlgorithm as Algorithm;
    use KeyProblem::{NotRsa, PublicHalfOnly};
    const RSA_PRINT: &str = "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI";
    const EC_PRINT: &str = "dHri3SADZkrush5HU_50AoRhcKFryN-PI6jPBtPL55M";
    const ED_PRINT: &str = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";
    let (private, public) = (KeyKind::PrivateKey, KeyKind::PublicKey);
    let half = &[NotRsa, PublicHalfOnly][..];
    for (section, jwk, kind, algorithm, bits, print, problems) in [
        ("7520 3.1", ec_public(), public, Algorithm::Ec, Some(521), Some(EC_PRINT), half),
        ("7520 3.2", ec_private(), private, Algorithm::Ec, Some(521), Some(EC_PRINT), &[NotRsa]),
        (
            "7520 3.3",
            rsa_public(),
            public,
            Algorithm::Rsa,
            Some(2048),
            Some(RSA_PRINT),
            &[PublicHalfOnly],
        ),
        ("7520 3.4", rsa_private(), private, Algorithm::Rsa, Some(2048), Some(RSA_PRINT), &[]),
        (
            "8037 A.1",
            ed25519_private(),
            private,
            Algorithm::Ed25519,
            Some(256),
            Some(ED_PRINT),
            &[NotRsa],
        ),
        ("8037 A.2", ed25519_public(), public, Algorithm::Ed25519, Some(256), Some(ED_PRINT), half),
        ("8037 A.6", x25519(), public, Algorithm::X25519, Some(256), None, half),
        ("8037 A.7", x448(), public, Algorithm::Other, None, None, half),
    ] {
        let report = file(&jwk).report;
        assert_eq!((report.kind, report.algorithm), (kind, Some(algorithm)), "{section}");
        assert_eq!((report.bits, &report.problems[..]), (bits, problems), "{section}");
        if let Some(print) = print {
            assert_eq!(report.thumbprint.as_deref(), Some(print), "{section}");
        }
    }
}

#[test]
fn symmetric_keys_of_rfc_7520_are_named_as_such() {
    for jwk in [
        secret(
            "018c0ae5-4d9b-471b-bfd6-eef314bc7037",
            "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
        ),
        secret(
            "1e571774-2e08-40da-8308-e8d68773842d",
            "AAPapAv4LbFbiVawEjagUBluYqN5rhna-8nuldDvOx8",
        ),
    ] {
        let report = inspect(jwk.to_string().as_bytes(), None);
        assert_eq!(
            (report.kind, report.problems),
            (KeyKind::SymmetricKey, vec![KeyProblem::NotRsa])
        );
    }
}

#[test]
fn published_private_and_public_keys_are_each_others_other_half() {
    for (private, public) in [
        (rsa_private(), rsa_public()),
        (ec_private(), ec_public()),
        (ed25519_private(), ed25519_public()),
    ] {
        let found = compare(&file(&private), &file(&public));
        assert_eq!(found.relation, KeyRelation::OtherHalf, "{}", public["kty"]);
    }
    let other = compare(&file(&rsa_private()), &file(&ec_public()));
    assert_eq!(other.relation, KeyRelation::Different);
}

/// RFC 7520 section 4.1.
#[test]
fn imported_key_signs_as_rfc_7520_prints() {
    const SIGNING_INPUT: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4";
    const SIGNATURE: &str = "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg";
    let opened = open(rsa_private().to_string().as_bytes(), None).unwrap();
    let key = opened.signing_key().unwrap();
    let signature = key.sign_rs256(SIGNING_INPUT.as_bytes()).unwrap();
    assert_eq!(URL_SAFE_NO_PAD.encode(signature), SIGNATURE);
}
