//! The sandbox from outside: raw TCP against a running server, on loopback only.

#[cfg(test)]
mod content_faults;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod practice_apps;
#[cfg(test)]
mod raw;
#[cfg(test)]
mod request;
#[cfg(test)]
mod token;
#[cfg(test)]
mod wire_faults;
