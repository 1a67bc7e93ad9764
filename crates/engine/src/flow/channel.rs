//! The calls of LINE's channel access tokens (facts.md 7): one fresh assertion where one is needed,
//! one call, no retry. A revocation verifies the token before and after, because LINE answers 200
//! for unknown tokens too.

use std::sync::Arc;

use credenza_core::Secret;
use credenza_core::apps::{HostError, LineChannelApp};
use credenza_core::diagnosis::{self, Diagnosis, Fix, LineEvidence};
use credenza_core::flow::{FlowKind, Outcome, RuleId, StepId, Verdict, VerdictResult};
use credenza_core::keys::SigningKey;
use credenza_core::line::{
    self, Authentication, Call, ChannelAssertion, ChannelClaims, ChannelSecret, Operation,
    TokenKind, Verified,
};
use credenza_core::oauth::{Answer, TokenAnswer, TokenRequest, read_answer};
use credenza_core::services::line::REQUEST_ID;
use tokio_util::sync::CancellationToken;

use super::exchange::{Stop, no_endpoint, receive, refused, send, stopped, sum_up};
use super::recorder::Recorder;
use super::told::{self, retry_after};
use crate::clock::Clock;
use crate::http::{Http, RawResponse};

/// What is asked, with what it is about.
pub(crate) enum Asked {
    Stateless(Authentication),
    V21 { life: i64 },
    ShortLived,
    KeyIds,
    Verify { token: Option<Secret>, kind: TokenKind },
    Revoke { token: Option<Secret>, kind: TokenKind },
}

impl Asked {
    pub(crate) fn flow(&self) -> FlowKind {
        match self {
            Self::Stateless(Authentication::Secret) => FlowKind::LineStatelessBySecret,
            Self::Stateless(Authentication::Assertion) => FlowKind::LineStatelessByAssertion,
            Self::V21 { .. } => FlowKind::LineV21,
            Self::ShortLived => FlowKind::LineShortLived,
            Self::KeyIds => FlowKind::LineKeyIds,
            Self::Verify { .. } => FlowKind::LineVerify,
            Self::Revoke { .. } => FlowKind::LineRevoke,
        }
    }
}

/// Everything that the run needs, taken out of vault and memory beforehand.
pub(crate) struct ChannelIngredients {
    pub(crate) app: LineChannelApp,
    pub(crate) secret: Option<Secret>,
    pub(crate) key: Option<Arc<SigningKey>>,
    /// The key's name at LINE; empty where there is no key.
    pub(crate) kid: String,
    pub(crate) asked: Asked,
    /// Live tokens of the kind that is asked for, as far as is known.
    pub(crate) live: usize,
    /// Short-lived tokens that were issued here after the one that is asked about.
    pub(crate) newer_short_lived: usize,
    pub(crate) sandbox_base: Option<String>,
}

/// What a run brought.
pub(crate) enum Brought {
    Token(Box<TokenAnswer>, TokenKind),
    KeyIds(Vec<String>),
    Verified(Verified),
    /// LINE says that the token does not hold.
    NotGood,
    Revoked,
    Nothing,
}

/// Runs it to its end. The recorder holds the whole run afterwards.
pub(crate) async fn call_line(
    recorder: &mut Recorder<'_>,
    ingredients: &ChannelIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Brought {
    let caller = Caller { ingredients, http, clock, cancel };
    let done = match &ingredients.asked {
        Asked::Stateless(by) => {
            let operation = Operation::IssueStateless { by: *by };
            caller.issue(recorder, operation, None).await
        }
        Asked::V21 { life } => caller.issue(recorder, Operation::IssueV21, Some(*life)).await,
        Asked::ShortLived => caller.issue(recorder, Operation::IssueShortLived, None).await,
        Asked::KeyIds => caller.key_ids(recorder).await,
        Asked::Verify { token, kind } => caller.verify(recorder, token.as_ref(), *kind).await,
        Asked::Revoke { token, kind } => caller.revoke(recorder, token.as_ref(), *kind).await,
    };
    match done {
        Ok(brought) => {
            recorder.finish(Outcome::Passed);
            brought
        }
        Err(ended) => {
            let (stop, brought) = *ended;
            stopped(recorder, stop, Fix::RunAgain);
            brought
        }
    }
}

/// A run that stopped, with what it still brought.
type Ended<T> = Result<T, Box<(Stop, Brought)>>;

fn nothing(stop: Stop) -> Box<(Stop, Brought)> {
    Box::new((stop, Brought::Nothing))
}

struct Caller<'a> {
    ingredients: &'a ChannelIngredients,
    http: &'a Http,
    clock: &'a dyn Clock,
    cancel: &'a CancellationToken,
}

