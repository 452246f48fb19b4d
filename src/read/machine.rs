//! Text that machines wrote for machines: JSON around a text, tags in it, files of spreadsheets.
//!
//! Of JSON its strings are the text, line by line, and what a list holds is a row; so it is of lists as
//! Python prints them, alone or one a line. A listing of cells by their names (`B6=12`, as SheetJS makes), or by their rows and
//! columns (`(5,1) 12`, `第5行 第1列 12`, as a screen reader says them), is put back into rows. Where tags are
//! met the text is read as HTML, but with the lines and pipes of what stands outside its tables:
//! nothing within `<…>` is ever a number. Files of spreadsheets are declined by name, their every line
//! has numbers that no table shows; so are the XML of office files and other markup whose cells are not HTML's.

use crate::bytes;
use crate::read::markup;
use std::borrow::Cow;
#[cfg(feature = "office")]
use std::collections::BTreeSet;

/// The name of the format of a text that is no text.
pub(crate) fn name(text: &str) -> Option<&'static str> {
    let start = text.trim_start_matches(&['\u{feff}', ' ', '\r', '\n'][..]);
    let begins = |mark: &str| start.starts_with(mark);
    #[cfg(all(feature = "office", feature = "totals"))]
    if super::sheets::rows(text).is_some() {
        return None;
    }
    let name = match () {
        _ if begins("ID;") => "SYLK",
        _ if begins("TABLE\n0,1") || begins("TABLE\r\n0,1") => "DIF",
        _ if begins("socialcalc:") || begins("version:1.5") || begins("# SocialCalc") => {
            "SocialCalc"
        }
        _ => return markup_of_others(text),
    };
    Some(name)
}

/// The name of a markup whose cells no reader of HTML finds; a stretch of it may stand among other lines.
fn markup_of_others(text: &str) -> Option<&'static str> {
    if bytes::has(text, "#table(") && text.contains("], [") {
        return Some("Typst");
    }
    // Cells of these stand one a line, or column by column, and what separates them is a command.
    let marks = [
        ("\"celldata\"", "Luckysheet JSON"),
        ("\"nbformat\"", "Jupyter"),
        ("\\begin{tabular", "LaTeX"),
        ("\\begin{longtable", "LaTeX"),
        ("\\startxtable", "ConTeXt"),
        ("\\bTABLE", "ConTeXt"),
        ("\\starttable", "ConTeXt"),
        ("\n.TS\n", "troff"),
        ("@multitable", "Texinfo"),
        (": {0: ", "pandas dict"),
        ("\":{\"0\":", "pandas JSON"),
    ];
    if let Some((_, name)) = marks.iter().find(|(mark, _)| bytes::has(text, mark)) {
        return Some(name);
    }
    if !bytes::has(text, "</") {
        return None;
    }
    let marks = [
        ("<w:tc>", "WordprocessingML"),
        ("<w:tc ", "WordprocessingML"),
        ("<c r=\"", "SpreadsheetML"),
        ("<table:table-cell", "OpenDocument XML"),
        ("<fo:table-cell", "XSL-FO"),
        ("</entry>", "DocBook"),
    ];
    let mark = marks.iter().find(|(mark, _)| text.contains(mark));
    mark.map(|(_, name)| *name)
}

/// The strings of JSON or JSON lines, and the rows of their lists; lists that stand on lines of their own
/// between others; a listing of cells. None for other text.
pub(super) fn strings(text: &str) -> Option<String> {
    #[cfg(feature = "office")]
    #[cfg(all(feature = "office", feature = "totals"))]
    if let Some(rows) = super::special(text) {
        return Some(rows);
    }
    let start = text.trim_start_matches(&['\u{feff}', ' ', '\r', '\n', '\t'][..]);
    if let Some(inner) = start.strip_prefix(['{', '[', '('])
        && inner
            .trim_start()
            .starts_with(&['"', '[', '{', '(', '\''][..])
        && ["\",", "\"}", "\"\n", "\"]", "',", "']", "')"]
            .iter()
            .any(|end| text.contains(end))
    {
        return Some(values(start));
    }
    #[cfg(feature = "office")]
    if let Some(rows) = listing(text) {
        return Some(rows);
    }
    if !["['", "[\"", "('", "c(\""]
        .iter()
        .any(|mark| bytes::has(text, mark))
    {
        return None;
    }
    let is_list = |line: &&str| {
        let line = line.trim().trim_end_matches([',', ';']);
        let line = line.rsplit_once(" VALUES ").map_or(line, |line| line.1);
        let line = line.strip_prefix('c').unwrap_or(line);
        let open = line.starts_with('[') && line.ends_with(']')
            || line.starts_with('(') && line.ends_with(')');
        open && [", ", ",'", ",\""]
            .iter()
            .any(|between| line.contains(between))
    };
    let quoted = |line: &&str| is_list(line) && line.contains(['\'', '"']);
    if text.lines().filter(quoted).count() > 3 {
        let lines = text.lines().map(|line| match is_list(&line) {
            true => values(line.trim().trim_end_matches(';')),
            false => format!("{line}\n"),
        });
        return Some(lines.collect());
    }
    None
}

