//! Redirect URLs: verdicts, rules and differences. The same words as in the window.

use credenza_core::redirect::{
    DifferenceKind, RedirectReport, RuleId, RuleResult, RuleSeverity, SentForm, Source, Verdict,
};

/// A visit goes by https only.
pub(crate) const NO_HTTPS: &str = "not visited: that is done by https only, without a user name";

/// The host that was named is another one.
pub(crate) fn other_host(host: &str) -> String {
    format!("not visited: the URL's host is {host}; give --probe {host}")
}

/// The answer in one line.
pub(crate) fn verdict(report: &RedirectReport) -> &'static str {
    if report.sent.times == 0 {
        return "refused: the pasted request has no redirect URL in it";
    }
    let broken =
        report.rules.iter().any(|rule| !rule.passed && rule.severity == RuleSeverity::Error);
    match (report.verdict, &report.matched, &report.nearest) {
        (Verdict::Allowed, Some(_), _) => "allowed: registered exactly like this",
        (Verdict::Allowed, None, _) => "allowed: no rule is broken",
        (Verdict::Warned, Some(_), _) => {
            "warned: registered exactly like this; a rule advises against it"
        }
        (Verdict::Warned, None, _) => "warned: a rule advises against it",
        (Verdict::Refused, Some(_), _) => "refused: registered, but against a rule",
        (Verdict::Refused, None, Some(_)) => {
            "refused: no registered URL is the same, character by character"
        }
        (Verdict::Refused, None, None) if broken => "refused: against a rule",
        (Verdict::Refused, None, None) => "refused: nothing is registered",
    }
}

/// What was pasted.
pub(crate) const fn form(form: SentForm) -> &'static str {
    match form {
        SentForm::Raw => "as pasted",
        SentForm::Encoded => "decoded once, as the server does",
        SentForm::EncodedTwice => "encoded twice; the server decodes once",
        SentForm::FromUrl => "cut out of the pasted URL and decoded",
    }
}

/// How bad it is.
pub(crate) const fn severity(severity: RuleSeverity) -> &'static str {
    match severity {
        RuleSeverity::Error => "error",
        RuleSeverity::Warning => "warning",
        RuleSeverity::Info => "note",
    }
}

/// What differs.
pub(crate) const fn difference(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Case => "upper and lower case",
        DifferenceKind::TrailingSlash => "a slash at the end",
        DifferenceKind::Scheme => "another scheme",
        DifferenceKind::Port => "another port",
        DifferenceKind::Encoding => "percent-encoding",
        DifferenceKind::Blank => "a blank or line end",
        DifferenceKind::Hidden => "a character that can't be seen",
        DifferenceKind::FullWidth => "full-width instead of ASCII",
        DifferenceKind::LookAlike => "another letter that looks the same",
        DifferenceKind::UserInfo => "a user name",
        DifferenceKind::Host => "another host",
        DifferenceKind::Path => "another path",
        DifferenceKind::Query => "another query",
        DifferenceKind::Fragment => "a fragment",
    }
}

/// What is wrong and what to do.
pub(crate) fn broken(rule: &RuleResult) -> String {
    let RuleResult { expected, actual, .. } = rule;
    match rule.id {
        RuleId::SentOnce => match actual.as_str() {
            "0" => "the request has no redirect_uri; the server can't know where to send back to"
                .to_owned(),
            times => format!(
                "the parameter stands there {times} times; a request may have it once, and which \
                 one a server takes is its own affair"
            ),
        },
        RuleId::Absolute => format!("not a whole URL; write it as {expected}"),
        RuleId::Https => scheme(rule),
        RuleId::NoFragment => format!("a redirect URL has no fragment; take away {actual}"),
        RuleId::NoHidden => {
            format!("blanks or characters that can't be seen ({actual}); without them: {expected}")
        }
        RuleId::NoFullWidth => format!("full-width characters ({actual}); in ASCII: {expected}"),
        RuleId::Subdomain => format!(
            "\"a subdomain must be specified\": {actual} has none; {expected} would have one"
        ),
        RuleId::SsoPort => {
            format!("LINE WORKS calls port 443, and 80 by older pages; this is {actual}")
        }
        RuleId::NoPort => format!("a port is written ({actual})"),
        RuleId::NoQuery => format!("a query ({actual})"),
        RuleId::NoUserInfo => {
            "a user name before the host; it is easily taken for the host".to_owned()
        }
        RuleId::NoIpAddress => format!("an IP address ({actual}) instead of a host name"),
        RuleId::NoWildcard => format!("{actual} is no pattern; each host is registered by itself"),
        RuleId::LowerCase => format!("{actual} in capitals; browsers send {expected}"),
        RuleId::AsciiHost => format!("the host {actual} goes over the wire as {expected}"),
        RuleId::NoLookAlike => format!("{actual} looks like {expected} and is another name"),
        RuleId::AsciiPath => {
            format!("letters that must be encoded ({actual}); a browser sends {expected}")
        }
        RuleId::PercentEncoding => format!("{actual} would be written {expected}"),
        RuleId::Unchanged => format!("a client that parses it first sends {actual}"),
        RuleId::Count => format!("{actual} URLs, {expected} are the most"),
        RuleId::NoDuplicate => format!("the same as number {actual}"),
        RuleId::NoTwin => format!("differs from {actual} by its closing slash or by case alone"),
        RuleId::NeedsOpenid => "logout URLs need the scope openid".to_owned(),
    }
}

fn scheme(rule: &RuleResult) -> String {
    let RuleResult { expected, actual, .. } = rule;
    if rule.source == Source::Rfc8252Loopback {
        return format!(
            "localhost by its name; write {expected}, because a name may lead somewhere else"
        );
    }
    if rule.source == Source::Rfc8252PrivateScheme {
        return format!(
            "the scheme {actual} is no reversed domain name; one of your own looks like {expected}"
        );
    }
    match rule.severity {
        RuleSeverity::Error => format!("the scheme must be {expected}, not \"{actual}\""),
        RuleSeverity::Warning | RuleSeverity::Info => {
            format!(
                "\"{actual}\" instead of {expected}: against the written rule, but reported to work"
            )
        }
    }
}
