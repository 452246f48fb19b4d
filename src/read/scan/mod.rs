//! Pictures of the tables: a page that was scanned, photographed or taken from a screen.

pub mod net;
