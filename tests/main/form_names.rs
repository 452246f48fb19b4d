//! What the form knows stands in its data: no row, column or table is named anywhere else.

use gouji::form::Forms;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where ids may stand: the data itself, and prose, whose words are about the lines of one form. Then the
/// page's example, which is a report, and what others made.
const ALLOWED: [&str; 4] = [
    "src/form/",
    "src/prose/",
    "www/later/sample.js",
    "www/pdf/lib/",
];

/// Ids that are words of other trades too: a column's kind, a verdict's detail. They count where they stand
/// behind a table or row.
const COMMON: [&str; 9] = [
    "",
    "other",
    "total",
    "count",
    "amount",
    "valid",
    "made",
    "after",
    "corrected",
];

fn ids() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for table in Forms::default().tables() {
        ids.insert(table.key().to_owned());
        for row in table.rows() {
            ids.insert(row.id.to_owned());
            ids.extend(row.columns.iter().map(|column| column.id.to_owned()));
        }
    }
    ids.retain(|id| !COMMON.contains(&id.as_str()));
    ids
}

/// Files of the product, without generated ones.
fn sources(folder: &Path, ends: &[&str], files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.to_string_lossy().into_owned();
        if path.is_dir()
            && !["www/pkg", "www/full", "www/whole", "www/scan"].contains(&name.as_str())
        {
            sources(&path, ends, files);
        } else if ends.iter().any(|end| name.ends_with(end)) {
            files.push(path);
        }
    }
}

/// The texts between quotation marks of a line, and what stands after a dot of a style or selector.
fn quoted(line: &str) -> Vec<&str> {
    let pieces = line.split(['"', '\'', '`']).enumerate();
    pieces
        .filter(|(at, _)| at % 2 == 1)
        .map(|piece| piece.1)
        .collect()
}

/// Whether a text names a table, row or column: alone, or as part of a cell's or rule's id.
fn names(text: &str, ids: &BTreeSet<String>) -> bool {
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    text.split(|c| !is_id(c)).any(|word| {
        let mut parts = word.split('.');
        let first = parts.next().unwrap_or_default();
        // A word among others is a word; an id stands alone, or begins with its table.
        ids.contains(first) && (word == text || word.contains('.') && first.len() == 2)
    })
}

#[test]
fn no_row_column_or_table_is_named_outside_the_form() {
    let ids = ids();
    let tables: Vec<&str> = Forms::default()
        .tables()
        .iter()
        .map(|table| table.key())
        .collect();
    let mut files = Vec::new();
    sources(Path::new("src"), &[".rs"], &mut files);
    sources(
        Path::new("www"),
        &[".js", ".css", ".html", ".ts"],
        &mut files,
    );
    files.sort();
    assert!(files.len() > 150, "the sources are here");
    let mut named = Vec::new();
    for path in files {
        let name = path.to_string_lossy().replace('\\', "/");
        if ALLOWED.iter().any(|allowed| name.starts_with(allowed)) || name.contains("tests") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a text");
        let product = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        for (at, line) in product.lines().enumerate() {
            let comment = ["//", "/*", " *"];
            let code = if comment
                .iter()
                .any(|start| line.trim_start().starts_with(start.trim()))
            {
                ""
            } else {
                line
            };
            let code = code.split(" // ").next().unwrap_or("");
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let mut words = code.split(|c| !is_word(c));
            if words.any(|word| tables.contains(&word.to_lowercase().as_str()))
                || quoted(code).into_iter().any(|text| names(text, &ids))
            {
                named.push(format!("{name}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    assert!(named.is_empty(), "\n{}\n", named.join("\n"));
}

/// The search finds what it looks for.
#[test]
fn names_are_found_where_they_stand() {
    let ids = ids();
    for text in [
        "t3",
        "r3_1",
        "natural",
        "t2.permits",
        "t3.r1.natural",
        "normative_docs",
        "t3.identity",
    ] {
        assert!(names(text, &ids), "{text}");
    }
    for text in [
        "total",
        "a natural number",
        "t5",
        "form.title",
        "",
        "prose.natural",
    ] {
        assert!(!names(text, &ids), "{text}");
    }
    assert_eq!(quoted("let a = (\"t3\", 'x');"), ["t3", "x"]);
}
