//! What the checks of a record say. Values stand for `{name}`. The same words as in the window.

use credenza_core::apps::FindingId;

/// A finding.
pub(crate) fn finding(finding: FindingId) -> &'static str {
    match finding {
        FindingId::ServiceAccountInClientId => {
            "This is a Service Account, not a Client ID. It belongs in the Service Account field."
        }
        FindingId::ApiOneId => {
            "This looks like an API ID of API 1.0, which ended on 30 April 2023. Take the Client ID of an API 2.0 app."
        }
        FindingId::ApiOneConsumerKey => {
            "This is a value of API 1.0, which ended on 30 April 2023. Take the Client ID of an API 2.0 app."
        }
        FindingId::IdAndSecretSwapped => {
            "Client ID and Client Secret look swapped: an ID has 20 characters, a secret 10."
        }
        FindingId::StrayBlanks => {
            "There are blanks in this value. They are sent as they are; remove them if they came with the paste."
        }
        FindingId::FullWidth => {
            "There are full-width characters in this value. The console gives half-width ones; type it with the input method off."
        }
        FindingId::LineEnds => {
            "There is a line end in this value. Paste it again without the line break."
        }
        FindingId::InvisibleCharacters => {
            "There are invisible characters in this value. Paste it again from the console."
        }
        FindingId::ClientIdShape => {
            "A Client ID usually has 20 letters, digits or underscores; the length of this one is {length}."
        }
        FindingId::ClientSecretShape => {
            "A Client Secret usually has 10 letters, digits or underscores; the length of this one is {length}."
        }
        FindingId::ServiceAccountShape => {
            "A Service Account looks like ab1cd.serviceaccount@domain. This one does not."
        }
        FindingId::ClientIdInServiceAccount => {
            "This is the Client ID, not the Service Account. The Service Account contains serviceaccount@."
        }
        FindingId::DomainIdShape => "A Domain ID usually has 8 or 9 digits.",
        FindingId::ScopeColon => {
            "{scope} has a colon. LINE WORKS writes scopes with a dot, such as user.read."
        }
        FindingId::ScopeUnknown => "{scope} is not in our list. It is kept and sent as it is.",
        FindingId::ScopeNotForServiceAccount => "{scope} is not available to service accounts.",
        FindingId::ScopeNeedsOpenid => "{scope} has an effect only together with openid.",
        FindingId::NameTooLong => {
            "The console allows 20 half-width characters; this name is {width} wide."
        }
        FindingId::LifetimeTooLong => "LINE WORKS takes at most {limit} s; this is {seconds} s.",
        FindingId::PrivateKeyPasted => {
            "This is a private key. Remove it here and import it under Private Key, where it is sealed."
        }
        FindingId::UrlsRefused => "Against a redirect rule: {count}. `redirect check` says which.",
        FindingId::UrlsDoubtful => "Advised against by a redirect rule: {count}.",
        FindingId::AddressUnusable => {
            "This is not an https address that can be called: no user name, no fragment."
        }
        FindingId::HostNotConfirmed => {
            "The host {host} was not confirmed for this record, so nothing is sent there."
        }
        FindingId::IssuerShape => ISSUER_SHAPE,
        FindingId::ScopeCharacters => SCOPE_CHARACTERS,
        FindingId::ClaimsShape => CLAIMS_SHAPE,
        FindingId::ChannelIdAndSecretSwapped => CHANNEL_ID_AND_SECRET_SWAPPED,
        FindingId::LineWorksValue => LINE_WORKS_VALUE,
        FindingId::TokenPasted => TOKEN_PASTED,
        FindingId::ChannelIdShape => CHANNEL_ID_SHAPE,
        FindingId::ChannelSecretShape => CHANNEL_SECRET_SHAPE,
        FindingId::Missing => "Not filled in yet.",
    }
}

// Longer ones, so that the table above can be read as one.
const CHANNEL_ID_AND_SECRET_SWAPPED: &str = "Channel ID and channel secret look swapped: an ID has 10 digits, a secret 32 hexadecimal ones.";
const LINE_WORKS_VALUE: &str = "This is a value of LINE WORKS, which is another service than LINE. A channel has its own ID and secret.";
const TOKEN_PASTED: &str =
    "This is a token. It belongs in the ledger of the channel, where it is sealed.";
const CHANNEL_ID_SHAPE: &str =
    "A channel ID usually has 10 digits; the length of this one is {length}.";
const CHANNEL_SECRET_SHAPE: &str =
    "A channel secret usually has 32 hexadecimal digits; the length of this one is {length}.";
const ISSUER_SHAPE: &str =
    "An issuer is an https address without ? and #; ID tokens are compared with it to the letter.";
const SCOPE_CHARACTERS: &str =
    "{scope} has characters that no scope has: blanks, quotes, backslashes or non-ASCII.";
const CLAIMS_SHAPE: &str = "Further claims are a JSON object without iss, sub, aud, iat and exp, which have fields of their own.";
