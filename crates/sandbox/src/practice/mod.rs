//! The practice apps: one tenant's client apps, some of them ill in instructive ways.
//!
//! Each is made twice, as the administrator's vault holds it and as the console knows it; the two
//! disagree where an app is meant to fail. Names and words for them are the caller's.

mod plan;

use std::fmt;

use aws_lc_rs::error::Unspecified;
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

use crate::keys::{self, PracticeKey};
use crate::line_works::{Console, RegisteredClient};
use crate::random::{self, DIGIT, LOWER, WORD};
use crate::server::{SandboxConfig, SandboxError};

use plan::{PLANS, Plan};

/// All practice apps; the first one works.
pub(crate) type PracticeApps = [PracticeApp; 4];

/// How a practice app behaves when its token is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PracticeBehaviour {
    /// A token comes back.
    Works,
    /// The server's clock is behind by this many seconds and its `Date` header says so, so a
    /// correct `iat` is refused as being in the future.
    ServerClockBehind {
        /// True time minus server time.
        seconds: u32,
    },
    /// The key was reissued at the console; the one in the vault is no longer registered.
    KeyReissued,
}

/// One sample app, as an administrator's vault would hold it. All values are invented.
#[derive(Clone)]
pub struct PracticeApp {
    /// A fixed name for programs: `attendance-bot`, `calendar-sync`, `clock-skew`, `old-key`.
    pub slug: &'static str,
    /// The Client ID: 20 characters.
    pub client_id: String,
    /// The Client Secret: 10 characters.
    pub client_secret: String,
    /// The service account ID, `xxxxx.serviceaccount@practice`.
    pub service_account: String,
    /// The tenant's Domain ID, digits; the same for all practice apps.
    pub domain_id: String,
    /// The scopes its service account asks for.
    pub scopes: Vec<String>,
    /// The private key as PKCS#8 PEM.
    pub private_key_pem: String,
    /// The access-token validity chosen at the console, in seconds: 3600 or 86400.
    pub access_token_seconds: u32,
    /// Scopes that a member's sign-in may ask for, ticked as well; empty where nobody can sign in.
    pub sign_in_scopes: Vec<String>,
    /// The registered redirect URLs.
    pub redirect_urls: Vec<String>,
    /// The registered logout redirect URLs; only with `openid` among the scopes.
    pub logout_redirect_urls: Vec<String>,
    /// Whether a refresh brings a new refresh token.
    pub refresh_rotation: bool,
    /// What will happen.
    pub behaviour: PracticeBehaviour,
}

impl fmt::Debug for PracticeApp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PracticeApp")
            .field("slug", &self.slug)
            .field("client_id", &self.client_id)
            .field("behaviour", &self.behaviour)
            .finish_non_exhaustive()
    }
}

/// The keys of a practice tenant; apps share them, because each costs a good part of a second.
pub(crate) struct Keys {
    first: PracticeKey,
    pub(crate) second: PracticeKey,
    /// Registered nowhere any more.
    retired: PracticeKey,
}

/// Made by the first start of a process; later starts in it take milliseconds.
static KEYS: OnceCell<Keys> = OnceCell::const_new();

/// Makes the apps and registers them at a console of their own.
pub(crate) async fn make(config: &SandboxConfig) -> Result<(PracticeApps, Console), SandboxError> {
    let keys = keys().await?;
    let domain_id = random::text(8, DIGIT)?;
    let [bot, calendar, skewed, reissued] =
        PLANS.each_ref().map(|plan| app(plan, &domain_id, keys, config));
    let apps = [bot?, calendar?, skewed?, reissued?];
    let clients = PLANS.iter().zip(&apps).map(|(plan, app)| registered(plan, app, keys));
    let console = Console::new(clients.collect());
    Ok((apps, console))
}

/// The keys of the tenant, made once in a process.
pub(crate) async fn keys() -> Result<&'static Keys, SandboxError> {
    KEYS.get_or_try_init(make_keys).await
}

