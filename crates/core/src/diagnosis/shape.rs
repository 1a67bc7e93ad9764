//! Answers that are not in the OAuth shape: pages, redirects, broken JSON, other error shapes.

use super::{Cause, Confidence, Diagnosis, Evidence, Fix};
use crate::oauth::Answer;

pub(super) fn diagnose(evidence: &Evidence<'_>) -> Diagnosis {
    by_answer(&Shape {
        status: evidence.status,
        content_type: evidence.content_type,
        retry_after: evidence.retry_after,
        answer: evidence.answer,
        path: evidence.path,
    })
}

/// An answer, without what was sent.
pub(super) struct Shape<'a> {
    pub(super) status: u16,
    pub(super) content_type: Option<&'a str>,
    pub(super) retry_after: Option<i64>,
    pub(super) answer: &'a Answer,
    pub(super) path: &'a str,
}

pub(super) fn by_answer(shape: &Shape<'_>) -> Diagnosis {
    let found = by_status(shape).unwrap_or_else(|| by_shape(shape));
    found.with("status", shape.status)
}

fn by_status(evidence: &Shape<'_>) -> Option<Diagnosis> {
    let cause = match evidence.status {
        429 => Cause::RateLimited,
        500.. => Cause::ServerError,
        _ => return None,
    };
    let found = Diagnosis::new(cause, Confidence::Certain).fix(Fix::WaitAndRetry);
    Some(with_wait(found, evidence.retry_after))
}

fn with_wait(diagnosis: Diagnosis, retry_after: Option<i64>) -> Diagnosis {
    match retry_after {
        Some(seconds) => diagnosis.with("retryAfter", seconds),
        None => diagnosis,
    }
}

fn by_shape(evidence: &Shape<'_>) -> Diagnosis {
    let certain = |cause| Diagnosis::new(cause, Confidence::Certain);
    match evidence.answer {
        Answer::Redirect { location } => certain(Cause::Redirected)
            .with("location", location.as_deref().unwrap_or("?"))
            .fix(Fix::EditEnvironment)
            .fix(Fix::OpenNetworkSettings),
        Answer::Html if evidence.status == 404 => {
            certain(Cause::WrongPath).with("path", evidence.path).fix(Fix::EditEnvironment)
        }
        Answer::Html => certain(Cause::WrongContentType)
            .with("contentType", evidence.content_type.unwrap_or("?"))
            .fix(Fix::OpenNetworkSettings)
            .fix(Fix::EditEnvironment),
        Answer::TruncatedJson => certain(Cause::TruncatedJson).fix(Fix::RunAgain),
        Answer::ReturnCode { code, .. } => {
            Diagnosis::new(Cause::UnexpectedError, Confidence::Likely)
                .with("code", code)
                .fix(Fix::CheckConsole)
        }
        Answer::ResourceApi { code, .. } => {
            Diagnosis::new(Cause::ResourceApiShape, Confidence::Likely)
                .with("code", code)
                .fix(Fix::EditEnvironment)
        }
        Answer::UnknownJson => certain(Cause::TokenMissing).fix(Fix::EditEnvironment),
        _ => certain(Cause::NotJson)
            .with("contentType", evidence.content_type.unwrap_or("?"))
            .fix(Fix::EditEnvironment),
    }
}
