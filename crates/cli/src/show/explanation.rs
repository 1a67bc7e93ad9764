//! A doctor's report on a pasted text.

use credenza_core::diagnosis::{Diagnosis, Explanation, Material};

use super::columns::Rows;
use crate::words;

/// The report: the most likely cause first, what else is wrong behind it.
pub(crate) fn report(explanation: &Explanation) -> String {
    let material: Vec<&str> = explanation.material.iter().map(|it| name(*it)).collect();
    let read = Rows::default()
        .row("read", material.join(", "))
        .row("HTTP", explanation.http_status.map(|it| it.to_string()).unwrap_or_default())
        .row("server's words", explanation.server_words.as_deref().unwrap_or_default())
        .rows("right", explanation.checked.iter().map(|it| words::rule::ruled_out(*it).to_owned()))
        .text();
    let found = match &explanation.diagnosis {
        Some(first) => {
            let faults: Vec<String> =
                std::iter::once(first).chain(&first.also).map(fault).collect();
            faults.join("\n\nalso: ")
        }
        None if explanation.material.is_empty() => {
            return "This text says nothing about a failure: no assertion, no request, no answer, \
                    no key."
                .to_owned();
        }
        None => "Nothing wrong was found.".to_owned(),
    };
    format!("{found}\n\n{read}")
}

fn fault(found: &Diagnosis) -> String {
    let fixes = found.fixes.iter().map(|fix| words::fix::words(*fix, found));
    let rows = Rows::default()
        .row("why", words::cause::pasted_why(found))
        .row("", found.params.get("detail").cloned().unwrap_or_default())
        .row("how sure", words::cause::confidence(found.confidence))
        .rows("to do", fixes)
        .text();
    format!("{}\n{rows}", words::cause::pasted_title(found))
}

fn name(material: Material) -> &'static str {
    match material {
        Material::Assertion => "assertion",
        Material::ChannelAssertion => "LINE assertion",
        Material::OtherToken => "token of another kind",
        Material::Request => "token request",
        Material::Answer => "server's answer",
        Material::WebPage => "web page",
        Material::ConnectionError => "connection error",
        Material::Key => "key",
        Material::FileListing => "file listing",
    }
}
