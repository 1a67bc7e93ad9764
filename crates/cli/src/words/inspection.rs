//! Tokens that were judged: checks, lints and keys that can't be used. Values stand for `{name}`.

use credenza_core::jwks::{KeySetError, SkipReason};
use credenza_core::jwt::lints::{LintId, LintSeverity, TokenProfile};
use credenza_core::jwt::verify::{CheckId, CheckReason, CheckResult};
use credenza_core::keys::KeyKind;

/// The name of a check: the member it is about.
pub(crate) fn check(id: CheckId) -> &'static str {
    match id {
        CheckId::Signature => "signature",
        CheckId::Kid => "kid",
        CheckId::Alg => "alg",
        CheckId::Iss => "iss",
        CheckId::Aud => "aud",
        CheckId::Nonce => "nonce",
        CheckId::Iat => "iat",
        CheckId::Nbf => "nbf",
        CheckId::Exp => "exp",
        CheckId::AtHash => "at_hash",
    }
}

/// How a check came out.
pub(crate) fn result(result: CheckResult) -> &'static str {
    match result {
        CheckResult::Passed => "passed",
        CheckResult::Failed => "FAILED",
        CheckResult::NotChecked => "not checked",
    }
}

/// Why it came out so.
pub(crate) fn reason(reason: CheckReason) -> &'static str {
    use CheckReason as Reason;
    match reason {
        Reason::Holds => "",
        Reason::Different => "it says something else",
        Reason::Mismatch => "it was not made by this key over this text",
        Reason::NoKey => "no key was given (--jwks, --key, --hmac-file)",
        Reason::SignatureCutOut => "the signature was not kept",
        Reason::Malformed => "the token breaks off, or is not strict base64url",
        Reason::DuplicateMember => "a member is there twice; readers differ in which one they take",
        Reason::TooDeep => "nested too deep",
        Reason::UnknownCrit => "crit asks for extensions that are not known here",
        Reason::UnencodedPayload => "b64 is false: the payload is not Base64",
        Reason::WrongLength => "the signature has another length than this algorithm gives",
        Reason::DerSignature => "the signature is in DER; a JWS has r and s side by side",
        Reason::AlgNone => "alg is none: it is not signed at all",
        Reason::AlgMissing => "no alg, or not a text",
        Reason::AlgUnknown => "an alg that is not known here",
        Reason::AlgNotForKey => "this alg is not for this kind of key",
        Reason::AlgNotChosen => "another algorithm was asked for",
        Reason::KidNotFound => "no key of this kid among those given",
        Reason::KidAmbiguous => "several keys of this kid: none is guessed",
        Reason::KidMissing => "several keys would do, and the token names none",
        Reason::KeyHasNoKid => "the key that was given has no kid",
        Reason::NoKid => "the token has no kid",
        Reason::KeyUnusable => "the key of this kid can't be used",
        Reason::NoFittingKey => "no key that fits was given",
        Reason::NothingExpected => "nothing to compare with (--expect)",
        Reason::Absent => "the token does not say",
        Reason::Unreadable => "not a text, or not a number of seconds",
        Reason::NotYet => "this time has not come",
        Reason::Over => "this time is over",
        Reason::NoAccessToken => "no access token was given (--access-token-file)",
    }
}

/// What kind of token it looks like.
pub(crate) fn profile(profile: TokenProfile) -> &'static str {
    match profile {
        TokenProfile::LineWorksAssertion => "service-account assertion for LINE WORKS",
        TokenProfile::LineAssertion => "assertion for a channel access token of LINE",
        TokenProfile::IdToken => "ID token (OpenID Connect)",
    }
}

/// How much a lint matters.
pub(crate) fn severity(severity: LintSeverity) -> &'static str {
    match severity {
        LintSeverity::Error => "refused",
        LintSeverity::Warning => "warning",
        LintSeverity::Note => "note",
    }
}

