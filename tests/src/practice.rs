//! Records for the sandbox's practice apps, as an administrator would have typed them.

use credenza_core::Secret;
use credenza_core::apps::{AccessTokenLife, AppDraft, Environment, LineWorksApp};
use credenza_engine::PracticeRecord;
use credenza_sandbox::PracticeApp;

/// A record named by the app's slug, with its secret and key.
pub fn record(app: &PracticeApp) -> PracticeRecord {
    PracticeRecord {
        draft: draft(app),
        client_secret: Secret::new(app.client_secret.clone()),
        private_key_pem: Some(Secret::new(app.private_key_pem.clone())),
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
