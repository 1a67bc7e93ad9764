//! Judging a redirect URL (first line) and comparing it with another (the rest): any text gets its
//! verdicts, and identical is byte-identical.
#![no_main]

use credenza_core::redirect::{RuleSet, differences, judge, sent, url_parts, urls_in};

const SETS: [RuleSet; 4] =
    [RuleSet::LineWorks, RuleSet::LineWorksLogout, RuleSet::Sso, RuleSet::Oauth];

libfuzzer_sys::fuzz_target!(|input: &str| {
    let (text, registered) = input.split_once('\n').unwrap_or((input, ""));
    for set in SETS {
        let _ = judge(text, set);
    }
    let (_, _, _) = (sent(text, RuleSet::Oauth), url_parts(text), urls_in(text));
    assert_eq!(differences(text, registered).is_empty(), text == registered);
});
