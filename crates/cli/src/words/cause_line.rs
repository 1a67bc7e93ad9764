//! Causes in the calls of LINE's channel access tokens. The same words as in the window.

use super::cause::Words;

pub(super) const CHANNEL_INCOMPLETE: Words = Words {
    short: "record incomplete",
    title: "Nothing was sent: the record lacks what this call needs",
    why: "Not so yet: {problem}.",
};

pub(super) const CHANNEL_ASSERTION_WRONG: Words = Words {
    short: "assertion",
    title: "Nothing was sent: LINE would refuse this assertion",
    why: "Not so: {problem}. It should be {expected}, and is {actual}.",
};

pub(super) const TOO_MANY_TOKENS: Words = Words {
    short: "30 tokens",
    title: "No token: 30 tokens of v2.1 are live already",
    why: "LINE issues the next one when one of them has ended or was revoked. Tokens that were issued elsewhere count as well.",
};

pub(super) const CHANNEL_KEY_UNKNOWN: Words = Words {
    short: "kid unknown",
    title: "LINE knows no key with this kid",
    why: "The key was deleted at LINE's console, or the kid was copied from another place. {kid} is what was sent.",
};

pub(super) const CHANNEL_KEY_OF_ANOTHER: Words = Words {
    short: "other channel",
    title: "The key belongs to another channel",
    why: "LINE finds the channel by the kid, and it is not the channel ID in iss.",
};

pub(super) const ASSERTION_EXPIRY_REFUSED: Words = Words {
    short: "Invalid exp",
    title: "LINE does not take the time at which the assertion ends",
    why: "exp must lie ahead, and by 30 minutes at most. This computer's clock differs from LINE's by {seconds} s.",
};

pub(super) const CHANNEL_ASSERTION_REFUSED: Words = Words {
    short: "assertion refused",
    title: "LINE does not take the assertion",
    why: "Its form, times and channel were checked before it was sent. What is left is the key: the public half that is registered under this kid may be another one.",
};

pub(super) const CHANNEL_ID_UNKNOWN: Words = Words {
    short: "channel ID",
    title: "LINE does not know this channel ID",
    why: "It was mistyped, or the channel was deleted.",
};

pub(super) const CHANNEL_SECRET_WRONG: Words = Words {
    short: "channel secret",
    title: "The channel secret is wrong",
    why: "It was mistyped, or issued anew at LINE's console: that makes the earlier one useless at once.",
};

pub(super) const TOKEN_OF_OTHER_FAMILY: Words = Words {
    short: "other kind",
    title: "The call is not the one for this kind of token",
    why: "Tokens of v2.1 look signed (eyJ…) and have calls of their own; short-lived and long-lived ones have + / = in them. This one was taken for the wrong kind.",
};

pub(super) const CHANNEL_TOKEN_BROKEN: Words = Words {
    short: "token damaged",
    title: "LINE can't read the token",
    why: "A part of it is missing, or something was added while it was copied.",
};

pub(super) const CHANNEL_TOKEN_OVER: Words = Words {
    short: "token over",
    title: "The token does not hold any more",
    why: "It is over, was revoked, or never was a token of LINE: the answer is the same for all three.",
};

pub(super) const PUSHED_OUT: Words = Words {
    short: "pushed out",
    title: "The token was ended by newer ones",
    why: "Since it was issued, {newer} more short-lived tokens were issued here. LINE keeps 30 of them and ends the oldest without a word.",
};

pub(super) const STATELESS_ONLY: Words = Words {
    short: "stateless",
    title: "Nothing was sent: a stateless token can be neither verified nor revoked",
    why: "LINE documents no call for it. It dies by itself 15 minutes after it was issued.",
};

pub(super) const LINE_LOGIN_MIXED_UP: Words = Words {
    short: "LINE Login",
    title: "This is a request of LINE Login, sent to the call for channel access tokens",
    why: "LINE Login changes its codes and checks its ID tokens at an address with the same path: {path}. A channel access token is asked for there with a signed assertion; {actual} has no place in that.",
};

pub(super) const CHANNEL_ASSERTION_WRONG_PASTED: Words = Words {
    short: "",
    title: "LINE refuses this assertion",
    why: "Not so: {problem}. It should be {expected}, and is {actual}.",
};

pub(super) const CHANNEL_ASSERTION_REFUSED_PASTED: Words = Words {
    short: "",
    title: "The key that signed is not the one with this kid",
    why: "The form and the times are right as far as they can be seen. The signature does not fit the public half that belongs to this kid.",
};

pub(super) const ASSERTION_EXPIRY_REFUSED_PASTED: Words = Words {
    short: "",
    title: "LINE does not take the time at which the assertion ends",
    why: "exp must lie ahead, and by 30 minutes at most, in seconds. Milliseconds, a longer life and an assertion that was used again look the same to LINE.",
};

pub(super) const CHANNEL_KEY_UNKNOWN_PASTED: Words = Words {
    short: "",
    title: "LINE knows no key with this kid",
    why: "The key was deleted at LINE's console, or the kid in the assertion's header was copied from another place.",
};
