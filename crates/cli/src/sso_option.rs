//! What a record of a customer's SSO server lacks for a run, named as the options that mend it.

use credenza_engine::Error;

use crate::failure::Failure;

/// An error of the engine under the name of the option that mends it; every other stays.
pub(crate) fn named(failure: Failure) -> Failure {
    let Failure::Engine(Error::Invalid { field, reason }) = &failure else { return failure };
    if *reason == "the sandbox is not running" {
        let reason = "this record belongs to the practice server, and no address of one was given: \
                      start `credenza sandbox serve`, and give its authBase";
        return Failure::Input { field: "--sandbox-base", reason: reason.to_owned() };
    }
    let Some(field) = option(field) else { return failure };
    let todo = match (field, *reason) {
        (_, "its host was not confirmed for this record") => {
            "; look at it (app show APP), and agree with app edit APP --confirm-host HOST".to_owned()
        }
        ("--account", _) => "; give a JSON file with email and password, or the address of one of \
             the record whose password is stored (sso password APP)"
            .to_owned(),
        ("--client-secret-file", _) => "; store it with app edit APP --client-secret-file F".to_owned(),
        ("--redirect-uri", _) => String::new(),
        ("--app-login-url", "the record has none") => {
            "; store it with app edit APP --app-login-url URL (one page may serve both, so it may be \
             the web login URL)"
                .to_owned()
        }
        _ => format!("; mend it with app edit APP {field}"),
    };
    Failure::Input { field, reason: format!("{reason}{todo}") }
}

/// The option of a field.
pub(crate) fn option(field: &str) -> Option<&'static str> {
    Some(match field {
        "account" => "--account",
        "webLoginUrl" => "--web-login-url",
        "appLoginUrl" => "--app-login-url",
        "tokenUrl" => "--token-url",
        "userInfoUrl" => "--user-info-url",
        "mailUrl" => "--imap-url",
        "logoutUrl" => "--logout-url",
        "redirectUrl" => "--return-url",
        "redirectUri" => "--redirect-uri",
        "clientId" => "--client-id",
        "clientSecret" => "--client-secret-file",
        "caPem" => "--ca-file",
        _ => return None,
    })
}
