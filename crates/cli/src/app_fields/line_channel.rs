//! Options that only a channel of LINE has.

use clap::{Args, ValueEnum};
use credenza_core::apps::{HostError, LineChannelApp, LinePlace};

use super::{first_given, refused, set, unusable};
use crate::failure::Failure;

/// As LINE Developers Console shows them. The channel secret comes by --client-secret-file.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields of a channel of LINE")]
pub(super) struct LineChannelFields {
    /// Channel ID
    #[arg(long, value_name = "ID")]
    channel_id: Option<String>,
    /// Where LINE is called
    #[arg(long, value_name = "NAME")]
    place: Option<Place>,
    /// Address in the place of LINE's own (api.line.me), for --place custom
    #[arg(long, value_name = "URL")]
    api_base: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Place {
    Line,
    Sandbox,
    Custom,
}

impl LineChannelFields {
    pub(super) fn first_given(&self) -> Option<&'static str> {
        first_given(&[
            ("--channel-id", self.channel_id.is_some()),
            ("--place", self.place.is_some()),
            ("--api-base", self.api_base.is_some()),
        ])
    }
}

impl super::Fields {
    pub(super) fn apply_line_channel(&self, app: &mut LineChannelApp) -> Result<(), Failure> {
        let own = &self.line_channel;
        set(&mut app.description, &self.description);
        set(&mut app.channel_id, &own.channel_id);
        let custom = own.api_base.is_some() || self.confirm_host.is_some();
        app.place = match (own.place, custom) {
            (None, false) => return Ok(()),
            (None | Some(Place::Custom), _) => self.own_place(&app.place)?,
            (Some(_), true) => {
                return Err(unusable("--api-base", "belongs to --place custom only"));
            }
            (Some(Place::Line), false) => LinePlace::Line,
            (Some(Place::Sandbox), false) => LinePlace::Sandbox,
        };
        Ok(())
    }

    /// An own address, refused while it can't be used: a script learns it now, not at the call.
    fn own_place(&self, before: &LinePlace) -> Result<LinePlace, Failure> {
        let (base, host) = match before {
            LinePlace::Custom { api_base, confirmed_host } => {
                (api_base.clone(), confirmed_host.clone())
            }
            LinePlace::Line | LinePlace::Sandbox => (String::new(), String::new()),
        };
        let confirmed_host = match self.confirm_host.as_deref() {
            None => host,
            Some([one]) => one.clone(),
            Some(_) => return Err(unusable("--confirm-host", "an own address has one host only")),
        };
        let api_base = self.line_channel.api_base.clone().unwrap_or(base);
        let place = LinePlace::Custom { api_base, confirmed_host };
        match place.api_base(None) {
            Ok(_) => Ok(place),
            Err(error @ HostError::NotConfirmed { .. }) => {
                Err(refused("--confirm-host", "--confirm-host", &error))
            }
            Err(error) => Err(unusable("--api-base", &error.to_string())),
        }
    }
}
