//! Channels of LINE as people read them: their keys, and what LINE says of a token.

use credenza_core::flow::{Part, RuleId, Run, StepId, VerdictResult};
use credenza_core::line::{Verified, read_verified};
use credenza_engine::views::channels::ChannelKeyView;

use super::columns::Rows;
use crate::local_time;
use crate::words;

/// One line per assertion key, the newest first: its name at LINE, and whether it signs.
pub(crate) fn keys(keys: &[ChannelKeyView]) -> impl Iterator<Item = String> {
    keys.iter().map(|key| {
        let kid = match key.kid.as_str() {
            "" => words::held::NO_KID,
            kid => kid,
        };
        let signs = if key.current { ", signs" } else { "" };
        let digest = key.spki_sha256.as_deref().unwrap_or_default();
        format!("kid {kid}{signs}, made {}, {digest}", local_time::seconds(key.made_at))
    })
}

/// How long a token holds that LINE knows; `None` for an answer that says something else.
pub(crate) fn verified(run: &Run) -> Option<String> {
    let Verified { client_id, expires_in, scope } = answer(run)?;
    let asked = run.started_at_ms.div_euclid(1_000);
    let ends = asked.saturating_add(expires_in);
    let left = local_time::distance(ends, asked);
    let rows = Rows::default()
        .row("holds until", format!("{} ({left})", local_time::seconds(ends)))
        .row("channel", client_id)
        .row("scope", scope.unwrap_or_default());
    Some(rows.text())
}

fn answer(run: &Run) -> Option<Verified> {
    let response = run.step(StepId::Response)?.response.as_ref()?;
    let plain = response.body.iter().filter_map(|part| match part {
        Part::Plain { text } => Some(text.as_str()),
        Part::Secret(_) => None,
    });
    read_verified(response.status, plain.collect::<String>().as_bytes())
}

/// What a revocation came to: LINE answers 200 for unknown tokens too, so the verifications before
/// and after it tell.
pub(crate) fn revoked(run: &Run) -> &'static str {
    let found = |step, rule| {
        let verdicts = run.step(step).map(|step| step.verdicts.as_slice()).unwrap_or_default();
        let verdict = verdicts.iter().find(|verdict| verdict.id == rule);
        verdict.map_or(VerdictResult::NotChecked, |verdict| verdict.result)
    };
    let held = found(StepId::Before, RuleId::TokenWasGood);
    match (held, found(StepId::After, RuleId::TokenIsDead)) {
        (VerdictResult::Warned, VerdictResult::Passed) => words::held::DEAD_BEFORE,
        (VerdictResult::Passed, VerdictResult::Passed) => words::held::DEAD_NOW,
        (_, VerdictResult::Passed) => words::held::DEAD_AFTER,
        (_, VerdictResult::NotChecked) => words::held::END_UNKNOWN,
        _ => words::held::STILL_GOOD,
    }
}
