//! The engine against the sandbox and against servers that are ill on purpose, all on loopback:
//! what the window and the terminal both stand on.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod authority;
#[cfg(test)]
mod cancelling;
mod channels;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod comparing;
#[cfg(test)]
mod copied_rust;
#[cfg(test)]
mod copy_as;
#[cfg(test)]
mod discovering;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod inspecting;
#[cfg(test)]
mod issuing;
#[cfg(test)]
mod key_desk;
#[cfg(test)]
mod line_doctor;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod locked_calls;
#[cfg(test)]
mod locking;
#[cfg(test)]
mod not_sent;
#[cfg(test)]
mod oauth_server;
#[cfg(test)]
mod openid_provider;
#[cfg(test)]
mod provider;
#[cfg(test)]
mod reaching;
#[cfg(test)]
mod records;
#[cfg(test)]
mod redirecting;
#[cfg(test)]
mod refreshing;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod secrecy;
#[cfg(test)]
mod server;
#[cfg(test)]
mod sso_conformance;
#[cfg(test)]
mod sso_provider;
mod sso_tls;
#[cfg(test)]
mod sso_web;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod vault;
