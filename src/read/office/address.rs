//! Names of cells in a spreadsheet.

/// `B3` → row 2, column 1.
pub(crate) fn place(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let column = name[..digits].bytes().try_fold(0u32, |column, byte| {
        let letter = byte.to_ascii_uppercase().checked_sub(b'A')?;
        (letter < 26).then_some(())?;
        column.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    let row: u32 = name[digits..].parse().ok()?;
    let place = (row.checked_sub(1)?, column.checked_sub(1)?);
    (place.0 < 1 << 20 && place.1 < 1 << 14).then_some(place)
}
