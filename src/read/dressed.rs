//! Text in which every line, or every tag, wears what a tool put around it.
//!
//! A list of cells, one a line: each behind a bullet (`- 12`), a number (`7. 12`), within quotes (`"12",`), or the
//! lines of the text counted (`112  12`). Where nearly all lines that belong together look so it is taken off; a cell
//! that is nothing else is blank. Lists in lists, as YAML has them, are rows.
//!
//! Tags that were escaped once more (`&amp;lt;td`, `\\x3ctd`, `%3Ctd`) or are those of a forum (`[td]5[/td]`) are
//! tags again.

use super::lines;
use super::markup::decode;
use crate::bytes;

/// Lines that look alike, by which a list is known.
const LINES: usize = 40;

/// The text with its tags as tags, where they are not so yet.
pub(super) fn tags(text: &str) -> Option<String> {
    // Marks of a list have the same beginning, which few texts have.
    let has = |marks: &[&str]| {
        bytes::has(text, &marks[0][..1]) && marks.iter().any(|mark| bytes::has(text, mark))
    };
    if has(&["&lt;td", "&lt;TD", "&amp;lt;td"]) {
        let mut text = decode(text).into_owned();
        if text.contains("&lt;td") {
            text = decode(&text).into_owned();
        }
        return Some(text);
    }
    if has(&["\\x3ct", "\\u003ct", "\\x3Ct", "\\u003Ct"]) {
        return Some(unescaped(text));
    }
    if has(&["%3Ctd", "%3ctd", "%3Ctr", "%3ctr"]) {
        return Some(percent(text));
    }
    has(&["[/td]", "[/TD]"]).then(|| forum(text))
}

/// What escapes of JavaScript stand for.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = match after.as_bytes().first() {
            Some(b'x') => 2,
            Some(b'u') => 4,
            _ => 0,
        };
        let code = after.get(1..1 + digits).filter(|_| digits > 0);
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(c) = code.and_then(char::from_u32) {
            out.push(c);
            rest = &after[1 + digits..];
            continue;
        }
        let next = after.chars().next();
        out.push(match next {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some(c) => c,
            None => '\\',
        });
        rest = &after[next.map_or(0, char::len_utf8)..];
    }
    out + rest
}

/// What `%3C` and its like stand for.
fn percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = match bytes[at] {
            b'%' => text.get(at + 1..at + 3),
            _ => None,
        };
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Tags in square brackets as those of HTML, without what they say of looks.
fn forum(text: &str) -> String {
    const NAMES: [&str; 18] = [
        "table", "tbody", "thead", "tr", "td", "th", "b", "i", "u", "s", "p", "center", "left",
        "right", "size", "color", "font", "align",
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        rest = after;
        let name = after.strip_prefix('/').unwrap_or(after);
        let end = name
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(name.len());
        let known = NAMES
            .iter()
            .any(|known| name[..end].eq_ignore_ascii_case(known));
        match after.find(']').filter(|close| known && *close < 60) {
            Some(close) if name[end..].starts_with([']', '=', ' ']) => {
                let slash = if after.starts_with('/') { "/" } else { "" };
                let name = match name[..end].to_ascii_lowercase() {
                    name if NAMES[14..].contains(&&*name) => "span".to_owned(),
                    name => name,
                };
                out.push_str(&format!("<{slash}{name}>"));
                rest = &after[close + 1..];
            }
            _ => out.push('['),
        }
    }
    out + rest
}

/// How the lines of a list are dressed.
#[derive(Clone, Copy, PartialEq)]
enum LineDress {
    /// A bullet.
    Bullet(char),
    /// A number and a point, counted from one in every list.
    Numbered,
    /// Its number among all lines.
    Counted,
    Quoted,
    /// Lists in a list.
    Nested,
}

