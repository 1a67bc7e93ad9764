//! Tests of the whole: what a file is called, what is mended, what opens, what signs, what belongs
//! together.

mod curves;
mod formats;
mod giving;
mod jwks;
mod matching;
mod naming;
mod near_misses;
mod outlines;
mod pkcs12;
mod properties;
mod repairs;
mod signing;
mod traditional;
mod vectors;
