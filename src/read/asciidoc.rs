//! Tables of AsciiDoc as rows of tabbed cells.
//!
//! Between two lines `|===` every cell stands behind a pipe, and before that what it spans (`3+|`, `.2+|`) or how it looks
//! (`^|`): none of these digits is a value. Where every line holds one cell, lines up to a blank one are a row.

/// What a table stands between.
const FENCE: &str = "|===";

/// The text with its tables as tabbed rows; none where it has none of these.
pub(super) fn rows(text: &str) -> Option<String> {
    if !text.contains(FENCE) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut table: Option<Vec<&str>> = None;
    for line in text.lines() {
        let fence = line.trim() == FENCE;
        match (&mut table, fence) {
            (None, true) => table = Some(Vec::new()),
            (None, false) => {
                out.push_str(line);
                out.push('\n');
            }
            (Some(lines), true) => {
                write(lines, &mut out);
                table = None;
            }
            (Some(lines), false) => lines.push(line),
        }
    }
    // What is not closed is cut.
    if let Some(lines) = table {
        write(&lines, &mut out);
    }
    Some(out)
}

fn write(lines: &[&str], out: &mut String) {
    let rows: Vec<Vec<&str>> = lines.iter().map(|line| cells(line)).collect();
    let single = rows.iter().all(|row| row.len() < 2);
    let parted = single && lines.iter().any(|line| line.trim().is_empty());
    let mut begun = false;
    for row in &rows {
        if row.is_empty() {
            if begun {
                out.push('\n');
            }
            begun = false;
            continue;
        }
        if begun {
            out.push(if parted { '\t' } else { '\n' });
        }
        // A line that holds one blank cell is no blank line.
        let blank = single && !parted && row[0].is_empty();
        out.push_str(if blank { "\u{7}" } else { "" });
        out.push_str(&row.join("\t"));
        begun = true;
    }
    out.push('\n');
}

/// The cells of a line, each without what stands before its pipe.
fn cells(line: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = line.split('|').collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let last = parts.len() - 1;
    for part in &mut parts[..last] {
        let bare = part.trim_end();
        let begin = bare.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let spec = &bare[begin..];
        let sign = |c: char| c.is_ascii_digit() || ".+*<>^".contains(c);
        let says = spec.ends_with(['+', '*', '<', '>', '^']);
        if says && spec.chars().all(sign) {
            *part = &bare[..begin];
        }
    }
    parts[1..].iter().map(|part| part.trim()).collect()
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn what_cells_span_is_no_number() {
        let text = "== 二\n|===\n2+|行政复议 .2+|总计\n|维持|3 ^|4\n| |\n|===\n无";
        assert_eq!(
            rows(text).as_deref(),
            Some("== 二\n行政复议\t总计\n维持\t3\t4\n\t\n无\n")
        );
        assert_eq!(
            rows("|===\n|许可\n|5\n\n|处罚\n|\n|===").as_deref(),
            Some("许可\t5\n处罚\t\n")
        );
        assert_eq!(rows("| 许可 | 5 |"), None);
    }
}
