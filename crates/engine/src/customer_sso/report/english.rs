//! The report's words in English.

use credenza_core::customer_sso::CheckId;

/// What a line is called.
pub(super) fn title(id: CheckId) -> &'static str {
    match id {
        CheckId::Addresses => "Every address uses https and port 443",
        CheckId::TlsTrusted => "TLS certificate is trusted",
        CheckId::TlsDaysLeft => "TLS certificate has days left",
        CheckId::LoginPage => "Login page answers",
        CheckId::ForeignRedirectRefused => "Foreign redirect_uri is refused",
        CheckId::RedirectUnchanged => "redirect_uri used unchanged",
        CheckId::StateKept => "State kept",
        CheckId::CodeReturned => "Code returned",
        CheckId::MailCode => "IMAP/CalDAV API returns a code",
        CheckId::MailRefusal => "IMAP/CalDAV API refuses an unknown account",
        CheckId::MailError => "Error of the IMAP/CalDAV API",
        CheckId::TokenJson => "Token answer is JSON",
        CheckId::Utf8 => "Answers are UTF-8",
        CheckId::AccessToken => "access_token present",
        CheckId::TokenType => "token_type is Bearer",
        CheckId::ExpiresIn => "expires_in present and readable",
        CheckId::UserInfoJson => "User information is JSON",
        CheckId::UserId => "user_id present",
        CheckId::UserIdExpected => "user_id is the member expected",
        CheckId::CodeOnce => "A code works only once",
        CheckId::CodeUnguessable => "Codes can't be guessed",
        CheckId::UnknownClient => "Unknown client",
        CheckId::MissingParameter => "Missing parameter",
        CheckId::WrongGrantType => "Wrong grant_type",
        CheckId::WrongSecret => "Wrong client secret",
        CheckId::MadeUpCode => "Made-up code",
        CheckId::UserInfoUnknownClient => "User information: unknown client",
        CheckId::UserInfoMissingParameter => "User information: missing parameter",
        CheckId::UserInfoWrongSecret => "User information: wrong client secret",
        CheckId::WrongToken => "User information: wrong access token",
        CheckId::ErrorDescription => "Errors have a description",
        CheckId::ErrorForm => "Errors named one way",
        CheckId::ErrorStatus => "HTTP status of errors",
        CheckId::PostOnly => "Token API takes POST only",
        CheckId::FormOnly => "Token API takes forms only",
        CheckId::NoRedirect => "No redirect from an API",
        CheckId::NoStore => "Token answer is not cached",
        CheckId::NoSecretEcho => "No answer repeats a secret",
        CheckId::LogoutReturns => "Logout returns to redirect_uri",
        CheckId::LogoutForeignRefused => "Logout goes nowhere else",
        CheckId::ConnectTime => "Connections within 1 s",
        CheckId::TokenTime => "Token answers within 3 s",
        CheckId::UserInfoTime => "User information within 3 s",
    }
}

/// What to change when a line fails; empty where it is never judged.
pub(super) fn advice(id: CheckId) -> &'static str {
    match id {
        CheckId::Addresses => {
            "LINE WORKS calls port 443; http and port 80 are being given up, other ports are never called."
        }
        CheckId::TlsTrusted => {
            "Install a certificate of a known authority for this host name, with its whole chain."
        }
        CheckId::TlsDaysLeft => "Renew the certificate in time.",
        CheckId::LoginPage => "The web login URL must show a page, or redirect to one.",
        CheckId::ForeignRedirectRefused => {
            "Accept only redirect_uri values of LINE WORKS, or codes can be sent to strangers."
        }
        CheckId::RedirectUnchanged => {
            "Redirect to the redirect_uri exactly as it was sent and add only code."
        }
        CheckId::StateKept => "The state is part of redirect_uri; do not cut it off.",
        CheckId::CodeReturned => "Add the authorization code as code.",
        CheckId::MailCode => {
            "URL-decode, then Base64-decode email and password; answer with a code that is not empty."
        }
        CheckId::MailRefusal => "Answer without a code, with error and error_description.",
        CheckId::TokenJson => "Answer with a JSON object and Content-Type application/json.",
        CheckId::Utf8 => "Write answers in UTF-8.",
        CheckId::AccessToken => "Answer with access_token as a text.",
        CheckId::TokenType => "Answer with token_type Bearer.",
        CheckId::ExpiresIn => "Answer with expires_in in seconds, as a number or as digits.",
        CheckId::UserInfoJson => "Answer with a JSON object and Content-Type application/json.",
        CheckId::UserId => {
            "The property is called user_id, also where its value is the external key."
        }
        CheckId::UserIdExpected => {
            "Compare with the external key mapped for the member, and with the setting SSO user key."
        }
        CheckId::CodeOnce => {
            "Delete the code when it is exchanged, and answer 302 to the second use."
        }
        CheckId::CodeUnguessable => "Make codes of at least 128 random bits.",
        CheckId::UnknownClient => "Answer 101 access_denied.",
        CheckId::MissingParameter => "Answer 201 invalid_request.",
        CheckId::WrongGrantType => "Answer 203 unsupported_grant_type.",
        CheckId::WrongSecret => "Answer 301 unauthorized_client.",
        CheckId::MadeUpCode => "Answer 302 invalid_authorization, in JSON.",
        CheckId::UserInfoUnknownClient => "Answer 101 access_denied.",
        CheckId::UserInfoMissingParameter => "Answer 201 invalid_request.",
        CheckId::UserInfoWrongSecret => "Answer 301 unauthorized_client.",
        CheckId::WrongToken => "Answer 303 invalid_access.",
        CheckId::ErrorDescription => "Answer with error_description beside error.",
        CheckId::ErrorForm => "Use either the numbers or the names in error, not both.",
        CheckId::PostOnly => "Refuse GET: secrets in an address end up in logs.",
        CheckId::FormOnly => "Read application/x-www-form-urlencoded only.",
        CheckId::NoRedirect => "Answer at the registered address itself.",
        CheckId::NoStore => "Send Cache-Control: no-store.",
        CheckId::NoSecretEcho => "Leave secrets, codes and passwords out of answers.",
        CheckId::LogoutReturns => "Redirect to the redirect_uri that came along.",
        CheckId::LogoutForeignRefused => "Redirect only to addresses of LINE WORKS.",
        CheckId::ConnectTime => "LINE WORKS gives up after 1 s; the warning begins at 80 %.",
        CheckId::TokenTime => "LINE WORKS gives up after 3 s; the warning begins at 80 %.",
        CheckId::UserInfoTime => "LINE WORKS gives up after 3 s; the warning begins at 80 %.",
        CheckId::MailError | CheckId::ErrorStatus => "",
    }
}
