//! The scopes a service account, or a member's sign-in, may be given (facts 2.3 and 4).

use super::refusal::Refusal;

/// Documented as not usable by service accounts, each also with `.read`.
///
/// `mail` has two exceptions by API path, which a token request cannot show; it is refused whole.
const NOT_FOR_SERVICE_ACCOUNTS: [&str; 6] =
    ["group.note", "group.folder", "mail", "file", "task", "form"];

/// Worth nothing alone: available together with `openid` (facts 4).
const WITH_OPENID: [&str; 2] = ["email", "profile"];

/// The scopes in `requested` for a service account if all of them are in `ticked`; comma and blank
/// both separate. `openid` is no error here, but brings no ID token (facts 8.2, row 35).
pub(super) fn granted(requested: Option<&str>, ticked: &[String]) -> Result<Vec<String>, Refusal> {
    let names = names(requested)?;
    if names.iter().any(|name| is_forbidden(name)) {
        return Err(Refusal::ScopeNotForServiceAccounts);
    }
    all_in(&names, ticked).ok_or(Refusal::ScopeNotSelected)
}

/// The scopes in `requested` for a member's sign-in.
pub(super) fn for_member(
    requested: Option<&str>,
    ticked: &[String],
) -> Result<Vec<String>, Refusal> {
    let names = names(requested)?;
    let granted = all_in(&names, ticked).ok_or(Refusal::ScopeNotSelected)?;
    if names.iter().any(|name| WITH_OPENID.contains(name)) && !names.contains(&"openid") {
        return Err(Refusal::ScopeNeedsOpenid);
    }
    Ok(granted)
}

/// The scopes of a refreshed token: all as before, or those of them that are asked for (RFC 6749
/// section 6).
pub(super) fn narrowed(requested: Option<&str>, before: &[String]) -> Result<Vec<String>, Refusal> {
    match requested {
        None => Ok(before.to_vec()),
        some => all_in(&names(some)?, before).ok_or(Refusal::ScopeBeyondGrant),
    }
}

fn names(requested: Option<&str>) -> Result<Vec<&str>, Refusal> {
    let requested = requested.unwrap_or_default();
    let names: Vec<&str> = requested.split([',', ' ']).filter(|name| !name.is_empty()).collect();
    if names.is_empty() { Err(Refusal::ScopeMissing) } else { Ok(names) }
}

/// `names` as they stand, if each of them is in `allowed`, letter by letter.
fn all_in(names: &[&str], allowed: &[String]) -> Option<Vec<String>> {
    let known = |name: &&str| allowed.iter().any(|scope| scope == name);
    names.iter().all(known).then(|| names.iter().map(|name| (*name).to_owned()).collect())
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
    fn members_may_have_what_service_accounts_may_not() {
        let ticked = ["mail", "openid", "email"].map(str::to_owned);
        assert_eq!(for_member(Some("mail openid,email"), &ticked).unwrap().len(), 3);
        assert_eq!(for_member(Some("mail email"), &ticked), Err(Refusal::ScopeNeedsOpenid));
        assert_eq!(for_member(Some("openid bot"), &ticked), Err(Refusal::ScopeNotSelected));
        assert_eq!(for_member(None, &ticked), Err(Refusal::ScopeMissing));
    }

    #[test]
    fn a_refresh_never_widens_the_scopes() {
        let before = ["bot", "openid"].map(str::to_owned);
        assert_eq!(narrowed(None, &before).unwrap(), before);
        assert_eq!(narrowed(Some("bot"), &before).unwrap(), ["bot"]);
        assert_eq!(narrowed(Some("bot user.read"), &before), Err(Refusal::ScopeBeyondGrant));
    }

    #[test]
    fn neighbours_of_a_banned_scope_are_free() {
        for name in ["group", "group.read", "mailbox", "file.write", "formula.read"] {
            assert!(granted(Some(name), &[name.to_owned()]).is_ok(), "{name}");
        }
    }
}
