//! Causes at a server that is not LINE WORKS. The same words as in the window.

use super::cause::Words;

pub(super) const BEARER_REFUSED: Words = Words {
    short: "assertion refused",
    title: "No token: the server does not accept the assertion",
    why: "Its times are right by the server's clock, so it is what it says or who signed it: iss, sub and aud must be as the server knows them, and the server must have the public half of the key.",
};

pub(super) const GRANT_NOT_OFFERED: Words = Words {
    short: "grant not offered",
    title: "No token: the server does not take this grant from this client",
    why: "It was sent as the standard spells it. The server may not offer it at all, or the client may not be registered for it; its discovery document names what it offers (grant_types_supported).",
};

pub(super) const CLIENT_ASSERTION_REFUSED: Words = Words {
    short: "client assertion refused",
    title: "The server does not accept the signed assertion of the client",
    why: "The server must know the Client ID with private_key_jwt, and have the public half of the stored key under the key ID that is sent.",
};

pub(super) const TOKEN_REFUSED: Words = Words {
    short: "token refused",
    title: "The server does not take the access token",
    why: "It has ended or was revoked, or it was not issued for this address.",
};

pub(super) const USERINFO_OF_ANOTHER: Words = Words {
    short: "other member",
    title: "The answer is about another member than the ID token",
    why: "The subjects differ, so the claims must not be used (OpenID Connect Core 5.3.2).",
};