impl Caller<'_> {
    async fn issue(
        &self,
        recorder: &mut Recorder<'_>,
        operation: Operation,
        life: Option<i64>,
    ) -> Ended<Brought> {
        let kind = operation.issues().unwrap_or(TokenKind::Stateless);
        let request = match operation.authentication() {
            Some(Authentication::Assertion) => {
                let assertion = self.assertion(recorder, kind.most().is_some(), life)?;
                let call = match operation {
                    Operation::IssueV21 => Call::IssueV21(&assertion),
                    _ => Call::StatelessByAssertion(&assertion),
                };
                self.request(recorder, call)?
            }
            _ => {
                let client = self.credentials(recorder, kind.most().is_some())?;
                let call = match operation {
                    Operation::IssueShortLived => Call::IssueShortLived(client),
                    _ => Call::StatelessBySecret(client),
                };
                self.request(recorder, call)?
            }
        };
        let (raw, answer) = self.exchange(recorder, &request).await?;
        let verdicts = head(&raw);
        let Answer::Token(token) = answer else {
            let found = self.diagnose(operation, &raw, &answer, recorder);
            return Err(nothing(refused(recorder, &answer, verdicts, found)));
        };
        recorder.end(StepId::Response, verdicts);
        recorder.begin(StepId::Verify);
        let skew = recorder.run.skew_seconds;
        let verdicts = line::check_issued(&token, kind, life, skew);
        sum_up(recorder, &self.ingredients.app.client(), &token, self.clock);
        recorder.end(StepId::Verify, verdicts);
        Ok(Brought::Token(token, kind))
    }

    async fn key_ids(&self, recorder: &mut Recorder<'_>) -> Ended<Brought> {
        let assertion = self.assertion(recorder, false, None)?;
        let request = self.request(recorder, Call::KeyIds(&assertion))?;
        let (raw, answer) = self.exchange(recorder, &request).await?;
        let Some(listed) = line::read_key_ids(raw.status, &raw.body) else {
            let found = self.diagnose(Operation::KeyIds, &raw, &answer, recorder);
            return Err(nothing(refused(recorder, &answer, head(&raw), found)));
        };
        recorder.end(StepId::Response, head(&raw));
        recorder.begin(StepId::Verify);
        recorder.end(StepId::Verify, line::check_key_ids(listed.len()));
        Ok(Brought::KeyIds(listed))
    }

    async fn verify(
        &self,
        recorder: &mut Recorder<'_>,
        token: Option<&Secret>,
        kind: TokenKind,
    ) -> Ended<Brought> {
        let token = self.token(recorder, token, kind, None)?;
        let call = verifying(&token, kind).ok_or_else(|| nothing(Stop::other()))?;
        let operation = call.operation();
        let request = self.request(recorder, call)?;
        let (raw, answer) = self.exchange(recorder, &request).await?;
        let Some(verified) = line::read_verified(raw.status, &raw.body) else {
            let found = self.diagnose(operation, &raw, &answer, recorder);
            let brought = match says_not_good(&found) {
                true => Brought::NotGood,
                false => Brought::Nothing,
            };
            return Err(Box::new((refused(recorder, &answer, head(&raw), found), brought)));
        };
        recorder.end(StepId::Response, head(&raw));
        recorder.begin(StepId::Verify);
        let verdicts = line::check_verified(&verified, &self.ingredients.app.channel_id);
        recorder.end(StepId::Verify, verdicts);
        Ok(Brought::Verified(verified))
    }

    async fn revoke(
        &self,
        recorder: &mut Recorder<'_>,
        token: Option<&Secret>,
        kind: TokenKind,
    ) -> Ended<Brought> {
        let v21 = kind == TokenKind::V21;
        let secret = v21.then_some(self.ingredients.secret.is_some());
        let token = self.token(recorder, token, kind, secret)?;
        let before = self.aside(recorder, StepId::Before, &token, kind).await?;
        let verdict = before.verdict(RuleId::TokenWasGood, Standing::Good);
        recorder.end(StepId::Before, vec![verdict]);
        let call = match &self.ingredients.secret {
            Some(secret) if v21 => Call::RevokeV21(self.client(secret), &token),
            _ => Call::RevokeOlder(&token),
        };
        let operation = call.operation();
        let request = self.request(recorder, call)?;
        let (raw, answer) = self.exchange(recorder, &request).await?;
        let status =
            Verdict::must(RuleId::StatusOk, raw.status == 200, 200, raw.status, "facts 7.5");
        if raw.status != 200 {
            let found = self.diagnose(operation, &raw, &answer, recorder);
            return Err(nothing(refused(recorder, &answer, vec![status], found)));
        }
        recorder.end(StepId::Response, vec![status]);
        let after = self.aside(recorder, StepId::After, &token, kind).await?;
        let verdict = after.verdict(RuleId::TokenIsDead, Standing::Dead);
        recorder.end(StepId::After, vec![verdict]);
        Ok(if after == Standing::Good { Brought::Nothing } else { Brought::Revoked })
    }

    /// How a token stands, asked within one step of a run about something else.
    async fn aside(
        &self,
        recorder: &mut Recorder<'_>,
        step: StepId,
        token: &Secret,
        kind: TokenKind,
    ) -> Ended<Standing> {
        recorder.begin(step);
        let call = verifying(token, kind).ok_or_else(|| nothing(Stop::other()))?;
        let operation = call.operation();
        let request = self.request(recorder, call)?;
        let mut shown = request.shown.clone();
        shown.headers.extend(Http::added_headers(&request));
        recorder.change(step, |step| step.request = Some(shown));
        let exchange = self.http.send(&request, self.cancel).await;
        recorder.time(step, exchange.timings);
        let host = request.url.host_str().unwrap_or_default();
        let seconds = exchange.timings.total_us / 1_000_000;
        let raw = exchange.result;
        let raw = raw.map_err(|failure| nothing(super::exchange::stop(&failure, host, seconds)))?;
        let shown = told::show(&raw, &recorder.hidden);
        recorder.change(step, |step| step.response = Some(shown));
        if line::read_verified(raw.status, &raw.body).is_some() {
            return Ok(Standing::Good);
        }
        let (kind, location) = (raw.header("content-type"), raw.header("location"));
        let answer = read_answer(raw.status, kind, location, &raw.body);
        let found = self.diagnose(operation, &raw, &answer, recorder);
        Ok(if says_not_good(&found) { Standing::Dead } else { Standing::Unknown })
    }

    /// Checks what a call by channel ID and secret needs.
    fn credentials(&self, recorder: &mut Recorder<'_>, spends: bool) -> Ended<ChannelSecret<'_>> {
        recorder.begin(StepId::Check);
        let ChannelIngredients { app, secret, live, .. } = self.ingredients;
        let mut verdicts = line::check_credentials(&app.channel_id, secret.is_some());
        verdicts.extend(spends.then(|| line::check_place(*live)));
        self.end_check(recorder, verdicts)?;
        let secret = secret.as_ref().ok_or_else(|| nothing(Stop::other()))?;
        recorder.hidden.hide_whole(secret);
        Ok(self.client(secret))
    }

    /// Builds, checks and signs an assertion.
    fn assertion(
        &self,
        recorder: &mut Recorder<'_>,
        spends: bool,
        life: Option<i64>,
    ) -> Ended<Secret> {
        let ChannelIngredients { app, key, kid, live, .. } = self.ingredients;
        let now = self.clock.now();
        recorder.begin(StepId::Build);
        let claims = ChannelClaims::new(app.channel_id.trim(), life, now);
        let unsigned =
            ChannelAssertion::new(kid.trim(), claims).map_err(|_| nothing(Stop::other()))?;
        recorder.run.assertion = Some(unsigned.view(None));
        recorder.tell_assertion();
        recorder.end(StepId::Build, Vec::new());
        recorder.begin(StepId::Check);
        let mut verdicts =
            line::check_assertion(&app.channel_id, kid, key.is_some(), unsigned.claims(), now);
        verdicts.extend(spends.then(|| line::check_place(*live)));
        self.end_check(recorder, verdicts)?;
        let key = key.as_ref().ok_or_else(|| nothing(Stop::other()))?;
        sign(recorder, key, &unsigned).map_err(nothing)
    }

    /// Checks a token that is to be sent. `has_secret`: where the call needs one.
    fn token(
        &self,
        recorder: &mut Recorder<'_>,
        token: Option<&Secret>,
        kind: TokenKind,
        has_secret: Option<bool>,
    ) -> Ended<Secret> {
        recorder.begin(StepId::Check);
        if let Some(found) = diagnosis::of_line_kind(kind) {
            recorder.end(StepId::Check, Vec::new());
            return Err(nothing(Stop::Diagnosed(found)));
        }
        let app = &self.ingredients.app;
        let mut verdicts = match has_secret {
            Some(has_secret) => line::check_credentials(&app.channel_id, has_secret),
            None => Vec::new(),
        };
        verdicts.extend(line::check_token_kind(token, kind));
        self.end_check(recorder, verdicts)?;
        let token = token.ok_or_else(|| nothing(Stop::other()))?;
        recorder.hidden.hide(token);
        if let Some(secret) = &self.ingredients.secret {
            recorder.hidden.hide_whole(secret);
        }
        Ok(token.clone())
    }

    fn end_check(&self, recorder: &mut Recorder<'_>, verdicts: Vec<Verdict>) -> Ended<()> {
        let broken = diagnosis::of_line_checks(&verdicts);
        recorder.end(StepId::Check, verdicts);
        if let Some(found) = broken {
            return Err(nothing(Stop::Diagnosed(found)));
        }
        self.base().map(|_| ()).map_err(|error| {
            let known = self.ingredients.app.client();
            nothing(no_endpoint(recorder, &error, &known))
        })
    }

    fn base(&self) -> Result<String, HostError> {
        self.ingredients.app.place.api_base(self.ingredients.sandbox_base.as_deref())
    }

    fn request(&self, recorder: &mut Recorder<'_>, call: Call<'_>) -> Ended<TokenRequest> {
        let known = self.ingredients.app.client();
        let base = self.base().map_err(|error| nothing(no_endpoint(recorder, &error, &known)))?;
        call.request(&base).map_err(|_| nothing(Stop::other()))
    }

    fn client<'s>(&'s self, secret: &'s Secret) -> ChannelSecret<'s> {
        ChannelSecret { id: self.ingredients.app.channel_id.trim(), secret }
    }

    async fn exchange(
        &self,
        recorder: &mut Recorder<'_>,
        request: &TokenRequest,
    ) -> Ended<(RawResponse, Answer)> {
        let exchange = send(recorder, self.http, request, self.cancel).await;
        receive(recorder, exchange, &request.url, self.clock).map_err(nothing)
    }

    fn diagnose(
        &self,
        operation: Operation,
        raw: &RawResponse,
        answer: &Answer,
        recorder: &Recorder<'_>,
    ) -> Diagnosis {
        let asserted = operation.authentication() == Some(Authentication::Assertion);
        diagnosis::of_line_answer(&LineEvidence {
            operation,
            status: raw.status,
            content_type: raw.header("content-type"),
            retry_after: retry_after(raw),
            answer,
            path: operation.path(),
            kid: asserted.then_some(self.ingredients.kid.as_str()),
            skew_seconds: recorder.run.skew_seconds,
            newer_short_lived: self.ingredients.newer_short_lived,
        })
    }
}

