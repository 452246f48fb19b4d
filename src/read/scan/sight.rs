//! What sees characters, and what sees them in tests.

use super::net::{Choice, Gray, NetReading, Readers, TextLine, lines};
use super::plane::Plane;

/// What sees characters: the nets, or in tests something that says what it is told.
pub trait Sight {
    /// What two unlike readers make of a number.
    fn number(&self, crop: &Plane, line: TextLine) -> [NetReading; 2];

    /// Which of these keys a label is.
    fn label(&self, crop: &Plane, keys: &[String]) -> Option<Choice>;
}

impl Sight for Readers {
    fn number(&self, crop: &Plane, line: TextLine) -> [NetReading; 2] {
        match gray(crop) {
            Some(crop) => Readers::number(self, crop, line),
            None => Default::default(),
        }
    }

    fn label(&self, crop: &Plane, keys: &[String]) -> Option<Choice> {
        let crop = gray(crop)?;
        let lines = lines(crop, None);
        match lines.is_empty() {
            true => None,
            false => Readers::label(self, crop, &lines).choose(keys.iter().map(String::as_str)),
        }
    }
}

/// A crop as the nets take it.
fn gray(plane: &Plane) -> Option<Gray<'_>> {
    Gray::new(&plane.pixels, plane.width, plane.height)
}
