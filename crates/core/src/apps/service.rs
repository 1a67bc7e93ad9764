//! What a record is a client of: one kind of service with the fields of that kind, and nothing of
//! another. What flows need of a client whatever its kind is a [`ClientProfile`].

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClientProfile, Environment, LineWorksApp};

/// The service that an app is a client of, with the fields that such a client has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Service {
    /// An app of the LINE WORKS Developer Console.
    LineWorks(LineWorksApp),
}

impl Default for Service {
    fn default() -> Self {
        Self::LineWorks(LineWorksApp::default())
    }
}

impl From<LineWorksApp> for Service {
    fn from(app: LineWorksApp) -> Self {
        Self::LineWorks(app)
    }
}

impl Service {
    /// What flows and checks need of the client.
    pub fn client(&self) -> ClientProfile {
        match self {
            Self::LineWorks(app) => app.client(),
        }
    }

    /// The fields of a LINE WORKS app; `None` for another kind.
    pub fn line_works(&self) -> Option<&LineWorksApp> {
        match self {
            Self::LineWorks(app) => Some(app),
        }
    }

    /// The same, to be edited.
    pub fn line_works_mut(&mut self) -> Option<&mut LineWorksApp> {
        match self {
            Self::LineWorks(app) => Some(app),
        }
    }

    /// Client ID as typed.
    pub fn client_id(&self) -> &str {
        match self {
            Self::LineWorks(app) => &app.client_id,
        }
    }

    /// Where the service is.
    pub fn environment(&self) -> Environment {
        match self {
            Self::LineWorks(app) => app.environment.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_travels_beside_its_fields_and_unknown_fields_are_refused() {
        let json = serde_json::to_value(Service::default()).unwrap();
        assert_eq!(
            (&json["kind"], &json["scopeSeparator"]),
            (&"lineWorks".into(), &"space".into())
        );
        assert_eq!(serde_json::from_value::<Service>(json).unwrap(), Service::default());
        for other in
            [r#"{"kind":"lineWorks","issuer":""}"#, r#"{"kind":"moon"}"#, r#"{"scopes":[]}"#]
        {
            assert!(serde_json::from_str::<Service>(other).is_err(), "{other}");
        }
    }
}
