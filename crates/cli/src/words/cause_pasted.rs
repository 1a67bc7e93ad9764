//! Causes in a pasted text, where no record and no run is meant. The same words as in the window.

use super::cause::Words;

pub(super) const CLOCK_FAST: Words = Words {
    short: "",
    title: "The assertion lies {seconds} s in the future",
    why: "iat is {iat}. The clock that dated it is fast, compared with {reference}.",
};

pub(super) const LOCAL_TIME_AS_UTC: Words = Words {
    short: "",
    title: "The assertion's times are {hours} h off: local time taken as UTC",
    why: "iat is {iat}, compared with {reference}. A difference of whole half hours is the mistake of a widely copied script: datetime.utcnow() together with time.mktime().",
};

pub(super) const KEY_NOT_THIS_APPS: Words = Words {
    short: "",
    title: "The key that signed is probably not this app's current key",
    why: "The form, the times, iss and sub are right as far as they can be seen, so the signature is what is left. The key was probably re-issued in the Developer Console, or it belongs to another app.",
};

pub(super) const ISSUER_WRONG: Words = Words {
    short: "",
    title: "iss is not the Client ID",
    why: "iss is {actual}. It must be exactly the Client ID of the app; the service account belongs in sub.",
};

pub(super) const SUBJECT_WRONG: Words = Words {
    short: "",
    title: "sub is not the Service Account",
    why: "sub is {actual}. It must be the service account that was issued for this app.",
};

pub(super) const WRONG_PATH: Words = Words {
    short: "",
    title: "There is no token endpoint at this address",
    why: "A web page with 404 came back. The path must be /oauth2/v2.0/token; /v2.0 is often left out.",
};

pub(super) const OTHER_KEY: Words = Words {
    short: "",
    title: "The stored key did not sign this assertion",
    why: "The signature does not fit the key that this record holds. Either the program signs with another key, or a newer one is stored here.",
};

pub(super) const LAST_KEY: Words = Words {
    short: "",
    title: "No token: the stored key is probably not this app's current key",
    why: "The last run that passed was signed with another key ({lastKey}). The form, the times, iss and sub are right, so the signature is what is left.",
};
