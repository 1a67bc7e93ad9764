//! The eight calls, byte for byte (facts.md 7.2): each with only what it sends.

use url::Url;

use super::{Authentication, Operation};
use crate::Secret;
use crate::jwt::assertion::assertion_parts;
use crate::oauth::{
    ASSERTION_TYPE, CLIENT_CREDENTIALS, Field, TokenRequest, form_request, query_request,
};

/// A channel as it shows itself by its secret, always in the form (facts.md 7.2).
#[derive(Debug, Clone, Copy)]
pub struct ChannelSecret<'a> {
    /// Channel ID.
    pub id: &'a str,
    /// Channel secret.
    pub secret: &'a Secret,
}

/// One call with what it is made of.
#[derive(Debug, Clone, Copy)]
pub enum Call<'a> {
    /// Stateless token by channel ID and secret.
    StatelessBySecret(ChannelSecret<'a>),
    /// Stateless token by a signed assertion.
    StatelessByAssertion(&'a Secret),
    /// Token of v2.1 by a signed assertion.
    IssueV21(&'a Secret),
    /// Key IDs by a signed assertion.
    KeyIds(&'a Secret),
    /// Is this token of v2.1 good?
    VerifyV21(&'a Secret),
    /// End this token of v2.1.
    RevokeV21(ChannelSecret<'a>, &'a Secret),
    /// Short-lived token by channel ID and secret.
    IssueShortLived(ChannelSecret<'a>),
    /// Is this short-lived or long-lived token good?
    VerifyOlder(&'a Secret),
    /// End this short-lived or long-lived token.
    RevokeOlder(&'a Secret),
}

impl Call<'_> {
    /// Which operation it is.
    pub fn operation(&self) -> Operation {
        match self {
            Self::StatelessBySecret(_) => Operation::IssueStateless { by: Authentication::Secret },
            Self::StatelessByAssertion(_) => {
                Operation::IssueStateless { by: Authentication::Assertion }
            }
            Self::IssueV21(_) => Operation::IssueV21,
            Self::KeyIds(_) => Operation::KeyIds,
            Self::VerifyV21(_) => Operation::VerifyV21,
            Self::RevokeV21(..) => Operation::RevokeV21,
            Self::IssueShortLived(_) => Operation::IssueShortLived,
            Self::VerifyOlder(_) => Operation::VerifyOlder,
            Self::RevokeOlder(_) => Operation::RevokeOlder,
        }
    }

    /// The request, to be sent to `base`.
    ///
    /// # Errors
    /// When `base` is no address.
    pub fn request(&self, base: &str) -> Result<TokenRequest, url::ParseError> {
        let url = self.operation().endpoint(base)?;
        Ok(self.at(url))
    }

    fn at(&self, url: Url) -> TokenRequest {
        let grant = Field::plain("grant_type", CLIENT_CREDENTIALS);
        match *self {
            Self::StatelessBySecret(client) | Self::IssueShortLived(client) => {
                let [id, secret] = credentials(client);
                form_request(url, &[grant, id, secret])
            }
            Self::StatelessByAssertion(signed) | Self::IssueV21(signed) => {
                let [kind, assertion] = asserted(signed);
                form_request(url, &[grant, kind, assertion])
            }
            Self::KeyIds(signed) => query_request(url, &asserted(signed)),
            Self::VerifyV21(token) => query_request(url, &[access_token(token)]),
            Self::RevokeV21(client, token) => {
                let [id, secret] = credentials(client);
                form_request(url, &[id, secret, access_token(token)])
            }
            Self::VerifyOlder(token) | Self::RevokeOlder(token) => {
                form_request(url, &[access_token(token)])
            }
        }
    }
}

fn credentials(channel: ChannelSecret<'_>) -> [Field<'_>; 2] {
    [Field::plain("client_id", channel.id), Field::secret("client_secret", channel.secret)]
}

fn asserted(signed: &Secret) -> [Field<'_>; 2] {
    // Exposed to be encoded into the request, which is a secret itself.
    let assertion = signed.expose();
    [
        Field::plain("client_assertion_type", ASSERTION_TYPE),
        Field::with_parts("client_assertion", assertion, assertion_parts(assertion)),
    ]
}

fn access_token(token: &Secret) -> Field<'_> {
    Field::secret("access_token", token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::Method;

    const GRANT: &str = "grant_type=client_credentials";
    const ASSERTED: &str = "client_assertion_type=\
        urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer\
        &client_assertion=aGVhZA.Ym9keQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ";
    const CHANNEL: &str = "client_id=1573163733&client_secret=TESTsecret%2B%2F";
    const TOKEN: &str = "access_token=TEST%2Btoken%2Fof%3D%3D";

    #[test]
    fn each_call_sends_its_documented_parameters_and_nothing_else() {
        let secret = Secret::new("TESTsecret+/".to_owned());
        let client = ChannelSecret { id: "1573163733", secret: &secret };
        let signed = Secret::new("aGVhZA.Ym9keQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ".to_owned());
        let token = Secret::new("TEST+token/of==".to_owned());
        let rows = [
            (Call::StatelessBySecret(client), Method::Post, format!("{GRANT}&{CHANNEL}")),
            (Call::StatelessByAssertion(&signed), Method::Post, format!("{GRANT}&{ASSERTED}")),
            (Call::IssueV21(&signed), Method::Post, format!("{GRANT}&{ASSERTED}")),
            (Call::KeyIds(&signed), Method::Get, ASSERTED.to_owned()),
            (Call::VerifyV21(&token), Method::Get, TOKEN.to_owned()),
            (Call::RevokeV21(client, &token), Method::Post, format!("{CHANNEL}&{TOKEN}")),
            (Call::IssueShortLived(client), Method::Post, format!("{GRANT}&{CHANNEL}")),
            (Call::VerifyOlder(&token), Method::Post, TOKEN.to_owned()),
            (Call::RevokeOlder(&token), Method::Post, TOKEN.to_owned()),
        ];
        for (call, method, sent) in rows {
            let request = call.request("https://api.line.me").unwrap();
            let operation = call.operation();
            assert_eq!(request.method, method, "{operation:?}");
            let (body, query) = match method {
                Method::Post => (sent.as_str(), None),
                Method::Get => ("", Some(sent.as_str())),
            };
            assert_eq!(request.body.expose(), body, "{operation:?}");
            assert_eq!(request.query.as_ref().map(Secret::expose), query, "{operation:?}");
            assert_eq!(operation.has_secret_in_address(), query.is_some(), "{operation:?}");
            assert_eq!(request.url.path(), operation.path());
        }
    }

    #[test]
    fn no_shown_request_and_no_address_has_a_secret() {
        let secret = Secret::new("TESTsecret-TESTsecret-TESTsecret".to_owned());
        let signed = Secret::new("aGVhZA.Ym9keQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ".to_owned());
        let client = ChannelSecret { id: "1573163733", secret: &secret };
        let calls = [
            Call::StatelessBySecret(client),
            Call::KeyIds(&signed),
            Call::VerifyV21(&secret),
            Call::RevokeV21(client, &secret),
            Call::VerifyOlder(&secret),
        ];
        for call in calls {
            let request = call.request("https://api.line.me").unwrap();
            let shown = serde_json::to_string(&request.shown).unwrap();
            let told = format!("{request:?} {shown} {}", request.url);
            for hidden in ["TESTsecret-TESTsecret", "c2lnbmF0dXJlLXNpZ25hdHVyZQ"] {
                assert!(!told.contains(hidden), "{:?}", call.operation());
            }
        }
    }
}
