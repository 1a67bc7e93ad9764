//! The errors that a customer's APIs answer with (facts.md 6.5). The documents call `error` an
//! "error code" and do not say whether the number or the name goes there: both are taken.

/// A documented error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentedError {
    /// 101: the request is of a client that is not authorised.
    AccessDenied,
    /// 201: a parameter is missing or wrong.
    InvalidRequest,
    /// 203: `grant_type` is not supported.
    UnsupportedGrantType,
    /// 301: wrong client ID or secret.
    UnauthorizedClient,
    /// 302: wrong authorization code.
    InvalidAuthorization,
    /// 303: wrong access token.
    InvalidAccess,
}

impl DocumentedError {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::AccessDenied,
        Self::InvalidRequest,
        Self::UnsupportedGrantType,
        Self::UnauthorizedClient,
        Self::InvalidAuthorization,
        Self::InvalidAccess,
    ];

    /// The number of the table.
    pub fn number(self) -> &'static str {
        match self {
            Self::AccessDenied => "101",
            Self::InvalidRequest => "201",
            Self::UnsupportedGrantType => "203",
            Self::UnauthorizedClient => "301",
            Self::InvalidAuthorization => "302",
            Self::InvalidAccess => "303",
        }
    }

    /// The message of the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::AccessDenied => "access_denied",
            Self::InvalidRequest => "invalid_request",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::InvalidAuthorization => "invalid_authorization",
            Self::InvalidAccess => "invalid_access",
        }
    }

    /// The one that a value of `error` stands for, as number or as name.
    pub fn of(error: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.number() == error || known.name() == error)
    }

    /// Number and name together, as shown.
    pub fn shown(self) -> String {
        format!("{} {}", self.number(), self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_name_stand_for_the_same_and_nothing_else_does() {
        for known in DocumentedError::ALL {
            assert_eq!(DocumentedError::of(known.number()), Some(known));
            assert_eq!(DocumentedError::of(known.name()), Some(known));
        }
        for other in ["", "0", "202", "1010", "Access_Denied", "invalid_grant", " 101"] {
            assert_eq!(DocumentedError::of(other), None, "{other}");
        }
    }
}
