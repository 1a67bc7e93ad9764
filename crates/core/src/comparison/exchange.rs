//! Request, server and timings of both runs. Secrets are compared by their seals; the assertion
//! has rows of its own.

use super::row::{ComparedRow, ComparedValue, Leg, Subject, names};
use crate::Sealed;
use crate::flow::{HttpTimings, Peer, Run, ShownRequest, ShownResponse, StepId, form_fields};

/// Clocks that drifted apart by more than this are a change, in seconds: as much as the check of
/// an answer lets pass.
const SKEW: u64 = 30;
/// A leg that takes this many times as long is a change …
const SLOWER: u64 = 3;
/// … if it costs at least this much more, in microseconds. Less is the weather of a network.
const NOTICED_US: u64 = 300_000;
/// Header fields of an answer that are never the same twice.
const FRESH: [&str; 6] = ["date", "age", "expires", "etag", "content-length", "set-cookie"];

/// Rows of what was sent.
pub(super) fn request_rows(from: &Run, to: &Run) -> Vec<ComparedRow> {
    let (from, to) = (request(from), request(to));
    let text = |of: fn(&ShownRequest) -> &String| {
        (from.map(|r| ComparedValue::text(of(r))), to.map(|r| ComparedValue::text(of(r))))
    };
    let (method, url) = (text(|request| &request.method), text(|request| &request.url));
    let mut rows = vec![
        ComparedRow::of(Subject::Method, method.0, method.1),
        ComparedRow::of(Subject::Url, url.0, url.1),
    ];
    rows.extend(field_rows(from, to));
    let headers = |request: Option<&ShownRequest>| request.map(|r| lower(&r.headers));
    let (from, to) = (headers(from).unwrap_or_default(), headers(to).unwrap_or_default());
    rows.extend(header_rows(&from, &to, |name| Subject::Header { name }));
    rows
}

fn request(run: &Run) -> Option<&ShownRequest> {
    run.step(StepId::Send)?.request.as_ref()
}

fn field_rows(from: Option<&ShownRequest>, to: Option<&ShownRequest>) -> Vec<ComparedRow> {
    let fields = |request: Option<&ShownRequest>| {
        let sent = request.map(|request| [form_fields(&request.query), form_fields(&request.body)]);
        let all = sent.into_iter().flatten().flatten();
        all.filter(|field| field.name != "assertion").collect::<Vec<_>>()
    };
    let (from, to) = (fields(from), fields(to));
    let all = names(from.iter().map(|field| &*field.name), to.iter().map(|field| &*field.name));
    let value = |fields: &[crate::flow::ShownField], name: &str| {
        let field = fields.iter().find(|field| field.name == name)?;
        Some(sealed_or_text(field.secret.as_ref(), &field.text))
    };
    all.into_iter()
        .map(|name| {
            let (from, to) = (value(&from, &name), value(&to, &name));
            ComparedRow::of(Subject::Field { name }, from, to)
        })
        .collect()
}

fn sealed_or_text(secret: Option<&Sealed>, text: &str) -> ComparedValue {
    secret.map_or_else(|| ComparedValue::text(text), |seal| ComparedValue::Secret(seal.clone()))
}

fn lower(headers: &[(String, String)]) -> Vec<(String, String)> {
    headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.clone())).collect()
}

/// Fields of the same name are one row, their values joined as RFC 9110 section 5.2 allows.
fn header_rows(
    from: &[(String, String)],
    to: &[(String, String)],
    subject: impl Fn(String) -> Subject,
) -> Vec<ComparedRow> {
    let all = names(from.iter().map(|(name, _)| &**name), to.iter().map(|(name, _)| &**name));
    let value = |headers: &[(String, String)], name: &str| {
        let values = headers.iter().filter(|(known, _)| known == name);
        let values: Vec<&str> = values.map(|(_, value)| &**value).collect();
        (!values.is_empty()).then(|| ComparedValue::text(values.join(", ")))
    };
    all.into_iter()
        .map(|name| {
            let (from, to) = (value(from, &name), value(to, &name));
            let steady = !FRESH.contains(&name.as_str());
            ComparedRow::varying(subject(name), from, to, steady)
        })
        .collect()
}

/// Rows of who answered, and how.
pub(super) fn server_rows(from: &Run, to: &Run) -> Vec<ComparedRow> {
    let peer = |run: &Run| run.peer.clone().unwrap_or_default();
    let (one, other) = (peer(from), peer(to));
    let of = |subject, value: fn(&Peer) -> &Option<String>| {
        let text = |peer: &Peer| value(peer).as_ref().map(ComparedValue::text);
        ComparedRow::of(subject, text(&one), text(&other))
    };
    let mut rows = vec![
        of(Subject::Address, |peer| &peer.address),
        of(Subject::Certificate, |peer| &peer.certificate_sha256),
        skew_row(from, to),
    ];
    let (one, other) = (response(from), response(to));
    let version = |r: Option<&ShownResponse>| r.map(|r| ComparedValue::text(&r.version));
    rows.push(ComparedRow::of(Subject::HttpVersion, version(one), version(other)));
    let headers = |r: Option<&ShownResponse>| r.map(|r| lower(&r.headers)).unwrap_or_default();
    rows.extend(header_rows(&headers(one), &headers(other), |name| Subject::AnswerHeader { name }));
    rows
}

fn response(run: &Run) -> Option<&ShownResponse> {
    run.step(StepId::Response)?.response.as_ref()
}

fn skew_row(from: &Run, to: &Run) -> ComparedRow {
    let seconds = |run: &Run| run.skew_seconds.map(|seconds| ComparedValue::Seconds { seconds });
    let drifted = match (from.skew_seconds, to.skew_seconds) {
        (Some(one), Some(other)) => one.abs_diff(other) > SKEW,
        _ => true,
    };
    ComparedRow::varying(Subject::Skew, seconds(from), seconds(to), drifted)
}

type Length = fn(&HttpTimings) -> Option<u64>;

/// Rows of the legs.
pub(super) fn timing_rows(from: &Run, to: &Run) -> Vec<ComparedRow> {
    let legs: [(Leg, Length); 5] = [
        (Leg::Dns, |timings| timings.dns_us),
        (Leg::Connect, |timings| timings.connect_us),
        (Leg::FirstByte, |timings| timings.first_byte_us),
        (Leg::Body, |timings| timings.body_us),
        (Leg::Total, |timings| Some(timings.total_us)),
    ];
    let timings = |run: &Run| run.step(StepId::Send).and_then(|step| step.timings);
    let (from, to) = (timings(from), timings(to));
    legs.into_iter()
        .map(|(leg, of)| {
            let (from, to) = (from.as_ref().and_then(of), to.as_ref().and_then(of));
            let changed = from.zip(to).is_some_and(|(one, other)| is_far(one, other));
            let value = |us: Option<u64>| us.map(|us| ComparedValue::Micros { us });
            ComparedRow::varying(Subject::Timing { leg }, value(from), value(to), changed)
        })
        .collect()
}

fn is_far(one: u64, other: u64) -> bool {
    let (less, more) = (one.min(other), one.max(other));
    more - less >= NOTICED_US && more / SLOWER >= less
}
