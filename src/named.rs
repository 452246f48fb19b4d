//! Things that have a stable word, which programs write and read.

use std::fmt;

/// A text that names none of the things asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchName;

impl fmt::Display for NoSuchName {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("no such name")
    }
}

impl std::error::Error for NoSuchName {}

/// `Display` and `FromStr` by the word that stands for a thing in JSON.
macro_rules! named {
    ($type:ty, $name:ident) => {
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.pad(self.$name())
            }
        }

        impl std::str::FromStr for $type {
            type Err = crate::named::NoSuchName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                let named = Self::ALL.into_iter().find(|one| one.$name() == name);
                named.ok_or(crate::named::NoSuchName)
            }
        }
    };
}

pub(crate) use named;
