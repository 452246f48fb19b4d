//! SYLK and DIF, as spreadsheets write them: a cell or half of one a line → rows of tabbed cells.
//!
//! A file that hides rows or columns (a width or a height of nought), or that holds what these rules do not know, is
//! left to be declined by name.

use super::machine::within;

/// Columns at most: those of a spreadsheet's first page.
const COLUMNS: usize = 64;
const ROWS: usize = 20_000;

/// The rows of such a file; none of another text.
pub(super) fn rows(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n']);
    let rows = match () {
        () if text.starts_with("ID;") => even(sylk(text)?),
        () if text.starts_with("TABLE") => dif(text)?,
        () => return None,
    };
    let line = |row: &Vec<String>| row.join("\t");
    Some(rows.iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// Rows as wide as the widest: a blank cell has no line of its own, wherever it stands.
fn even(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut()
        .for_each(|row| row.resize(width, String::new()));
    rows
}

fn cell(text: &str) -> String {
    text.chars().map(within).collect()
}

/// Records of fields between `;`: `C;X2;Y5;K12`, where a place that is not said is that of the record before.
fn sylk(text: &str) -> Option<Vec<Vec<String>>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut x, mut y) = (1, 1);
    for line in text.lines() {
        let line = line.replace(";;", "\u{1}");
        let mut fields = line.split(';');
        let kind = fields.next()?;
        if !matches!(kind, "C" | "F") {
            continue;
        }
        let mut value = None;
        for field in fields {
            let (name, rest) = field.split_at_checked(1)?;
            match name {
                "X" => x = rest.parse().ok()?,
                "Y" => y = rest.parse().ok()?,
                "K" if kind == "C" => value = Some(rest),
                // First and last column and their width, or the height of a row.
                "W" | "M" if rest.split(' ').next_back() == Some("0") => return None,
                _ => {}
            }
        }
        let Some(value) = value else { continue };
        if !(1..=COLUMNS).contains(&x) || !(1..=ROWS).contains(&y) {
            return None;
        }
        let inner = value
            .strip_prefix('"')
            .and_then(|value| value.strip_suffix('"'));
        let text = inner.unwrap_or(value).replace('\u{1}', ";");
        rows.resize(rows.len().max(y), Vec::new());
        let row = &mut rows[y - 1];
        row.resize(row.len().max(x), String::new());
        row[x - 1] = cell(&text);
    }
    Some(rows)
}

/// Two lines a cell: what it is and a number, then a text: `0,12` and `V`, `1,0` and `"规章"`; `-1,0` and `BOT` begin a row.
fn dif(text: &str) -> Option<Vec<Vec<String>>> {
    let mut lines = text.lines().map(str::trim_end);
    lines.by_ref().find(|&line| line == "DATA")?;
    lines.nth(1)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let (Some(said), Some(text)) = (lines.next(), lines.next()) {
        let (kind, number) = said.split_once(',')?;
        let value = match (kind.trim(), text) {
            ("-1", "BOT") => {
                rows.push(Vec::new());
                continue;
            }
            ("-1", "EOD") => return Some(rows),
            ("0", "V") => number.trim().to_owned(),
            // An error, or nothing known.
            ("0", word) => word.to_owned(),
            ("1", text) => {
                let inner = text
                    .strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'));
                inner.unwrap_or(text).replace("\"\"", "\"")
            }
            _ => return None,
        };
        let row = rows.last_mut()?;
        if row.len() == COLUMNS || rows.len() > ROWS {
            return None;
        }
        rows.last_mut()?.push(cell(&value));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn cells_stand_where_a_file_says() {
        let slk = "ID;PWXL\nC;Y1;X1;K\"规章;;\"\nC;X3;K12\nF;P0;FG0G;X1;Y3\nC;K\"许可\"\nC;X2;K5;E2+3\nE\n";
        assert_eq!(rows(slk).as_deref(), Some("规章;\t\t12\n\t\t\n许可\t5\t"));
        let dif = "TABLE\n0,1\n\"x\"\nDATA\n0,0\n\"\"\n-1,0\nBOT\n1,0\n\"规章 \"\"一\"\"\"\n0,12\nV\n0,0\nNA\n-1,0\nEOD\n";
        assert_eq!(rows(dif).as_deref(), Some("规章 \"一\"\t12\tNA"));
    }

    #[test]
    fn what_is_hidden_or_cut_is_left() {
        assert_eq!(rows("ID;P\nF;W2 3 0\nC;Y1;X1;K1\nE"), None);
        assert_eq!(
            rows("TABLE\n0,1\n\"x\"\nDATA\n0,0\n\"\"\n-1,0\nBOT\n0,12\nV\n"),
            None
        );
        assert_eq!(rows("规章 1 2"), None);
    }
}
