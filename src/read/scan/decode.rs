//! PNG and JPEG → planes of gray and red, natively; a page lets its browser do that.

use super::colour::Picture;
use super::plane::Plane;
use crate::read::Refusal;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Pixels along one side at most.
const SIDE: u32 = 30_000;

/// Pixels at most: phones take pictures of 108 million.
const PIXELS: u64 = 120_000_000;

/// Whether a file begins like a picture that is decoded here.
pub(crate) fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.starts_with(b"\xff\xd8\xff")
}

/// A picture, as its file says that it is to be looked at.
///
/// # Errors
/// [`Refusal::Corrupt`] where it cannot be decoded, [`Refusal::TooLarge`] where it has too many pixels.
pub(crate) fn decode(bytes: &[u8]) -> Result<Picture, Refusal> {
    let format = match bytes.starts_with(b"\x89PNG") {
        true => ImageFormat::Png,
        false => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(PIXELS * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(Refusal::TooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    picture.apply_orientation(orientation);
    Ok(seen(&picture))
}

fn refusal(error: image::ImageError) -> Refusal {
    match error {
        image::ImageError::Limits(_) => Refusal::TooLarge,
        _ => Refusal::Corrupt,
    }
}

/// Its pixels; what lets light through lies on white.
fn seen(picture: &DynamicImage) -> Picture {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let on_white = |tone: u8, opaque: u8| {
        let (tone, opaque) = (u32::from(tone), u32::from(opaque));
        ((tone * opaque + 255 * (255 - opaque) + 127) / 255) as u8
    };
    let seen = match picture {
        DynamicImage::ImageLuma8(gray) => {
            Plane::new(width, height, gray.as_raw().clone()).map(Picture::from)
        }
        DynamicImage::ImageRgb8(colours) => {
            Picture::new(width, height, colours.pixels().map(|pixel| pixel.0))
        }
        other => {
            let colours = other.to_rgba8();
            let pixels = colours.pixels().map(|pixel| {
                let [red, green, blue, opaque] = pixel.0;
                [red, green, blue].map(|tone| on_white(tone, opaque))
            });
            Picture::new(width, height, pixels)
        }
    };
    // A decoder that says another size than it gives would be a mistake of its own.
    seen.unwrap_or_else(|| Plane::filled(1, 1, 255).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, RgbaImage};

    fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let written = picture.into().write_to(&mut bytes, ImageFormat::Png);
        written.expect("a picture");
        bytes.into_inner()
    }

    #[test]
    fn gray_is_the_red_part_on_white_paper_without_seals() {
        let gray = GrayImage::from_raw(2, 1, vec![7, 200]).expect("two pixels");
        let bytes = png(gray);
        assert!(is_picture(&bytes));
        let gray = |bytes: &[u8]| decode(bytes).map(|seen| seen.gray.pixels);
        assert_eq!(gray(&bytes), Ok(vec![7, 200]));
        let seal_and_nothing = vec![210, 40, 40, 255, 0, 0, 0, 0];
        let colours = RgbaImage::from_raw(2, 1, seal_and_nothing).expect("two pixels");
        assert_eq!(gray(&png(colours)), Ok(vec![255, 255]));
    }

    #[test]
    fn what_is_cut_short_or_says_that_it_is_huge_is_declined() {
        let bytes = png(GrayImage::new(40, 40));
        assert_eq!(
            decode(&bytes[..bytes.len() / 2]).err(),
            Some(Refusal::Corrupt)
        );
        let mut huge = bytes.clone();
        // The width in the first chunk, whose checksum is then wrong too.
        huge[16..20].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff]);
        assert!(decode(&huge).is_err());
        assert_eq!(decode(b"\xff\xd8\xff\xe0").err(), Some(Refusal::Corrupt));
        assert!(!is_picture(b"GIF89a"));
    }
}
