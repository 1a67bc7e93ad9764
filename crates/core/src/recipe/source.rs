//! Where a recipe comes from: a run that was sent, or a record.

use url::Url;

use super::{CLIENT_SECRET, ClaimValue, FieldValue, Recipe};
use crate::apps::LineWorksApp;
use crate::flow::{
    AssertionClaim, AssertionView, ClockSource, Run, ShownField, ShownRequest, StepId, form_fields,
};
use crate::services::line_works::{BACKDATE, JWT_BEARER};

/// The field that shows who the client is.
const AUTHORIZATION: &str = "authorization";
/// Header fields that every client sets itself.
const SET_BY_CLIENT: [&str; 3] = ["host", "user-agent", "content-length"];

impl Recipe {
    /// The request of a run: same address, fields and header, a fresh assertion with the same
    /// claims where there was one. `None` when the run ended before it was sent.
    pub fn of_run(run: &Run) -> Option<Self> {
        let request = run.step(StepId::Send)?.request.as_ref()?;
        // A secret in an address is no pattern to hand on.
        if !request.query.is_empty() {
            return None;
        }
        let fields: Vec<(String, FieldValue)> =
            form_fields(&request.body).into_iter().map(field).collect::<Option<_>>()?;
        let signs = fields.iter().any(|(_, value)| *value == FieldValue::Assertion);
        let (key_id, claims) = match &run.assertion {
            Some(assertion) => {
                (key_id(assertion)?, claims(&assertion.claims, offset(run, assertion))?)
            }
            None if signs => return None,
            None => (None, Vec::new()),
        };
        // One assertion is all that a program makes.
        let assertions = fields.iter().filter(|(_, value)| *value == FieldValue::Assertion);
        if request.method != "POST" || assertions.count() > 1 {
            return None;
        }
        let (headers, basic) = (headers(request)?, basic(request)?);
        Some(Self { url: request.url.clone(), headers, fields, key_id, claims, basic })
    }

    /// The request that a record makes for.
    pub fn of_app(app: &LineWorksApp, endpoint: &Url) -> Self {
        let text = |text: &str| FieldValue::Text(text.to_owned());
        let client_id = app.client_id.trim();
        let life = i64::from(app.assertion_lifetime);
        Self {
            url: endpoint.to_string(),
            headers: named(&[
                ("content-type", "application/x-www-form-urlencoded"),
                ("accept", "application/json"),
            ]),
            fields: vec![
                ("assertion".to_owned(), FieldValue::Assertion),
                ("grant_type".to_owned(), text(JWT_BEARER)),
                ("client_id".to_owned(), text(client_id)),
                ("client_secret".to_owned(), FieldValue::Variable(CLIENT_SECRET)),
                ("scope".to_owned(), text(&app.scope_separator.join(&app.scopes))),
            ],
            key_id: None,
            claims: vec![
                ("iss".to_owned(), ClaimValue::Text(client_id.to_owned())),
                ("sub".to_owned(), ClaimValue::Text(app.service_account.trim().to_owned())),
                ("iat".to_owned(), ClaimValue::AfterNow(-BACKDATE)),
                ("exp".to_owned(), ClaimValue::AfterNow(life - BACKDATE)),
            ],
            basic: None,
        }
    }
}

impl Recipe {
    /// The same request to another server, at the same path.
    pub fn at_base(self, base: &Url) -> Self {
        let Ok(old) = Url::parse(&self.url) else { return self };
        let mut url = base.clone();
        url.set_path(old.path());
        Self { url: url.to_string(), ..self }
    }
}

fn named(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// `None` when a secret stands where none is expected.
fn field(shown: ShownField) -> Option<(String, FieldValue)> {
    let value = match (shown.name.as_str(), &shown.secret) {
        ("assertion" | "client_assertion", _) => FieldValue::Assertion,
        ("client_secret", _) => FieldValue::Variable(CLIENT_SECRET),
        ("refresh_token", _) => FieldValue::Variable("REFRESH_TOKEN"),
        ("token", _) => FieldValue::Variable("TOKEN"),
        ("access_token", _) => FieldValue::Variable("ACCESS_TOKEN"),
        (_, None) => FieldValue::Text(shown.text),
        (_, Some(_)) => return None,
    };
    Some((shown.name, value))
}

/// A field that could end its line, or that a program could take for something else, is in no
/// request of ours.
fn headers(request: &ShownRequest) -> Option<Vec<(String, String)>> {
    let kept = request
        .headers
        .iter()
        .filter(|(name, _)| !SET_BY_CLIENT.contains(&name.to_ascii_lowercase().as_str()));
    let is_token = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let sound = |(name, value): &(String, String)| {
        (is_token(name) && !value.chars().any(char::is_control))
            .then(|| (name.clone(), value.clone()))
    };
    // What shows who the client is stands in no program as a fixed text.
    kept.filter(|(name, _)| !name.eq_ignore_ascii_case(AUTHORIZATION)).map(sound).collect()
}

/// The form-encoded client ID of HTTP Basic, where that was sent; `None` for another field.
fn basic(request: &ShownRequest) -> Option<Option<String>> {
    let named = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(AUTHORIZATION);
    let Some((_, shown)) = request.headers.iter().find(named) else { return Some(None) };
    let id = shown.strip_prefix("Basic base64(")?.strip_suffix(":client_secret)")?;
    Some(Some(id.to_owned()))
}

/// `kid`, where there is one; `None` for an assertion that is signed in another way.
fn key_id(assertion: &AssertionView) -> Option<Option<String>> {
    let mut key_id = None;
    for (name, value) in &assertion.header {
        match (name.as_str(), value.as_str()) {
            ("alg", "RS256") | ("typ", "JWT") => {}
            ("kid", value) => key_id = Some(value.to_owned()),
            _ => return None,
        }
    }
    Some(key_id)
}

/// What a run's time has to be moved by to count from the moment at which a program runs: times
/// keep their distance from `iat`, and `iat` lies as far behind the clock as it did in the run.
fn offset(run: &Run, assertion: &AssertionView) -> i64 {
    let iat =
        assertion.claims.iter().find(|claim| claim.name == "iat").and_then(|claim| claim.time);
    let started_at = run.started_at_ms.div_euclid(1000);
    match (iat, run.clock) {
        // The run was dated by the server's clock; so is the program, by the gap of that day.
        (Some(_), ClockSource::Server) | (None, _) => -started_at,
        (Some(iat), ClockSource::Local) => -BACKDATE - iat,
    }
}

fn claims(claims: &[AssertionClaim], offset: i64) -> Option<Vec<(String, ClaimValue)>> {
    let claim = |claim: &AssertionClaim| {
        let value = match claim.time {
            Some(time) => ClaimValue::AfterNow(time.saturating_add(offset)),
            None => match serde_json::from_str(&claim.value) {
                Ok(text) => ClaimValue::Text(text),
                Err(_) => ClaimValue::Number(claim.value.parse().ok()?),
            },
        };
        Some((claim.name.clone(), value))
    };
    claims.iter().map(claim).collect()
}
