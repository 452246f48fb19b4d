//! What a report that was read from pictures says beside the rest.

use serde::{Deserialize, Serialize};

/// What a report was read from, where that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Source {
    /// Pictures: every number is what two readers saw, and places are in pixels.
    Picture,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PicturePage {
    /// Pixels a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Degrees that it was turned clockwise to be read: 0, 90, 180 or 270.
    pub rotation: u16,
    /// Tables on it, or pieces of them.
    pub tables: Vec<PictureTable>,
}

/// A table on a picture, or a piece of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PictureTable {
    /// `t2`, `t3`, `t4`.
    pub table: String,
    /// Its corners in pixels of the picture, from the upper left of the table, clockwise.
    pub quad: [[i32; 2]; 4],
}

/// What a reader made of a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PictureReading {
    /// The text.
    pub text: String,
    /// Its share of all that it might be, 0 to 1, in thousandths.
    pub p: f32,
}
