//! Causes that are measured in an assertion itself. The same words as in the window.

use super::cause::Words;

pub(super) const TIMES_IN_MILLISECONDS: Words = Words {
    short: "milliseconds",
    title: "The times are in milliseconds",
    why: "iat is {iat} and exp is {exp}: 13 digits. Both must be seconds since 1970, with 10 digits.",
};

pub(super) const LIFETIME_IN_MILLISECONDS: Words = Words {
    short: "life of seconds",
    title: "The assertion lives only {seconds} s",
    why: "3600 was added to milliseconds, which is 3.6 s. The sample code of the service does the same. Such an assertion is over before it arrives.",
};

pub(super) const TIMES_AS_TEXT: Words = Words {
    short: "times as text",
    title: "iat or exp is a text, not a number",
    why: "Times must be JSON numbers, without quotation marks. Found: iat {iat}, exp {exp}.",
};

pub(super) const ORDINARY_BASE64: Words = Words {
    short: "Base64",
    title: "The assertion is in ordinary Base64",
    why: "At character {position} stands {character}. A JWT is written in base64url: - and _ in place of + and /, and no = at the end.",
};

pub(super) const ASSERTION_BROKEN: Words = Words {
    short: "broken",
    title: "The assertion cannot be read to its end",
    why: "What is broken: {problem} It was probably cut off while it was copied or put together.",
};

pub(super) const ALGORITHM_WRONG: Words = Words {
    short: "algorithm",
    title: "The assertion is not signed with RS256",
    why: "The header says alg {actual}. LINE WORKS takes RS256 only.",
};

pub(super) const CLAIM_MISSING: Words = Words {
    short: "claim missing",
    title: "The assertion lacks {claims}",
    why: "iss, sub, iat and exp must all be there.",
};

pub(super) const ASSERTION_STALE: Words = Words {
    short: "old assertion",
    title: "The assertion is an old one: it was made {seconds} s ago",
    why: "It was probably made once and used again, as a constant or a copy. An assertion lives 60 minutes at most, and each request needs a new one. Otherwise the clock that dated it is slow.",
};
