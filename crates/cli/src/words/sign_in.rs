//! What to do while a sign-in waits, and the page that the browser shows at its end.

/// LINE WORKS shows a wrong client or redirect URL on a page of its own, which never comes back.
pub(crate) const ERROR_PAGE: &str = "\
An error page in place of the login means: the Client ID is unknown, or the redirect URL is not
registered to the letter (in the Developer Console: Add, then Save).";

/// Somebody else listens there.
pub(crate) const PORT_TAKEN: &str = "Another program uses the port of the redirect URL.";

/// Shown by the browser once it came back to this computer.
pub(crate) const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><title>Credenza</title>\
<p lang=\"en\">You can close this window and go back to the terminal.</p>\
<p lang=\"ja\">このウィンドウを閉じて、ターミナルに戻ってください。</p>";

/// Shown by a browser that came with the answer to another sign-in.
pub(crate) const STRAY_PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><title>Credenza</title>\
<p lang=\"en\">This is not the answer to the sign-in that waits (its state differs). The terminal waits on; \
begin the sign-in anew from the address that it printed.</p>\
<p lang=\"ja\">待機中のサインインへの応答ではありません（stateが一致しません）。ターミナルは待機を続けています。\
ターミナルに表示されたアドレスからサインインをやり直してください。</p>";

/// The same as plain text, for a page that the engine makes.
pub(crate) const DONE: &str = "You can close this window and go back to the terminal. / \
このウィンドウを閉じて、ターミナルに戻ってください。";

/// The returned address is pasted.
pub(crate) fn paste(redirect_uri: &str) -> String {
    format!(
        "Then paste the address that the browser came back to, whole; it begins with {redirect_uri} \
         and need not show a page. It is good for ten minutes."
    )
}

/// The browser comes back to this computer.
pub(crate) fn waiting(redirect_uri: &str) -> String {
    format!(
        "Waiting at {redirect_uri} for ten minutes. On another computer: --no-listen, and paste the \
         address that the browser came back to."
    )
}

/// Stands after an address that the server has not verified.
pub(crate) const EMAIL_NOT_VERIFIED: &str = "(not verified: match no accounts by it)";

/// A flow of a customer's server came to its end.
pub(crate) const SSO_PASSED: &str = "The server answered as LINE WORKS needs it.";
