//! Causes that lie in the request or in what the API says. The same words as in the window.

use super::cause::Words;

pub(super) const ENCODED_TWICE: Words = Words {
    short: "encoded twice",
    title: "The grant type was percent-encoded twice",
    why: "After one decoding %3A is still there: {actual}. The library encodes by itself, and the value was encoded before.",
};

pub(super) const GRANT_TYPE_WRONG: Words = Words {
    short: "grant type",
    title: "The grant type is not one that the server knows",
    why: "It must be exactly urn:ietf:params:oauth:grant-type:jwt-bearer. A typing error or a second encoding is the usual reason.",
};

pub(super) const GRANT_REFUSED: Words = Words {
    short: "invalid_grant",
    title: "The grant was refused, and nothing was pasted to measure",
    why: "In general, invalid_grant says: the assertion's times, iss, sub or signature are wrong; or a code or refresh token is used up, expired or of another app. Paste the assertion with the answer, and it can be measured.",
};

pub(super) const SCOPE_NOT_TICKED: Words = Words {
    short: "scope not ticked",
    title: "The API refuses, although a token was issued",
    why: "The scope was probably not ticked in the Developer Console. Asking for it in the request is not enough. An ID that does not exist gets the same answer.",
};

pub(super) const API_TOKEN_REFUSED: Words = Words {
    short: "token refused",
    title: "The API does not take this access token",
    why: "It is missing, cut off, wrongly pasted or expired.",
};

pub(super) const API_NOT_FOR_SERVICE_ACCOUNTS: Words = Words {
    short: "not for service accounts",
    title: "This API is closed to service accounts",
    why: "{path}: mail, drive, notes, tasks and forms need a token of a user.",
};

pub(super) const ME_FOR_SERVICE_ACCOUNT: Words = Words {
    short: "me",
    title: "me does not work with a service account",
    why: "A service account is no member, so there is no me. Give the user's ID in the path.",
};

pub(super) const API_ONE_ADDRESS: Words = Words {
    short: "API 1.0",
    title: "This is an address of API 1.0, which has ended",
    why: "API 1.0 was switched off on 2023-04-30 ({host}{path}). An app of API 2.0 is needed.",
};
