//! Causes that lie in a key's file or text. The same words as in the window.

use super::cause::Words;

pub(super) const KEY_ESCAPED_NEWLINES: Words = Words {
    short: "literal \\n",
    title: "The key has backslash-n where its line breaks belong",
    why: "It came through an environment variable or JSON. Libraries take it only with real line breaks.",
};

pub(super) const KEY_TEXT_DAMAGED: Words = Words {
    short: "key text",
    title: "Copying has changed the text of the key",
    why: "What has to be mended: {repairs}. The key itself is whole.",
};

pub(super) const KEY_CUT_OFF: Words = Words {
    short: "key cut off",
    title: "The end of the key is missing",
    why: "The data stops before the length that it names. Nothing can mend that; copy the key again or take the downloaded file.",
};

pub(super) const KEY_PKCS1: Words = Words {
    short: "PKCS#1",
    title: "The key is PKCS#1; many libraries want PKCS#8",
    why: "It begins with BEGIN RSA PRIVATE KEY. The key is right, its form is the older one.",
};

pub(super) const KEY_WRAPPED: Words = Words {
    short: "Base64 again",
    title: "The whole key file is in Base64 once more",
    why: "It was wrapped for an environment variable. It has to be decoded once before it is a PEM file.",
};

pub(super) const KEY_UNUSABLE: Words = Words {
    short: "no usable key",
    title: "This is no key that can sign the assertion",
    why: "{problem} Needed is the app's RSA private key of 2048 bits or more.",
};

pub(super) const KEY_FILE_READABLE: Words = Words {
    short: "file mode",
    title: "Other users of this computer can read the key file",
    why: "Whoever has the key can get tokens as the service account.",
};
