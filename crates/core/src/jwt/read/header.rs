//! What a header says that makes a token unfit or suspicious whatever its signature
//! (security.md V2, V5, V6).

use super::{Member, TokenPart, TokenProblem, TokenProblemId};

const KEY_MEMBERS: [&str; 4] = ["jku", "jwk", "x5u", "x5c"];

/// Findings about the header's members. A header that breaks off may have lost its `alg`.
pub(super) fn problems(members: &[Member], complete: bool) -> Vec<TokenProblem> {
    let mut found = Vec::new();
    let mut add = |problem: TokenProblem| found.push(problem.within(TokenPart::Header));
    match member(members, "alg").map(text) {
        Some(Some(alg)) if alg.eq_ignore_ascii_case("none") => {
            add(TokenProblem::new(TokenProblemId::AlgNone));
        }
        None if !complete => {}
        Some(Some(_)) => {}
        Some(None) | None => add(TokenProblem::new(TokenProblemId::AlgMissing)),
    }
    if let Some(crit) = member(members, "crit") {
        add(TokenProblem::new(TokenProblemId::UnknownCrit).with("names", crit_names(crit)));
    }
    if member(members, "b64").is_some_and(|b64| b64.value_json == "false") {
        add(TokenProblem::new(TokenProblemId::UnencodedPayload));
    }
    for name in KEY_MEMBERS.iter().filter(|name| member(members, name).is_some()) {
        add(TokenProblem::new(TokenProblemId::KeyInHeader).with("name", name));
    }
    found
}

fn member<'a>(members: &'a [Member], name: &str) -> Option<&'a Member> {
    members.iter().find(|member| member.name == name)
}

fn text(member: &Member) -> Option<String> {
    serde_json::from_str(&member.value_json).ok()
}

/// The names, or the value as it stands if it is no list of names.
fn crit_names(crit: &Member) -> String {
    match serde_json::from_str::<Vec<String>>(&crit.value_json) {
        Ok(names) => names.join(", "),
        Err(_) => crit.value_json.clone(),
    }
}
