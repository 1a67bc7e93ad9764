//! The sandbox from outside: raw TCP against a running server, on loopback only.

#[cfg(test)]
mod authorize;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod codes;
#[cfg(test)]
mod content_faults;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod line;
#[cfg(test)]
mod openid;
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
