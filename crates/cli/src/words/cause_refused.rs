//! Causes that a server's answer or a record's values show. The same words as in the window.

use super::cause::Words;

pub(super) const CLOCK_FAST: Words = Words {
    short: "clock is fast",
    title: "No token: this computer's clock is {seconds} s fast",
    why: "The assertion is dated {computer}. On the server that time has not come yet: its clock read {server}.",
};

pub(super) const CLOCK_SLOW: Words = Words {
    short: "clock is slow",
    title: "No token: this computer's clock is {seconds} s slow",
    why: "The assertion is dated {computer}. On the server, which read {server}, it had already expired.",
};

pub(super) const LOCAL_TIME_AS_UTC: Words = Words {
    short: "time zone",
    title: "No token: this computer's time is {hours} h away from the server's",
    why: "The difference is a whole number of half hours. Local time was probably used as UTC: this computer reads {computer}, the server {server}.",
};

pub(super) const LIFETIME_TOO_LONG: Words = Words {
    short: "assertion life",
    title: "No token: the assertion lives {seconds} s; {limit} s are allowed",
    why: "LINE WORKS takes an assertion only if exp lies after iat, and at most 60 minutes after it.",
};

pub(super) const KEY_MISSING: Words = Words {
    short: "no key",
    title: "No token: there is no key to sign with",
    why: "The assertion must be signed with this app's Private Key (RSA, 2048 bits or more). The record holds none that can do it.",
};

pub(super) const KEY_NOT_THIS_APPS: Words = Words {
    short: "key not accepted",
    title: "No token: the stored key is probably not this app's current key",
    why: "The form, the times, iss and sub are right, so the signature is what is left. The key was probably re-issued in the Developer Console, or it belongs to another app.",
};

pub(super) const CLIENT_SECRET_MISSING: Words = Words {
    short: "no client secret",
    title: "No token: the Client Secret is missing",
    why: "The signature alone is not enough: the token request carries the Client Secret as well.",
};

pub(super) const CLIENT_SECRET_WRONG: Words = Words {
    short: "client secret",
    title: "No token: the Client Secret was probably refused",
    why: "The server does not accept this pair of Client ID and Client Secret.",
};

pub(super) const CLIENT_UNKNOWN: Words = Words {
    short: "unknown client",
    title: "No token: the server does not know this Client ID",
    why: "The Client ID is mistyped, its app was deleted, or the app lives in another environment.",
};

pub(super) const SCOPE_NOT_ALLOWED: Words = Words {
    short: "scope not allowed",
    title: "No token: a scope is not allowed for this app",
    why: "Asked for: {scopes}. Only scopes ticked in the Developer Console can be asked for, and some are closed to service accounts.",
};

pub(super) const SCOPE_EMPTY: Words = Words {
    short: "no scope",
    title: "No token: no scope is chosen",
    why: "A token is always asked for with at least one scope.",
};

pub(super) const ISSUER_WRONG: Words = Words {
    short: "iss",
    title: "No token: iss is not this app's Client ID",
    why: "The claim iss says who is asking. It must be exactly the Client ID of the app.",
};

pub(super) const SUBJECT_WRONG: Words = Words {
    short: "sub",
    title: "No token: sub is not this app's Service Account",
    why: "The claim sub says on whose behalf. A service account works only with the app that issued it.",
};

pub(super) const ASSERTION_REFUSED: Words = Words {
    short: "assertion refused",
    title: "No token: the assertion's times do not fit",
    why: "Now must lie between iat and exp, and both must be 10-digit seconds. Wanted: {expected}; found: {actual}.",
};

pub(super) const REQUEST_REFUSED: Words = Words {
    short: "request refused",
    title: "No token: the server calls the request malformed",
    why: "A parameter is missing, given twice or not understood. The server's own words say what it noticed.",
};

pub(super) const GRANT_NOT_ALLOWED: Words = Words {
    short: "flow not allowed",
    title: "No token: this app may probably not use the service-account flow",
    why: "The server knows the app but does not let it ask in this way. A service account may not have been issued for it.",
};

pub(super) const WRONG_PATH: Words = Words {
    short: "wrong path",
    title: "No token: there is no token endpoint at this address",
    why: "The server answered {path} with a web page and 404. The path must end in /oauth2/v2.0/token.",
};

pub(super) const UNEXPECTED_ERROR: Words = Words {
    short: "UnexpectedError",
    title: "No token: the server reports UnexpectedError ({code})",
    why: "LINE WORKS is known to answer so when a value arrives garbled. Credenza encodes every value once; the stored values may hold characters that do not belong there.",
};

pub(super) const RESOURCE_API_SHAPE: Words = Words {
    short: "API server",
    title: "No token: this is the API server, not the sign-in server",
    why: "The error ({code}) has the form of the LINE WORKS API. Tokens are issued by the authorization host.",
};

pub(super) const REDIRECTED: Words = Words {
    short: "redirected",
    title: "No token: the server wants to redirect the request",
    why: "It points to {location}. Credenza does not follow: the request carries a secret that belongs to one host only.",
};

pub(super) const NOT_JSON: Words = Words {
    short: "not JSON",
    title: "No token: the answer is not JSON",
    why: "A token endpoint answers with JSON. This answer calls itself {contentType}; another program may answer at this address.",
};

pub(super) const TRUNCATED_JSON: Words = Words {
    short: "answer cut off",
    title: "No token: the answer breaks off in the middle",
    why: "The JSON has no end. Something between here and the server cut it, or the server stopped while it wrote.",
};

pub(super) const WRONG_CONTENT_TYPE: Words = Words {
    short: "web page",
    title: "No token: a web page came back instead of a token",
    why: "The answer is {contentType}. A sign-in page of the network or a proxy may stand in between.",
};

pub(super) const TOKEN_MISSING: Words = Words {
    short: "token missing",
    title: "No token: the answer is JSON without an access_token",
    why: "The server answered and named no error, but there is no token in it. It may not be a token endpoint.",
};

pub(super) const SERVER_ERROR: Words = Words {
    short: "server error",
    title: "No token: the server has a fault of its own (HTTP {status})",
    why: "A 5xx answer means that the server failed. The request need not be wrong.",
};

pub(super) const RATE_LIMITED: Words = Words {
    short: "too many requests",
    title: "No token: too many requests were sent",
    why: "The server answered 429 and asks for a pause.",
};

pub(super) const OTHER_REFUSAL: Words = Words {
    short: "refused",
    title: "No token: the server refused with {error}",
    why: "This code has no better explanation yet. The server's own words are all that is known.",
};