/// The texts of a listing of cells by their names or their rows and columns, in rows; what stands between is kept.
#[cfg(feature = "office")]
fn listing(text: &str) -> Option<String> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    // Most texts list no cells: then no line is kept.
    lines()
        .filter_map(|line| listed_cell(line.trim()))
        .nth(20)?;
    let lines: Vec<_> = lines()
        .map(|line| (line, listed_cell(line.trim())))
        .collect();
    let cells = || lines.iter().filter_map(|line| line.1);
    if 2 * cells().count() < lines.len() {
        return None;
    }
    let left = cells().map(|cell| cell.0.1).min().unwrap_or(0);
    let mut out = String::new();
    let mut table: Vec<((u32, u32), &str)> = Vec::new();
    let mut names = BTreeSet::new();
    let mut end = |table: &mut Vec<((u32, u32), &str)>, line: &str| {
        table.sort_by_key(|cell| cell.0);
        // Blank cells have no lines of their own: behind the last of a row they are as blank as between two.
        let right = table.iter().map(|cell| cell.0.1).max().unwrap_or(0);
        for row in table.chunk_by(|a, b| a.0.0 == b.0.0) {
            let mut last = left;
            for &((_, column), text) in row {
                (last..column).for_each(|_| out.push('\t'));
                last = column;
                out.extend(text.trim_start_matches('\'').chars().map(within));
            }
            (last..right).for_each(|_| out.push('\t'));
            out.push('\n');
        }
        table.clear();
        out.push_str(line);
        out.push('\n');
    };
    for (line, cell) in &lines {
        match cell {
            Some(cell) => {
                // A cell of the same name is one of the next table.
                if !names.insert(cell.0) {
                    end(&mut table, "");
                    names.clear();
                    names.insert(cell.0);
                }
                table.push(*cell);
            }
            None => {
                end(&mut table, line);
                names.clear();
            }
        }
    }
    end(&mut table, "");
    Some(out)
}

/// Where the first of the signs stands that part the name of a cell from its text.
#[cfg(feature = "office")]
fn name_end(line: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes::find_any(&line.as_bytes()[at..], [b'=', b':', b' ', b'\t', 0xef])?;
        if line.as_bytes()[at] != 0xef || line[at..].starts_with('：') {
            return Some(at);
        }
        at += 1;
    }
}

/// The row and column that a line begins with, and the text of that cell: `B6=12`, `(5,1) 12`, `第5行第1列：12`.
#[cfg(feature = "office")]
fn listed_cell(line: &str) -> Option<((u32, u32), &str)> {
    const WAYS: [&str; 6] = ["(#,#)", "[#,#]", "（#，#）", "第#行第#列", "行#列#", "R#C#"];
    let named = || {
        let end = name_end(line)?;
        // The sheet's name may stand before it, and signs that keep it as it is.
        let name = line[..end].rsplit('!').next()?;
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'$') {
            return None;
        }
        let name = name.replace('$', "");
        let place = (name.len() < 9).then(|| crate::read::office::address::place(&name));
        Some((place??, &line[end..]))
    };
    let counted = |way: &&str| {
        let (mut rest, mut numbers) = (line, [0, 0]);
        let mut next = 0;
        for c in way.chars() {
            rest = rest.trim_start();
            if c == '#' {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                numbers[next] = rest[..digits].parse().ok()?;
                next += 1;
                rest = &rest[digits..];
            } else {
                rest = rest.strip_prefix(c)?;
            }
        }
        Some(((numbers[0], numbers[1]), rest))
    };
    let begins = |way: &&&str| line.chars().next() == way.chars().next();
    let (place, text) = named().or_else(|| WAYS.iter().filter(begins).find_map(counted))?;
    let text = text.trim_start_matches(['=', ':', '：', ' ', '\t']);
    (place.1 < 64).then_some((place, if text == "空白" { "" } else { text }))
}

/// A character of a cell's text: what would end the cell is a space.
pub(super) fn within(c: char) -> char {
    if matches!(c, '\n' | '\r' | '\t') {
        ' '
    } else {
        c
    }
}

