//! Numbers behind names: JSON whose objects hold them, XML, YAML, TOML, INI.
//!
//! Every number has a path of names: `三、… / （一）予以公开 / 自然人`. The name among them that a form calls a column by is
//! its column, the others are the label of its row: so it does not matter which is written inside which, nor in
//! what order columns and rows come. In a record the names are those of its words: `{"项目": "（一）予以公开", "自然人": 3}`.
//! Rows with columns are written below a head of these; where a row says nothing of a column that others
//! have, its cell is not known. A number among several columns' names is of none and is left out. Only texts with many such
//! numbers are taken for trees; a list of lists is rows (see [`super::machine`]). Objects that each hold one cell are the
//! cells of a row, or stand where they say themselves ([`cells`]). Numbers behind other names are of nothing known: where there
//! are many the text has no numbers at all.

mod cells;
mod json;
mod lines;
mod xml;

use crate::form::{Forms, Shape};
use crate::number::{self, Said};
use crate::text::is_ideograph;
use std::collections::BTreeSet;

/// Numbers with a column, of which a tree has so many at least.
const NUMBERS: usize = 12;
/// A sign for nothing.
const NOTHING: &str = "—";
/// What stands in a cell of which nothing is said.
const UNKNOWN: &str = "□";
/// What a heading ends with.
const HEADING: &str = "情况";
/// Depth of maps and lists at most.
const DEPTH: usize = 64;

/// What a machine wrote.
#[derive(Debug, PartialEq)]
pub(super) enum Tree {
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

/// The rows and lines of a tree; none where the text is no such tree, or none with numbers behind names.
pub(super) fn rows(text: &str) -> Option<String> {
    // A glance: a tree has a name before most of its numbers.
    let mark = |b: &u8| matches!(b, b':' | b'=' | b'-' | b'<');
    if text.bytes().filter(mark).count() <= NUMBERS {
        return None;
    }
    let columns = columns(|_| true);
    let json = json::tree(text);
    let lists = json.is_none();
    let tree = json.or_else(|| xml::tree(text));
    let tree = tree.or_else(|| lines::tree(text, &columns))?;
    let others = self::columns(|shape| shape != Shape::Strip);
    let blocks = self::columns(|shape| shape == Shape::Strip);
    let blocks = blocks.difference(&others).copied().collect();
    let mut writer = Writer {
        columns,
        blocks,
        out: String::new(),
        table: TreeTable::default(),
        numbers: 0,
        lists,
        dropped: 0,
    };
    writer.walk(&tree, &mut Vec::new());
    writer.end_table();
    (writer.numbers >= NUMBERS || writer.dropped > 2 * NUMBERS).then_some(writer.out)
}

/// What forms call columns of tables of these shapes.
fn columns(of: impl Fn(Shape) -> bool) -> BTreeSet<&'static str> {
    let tables = Forms::known().tables();
    let tables = tables.iter().filter(|form| of(form.table.shape));
    let columns = tables.flat_map(|form| form.columns()).flatten();
    columns.map(|column| column.label).collect()
}

/// Rows of the same columns, being collected.
#[derive(Default)]
struct TreeTable {
    columns: Vec<String>,
    rows: Vec<(String, Vec<Option<String>>)>,
}

struct Writer {
    columns: BTreeSet<&'static str>,
    /// Those that stand in blocks of a single line only.
    blocks: BTreeSet<&'static str>,
    out: String,
    table: TreeTable,
    numbers: usize,
    /// Whether numbers of lists count as well.
    lists: bool,
    /// Numbers behind names that say nothing.
    dropped: usize,
}

impl Writer {
    fn is_column(&self, name: &str) -> bool {
        self.columns.contains(name.trim())
    }

    fn walk(&mut self, tree: &Tree, path: &mut Vec<String>) {
        if let Some(rows) = cells::rows(tree) {
            self.end_table();
            self.numbers += NUMBERS;
            self.out.push_str(&rows);
            return;
        }
        match tree {
            Tree::Text(text) => self.line(text),
            Tree::List(items) if items.iter().all(|item| matches!(item, Tree::Text(_))) => {
                self.list(items, path);
            }
            Tree::List(items) => items.iter().for_each(|item| self.walk(item, path)),
            Tree::Map(members) => self.map(members, path),
        }
    }

