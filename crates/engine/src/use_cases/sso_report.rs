//! What was found at a customer's SSO server last, also before the program was started anew, and
//! its report.

use credenza_core::Secret;
use credenza_core::apps::AppId;
use credenza_core::flow::{FlowKind, Outcome};
use credenza_core::oauth::Hidden;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::customer_sso::{ReportLanguage, report};
use crate::engine::Engine;
use crate::error::Error;
use crate::views::customer_sso::{SsoLastView, SsoReportInput};

/// A secret of fewer letters would be found in any text.
const SHORTEST_LOOKED_FOR: usize = 4;
/// Hours that Japan is ahead of UTC, all year.
const JAPAN: i8 = 9;

impl Engine {
    /// What was found last, and the last flow that was played to its end.
    ///
    /// # Errors
    /// When the vault is locked.
    pub fn sso_last(&self, app: AppId) -> Result<SsoLastView, Error> {
        let found = self.with_vault(|vault| Ok(vault.sso_check_get(app)?))?;
        let runs = self.run_list(Some(app))?;
        let ended = runs.iter().find(|run| is_sso(run.flow) && run.outcome != Outcome::Running);
        let run = ended.map(|run| self.run_get(run.id)).transpose()?;
        Ok(SsoLastView { found, run })
    }

    /// The report of what was found last, once it is sure that no stored secret is in it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nothing was checked yet; [`Error::Invalid`] when a stored secret
    /// is in it.
    pub fn sso_report(&self, input: SsoReportInput) -> Result<String, Error> {
        self.epoch()?;
        let found = self.with_vault(|vault| Ok(vault.sso_check_get(input.app_id)?))?;
        let found = found.ok_or(Error::NotFound("conformance check"))?;
        let text = report(
            &found,
            input.language,
            input.format,
            &date(found.started_at_ms, input.language),
        );
        self.without_secrets(&text)?;
        Ok(text)
    }

    /// Looks for every stored secret in a text, however it is written.
    fn without_secrets(&self, text: &str) -> Result<(), Error> {
        let secrets = self.with_vault(|vault| Ok(vault.secret_values()?))?;
        let mut hidden = Hidden::default();
        let long = |secret: &&Secret| secret.length() >= SHORTEST_LOOKED_FOR;
        secrets.iter().filter(long).for_each(|secret| hidden.hide(secret));
        match hidden.is_in(text) {
            true => Err(Error::Invalid { field: "report", reason: "a stored secret is in it" }),
            false => Ok(()),
        }
    }
}

fn is_sso(flow: FlowKind) -> bool {
    use FlowKind::{SsoApplication, SsoLogout, SsoMail, SsoWeb};
    matches!(flow, SsoWeb | SsoApplication | SsoMail | SsoLogout)
}

/// To the minute: in Japanese by the time of Japan, with UTC beside it.
fn date(ms: i64, language: ReportLanguage) -> String {
    let Ok(time) = Timestamp::from_millisecond(ms) else { return String::new() };
    let utc = time.to_zoned(TimeZone::UTC);
    match language {
        ReportLanguage::English => utc.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        ReportLanguage::Japanese => {
            let japan = time.to_zoned(TimeZone::fixed(jiff::tz::offset(JAPAN)));
            format!("{} ({})", japan.strftime("%Y-%m-%d %H:%M JST"), utc.strftime("%H:%M UTC"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_dated_by_the_time_of_its_readers() {
        let ms = 1_795_308_967_000;
        assert_eq!(date(ms, ReportLanguage::English), "2026-11-22 00:56 UTC");
        assert_eq!(date(ms, ReportLanguage::Japanese), "2026-11-22 09:56 JST (00:56 UTC)");
    }
}