/// The text without what its lines wear; none where they wear nothing. A cell that is nothing else is a bell.
pub(super) fn lines_without_dress(text: &str) -> Option<String> {
    let first = |line: &str| line.trim_start().bytes().next();
    // A glance: most texts have none of these at many beginnings.
    let dressed = lines::lines(text).filter(|line| {
        matches!(
            first(line),
            Some(b'-' | b'*' | b'+' | b'"' | b'0'..=b'9' | 0xe2 | 0xc2)
        )
    });
    if dressed.take(LINES + 1).count() <= LINES {
        return None;
    }
    let dress = dress(text)?;
    let mut out = String::with_capacity(text.len());
    let mut row = false;
    for line in lines::lines(text) {
        let inner = undressed(line, dress);
        if dress == LineDress::Nested {
            let begins = line.starts_with("- - ") || line == "- -";
            if row && (inner.is_none() || begins) {
                out.push('\n');
            } else if row {
                out.push('\t');
            }
            row = inner.is_some();
            out.push_str(inner.map_or(line, scalar));
            if !row {
                out.push('\n');
            }
            continue;
        }
        // A tab is a border: what stands between two, or before the first, is a blank cell.
        out.push_str(match inner.map(|inner| inner.trim_matches(' ')) {
            Some("") => "\u{7}",
            Some(inner) => inner,
            None => line,
        });
        out.push('\n');
    }
    Some(out)
}

/// What a scalar of YAML says.
fn scalar(text: &str) -> &str {
    let text = text.trim();
    let quoted = ['"', '\'']
        .iter()
        .find_map(|&mark| text.strip_prefix(mark)?.strip_suffix(mark));
    match quoted.unwrap_or(text) {
        "null" | "~" => "",
        text => text,
    }
}

