//! JSON, or what Python prints, as a tree; one value after the other where a text has several.

use super::{DEPTH, Tree};
use crate::read::machine;

/// The tree of a text; none where it is something else.
pub(super) fn tree(text: &str) -> Option<Tree> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    if !start.starts_with(['{', '[']) {
        return None;
    }
    let mut reader = JsonReader {
        rest: start,
        strict: true,
    };
    let mut values = Vec::new();
    while !reader.next().is_empty() {
        values.push(reader.value(0)?);
        reader.eat([',', ';']);
    }
    Some(match values.len() {
        1 => values.remove(0),
        _ => Tree::List(values),
    })
}

/// A value on a line of another format: `[1, 2]`, `"text"`.
pub(super) fn value(text: &str) -> Option<Tree> {
    let mut reader = JsonReader {
        rest: text,
        strict: false,
    };
    let value = reader.value(0)?;
    reader.next().is_empty().then_some(value)
}

struct JsonReader<'t> {
    rest: &'t str,
    /// Whether texts stand within quotes.
    strict: bool,
}

impl<'t> JsonReader<'t> {
    fn next(&mut self) -> &'t str {
        self.rest = self.rest.trim_start();
        self.rest
    }

    fn eat<const N: usize>(&mut self, marks: [char; N]) -> Option<char> {
        let mark = self.next().chars().next().filter(|c| marks.contains(c))?;
        self.rest = &self.rest[mark.len_utf8()..];
        Some(mark)
    }

    fn value(&mut self, depth: usize) -> Option<Tree> {
        if depth > DEPTH {
            return None;
        }
        match self.eat(['{', '[', '(']) {
            Some('{') => {
                let mut members = Vec::new();
                while self.eat(['}']).is_none() {
                    let name = self.text([':'])?;
                    self.eat([':'])?;
                    members.push((name, self.value(depth + 1)?));
                    self.eat([',']);
                }
                Some(Tree::Map(members))
            }
            Some(_) => {
                let mut items = Vec::new();
                while self.eat([']', ')']).is_none() {
                    items.push(self.value(depth + 1)?);
                    self.eat([',']);
                }
                Some(Tree::List(items))
            }
            None => Some(Tree::Text(self.text([',', '}', ']', ')', '\n'])?)),
        }
    }

    /// A string, or what stands before one of these marks.
    fn text<const N: usize>(&mut self, ends: [char; N]) -> Option<String> {
        let rest = self.next();
        if let Some(mark) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            let (text, taken) = machine::string(rest, mark);
            self.rest = &rest[taken..];
            return Some(text);
        }
        let end = rest.find(ends).unwrap_or(rest.len());
        let (text, rest) = rest.split_at(end);
        self.rest = rest;
        let text = text.trim();
        // Without quotes only numbers and a few words of the language.
        if self.strict
            && !text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-._~".contains(&b))
        {
            return None;
        }
        let nothing = matches!(text, "null" | "None" | "nan" | "NaN" | "undefined" | "~");
        (!text.is_empty()).then(|| {
            if nothing {
                String::new()
            } else {
                text.to_owned()
            }
        })
    }
}