async fn make_keys() -> Result<Keys, SandboxError> {
    let [first, second, retired] = [(); 3].map(|()| spawn_blocking(keys::generate));
    Ok(Keys { first: first.await??, second: second.await??, retired: retired.await?? })
}

fn app(
    plan: &Plan,
    domain_id: &str,
    keys: &Keys,
    config: &SandboxConfig,
) -> Result<PracticeApp, Unspecified> {
    let key = match plan.behaviour {
        PracticeBehaviour::KeyReissued => &keys.retired,
        _ => (plan.registered_key)(keys),
    };
    Ok(PracticeApp {
        slug: plan.slug,
        client_id: random::text(20, WORD)?,
        client_secret: random::text(10, WORD)?,
        service_account: format!("{}.serviceaccount@practice", random::text(5, LOWER)?),
        domain_id: domain_id.to_owned(),
        scopes: owned(plan.scopes),
        private_key_pem: key.private_pem.clone(),
        access_token_seconds: plan.access_token_seconds,
        sign_in_scopes: owned(plan.sign_in),
        redirect_urls: plan.redirect_urls(config),
        logout_redirect_urls: plan.logout_redirect_urls(),
        refresh_rotation: config.refresh_rotation.unwrap_or(plan.refresh_rotation),
        behaviour: plan.behaviour,
    })
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// The scopes ticked at the console: one list for service account and members.
fn ticked(app: &PracticeApp) -> Vec<String> {
    let mut ticked = app.scopes.clone();
    ticked.extend(app.sign_in_scopes.iter().filter(|it| !app.scopes.contains(it)).cloned());
    ticked
}

fn registered(plan: &Plan, app: &PracticeApp, keys: &Keys) -> RegisteredClient {
    RegisteredClient {
        name: plan.slug,
        client_id: app.client_id.clone(),
        client_secret: app.client_secret.clone(),
        service_account: app.service_account.clone(),
        scopes: ticked(app),
        key: (plan.registered_key)(keys).public.clone(),
        clock_offset: match plan.behaviour {
            PracticeBehaviour::ServerClockBehind { seconds } => -i64::from(seconds),
            _ => 0,
        },
        access_token_seconds: plan.access_token_seconds,
        expires: plan.expires,
        refresh_rotation: app.refresh_rotation,
        redirect_urls: app.redirect_urls.clone(),
        logout_redirect_urls: app.logout_redirect_urls.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn values_have_the_documented_shapes() {
        let (apps, _) = make(&SandboxConfig::default()).await.unwrap();
        let slugs: Vec<_> = apps.iter().map(|app| app.slug).collect();
        assert_eq!(slugs, ["attendance-bot", "calendar-sync", "clock-skew", "old-key"]);
        let word = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        for app in &apps {
            assert!(app.client_id.len() == 20 && word(&app.client_id), "{app:?}");
            assert!(app.client_secret.len() == 10 && word(&app.client_secret), "{app:?}");
            let (before, after) = app.service_account.split_once('.').unwrap();
            assert!(before.len() == 5 && after == "serviceaccount@practice", "{app:?}");
            assert!(app.domain_id.len() == 8 && app.domain_id == apps[0].domain_id);
        }
    }

    #[tokio::test]
    async fn only_the_vault_of_old_key_holds_a_key_nobody_registered() {
        let (apps, _) = make(&SandboxConfig::default()).await.unwrap();
        let key = |slug| {
            let app: &PracticeApp = apps.iter().find(|app| app.slug == slug).unwrap();
            app.private_key_pem.as_str()
        };
        assert_ne!(key("attendance-bot"), key("calendar-sync"));
        assert!(
            !["attendance-bot", "calendar-sync", "clock-skew"].map(key).contains(&key("old-key"))
        );
    }

    #[tokio::test]
    async fn debug_shows_no_secret_and_no_key() {
        let (apps, _) = make(&SandboxConfig::default()).await.unwrap();
        let shown = format!("{apps:?}");
        for app in &apps {
            assert!(!shown.contains(&app.client_secret) && !shown.contains("PRIVATE"), "{shown}");
        }
    }
}
