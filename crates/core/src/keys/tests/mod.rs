//! Tests of the whole: what a file is called, what is mended, what opens, what signs.

mod formats;
mod naming;
mod properties;
mod repairs;
mod signing;