    fn map(&mut self, members: &[(String, Tree)], path: &mut Vec<String>) {
        let text = |member: &(String, Tree)| match &member.1 {
            Tree::Text(text) => Some(text.clone()),
            _ => None,
        };
        let is_value = |text: &str| number::read(text) != Said::Words;
        let named = members.iter().filter(|member| self.is_column(&member.0));
        let record = named.clone().count() > 1;
        let innermost = 2 * named.count() > members.len();
        let depth = path.len();
        if record {
            let words = members.iter().filter(|member| !self.is_column(&member.0));
            let words = words
                .filter_map(text)
                .filter(|text| says(text) && !is_value(text));
            path.extend(words);
        }
        for (name, member) in members {
            match member {
                Tree::Text(text) if self.is_column(name) && (record || !path.is_empty()) => {
                    self.number(path, Some(name), text, innermost);
                }
                Tree::Text(text) if is_value(text) && says(name) => {
                    self.number(path, Some(name), text, innermost);
                }
                Tree::Text(text) if !record && says(text) => self.line(text),
                Tree::Text(text) => self.dropped += usize::from(!text.is_empty() && is_value(text)),
                _ => {
                    let outer = path.is_empty() || name.ends_with(HEADING);
                    if outer && says(name) && !self.is_column(name) {
                        self.line(name);
                    }
                    let inner = path.len();
                    path.extend(says(name).then(|| name.clone()));
                    self.walk(member, path);
                    path.truncate(inner);
                }
            }
        }
        path.truncate(depth);
    }

    /// A row of a list: behind the name of its row, where it holds nothing but values.
    fn list(&mut self, items: &[Tree], path: &[String]) {
        self.end_table();
        let texts = items.iter().filter_map(|item| match item {
            Tree::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let values = texts.clone().all(|text| number::read(text) != Said::Words);
        let name = path.last().filter(|_| values).map(String::as_str);
        if self.lists {
            self.numbers += texts
                .clone()
                .filter(|text| number::read(text) != Said::Words)
                .count();
        }
        let cells: Vec<String> = name.into_iter().chain(texts).map(cell).collect();
        self.out.push_str(&cells.join("\t"));
        self.out.push('\n');
    }

    /// A number with the names that lead to it. `innermost`: whether most of those beside its last name are columns.
    fn number(&mut self, path: &[String], name: Option<&String>, value: &str, innermost: bool) {
        let mut names: Vec<&String> = path.iter().chain(name).collect();
        let columns = names.iter().filter(|name| self.is_column(name)).count();
        let last = names.last().is_some_and(|name| self.is_column(name));
        let column = match columns {
            0 => None,
            1 => names.iter().position(|name| self.is_column(name)),
            _ if last && innermost => Some(names.len() - 1),
            _ => return,
        };
        let column = column.map(|at| names.remove(at).trim().to_owned());
        // What the table is called stands above it.
        names.retain(|name| !name.ends_with(HEADING));
        let label = names.iter().map(cell).collect::<Vec<_>>();
        let label = label.join(" ");
        let Some(column) = column else {
            self.end_table();
            self.out.push_str(&format!("{label}\t{}\n", cell(value)));
            return;
        };
        self.numbers += 1;
        self.table.put(label, column, cell(value));
    }

    fn line(&mut self, text: &str) {
        self.end_table();
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn end_table(&mut self) {
        let table = std::mem::take(&mut self.table);
        if table.rows.is_empty() {
            return;
        }
        // Blocks of a single line stand each below its name and its head.
        if table
            .columns
            .iter()
            .any(|name| self.blocks.contains(&**name))
        {
            let head = table.columns.join("\t");
            for (label, values) in &table.rows {
                let name = label.split(' ').next_back().unwrap_or_default();
                let text = |at: usize| match values.get(at).and_then(Option::as_deref) {
                    // A line of nothing would be none.
                    Some("") => NOTHING,
                    value => value.unwrap_or(UNKNOWN),
                };
                let texts: Vec<&str> = (0..table.columns.len()).map(text).collect();
                let row = texts.join("\t");
                self.out.push_str(&format!("{name}\n{head}\n{row}\n"));
            }
            return;
        }
        self.out.push_str("项目");
        for column in &table.columns {
            self.out.push('\t');
            self.out.push_str(column);
        }
        for (label, values) in table.rows {
            self.out.push('\n');
            self.out.push_str(&label);
            for at in 0..table.columns.len() {
                self.out.push('\t');
                let value = values.get(at).and_then(Option::as_deref);
                self.out.push_str(value.unwrap_or(UNKNOWN));
            }
        }
        self.out.push('\n');
    }
}

impl TreeTable {
    /// Puts a value where it belongs; what is said of a cell a second time is said in a row of its own.
    fn put(&mut self, label: String, column: String, value: String) {
        let known = self.columns.iter().position(|known| *known == column);
        let at = known.unwrap_or(self.columns.len());
        if known.is_none() {
            self.columns.push(column);
        }
        let row = self.rows.iter().rposition(|row| row.0 == label);
        let free = row.filter(|&row| self.rows[row].1.get(at).is_none_or(Option::is_none));
        let row = free.unwrap_or(self.rows.len());
        if free.is_none() {
            self.rows.push((label, Vec::new()));
        }
        let values = &mut self.rows[row].1;
        values.resize(values.len().max(at + 1), None);
        values[at] = Some(value);
    }
}

/// Whether a text says something in Chinese.
fn says(text: &str) -> bool {
    text.contains(is_ideograph)
}

/// A text as a cell of a row.
fn cell(text: impl AsRef<str>) -> String {
    text.as_ref().chars().map(super::machine::within).collect()
}
