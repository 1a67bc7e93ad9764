//! What to do while a sign-in waits.

/// Said below the address to open. LINE WORKS shows a wrong client or redirect URL on a page of its
/// own, which never comes back.
pub(crate) fn then(redirect_uri: &str) -> String {
    format!(
        "Then paste the address that the browser came back to, whole; it begins with {redirect_uri} \
         and need not show a page. It is good for ten minutes.\n\
         An error page in place of the login means: the Client ID is unknown, or the redirect URL is \
         not registered to the letter (in the Developer Console: Add, then Save)."
    )
}
