//! Tables beside the annual report's own: which totals are found in them, what is said where one does not
//! hold, and what is not claimed.

mod accounts;
mod cases;
mod documented;
mod enforcement;
mod kinds;
mod layouts;
mod render;
mod samples;
mod together;
mod unread;
