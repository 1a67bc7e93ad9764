//! The calls of a conformance run: which there are, and what each sends that is wrong on purpose.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One kind of call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoProbe")]
pub enum Probe {
    /// GET the login page.
    LoginPage,
    /// GET it with a `redirect_uri` of a foreign host.
    LoginForeign,
    /// GET a code with the test account.
    MailCode,
    /// The same, for a code that a wrong call is made with.
    SpareCode,
    /// GET a code with an account that does not exist.
    MailUnknown,
    /// POST the code, as LINE WORKS does.
    Token,
    /// POST the token, as LINE WORKS does.
    UserInfo,
    /// POST a code that was used.
    TokenReused,
    /// POST with a client ID that nobody has.
    TokenUnknownClient,
    /// POST without a code.
    TokenMissingCode,
    /// POST with another grant type.
    TokenWrongGrant,
    /// POST with a wrong secret.
    TokenWrongSecret,
    /// POST with a code that nobody issued.
    TokenMadeUpCode,
    /// GET with the fields in the address, all invented.
    TokenByGet,
    /// POST with the fields in JSON, all invented.
    TokenAsJson,
    /// POST the user information with a client ID that nobody has.
    UserInfoUnknownClient,
    /// POST it without a token.
    UserInfoMissingToken,
    /// POST it with a wrong secret.
    UserInfoWrongSecret,
    /// POST it with a token that nobody issued.
    UserInfoWrongToken,
    /// GET the logout URL with a `redirect_uri` of LINE WORKS.
    Logout,
    /// GET it with one of a foreign host.
    LogoutForeign,
}

impl Probe {
    /// Whether it calls an API, which answers in JSON, and no page.
    pub fn is_api(self) -> bool {
        !matches!(self, Self::LoginPage | Self::LoginForeign | Self::Logout | Self::LogoutForeign)
    }
}

/// A call at its place in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoPlanned")]
pub struct Planned {
    /// Which call.
    pub probe: Probe,
    /// In which round, from 1; 0 for calls outside the rounds.
    pub round: u32,
}
