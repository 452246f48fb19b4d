//! A formula as xls stores it, operands before operators → its text.

use super::LittleEndian;
use crate::float;

/// The formula of its tokens, which begin with how many bytes they are; none where it is more than sums of
/// cells and numbers.
pub(super) fn formula(content: &[u8], before_biff8: bool) -> Option<String> {
    let length = usize::from(content.u16(0)?);
    let mut rest = content.get(2..2 + length)?;
    let mut stack: Vec<String> = Vec::new();
    while let Some(&token) = rest.first() {
        rest = &rest[1..];
        // Whether a cell's or a list of arguments' value is asked for is told by two bits.
        let token = match token {
            0x40..=0x5f => token - 0x20,
            0x60..=0x7f => token - 0x40,
            token => token,
        };
        let mut take = |count: usize| {
            let (taken, after) = rest.split_at_checked(count)?;
            rest = after;
            Some(taken)
        };
        let made = match token {
            0x03..=0x06 | 0x10 => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                match token {
                    0x10 => format!("{left},{right}"),
                    _ => format!(
                        "({left}{}{right})",
                        char::from(b"+-*/"[usize::from(token - 3)])
                    ),
                }
            }
            0x12 => stack.pop()?,
            0x13 => format!("(-{})", stack.pop()?),
            0x15 => format!("({})", stack.pop()?),
            // Spaces, and the sum of one argument.
            0x19 => {
                let kind = take(3)?[0];
                match kind {
                    0x10 => format!("SUM({})", stack.pop()?),
                    0x01 | 0x40 => continue,
                    _ => return None,
                }
            }
            0x1e => take(2)?.u16(0)?.to_string(),
            0x1f => {
                let number = take(8)?.f64(0).filter(|number| *number >= 0.0)?;
                float::plain(number)
            }
            0x22 => {
                let bytes = take(3)?;
                let count = usize::from(bytes[0] & 0x7f);
                let first = stack.len().checked_sub(count)?;
                let arguments = stack.split_off(first).join(",");
                (bytes.u16(1)? & 0x7fff == 4).then(|| format!("SUM({arguments})"))?
            }
            0x24 if before_biff8 => {
                let bytes = take(3)?;
                cell(bytes.u16(0)? & 0x3fff, bytes[2].into())
            }
            0x24 => {
                let bytes = take(4)?;
                cell(bytes.u16(0)?, bytes.u16(2)? & 0x3fff)
            }
            0x25 => {
                let (rows, columns) = match before_biff8 {
                    true => {
                        let bytes = take(6)?;
                        let row = |at| Some(bytes.u16(at)? & 0x3fff);
                        ([row(0)?, row(2)?], [bytes[4].into(), bytes[5].into()])
                    }
                    false => {
                        let bytes = take(8)?;
                        let column = |at| Some(bytes.u16(at)? & 0x3fff);
                        ([bytes.u16(0)?, bytes.u16(2)?], [column(4)?, column(6)?])
                    }
                };
                let [first, last] = [0, 1].map(|side| cell(rows[side], columns[side]));
                format!("{first}:{last}")
            }
            _ => return None,
        };
        if made.len() > 1000 {
            return None;
        }
        stack.push(made);
    }
    stack.pop().filter(|_| stack.is_empty())
}

fn cell(row: u16, column: u16) -> String {
    let mut name = String::new();
    let mut left = u32::from(column) + 1;
    while left > 0 {
        left -= 1;
        name.insert(0, char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    format!("{name}{}", u32::from(row) + 1)
}
