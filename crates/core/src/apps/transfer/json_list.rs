//! Lists as JSON: an object with `apps`, or the bare list. A record has the fields that the
//! terminal's `--json` shows, flat or with `service` (`lineWorks` in files of before there were
//! kinds).

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::column::Column;
use super::value::BadValue;
use super::{ImportRefusal, ListRecord, MOST_RECORDS, NoList, RefusedBecause};
use crate::apps::{AppDraft, LineChannelApp, LinePlace, Service};

/// What `format` of a written file says.
pub const JSON_FORMAT: &str = "credenza-apps-2";
/// Where the fields of a kind stand; the second is of format 1.
const NESTED: [&str; 2] = ["service", "lineWorks"];

/// Members that are not read, and the records.
pub(super) fn read(text: &str) -> Result<(Vec<String>, Vec<ListRecord>), NoList> {
    let entries = match serde_json::from_str(text).map_err(|_| NoList::Json)? {
        Value::Array(entries) => entries,
        Value::Object(mut object) => match object.remove("apps") {
            Some(Value::Array(entries)) => entries,
            _ => return Err(NoList::Json),
        },
        _ => return Err(NoList::Json),
    };
    if entries.len() > MOST_RECORDS {
        return Err(NoList::TooLarge);
    }
    let mut not_read = BTreeSet::new();
    let lines = (1..).zip(&entries);
    let records = lines.map(|(line, entry)| record(line, entry, &mut not_read)).collect();
    Ok((not_read.into_iter().collect(), records))
}

fn record(line: u64, entry: &Value, not_read: &mut BTreeSet<String>) -> ListRecord {
    let (mut draft, mut refused) = (AppDraft::default(), None);
    let Value::Object(members) = entry else {
        let refused = Some(ImportRefusal::whole(RefusedBecause::NotARecord));
        return ListRecord { line, draft, refused };
    };
    let nested = NESTED.iter().filter_map(|name| members.get(*name)).find_map(Value::as_object);
    if let Err(bad) = kind(&mut draft, members, nested) {
        refused = Some(ImportRefusal::of(RefusedBecause::BadValue, bad));
    }
    // What was read as a whole is not read by its fields once more.
    let nested = nested.filter(|_| draft.service.line_works().is_some());
    let deeper = nested.and_then(|nested| nested.get("openId")).and_then(Value::as_object);
    let inner = nested.into_iter().flatten().filter(|(name, _)| *name != "kind");
    let members = members.iter().filter(|(name, _)| *name != "kind");
    for (name, value) in members.chain(inner).chain(deeper.into_iter().flatten()) {
        match Column::named(name) {
            Some(column) if set(column, &mut draft, value).is_err() => {
                refused.get_or_insert(ImportRefusal::of(RefusedBecause::BadValue, column.name()));
            }
            Some(_) => {}
            None if name == "openId" && value.is_object() => {}
            None if NESTED.contains(&name.as_str()) && value.is_object() => {}
            None => {
                not_read.insert(name.clone());
            }
        }
    }
    ListRecord { line, draft, refused }
}

/// The kind of record, and of all but LINE WORKS the whole service, of which this program wrote
/// the members. The bad field otherwise.
fn kind(
    draft: &mut AppDraft,
    members: &Map<String, Value>,
    nested: Option<&Map<String, Value>>,
) -> Result<(), &'static str> {
    let named = nested.and_then(|nested| nested.get("kind")).or_else(|| members.get("kind"));
    let Some(named) = named else { return Ok(()) };
    set(Column::Kind, draft, named).map_err(|_| "kind")?;
    let (Some(nested), None) = (nested, draft.service.line_works()) else { return Ok(()) };
    draft.service = serde_json::from_value(Value::Object(nested.clone())).map_err(|_| "service")?;
    // No list can confirm a host or bring an authority (security.md N1, N10).
    match &mut draft.service {
        Service::OauthServer(app) => app.open_id.confirmed_hosts.clear(),
        Service::CustomerSso(app) => {
            app.confirmed_hosts.clear();
            app.ca_pem.clear();
        }
        Service::LineChannel(LineChannelApp {
            place: LinePlace::Custom { confirmed_host, .. },
            ..
        }) => confirmed_host.clear(),
        Service::LineChannel(_) | Service::LineWorks(_) => {}
    }
    Ok(())
}

fn set(column: Column, draft: &mut AppDraft, value: &Value) -> Result<(), BadValue> {
    match value {
        Value::Null => Ok(()),
        Value::String(text) => column.set(draft, text),
        Value::Number(number) => column.set(draft, &number.to_string()),
        Value::Bool(on)
            if matches!(
                column,
                Column::RefreshRotation
                    | Column::Pkce
                    | Column::SetExpireTime
                    | Column::PublicSector
                    | Column::Practice
            ) =>
        {
            column.set(draft, if *on { "on" } else { "off" })
        }
        Value::Array(values) => {
            let texts: Option<Vec<String>> =
                values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
            let taken = texts.is_some_and(|texts| column.set_list(draft, texts));
            if taken { Ok(()) } else { Err(BadValue) }
        }
        Value::Object(members) if column == Column::Environment => environment(draft, members),
        _ => Err(BadValue),
    }
}

/// As the record's own JSON has it. A host that it says is confirmed is not: see `own_address`.
fn environment(draft: &mut AppDraft, members: &Map<String, Value>) -> Result<(), BadValue> {
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    Column::Environment.set(draft, text("kind").ok_or(BadValue)?)?;
    match text("authBase") {
        Some(address) => Column::AuthBase.set(draft, address),
        None => Ok(()),
    }
}

/// The list as JSON. A confirmed host is left out, because a list can't confirm one.
pub fn write_json(drafts: &[AppDraft]) -> String {
    let apps: Vec<Value> = drafts.iter().map(written).collect();
    let object = json!({"format": JSON_FORMAT, "apps": apps});
    format!("{object:#}\n")
}

fn written(draft: &AppDraft) -> Value {
    let mut value = json!(draft);
    let confirmed = [
        ("environment", "confirmedHost"),
        ("place", "confirmedHost"),
        ("openId", "confirmedHosts"),
    ];
    for (place, member) in confirmed {
        let place = format!("/service/{place}");
        if let Some(Value::Object(object)) = value.pointer_mut(&place) {
            object.remove(member);
        }
    }
    if let (Service::CustomerSso(_), Some(Value::Object(object))) =
        (&draft.service, value.pointer_mut("/service"))
    {
        object.remove("confirmedHosts");
        object.remove("caPem");
    }
    value
}
