//! Causes of a sign-in that LINE WORKS would refuse at a customer's server. The same words as in
//! the window.

use super::cause::Words;

pub(super) const SSO_CONNECT_TOO_SLOW: Words = Words {
    short: "too slow",
    title: "LINE WORKS would have given up: no connection within 1 s",
    why: "{host} did not accept the connection in time. Members see this as a sign-in that fails now and then.",
};

pub(super) const SSO_ANSWER_TOO_SLOW: Words = Words {
    short: "too slow",
    title: "LINE WORKS would have given up: no answer within 3 s",
    why: "{host} accepted the connection and then took too long. Members see this as a sign-in that fails now and then.",
};

pub(super) const SSO_REDIRECT_REBUILT: Words = Words {
    short: "redirect_uri",
    title: "The server did not use redirect_uri as it was sent",
    why: "The browser was sent to {actual}; wanted was {expected}. The server must use redirect_uri as it is and add only code.",
};

pub(super) const SSO_STATE_LOST: Words = Words {
    short: "state",
    title: "The state was lost on the way back",
    why: "The state is part of redirect_uri; the server cut it off or changed it. The code was not used.",
};

pub(super) const SSO_USER_DIFFERS: Words = Words {
    short: "user_id",
    title: "The server names another member than expected",
    why: "user_id is {actual}; expected was {expected}. LINE WORKS refuses this sign-in although the password was right.",
};

pub(super) const SSO_LOGIN_TOO_LATE: Words = Words {
    short: "too late",
    title: "The login page took longer than 30 minutes",
    why: "LINE WORKS takes a code only within 30 minutes after the login page was opened.",
};

pub(super) const SSO_MAIL_REFUSED: Words = Words {
    short: "no code",
    title: "The IMAP/CalDAV login API gave no code",
    why: "It answered {actual}. Either the account is wrong or locked, or the server does not decode in the right order: first URL, then Base64.",
};

pub(super) const SSO_LOGOUT_STAYS: Words = Words {
    short: "logout",
    title: "The logout did not come back to LINE WORKS",
    why: "It went to {actual}; wanted was {expected}. The address must stand in the server's list and under Logout Redirection Domain.",
};

pub(super) const SSO_ANSWER_UNUSABLE: Words = Words {
    short: "answer",
    title: "LINE WORKS can't use this answer",
    why: "{expected} is missing; what came is {actual}.",
};

pub(super) const SSO_REFUSED: Words =
    Words { short: "refused", title: "The customer's server refused", why: "It said {error}." };