/// A line without its dress; none where it wears another.
fn undressed(line: &str, dress: LineDress) -> Option<&str> {
    let number = |line: &str| line.bytes().take_while(u8::is_ascii_digit).count();
    match dress {
        LineDress::Bullet(mark) => {
            let rest = line.trim_start().strip_prefix(mark)?;
            (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
        }
        LineDress::Numbered => {
            let rest = line[number(line)..]
                .strip_prefix('.')
                .filter(|_| number(line) > 0)?;
            (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
        }
        LineDress::Counted => {
            let line = line.trim_start();
            let rest = &line[number(line)..];
            let rest = rest.strip_prefix([':', '|']).unwrap_or(rest);
            (number(line) > 0 && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(rest)
        }
        LineDress::Quoted => {
            let line = line.trim();
            let inner = line.strip_suffix(',').unwrap_or(line);
            let inner = inner.strip_prefix('"')?.strip_suffix('"')?;
            (!inner.contains('"')).then_some(inner)
        }
        LineDress::Nested => {
            let inner = line
                .strip_prefix("- -")
                .or_else(|| line.strip_prefix("  -"))?;
            (inner.is_empty() || inner.starts_with(' ')).then_some(inner)
        }
    }
}

/// The dress of a text's lines, where many wear the same, one a cell.
fn dress(text: &str) -> Option<LineDress> {
    let lines = || lines::lines(text).filter(|line| !line.trim().is_empty());
    let all = lines().count();
    let wearing = |dress: LineDress| {
        lines()
            .filter(move |line| undressed(line, dress).is_some())
            .count()
    };
    let nested = lines().filter(|line| line.starts_with("- -")).count();
    if nested > 5 && 2 * wearing(LineDress::Nested) > all {
        return Some(LineDress::Nested);
    }
    // The numbers of the lines go up by one, but where blank ones were left out.
    let counts = || {
        lines().filter_map(|line| {
            line.trim_start()
                .split(|c: char| !c.is_ascii_digit())
                .next()?
                .parse::<usize>()
                .ok()
        })
    };
    let up = counts()
        .zip(counts().skip(1))
        .filter(|(a, b)| *b > *a && b - a < 4)
        .count();
    if wearing(LineDress::Counted) > LINES && 20 * up > 19 * all {
        return Some(LineDress::Counted);
    }
    let mut kinds = vec![LineDress::Numbered, LineDress::Quoted];
    kinds.extend(['-', '*', '+', '•', '·'].map(LineDress::Bullet));
    kinds.into_iter().find(|&dress| {
        let worn = wearing(dress);
        if worn <= LINES || 10 * worn < 7 * all {
            return false;
        }
        match dress {
            LineDress::Numbered => {
                let numbers =
                    || lines().filter_map(|line| line.split_once('.')?.0.parse::<usize>().ok());
                let next = numbers().zip(numbers().skip(1));
                let counted = next.filter(|(a, b)| *b == a + 1 || *b == 1).count();
                10 * counted > 9 * worn
            }
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of two texts and as many numbers as make it one, each line dressed.
    fn list(dress: impl Fn(usize, &str) -> String) -> String {
        let cells = (0..60).map(|n| match n % 6 {
            0 => "许可".to_owned(),
            5 => String::new(),
            n => n.to_string(),
        });
        let lines: Vec<String> = cells.enumerate().map(|(n, cell)| dress(n, &cell)).collect();
        lines.join("\n")
    }

    #[test]
    fn what_every_line_of_a_list_wears_is_taken_off() {
        let bare = list(|_, cell| {
            if cell.is_empty() {
                "\u{7}".into()
            } else {
                cell.into()
            }
        });
        for dressed in [
            list(|_, cell| format!("- {cell}")),
            list(|_, cell| format!("* {cell}")),
            list(|n, cell| format!("{}. {cell}", n + 1)),
            list(|n, cell| format!("{:3}  {cell}", n + 1)),
            list(|_, cell| format!("\"{cell}\",")),
        ] {
            assert_eq!(
                lines_without_dress(&dressed).as_deref().map(str::trim_end),
                Some(&*bare),
                "{dressed}"
            );
        }
        assert_eq!(lines_without_dress(&bare), None);
        assert_eq!(lines_without_dress("- 一\n- 二\n- 3"), None);
    }

    #[test]
    fn lists_in_a_list_are_rows() {
        let nested = list(|n, cell| match n % 6 {
            0 => format!("- - {cell}"),
            5 => "  - ''".to_owned(),
            _ => format!("  - {cell}"),
        });
        let rows = lines_without_dress(&format!("一、总体情况\n{nested}\n二、其他")).unwrap();
        let rows: Vec<&str> = rows.lines().collect();
        assert_eq!(rows[..2], ["一、总体情况", "许可\t1\t2\t3\t4\t"]);
        assert_eq!(rows.last(), Some(&"二、其他"));
    }

    #[test]
    fn tags_are_tags_again() {
        let table = "<table><tr><td>5</td></tr></table>";
        for dressed in [
            "&lt;table&gt;&lt;tr&gt;&lt;td&gt;5&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;",
            "&amp;lt;table&amp;gt;&amp;lt;tr&amp;gt;&amp;lt;td&amp;gt;5&amp;lt;/td&amp;gt;&amp;lt;/tr&amp;gt;&amp;lt;/table&amp;gt;",
            r"\x3ctable\x3e\x3ctr\x3e\x3ctd\x3e5\x3c/td\x3e\x3c/tr\x3e\x3c/table\x3e",
            r"\u003ctable\u003e\u003ctr>\u003ctd>5\u003c\/td>\u003c/tr>\u003c/table>",
            "%3Ctable%3E%3Ctr%3E%3Ctd%3E5%3C/td%3E%3C/tr%3E%3C/table%3E",
            "[table=90%][tr][td]5[/td][/tr][/table]",
        ] {
            assert_eq!(tags(dressed).as_deref(), Some(table), "{dressed}");
        }
        for other in ["见[1]", "5 < 6", "%3C", "[tdx]"] {
            assert_eq!(tags(other), None, "{other}");
        }
    }
}
