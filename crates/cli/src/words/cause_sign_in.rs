//! Causes of a sign-in without a token. The same words as in the window.

use super::cause::Words;

pub(super) const SIGN_IN_DENIED: Words = Words {
    short: "denied",
    title: "No token: the sign-in was denied",
    why: "The member pressed No at the question for consent, or may not use this app. The server said {error}.",
};

pub(super) const SIGN_IN_REFUSED: Words = Words {
    short: "sign-in refused",
    title: "No token: the server does not let this app sign members in like this",
    why: "It said {error}. What the record asks for and what the Developer Console allows differ, or the service has a fault.",
};

pub(super) const RETURN_UNUSABLE: Words = Words {
    short: "returned address",
    title: "The address that came back can't be used",
    why: "{problem}",
};

pub(super) const STATE_WRONG: Words = Words {
    short: "state",
    title: "The answer is not the answer to this sign-in",
    why: "state is missing or another than was sent: the address is of an older sign-in, or somebody else made it. The code in it was not sent.",
};

pub(super) const ANSWERED_BY_ANOTHER: Words = Words {
    short: "other issuer",
    title: "Another server answered than the one that was asked",
    why: "iss of the returned address is {actual}. The code in it was not sent.",
};

pub(super) const CODE_REFUSED: Words = Words {
    short: "code refused",
    title: "The server did not take the code",
    why: "A code is good once and for {limit} s; the sign-in was opened {seconds} s before. It may have been used already (a reload of the page is enough), or the redirect URL or the client is another one.",
};

pub(super) const ID_TOKEN_REFUSED: Words = Words {
    short: "ID token",
    title: "The ID token is not to be trusted",
    why: "{problem}: wanted {expected}, found {actual}. The tokens of this answer were thrown away.",
};

/// What is wrong with a returned address.
pub(super) fn returned(problem: &str) -> &'static str {
    match problem {
        "tooLong" => "It is longer than any such address.",
        "notAnAddress" => "It is no address: it begins with neither https:// nor http://.",
        "elsewhere" => "It is at {actual}, which is not the redirect URL that was sent.",
        "inFragment" => {
            "The answer stands behind a #: that is the implicit flow, which brings no code."
        }
        "noQuery" => {
            "There is nothing behind the address: it was cut off, or this is the page before the answer."
        }
        "twice" => "A parameter is there twice; readers differ in which one they take.",
        "noCode" => "There is neither a code nor an error in it.",
        _ => "It is damaged: a blank, or a percent sign without two digits behind it.",
    }
}
