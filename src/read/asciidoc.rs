//! Tables of AsciiDoc, and list tables of reStructuredText, as rows of tabbed cells.
//!
//! Between two lines `|===` every cell stands behind a pipe, and directly before that what it spans (`3+|`, `.2+|`) or how it
//! looks (`^|`): none of these digits is a value. Where every line holds one cell, lines up to a blank one are a row.
//! Below `.. list-table::` a row begins with `* -` and each of its other cells with `-`, perhaps blank; what stands further
//! right goes on from the cell above it.

/// What a table stands between.
const FENCE: &str = "|===";

/// What a list table begins with.
const LIST: &str = ".. list-table::";

/// The text with its tables as tabbed rows; none where it has none of these.
pub(super) fn rows(text: &str) -> Option<String> {
    if text.contains(LIST) {
        return Some(list_tables(text));
    }
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

/// The text with its list tables as tabbed rows.
fn list_tables(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Where the cells of a table's rows begin.
    let mut list = false;
    let mut row = false;
    for line in text.lines() {
        let bare = line.trim();
        let cell = |mark: &str| {
            // What is not indented is no longer of the table.
            let inside = list && line.starts_with([' ', '\t']);
            let rest = bare.strip_prefix(mark).filter(|_| inside)?;
            (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
        };
        let option = list && !row && bare.starts_with(':');
        let goes_on = row && line.starts_with("  ") && !bare.is_empty();
        if let Some(first) = cell("* -") {
            out.push('\n');
            out.push_str(first);
            row = true;
        } else if let Some(next) = cell("-").filter(|_| row) {
            out.push('\t');
            out.push_str(next);
        } else if goes_on {
            out.push_str(bare);
        } else if !(option || list && bare.is_empty()) {
            list = bare.starts_with(LIST);
            row = false;
            out.push_str(if out.is_empty() { "" } else { "\n" });
            // A title is what stands behind the sign.
            out.push_str(
                bare.strip_prefix(LIST)
                    .filter(|_| list)
                    .unwrap_or(line)
                    .trim(),
            );
        }
    }
    out
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
        let begin = part.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let spec = &part[begin..];
        let sign = |c: char| c.is_ascii_digit() || ".+*<>^".contains(c);
        let says = spec.ends_with(['+', '*', '<', '>', '^']);
        if says && spec.chars().all(sign) {
            *part = &part[..begin];
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
        // A sign that a space parts from the pipe is a cell's.
        assert_eq!(
            rows("|===\n|许可 |* |5\n|===").as_deref(),
            Some("许可\t*\t5\n")
        );
        assert_eq!(rows("| 许可 | 5 |"), None);
    }

    #[test]
    fn a_list_table_has_a_row_for_each_star() {
        let text = "二、\n\n.. list-table:: 表\n   :header-rows: 1\n\n   * - 行政\n       许可\n     - 5\n     -\n   * - 行政处罚\n     - 6\n\n- 无";
        let shown = "二、\n\n表\n行政许可\t5\t\n行政处罚\t6\n- 无";
        assert_eq!(rows(text).as_deref(), Some(shown));
    }
}