/// What is unwise, or against a rule.
pub(crate) fn lint(id: LintId) -> &'static str {
    use LintId as Id;
    match id {
        Id::NoExpiry => "no exp: it is good for ever",
        Id::NoIssuer => "no iss: who issued it can't be checked",
        Id::NoAudience => "no aud: it could be used somewhere else",
        Id::ExpiryBeforeIssue => "exp is not after iat",
        Id::HiddenCharacters => "a value with characters that can't be seen or turn the direction",
        Id::FractionalTime => "a time with a fraction; not every reader takes it: send integers",
        Id::TimeNotSeconds => "{value} is not a number of seconds",
        Id::NonceShort => "the length of nonce is {length}; under {least} it could be guessed",
        Id::EmailNotAddress => "email is no address: its domain may be a group name",
        Id::NoAuthTime => "no auth_time: how long ago the person signed in can't be told",
        Id::SecretShort => "the secret has {bits} bits; this algorithm wants {least} or more",
        Id::AlgNotRs256 => "alg is `{actual}`; this service takes RS256 only",
        Id::TypNotJwt => "typ is `{actual}`; the documents say JWT",
        Id::KidNotUsed => "kid is not used by LINE WORKS",
        Id::KidMissing => "no kid: LINE finds the key by it",
        Id::ClaimMissing => "it is not there, and the service needs it",
        Id::ClaimNotUsed => "the service does not use it",
        Id::SubjectNotServiceAccount => "`{actual}` is not of the form NAME.serviceaccount@DOMAIN",
        Id::IssuerNotSubject => "iss is `{iss}` and sub is `{sub}`; both have to be the channel ID",
        Id::ChannelIdNotText => "a channel ID is written as text, not as a number",
        Id::AudienceWrong => "`{actual}` has to be exactly {expected}",
        Id::LifeTooLong => "it lives {seconds} s; {most} s at most",
        Id::TokenLifeTooLong => "the token would live {seconds} s; {most} s at most",
        Id::TokenLifeIsDate => "{value} looks like a date; seconds of validity belong here",
        Id::TokenLifeNotNumber => "`{value}` is not a number of seconds",
        Id::NoTokenLife => "no token_exp: right for a stateless token, missing for one of v2.1",
        Id::LocalTimeAsUtc => "iat is {minutes} minutes ahead: local time was taken for UTC",
    }
}

/// Why no key could be read.
pub(crate) fn key_set(error: &KeySetError) -> String {
    match error {
        KeySetError::TooLarge => "it is larger than 256 KiB".to_owned(),
        KeySetError::NotAKey(KeyKind::PrivateKey) => {
            "it is a private key that can't be used, or several keys; give the public key"
                .to_owned()
        }
        KeySetError::NotAKey(kind) => {
            format!("no key that verifies could be read; it is: {}", super::key::kind(*kind))
        }
        KeySetError::Encrypted => {
            "an encrypted private key shows no public half; give the public key".to_owned()
        }
        KeySetError::NoUsableKey(skipped) => match skipped.first() {
            Some(first) => skip(first.reason).to_owned(),
            None => "the set is empty".to_owned(),
        },
        KeySetError::EmptySecret => "the secret is empty".to_owned(),
        KeySetError::AsymmetricSecret => {
            "this is a public key; a secret that everybody may know protects nothing".to_owned()
        }
    }
}

/// Why a key is not used.
pub(crate) fn skip(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::UnknownType => "a kind of key that is not known here",
        SkipReason::NotForSignatures => "it says that it is not for signatures",
        SkipReason::AlgDoesNotFit => "its alg does not fit the key",
        SkipReason::Garbled => "a part of it is missing or can't be read",
        SkipReason::RsaTooSmall => "RSA of under 2048 bits",
        SkipReason::RsaTooLarge => "RSA of over 8192 bits",
        SkipReason::Refused => "it is no valid key",
        SkipReason::KeyAsSecret => {
            "a shared secret that is itself a public key; whoever has that could forge tokens"
        }
        SkipReason::TooMany => "only the first 256 keys are looked at",
    }
}
