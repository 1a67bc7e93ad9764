//! The journeys of the README in the real window: WebKitWebDriver drives the program that users
//! get, in both languages. Needs a display (`cargo xtask test window` brings one) and the built
//! programs; nothing is mocked.

mod acts;
mod channels;
mod driver;
mod drops;
mod explain;
mod inspector;
mod journeys;
mod keyring;
mod keys;
mod list;
mod locked;
mod looks;
mod oauth_server;
mod press;
mod redirects;
mod runs;
mod secrets;
mod sign_in;
mod sso;
mod tokens;
mod words;
