//! The scopes a service account may be given (facts 2.3 and 4).

use super::refusal::Refusal;

/// Documented as not usable by service accounts, each also with `.read`.
///
/// `mail` has two exceptions by API path, which a token request cannot show; it is refused whole.
const NOT_FOR_SERVICE_ACCOUNTS: [&str; 6] =
    ["group.note", "group.folder", "mail", "file", "task", "form"];

/// The scopes in `requested` if all of them are in `ticked`; comma and blank both separate.
pub(super) fn granted(requested: Option<&str>, ticked: &[String]) -> Result<Vec<String>, Refusal> {
    let requested = requested.unwrap_or_default();
    let names: Vec<&str> = requested.split([',', ' ']).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Err(Refusal::ScopeMissing);
    }
    if names.iter().any(|name| is_forbidden(name)) {
        return Err(Refusal::ScopeNotForServiceAccounts);
    }
    if !names.iter().all(|name| ticked.iter().any(|scope| scope == name)) {
        return Err(Refusal::ScopeNotSelected);
    }
    Ok(names.into_iter().map(str::to_owned).collect())
}

fn is_forbidden(name: &str) -> bool {
    NOT_FOR_SERVICE_ACCOUNTS.contains(&name.strip_suffix(".read").unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(requested: &str) -> Result<Vec<String>, Refusal> {
        let ticked = ["bot", "bot.read", "user.read"].map(str::to_owned);
        granted(Some(requested), &ticked)
    }

    #[test]
    fn comma_and_blank_both_separate() {
        for requested in ["bot user.read", "bot,user.read", "bot, user.read", " bot  user.read,"] {
            assert_eq!(judged(requested).unwrap(), ["bot", "user.read"], "{requested:?}");
        }
    }

    #[test]
    fn no_scope_is_not_all_scopes() {
        for requested in ["", " ", ",", " , "] {
            assert_eq!(judged(requested), Err(Refusal::ScopeMissing), "{requested:?}");
        }
        assert_eq!(granted(None, &["bot".to_owned()]), Err(Refusal::ScopeMissing));
    }

    #[test]
    fn a_scope_must_be_ticked_letter_by_letter() {
        for requested in
            ["user", "Bot", "bot.message", "bot:read", "bot\tuser.read", "bot calendar"]
        {
            assert_eq!(judged(requested), Err(Refusal::ScopeNotSelected), "{requested:?}");
        }
    }

    #[test]
    fn the_documented_ban_holds_even_when_ticked() {
        for scope in NOT_FOR_SERVICE_ACCOUNTS {
            for name in [scope.to_owned(), format!("{scope}.read")] {
                let judged = granted(Some(&name), std::slice::from_ref(&name));
                assert_eq!(judged, Err(Refusal::ScopeNotForServiceAccounts), "{name}");
            }
        }
    }

    #[test]
    fn neighbours_of_a_banned_scope_are_free() {
        for name in ["group", "group.read", "mailbox", "file.write", "formula.read"] {
            assert!(granted(Some(name), &[name.to_owned()]).is_ok(), "{name}");
        }
    }
}
