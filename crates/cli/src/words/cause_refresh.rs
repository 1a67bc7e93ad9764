//! Causes in the later life of a token: a refresh that brought none, a token that was not ended, a
//! sign-in page that never comes back. The same words as in the window.

use super::cause::Words;

pub(super) const SIGN_IN_PAGE_REFUSED: Words = Words {
    short: "sign-in page",
    title: "The service shows its own error page in place of the sign-in",
    why: "It does not know the Client ID, or the redirect URL is not registered to the letter: a trailing slash, http for https, another host or another encoding is enough. In Korean the page says \"유효하지 않은 클라이언트 정보입니다. Client Id 또는 Parameter를 확인해 주세요\" (invalid client information; check the Client Id or the parameters). The browser never comes back from it, so no run can see it.",
};

pub(super) const REFRESH_TOKEN_UNREADABLE: Words = Words {
    short: "refresh token unreadable",
    title: "The refresh token did not arrive as it was issued",
    why: "The server answers odd input like this. A refresh token has + / = in it, which must be percent-encoded in a form: a + that is sent as it is arrives as a blank.",
};

pub(super) const REFRESH_TOKEN_EXPIRED: Words = Words {
    short: "refresh token expired",
    title: "The refresh token is older than {limit} days",
    why: "It was issued {days} days ago and lives {limit} days. With rotation off they count from the first sign-in; with rotation on, from each refresh.",
};

pub(super) const REFRESH_TOKEN_EXPIRED_PASTED: Words = Words {
    short: "refresh token expired",
    title: "The refresh token may be older than 90 days",
    why: "With rotation off the 90 days count from the first sign-in; with rotation on, from each refresh.",
};

pub(super) const REFRESH_TOKEN_REPLACED: Words = Words {
    short: "refresh token replaced",
    title: "A newer refresh token has taken the place of this one",
    why: "With rotation on each refresh gives a new refresh token. Another program refreshed with this one, or a new one was answered and not stored.",
};

pub(super) const REFRESH_TOKEN_REFUSED: Words = Words {
    short: "refresh token refused",
    title: "The server does not take this refresh token any more",
    why: "Nothing that was measured says why: it was revoked, the app was deleted, or one of the causes below.",
};

pub(super) const PASSWORD_CHANGED: Words = Words {
    short: "password changed",
    title: "The member may have changed the password",
    why: "A change of the LINE WORKS password ends every token of that member.",
};

pub(super) const CONSENT_OUTDATED: Words = Words {
    short: "consent outdated",
    title: "The app's scopes may have been changed",
    why: "After a change of the scopes the member has to agree once more.",
};

pub(super) const REFRESH_TOKEN_NOT_KEPT: Words = Words {
    short: "refresh token not stored",
    title: "A new refresh token came and could not be stored",
    why: "The old one is still in the vault, and the server may not take it any more. The new one is held in memory until the vault is locked; the next refresh uses it.",
};

pub(super) const TOKEN_NOT_HELD: Words = Words {
    short: "no token held",
    title: "Nothing was sent: no such token is held",
    why: "Access tokens are held in memory only, until the vault is locked; a refresh token is kept once a flow has brought one.",
};

pub(super) const REVOKE_REFUSED: Words = Words {
    short: "not revoked",
    title: "The server did not end the token",
    why: "The address and the fields of this request are known from other programs only; LINE WORKS does not document them. The token is still held.",
};
