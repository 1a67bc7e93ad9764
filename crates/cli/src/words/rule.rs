//! Rules of the flow, and what a diagnosis has ruled out. The same words as in the window.

use credenza_core::diagnosis::RuledOut;
use credenza_core::flow::RuleId;

/// A rule, as it should be.
pub(crate) fn rule(rule: RuleId) -> &'static str {
    match rule {
        RuleId::KeyPresent => "A private key is stored",
        RuleId::KeyStrength => "The key is RSA with 2048 bits or more",
        RuleId::ClientIdPresent => "The Client ID is filled in",
        RuleId::ClientSecretPresent => "The Client Secret is stored",
        RuleId::ServiceAccountPresent => "The Service Account is filled in",
        RuleId::IssuerIsClientId => "iss is the Client ID",
        RuleId::SubjectIsServiceAccount => "sub is a service account",
        RuleId::ExpiryAfterIssue => "exp lies after iat",
        RuleId::LifetimeWithinLimit => "The assertion lives 60 minutes at most",
        RuleId::TimesInSeconds => "Times are seconds, not milliseconds",
        RuleId::NowWithinTimes => "Now lies between iat and exp",
        RuleId::ScopePresent => "At least one scope is asked for",
        RuleId::ScopesForServiceAccount => "No scope is closed to service accounts",
        RuleId::ScopeNames => "Scope names are well formed",
        RuleId::SignatureConfirmed => "The public half confirms the signature",
        RuleId::StatusOk => "The status is 200",
        RuleId::ContentTypeJson => "The answer calls itself JSON",
        RuleId::TokenPresent => "There is an access_token",
        RuleId::TokenTypeBearer => "The token type is Bearer",
        RuleId::ExpiresInReadable => "expires_in can be read",
        RuleId::LifetimeAsSet => "The lifetime is as set in the record",
        RuleId::ScopesGranted => "Every scope asked for was granted",
        RuleId::ClockAgrees => "The server's clock agrees with this computer's",
        RuleId::RefreshTokenPresent => "A refresh token came along",
        RuleId::RedirectUrlRegistered => "The redirect URL stands in the record, to the letter",
        RuleId::ReturnedToRedirectUrl => "The browser came back to the redirect URL",
        RuleId::StateMatches => "state is the one that was sent",
        RuleId::AnsweringIssuer => "iss says that the right server answered",
        RuleId::CodeReturned => "A code came back",
        RuleId::IdTokenPresent => "An ID token came along",
        RuleId::IssuerKeysRead => "The issuer's keys were read from their address",
        RuleId::IdTokenReadable => "The ID token is a signed token",
        RuleId::IdTokenAlgorithm => "The ID token is signed with RS256",
        RuleId::IdTokenKey => "The key that kid names is known",
        RuleId::IdTokenSignature => "The signature of the ID token holds",
        RuleId::IdTokenIssuer => "iss of the ID token is the issuer",
        RuleId::IdTokenAudience => "aud of the ID token is the Client ID",
        RuleId::IdTokenNonce => "nonce of the ID token is the one that was sent",
        RuleId::IdTokenIssuedAt => "iat of the ID token is not in the future",
        RuleId::IdTokenExpiry => "The ID token is not over",
        RuleId::IdTokenAtHash => "at_hash belongs to the access token",
        RuleId::IdTokenSubject => "sub of the ID token is the member that signed in",
        RuleId::TokenHeld => "The token that is to be sent is held",
        RuleId::RefreshTokenAlive => "The refresh token's 90 days are not over",
        RuleId::RotationAsSet => "A new refresh token came as the record's rotation setting says",
        RuleId::RefreshTokenKept => "The refresh token that holds from now on is stored",
        RuleId::RevokeAddressDocumented => "The address for ending a token is documented",
        RuleId::AccessTokensEndToo => "Access tokens end with their refresh token",
    }
}

/// What it is not.
pub(crate) fn ruled_out(rule: RuledOut) -> &'static str {
    match rule {
        RuledOut::SignatureMatchesPublicKey => "signature matches the public key",
        RuledOut::IssuerIsClientId => "iss is the Client ID",
        RuledOut::SubjectIsServiceAccount => "sub is a service account",
        RuledOut::ClockAgrees => "the clocks agree",
        RuledOut::LifetimeWithinLimit => "assertion lives 60 minutes or less",
        RuledOut::SameKeyWorkedBefore => "the same key worked before",
        RuledOut::ScopesRegistered => "no scope is closed to service accounts",
        RuledOut::Base64urlForm => "written in base64url",
        RuledOut::AlgorithmIsRs256 => "algorithm is RS256",
        RuledOut::TimesAreNumbers => "times are numbers",
        RuledOut::TimesInSeconds => "times are in seconds",
        RuledOut::TimesFit => "the times fit",
        RuledOut::AddressIsTokenEndpoint => "address is a token endpoint",
        RuledOut::SecretWasSent => "client_secret was sent",
        RuledOut::GrantTypeRight => "grant type is right",
        RuledOut::RefreshTokenWasEncoded => "refresh token was percent-encoded",
        RuledOut::RefreshTokenAlive => "refresh token is not too old",
    }
}
