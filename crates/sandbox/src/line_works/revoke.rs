//! The verdict on a request to revoke (facts 1.7, RFC 7009).

use super::client::Console;
use super::ledger::{Ledger, Revocation};
use super::refusal::Refusal;
use crate::form::Form;

/// Ends the token in `form`. `token_type_hint` is not needed and not looked at (section 2.1).
pub(super) fn judge(form: &Form, console: &Console, ledger: &Ledger) -> Result<(), Refusal> {
    if form.doubled().is_some() {
        return Err(Refusal::Doubled);
    }
    let client = console.authenticated(form)?;
    let token = form.get("token").ok_or(Refusal::Missing("token"))?;
    match ledger.revoke(token, &client.client_id) {
        Revocation::Done | Revocation::Unknown => Ok(()),
        Revocation::OtherClient => Err(Refusal::TokenOfAnotherClient),
    }
}
