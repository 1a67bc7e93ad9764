//! What the customer's server can do wrong, each by name.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::door::Door;

/// One thing that the customer's server does wrong, or does in the other way that is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CustomerSsoFault {
    /// The login page is an error page.
    LoginError,
    /// A foreign `redirect_uri` gets the login page.
    ForeignRedirect,
    /// The browser is sent back without the state.
    StateLost,
    /// The browser is sent back to an address that was put together anew.
    RedirectRebuilt,
    /// The browser is sent back with an empty code.
    EmptyCode,
    /// The IMAP/CalDAV API answers with an empty code.
    MailEmptyCode,
    /// The IMAP/CalDAV API gives anybody a code.
    MailAnybody,
    /// The token comes as `text/html`.
    TokenContentType,
    /// The user information comes as `text/html`.
    UserInfoContentType,
    /// The description of an error is in Shift_JIS.
    NotUtf8,
    /// The token is called `accessToken`.
    TokenNamedOtherwise,
    /// `token_type` is `mac`.
    TokenTypeMac,
    /// No `expires_in`.
    ExpiresMissing,
    /// `expires_in` is a text of digits, which is allowed.
    ExpiresText,
    /// `expires_in` is words.
    ExpiresUnreadable,
    /// `externalKey` instead of `user_id`.
    ExternalKey,
    /// `user_id` is of another member.
    WrongUser,
    /// A code works again and again.
    CodeReused,
    /// Codes are numbers in a row.
    GuessableCode,
    /// The token API names an unknown client by a number of no table.
    UnknownClientNumber,
    /// So a missing parameter.
    MissingParameterNumber,
    /// `grant_type` is not looked at.
    GrantTypeIgnored,
    /// So a wrong secret.
    SecretNumber,
    /// A made-up code gets a web page.
    HtmlError,
    /// The user information names an unknown client by a number of no table.
    UserInfoUnknownClientNumber,
    /// So a missing parameter.
    UserInfoMissingParameterNumber,
    /// The secret is not looked at for the user information.
    UserInfoSecretIgnored,
    /// Any access token will do.
    AnyToken,
    /// Errors come without description.
    BareError,
    /// Errors are named by name and not by number, which is allowed.
    ErrorNames,
    /// The user information names errors by name, the token API by number.
    MixedErrors,
    /// The token API takes GET as well.
    GetAccepted,
    /// The token API takes JSON as well.
    JsonAccepted,
    /// The user information is elsewhere, and says so by a redirect.
    ApiRedirect,
    /// The token may be cached.
    Cacheable,
    /// An error repeats the client secret.
    SecretEchoed,
    /// The logout ends on a page of its own.
    LogoutStays,
    /// The logout goes wherever it is told to.
    LogoutAnywhere,
    /// The token takes longer than LINE WORKS waits.
    SlowToken,
    /// The user information takes nearly as long as LINE WORKS waits.
    NearLimit,
    /// The server of the user information takes longer over TLS than LINE WORKS waits.
    SlowConnect,
    /// The token API is in clear, the others are not.
    PlainToken,
    /// The certificate has ended.
    TlsExpired,
    /// The certificate ends within days.
    TlsFewDays,
    /// The certificate is of an authority that nobody was told of.
    TlsUntrusted,
    /// The certificate is of another host.
    TlsOtherHost,
}

impl CustomerSsoFault {
    /// All of them.
    pub const ALL: [CustomerSsoFault; 46] = {
        use CustomerSsoFault::*;
        [
            LoginError,
            ForeignRedirect,
            StateLost,
            RedirectRebuilt,
            EmptyCode,
            MailEmptyCode,
            MailAnybody,
            TokenContentType,
            UserInfoContentType,
            NotUtf8,
            TokenNamedOtherwise,
            TokenTypeMac,
            ExpiresMissing,
            ExpiresText,
            ExpiresUnreadable,
            ExternalKey,
            WrongUser,
            CodeReused,
            GuessableCode,
            UnknownClientNumber,
            MissingParameterNumber,
            GrantTypeIgnored,
            SecretNumber,
            HtmlError,
            UserInfoUnknownClientNumber,
            UserInfoMissingParameterNumber,
            UserInfoSecretIgnored,
            AnyToken,
            BareError,
            ErrorNames,
            MixedErrors,
            GetAccepted,
            JsonAccepted,
            ApiRedirect,
            Cacheable,
            SecretEchoed,
            LogoutStays,
            LogoutAnywhere,
            SlowToken,
            NearLimit,
            SlowConnect,
            PlainToken,
            TlsExpired,
            TlsFewDays,
            TlsUntrusted,
            TlsOtherHost,
        ]
    };

    /// At which door over TLS it is found; `None` where it has nothing to do with TLS.
    pub(super) fn door(self) -> Option<Door> {
        match self {
            CustomerSsoFault::SlowConnect | CustomerSsoFault::PlainToken => Some(Door::Good),
            CustomerSsoFault::TlsExpired => Some(Door::Expired),
            CustomerSsoFault::TlsFewDays => Some(Door::FewDays),
            CustomerSsoFault::TlsUntrusted => Some(Door::Untrusted),
            CustomerSsoFault::TlsOtherHost => Some(Door::OtherHost),
            _ => None,
        }
    }
}

impl fmt::Display for CustomerSsoFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = format!("{self:?}");
        for (at, letter) in name.char_indices() {
            // A digit belongs to the word before it: `utf8`.
            if letter.is_ascii_uppercase() && at > 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", letter.to_ascii_lowercase())?;
        }
        Ok(())
    }
}

/// No fault has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no fault of a customer's server named `{0}`")]
pub struct CustomerSsoFaultError(String);

impl FromStr for CustomerSsoFault {
    type Err = CustomerSsoFaultError;

    fn from_str(text: &str) -> Result<CustomerSsoFault, CustomerSsoFaultError> {
        let known = CustomerSsoFault::ALL.into_iter().find(|fault| fault.to_string() == text);
        known.ok_or_else(|| CustomerSsoFaultError(text.to_owned()))
    }
}

/// The faults of an address; a name that is none counts for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Faults(Vec<CustomerSsoFault>);

impl Faults {
    pub(super) fn read(text: &str) -> Faults {
        Faults(text.split('+').filter_map(|name| name.parse().ok()).collect())
    }

    pub(super) fn has(&self, fault: CustomerSsoFault) -> bool {
        self.0.contains(&fault)
    }
}

/// How faults stand in an address.
pub(super) fn written(faults: &[CustomerSsoFault]) -> String {
    if faults.is_empty() {
        return "correct".to_owned();
    }
    faults.iter().map(CustomerSsoFault::to_string).collect::<Vec<_>>().join("+")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_fault_comes_back_from_its_own_name() {
        let names: HashSet<String> =
            CustomerSsoFault::ALL.iter().map(CustomerSsoFault::to_string).collect();
        assert_eq!(names.len(), CustomerSsoFault::ALL.len());
        for fault in CustomerSsoFault::ALL {
            assert_eq!(fault.to_string().parse(), Ok(fault));
        }
        assert_eq!(CustomerSsoFault::NotUtf8.to_string(), "not-utf8");
        assert!("state".parse::<CustomerSsoFault>().is_err());
    }

    #[test]
    fn several_faults_stand_in_one_address() {
        let both = [CustomerSsoFault::StateLost, CustomerSsoFault::CodeReused];
        assert_eq!(written(&both), "state-lost+code-reused");
        assert_eq!(Faults::read(&written(&both)), Faults(both.to_vec()));
        assert_eq!(Faults::read(&written(&[])), Faults(Vec::new()));
    }
}
