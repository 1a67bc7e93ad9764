//! The redirect-URL clinic: judges what is sent, judges lists, cuts up what was pasted. Nothing is
//! sent and nothing is kept.

use credenza_core::apps::{AppId, bounds};
use credenza_core::redirect::{
    self, ListReport, RedirectReport, Registered, RuleSet, judge_list, rows_in, url_parts,
};

use crate::engine::Engine;
use crate::error::Error;
use crate::views::redirect::{
    RedirectCheckInput, RedirectCheckView, RedirectJudgeInput, RedirectSplitInput, RegisteredSource,
};

/// Longest text that is searched for a redirect URL, in bytes: an authorize URL is far below.
const LONGEST_SENT: usize = 64 * 1024;
/// Longest pasted list, in bytes: a hundred URLs of two thousand characters are far below.
const LONGEST_PASTE: usize = 1024 * 1024;

impl Engine {
    /// Judges what a client sends, beside the whole list that it is held against.
    ///
    /// # Errors
    /// When the vault is locked, the record is not there, or the input is too long.
    pub fn redirect_check(&self, input: RedirectCheckInput) -> Result<RedirectCheckView, Error> {
        self.epoch()?;
        short_enough("text", &input.text, LONGEST_SENT)?;
        let list = self.registered(input.registered, input.rules)?;
        let report = report(&input.text, list.as_ref(), input.rules);
        let parts = report.as_ref().map_or_else(Vec::new, |report| url_parts(&report.sent.url));
        let registered = list.map(|list| judge_list(&list.urls, input.rules, list.openid));
        Ok(RedirectCheckView { report, parts, registered })
    }

    /// Judges a whole list, as it is typed.
    ///
    /// # Errors
    /// When the vault is locked, or the list is longer than a record may hold.
    pub fn redirect_judge(&self, input: &RedirectJudgeInput) -> Result<ListReport, Error> {
        self.epoch()?;
        bounded(&input.urls)?;
        Ok(judge_list(&input.urls, input.rules, input.openid))
    }

    /// Cuts a pasted text into rows of a list: one for each URL, in their order, each once.
    ///
    /// # Errors
    /// When the vault is locked, or the text is over 1 MiB.
    pub fn redirect_split(&self, input: &RedirectSplitInput) -> Result<Vec<String>, Error> {
        self.epoch()?;
        short_enough("text", &input.text, LONGEST_PASTE)?;
        Ok(rows_in(&input.text))
    }

    fn registered(
        &self,
        source: RegisteredSource,
        rules: RuleSet,
    ) -> Result<Option<RegisteredList>, Error> {
        match source {
            RegisteredSource::Unknown => Ok(None),
            RegisteredSource::App { id } => self.list_of(id, rules).map(Some),
            RegisteredSource::Typed { urls } => {
                bounded(&urls)?;
                // A typed list has no scopes; nothing is said against them.
                Ok(Some(RegisteredList { urls, openid: true }))
            }
        }
    }

    fn list_of(&self, id: AppId, rules: RuleSet) -> Result<RegisteredList, Error> {
        let app = self.with_vault(|vault| Ok(vault.app_get(id)?))?;
        let client = app.draft.service.client();
        let openid = client.with_openid();
        let urls = match rules {
            RuleSet::LineWorksLogout => client.logout_redirect_urls,
            RuleSet::LineWorks | RuleSet::Sso | RuleSet::Oauth => client.redirect_urls,
        };
        Ok(RegisteredList { urls, openid })
    }
}

struct RegisteredList {
    urls: Vec<String>,
    openid: bool,
}

fn report(text: &str, list: Option<&RegisteredList>, rules: RuleSet) -> Option<RedirectReport> {
    let known = list.map_or(Registered::Unknown, |list| Registered::OfRecord {
        urls: &list.urls,
        openid: list.openid,
    });
    (!text.trim().is_empty()).then(|| redirect::check(text, known, rules))
}

const fn short_enough(field: &'static str, text: &str, most: usize) -> Result<(), Error> {
    if text.len() > most {
        return Err(Error::Invalid { field, reason: "too long" });
    }
    Ok(())
}

fn bounded(urls: &[String]) -> Result<(), Error> {
    let long = urls.iter().any(|url| url.len() > bounds::LONGEST_TEXT);
    if long || urls.len() > bounds::MOST_ENTRIES {
        return Err(Error::Invalid { field: "urls", reason: "too many or too long" });
    }
    Ok(())
}
