//! The User Information Return API (facts 6.5 c).

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::time::sleep;

use super::api::{Refused, redirect, success};
use super::company::Company;
use super::fault::{CustomerSsoFault as Fault, Faults};
use crate::connection::is_form;
use crate::form::Form;
use crate::state::Shared;

/// 87 % of the three seconds of LINE WORKS.
const NEARLY_TOO_SLOW: Duration = Duration::from_millis(2_610);

/// `POST`.
pub(super) async fn user_info(
    State(shared): State<Arc<Shared>>,
    Path(faults): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let faults = Faults::read(&faults);
    let form = is_form(&headers).then(|| Form::parse(&body).ok()).flatten();
    let company = &shared.company;
    match judged(company, &faults, form.as_ref()) {
        Ok(()) if faults.has(Fault::ApiRedirect) => {
            let mut response = redirect("/customer-sso/moved");
            *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
            response.into_response()
        }
        Ok(()) => {
            if faults.has(Fault::NearLimit) {
                sleep(NEARLY_TOO_SLOW).await;
            }
            let name = if faults.has(Fault::ExternalKey) { "externalKey" } else { "user_id" };
            let user = if faults.has(Fault::WrongUser) {
                "emp-00099"
            } else {
                company.account.user_id.as_str()
            };
            success(&json!({ name: user }), faults.has(Fault::UserInfoContentType))
        }
        Err(refused) => refused.answer(&faults, faults.has(Fault::MixedErrors)),
    }
}

fn judged(company: &Company, faults: &Faults, form: Option<&Form>) -> Result<(), Refused> {
    let missing = Refused::MISSING.or_other(faults.has(Fault::UserInfoMissingParameterNumber));
    let form = form.filter(|form| form.doubled().is_none()).ok_or(missing)?;
    let get = |name| form.get(name).ok_or(missing);
    let (client, secret, token) = (get("client_id")?, get("client_secret")?, get("access_token")?);
    if client != company.client_id {
        return Err(
            Refused::UNKNOWN_CLIENT.or_other(faults.has(Fault::UserInfoUnknownClientNumber))
        );
    }
    if !company.is_secret(secret) && !faults.has(Fault::UserInfoSecretIgnored) {
        return Err(Refused::SECRET);
    }
    if company.is_token(token) || faults.has(Fault::AnyToken) {
        return Ok(());
    }
    Err(Refused::TOKEN)
}
