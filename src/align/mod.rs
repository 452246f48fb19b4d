//! Labels first, order second, arithmetic last.
mod flow;
