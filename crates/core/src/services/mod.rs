//! Facts about services as data, one file per service, each with its source.

pub mod line;
pub mod line_works;
pub mod line_works_scopes;
