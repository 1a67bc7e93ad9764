//! Records for the sandbox's practice apps, as an administrator would have typed them.

use credenza_core::Secret;
use credenza_core::apps::{
    AccessTokenLife, AppDraft, Environment, LineChannelApp, LinePlace, LineWorksApp,
};
use credenza_core::line::{LedgerFacts, TokenKind};
use credenza_engine::clock::{Clock as _, SystemClock};
use credenza_engine::{PracticeLedger, PracticeRecord};
use credenza_sandbox::{PracticeApp, PracticeChannel};

/// A record named by the app's slug, with its secret and key.
pub fn record(app: &PracticeApp) -> PracticeRecord {
    PracticeRecord {
        draft: draft(app),
        client_secret: Secret::new(app.client_secret.clone()),
        private_key_pem: Some(Secret::new(app.private_key_pem.clone())),
        channel: None,
        account_password: None,
    }
}

/// A record of a channel of LINE, named by its slug, with its secret, its key and an older token.
pub fn channel(channel: &PracticeChannel) -> PracticeRecord {
    let app = LineChannelApp {
        channel_id: channel.channel_id.clone(),
        place: LinePlace::Sandbox,
        ..LineChannelApp::default()
    };
    let token = Secret::new(channel.older.token.clone());
    let since = SystemClock.now();
    let facts = LedgerFacts {
        kind: TokenKind::V21,
        key_id: Some(channel.older.key_id.clone()),
        since,
        ends_at: Some(since + channel.older.seconds),
        pasted: false,
        verified: None,
        revoked_at: None,
        shown: token.sealed(),
    };
    PracticeRecord {
        draft: AppDraft {
            name: channel.slug.to_owned(),
            service: app.into(),
            ..AppDraft::default()
        },
        client_secret: Secret::new(channel.channel_secret.clone()),
        private_key_pem: Some(Secret::new(channel.private_key_pem.clone())),
        channel: Some(PracticeLedger { kid: channel.kid.clone(), tokens: vec![(token, facts)] }),
        account_password: None,
    }
}

/// The editable part of that record.
pub fn draft(app: &PracticeApp) -> AppDraft {
    let access_token_life = match app.access_token_seconds {
        3_600 => AccessTokenLife::OneHour,
        _ => AccessTokenLife::TwentyFourHours,
    };
    let line_works = LineWorksApp {
        client_id: app.client_id.clone(),
        scopes: app.scopes.clone(),
        access_token_life,
        service_account: app.service_account.clone(),
        domain_id: app.domain_id.clone(),
        environment: Environment::Sandbox,
        ..LineWorksApp::default()
    };
    AppDraft { name: app.slug.to_owned(), service: line_works.into(), ..AppDraft::default() }
}

/// The fields of a LINE WORKS app, to be changed.
pub fn line_works(draft: &mut AppDraft) -> &mut LineWorksApp {
    draft.service.line_works_mut().expect("practice records are of LINE WORKS")
}