fn verifying(token: &Secret, kind: TokenKind) -> Option<Call<'_>> {
    match kind.verified_by()? {
        Operation::VerifyV21 => Some(Call::VerifyV21(token)),
        _ => Some(Call::VerifyOlder(token)),
    }
}

fn head(raw: &RawResponse) -> Vec<Verdict> {
    line::check_answer_head(raw.status, raw.header("content-type"), raw.header(REQUEST_ID))
}

/// What LINE says of a token that is asked about aside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Good,
    Dead,
    /// LINE answered something else, such as that it is busy.
    Unknown,
}

impl Standing {
    fn verdict(self, rule: RuleId, wanted: Self) -> Verdict {
        let (wanted_word, word) = (wanted.word(), self.word());
        match self {
            Self::Unknown => {
                Verdict::new(rule, VerdictResult::NotChecked, wanted_word, word, "facts 8.4")
            }
            _ => Verdict::should(rule, self == wanted, wanted_word, word, "facts 8.4"),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Dead => "dead",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether it is the token that LINE does not like, and not the call.
fn says_not_good(found: &Diagnosis) -> bool {
    use credenza_core::diagnosis::Cause::{ChannelTokenBroken, ChannelTokenOver, PushedOut};
    matches!(found.cause, ChannelTokenBroken | ChannelTokenOver | PushedOut)
}

fn sign(
    recorder: &mut Recorder<'_>,
    key: &SigningKey,
    unsigned: &ChannelAssertion,
) -> Result<Secret, Stop> {
    recorder.begin(StepId::Sign);
    let signature = key.sign_rs256(unsigned.message()).map_err(|_| Stop::other())?;
    let confirmed = key.verify_rs256(unsigned.message(), &signature);
    let fingerprint = key.spki_sha256().to_owned();
    let rule = RuleId::SignatureConfirmed;
    let verdict = Verdict::must(rule, confirmed, "RS256", &fingerprint, "RFC 7515 5.2");
    recorder.run.key_sha256 = Some(fingerprint);
    let assertion = unsigned.signed(&signature);
    recorder.hidden.hide(&assertion);
    // Exposed to be hidden on its own as well: the signature makes it a secret.
    let signed = assertion.expose().rsplit('.').next().unwrap_or_default().to_owned();
    recorder.hidden.hide(&Secret::new(signed));
    recorder.run.assertion = Some(unsigned.view(Some(&assertion)));
    recorder.tell_assertion();
    recorder.end(StepId::Sign, vec![verdict]);
    Ok(assertion)
}