/// The strings and rows of JSON, or of what Python prints.
fn values(start: &str) -> String {
    let mut out = String::new();
    let mut rest = start;
    // Whether what is open innermost is a list.
    let mut lists: Vec<bool> = Vec::new();
    while let Some(c) = rest.chars().next() {
        let list = lists.last() == Some(&true);
        let mut taken = c.len_utf8();
        match c {
            '"' | '\'' => {
                let (string, length) = string(rest, c);
                taken = length;
                let key = rest[taken..].trim_start().starts_with(':');
                if list {
                    out.extend(string.chars().map(within));
                    out.push('\t');
                } else if !key {
                    out.push_str(&string);
                    out.push('\n');
                }
            }
            '[' | '{' | '(' if lists.len() < 64 => lists.push(c != '{'),
            ']' | '}' | ')' => {
                lists.pop();
                if out.ends_with('\t') {
                    out.pop();
                    out.push('\n');
                }
            }
            '-' | '0'..='9' | 'a'..='z' | 'A'..='Z' if list => {
                taken = rest
                    .find(&[',', ']', '}', ')', '\n', ' '][..])
                    .unwrap_or(rest.len())
                    .max(1);
                let said = &rest[..taken];
                let nothing = matches!(said, "null" | "None" | "nan" | "NaN" | "undefined");
                out.push_str(if nothing { "" } else { said });
                out.push('\t');
            }
            // Whatever stands between the commas of a list is in one of its cells.
            c if list && !c.is_whitespace() && !matches!(c, ',' | ':') => {
                taken = rest
                    .find(&[',', ']', '}', ')', '\n', ' '][..])
                    .unwrap_or(rest.len())
                    .max(taken);
                out.extend(rest[..taken].chars().map(within));
                out.push('\t');
            }
            _ => {}
        }
        rest = &rest[taken..];
    }
    out
}

/// The string that a text begins with, up to its mark, and the bytes it takes.
pub(super) fn string(text: &str, mark: char) -> (String, usize) {
    let mut out = String::new();
    let mut chars = text.char_indices().skip(1);
    let mut high = 0;
    while let Some((at, c)) = chars.next() {
        match c {
            c if c == mark => return (out, at + 1),
            '\\' => match chars.next().map(|(_, c)| c) {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some('u') => {
                    let hex: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                    let unit = u32::from_str_radix(&hex, 16).unwrap_or(0xfffd);
                    match unit {
                        0xd800..0xdc00 => high = unit - 0xd800,
                        0xdc00..0xe000 => {
                            let c = 0x1_0000 + (high << 10) + (unit - 0xdc00);
                            out.extend(char::from_u32(c));
                        }
                        _ => out.extend(char::from_u32(unit)),
                    }
                }
                Some(c) => out.push(c),
                None => break,
            },
            c => out.push(c),
        }
    }
    (out, text.len())
}

/// The text, if there are tags in it, so that it begins outside of them.
pub(super) fn tagged(text: &str) -> Option<Cow<'_, str>> {
    let xml = text.trim_start().starts_with("<?xml");
    let has = |text: &str, before: &str| {
        let mut at = text.match_indices(before);
        xml || at.any(|(at, _)| is_tag(&text[at + before.len()..]))
    };
    let text = match bytes::has(text, "<") && has(text, "<") {
        true => Cow::Borrowed(text),
        false if bytes::has(text, "&lt;") && has(text, "&lt;") => markup::decode(text),
        false => return None,
    };
    // Copied from within a tag, it begins with the rest of it.
    let cut = match (text.find('>'), text.find('<')) {
        (Some(end), Some(next)) if end < next && text[..end].contains('=') => end + 1,
        _ => 0,
    };
    Some(match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[cut..]),
        Cow::Owned(text) => Cow::Owned(text[cut..].to_owned()),
    })
}

/// Whether a tag goes on so behind its `<`.
fn is_tag(rest: &str) -> bool {
    const NAMES: [&str; 22] = [
        "table", "tbody", "thead", "tr", "td", "th", "div", "span", "p", "br", "img", "a", "b",
        "h1", "h2", "h3", "li", "ul", "center", "font", "html", "strong",
    ];
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let closes = rest[end..].starts_with(&['>', ' ', '/', '\n', '\r', '\t'][..])
        || rest[end..].starts_with("&gt;");
    let known = NAMES
        .iter()
        .any(|name| rest[..end].eq_ignore_ascii_case(name));
    let ends = rest.contains('>') || rest.contains("&gt;");
    rest.starts_with("!--") || known && closes && ends
}
