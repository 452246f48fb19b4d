//! YAML, TOML and INI as trees: names and values on lines of their own, below names that stand further left or in
//! brackets.

use super::{NUMBERS, Tree, json};
use std::collections::BTreeSet;

/// The tree of a text in which many lines have the name of a column and its value; none of another.
pub(super) fn tree(text: &str, columns: &BTreeSet<&'static str>) -> Option<Tree> {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let named = |line: &&&str| {
        let pair = pair(line.trim_start().trim_start_matches("- "));
        pair.is_some_and(|(name, value)| {
            let name = unquoted(name);
            let name = name.rsplit_once('.').map_or(&*name, |name| name.1);
            !value.is_empty() && columns.contains(name)
        })
    };
    let count = lines.iter().filter(named).count();
    let flow = |line: &&&str| line.contains(": {") || line.contains("= {");
    // Rows between brackets. A dash alone on its line is a sign for nothing, too.
    let row = |line: &&&str| line.trim_start().starts_with("- [");
    let several = |of: &dyn Fn(&&&str) -> bool| lines.iter().filter(|line| of(line)).count();
    if count < NUMBERS && several(&flow) < 4 && several(&row) < NUMBERS {
        return None;
    }
    let sections = lines.iter().filter(|line| section(line).is_some()).count();
    if sections > 3 {
        return Some(sectioned(&lines));
    }
    let dotted = lines.iter().filter(named).all(|line| line.contains('='));
    if dotted && count >= NUMBERS {
        return Some(sectioned(&lines));
    }
    let mut yaml = Yaml {
        lines: lines
            .iter()
            .map(|line| (indent(line), line.trim()))
            .collect(),
        at: 0,
    };
    let mut trees = Vec::new();
    while yaml.at < yaml.lines.len() {
        let from = yaml.at;
        trees.push(yaml.block(yaml.lines[from].0, 0));
        // What is no YAML is a line.
        if yaml.at == from {
            trees.push(Tree::Text(yaml.lines[from].1.to_owned()));
            yaml.at += 1;
        }
    }
    Some(Tree::List(trees))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// `name: value` or `name = value`; the value may be nothing.
fn pair(line: &str) -> Option<(&str, &str)> {
    let quoted = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = quoted.and_then(|mark| Some(line[1..].find(mark)? + 2));
    let from = from.unwrap_or(0);
    let end = line[from..].find([':', '='])? + from;
    let (name, value) = (line[..end].trim(), &line[end + 1..]);
    let apart = line[end..].starts_with('=') || value.is_empty() || value.starts_with(' ');
    (apart && !name.is_empty()).then(|| (name, value.trim()))
}

fn unquoted(text: &str) -> String {
    let marks = ['"', '\''];
    let quoted = text.len() > 1 && text.starts_with(marks) && text.ends_with(&text[..1]);
    let inner = if quoted {
        &text[1..text.len() - 1]
    } else {
        text
    };
    inner.to_owned()
}

/// A value as it stands behind a name.
fn scalar(text: &str) -> Tree {
    if text.starts_with(['[', '{'])
        && let Some(tree) = json::value(text)
    {
        return tree;
    }
    Tree::Text(match text {
        "null" | "~" => String::new(),
        text => unquoted(text),
    })
}

/// The names in the brackets of a section: `[a.b]`, `["a"."b"]`, `[a/b]`.
fn section(line: &str) -> Option<Vec<String>> {
    let inner = line.trim().trim_start_matches('[');
    let inner = inner.strip_suffix(']')?.trim_end_matches(']');
    if !line.trim().starts_with('[') || inner.contains(['[', ',']) {
        return None;
    }
    let names = match inner.contains("\".\"") {
        true => inner
            .split("\".\"")
            .map(|name| name.trim_matches('"'))
            .collect(),
        false => inner
            .split('/')
            .map(|name| name.trim_matches('"'))
            .collect::<Vec<_>>(),
    };
    Some(names.into_iter().map(str::to_owned).collect())
}

/// Sections, each with its names and values; a name with points has its column behind the last.
fn sectioned(lines: &[&str]) -> Tree {
    let mut members = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for line in lines {
        if let Some(section) = section(line) {
            names = section;
            continue;
        }
        let Some((name, value)) = pair(line.trim()) else {
            members.push((String::new(), Tree::Text((*line).to_owned())));
            continue;
        };
        let name = unquoted(name);
        let mut path = names.clone();
        match name.rsplit_once('.').filter(|(_, last)| last.len() > 5) {
            Some((before, last)) => path.extend([before.to_owned(), last.to_owned()]),
            None => path.push(name),
        }
        // There is no word for nothing here.
        let value = match value.starts_with(['[', '{']) {
            true => scalar(value),
            false => Tree::Text(unquoted(value)),
        };
        put(&mut members, &path, value);
    }
    Tree::Map(members)
}

/// Puts a value below its names; names that the value before it has are the same.
fn put(members: &mut Vec<(String, Tree)>, path: &[String], value: Tree) {
    match path {
        [] => {}
        [name] => members.push((name.clone(), value)),
        [name, rest @ ..] => {
            if let Some((last, Tree::Map(inner))) = members.last_mut()
                && last == name
            {
                put(inner, rest, value);
                return;
            }
            let mut inner = Vec::new();
            put(&mut inner, rest, value);
            members.push((name.clone(), Tree::Map(inner)));
        }
    }
}

struct Yaml<'t> {
    /// How far each line is moved in, and what it says.
    lines: Vec<(usize, &'t str)>,
    at: usize,
}

impl<'t> Yaml<'t> {
    /// What stands at an indent, up to a line further left.
    fn block(&mut self, indent: usize, depth: usize) -> Tree {
        let (mut items, mut members) = (Vec::new(), Vec::new());
        while let Some(&(at, line)) = self.lines.get(self.at).filter(|_| depth < super::DEPTH) {
            if at != indent || line.starts_with("---") {
                break;
            }
            if let Some(rest) = line
                .strip_prefix('-')
                .filter(|r| r.is_empty() || r.starts_with(' '))
            {
                if !members.is_empty() {
                    break;
                }
                items.push(self.item(at, rest.trim_start(), line.len(), depth));
            } else if let Some((name, value)) = pair(line).filter(|_| items.is_empty()) {
                self.at += 1;
                let value = self.member(at, value, depth);
                members.push((unquoted(name), value));
            } else {
                break;
            }
        }
        match members.is_empty() {
            true => Tree::List(items),
            false => Tree::Map(members),
        }
    }

    fn item(&mut self, at: usize, rest: &'t str, length: usize, depth: usize) -> Tree {
        let inner = at + length - rest.len();
        if rest.is_empty() {
            self.at += 1;
            return match self.lines.get(self.at) {
                Some(&(next, _)) if next > at => self.block(next, depth + 1),
                _ => Tree::Text(String::new()),
            };
        }
        let nested =
            rest.starts_with("- ") || pair(rest).is_some() && !rest.starts_with(['[', '{']);
        if nested {
            self.lines[self.at] = (inner, rest);
            return self.block(inner, depth + 1);
        }
        self.at += 1;
        scalar(rest)
    }

    /// What stands behind a name, or below it.
    fn member(&mut self, at: usize, value: &'t str, depth: usize) -> Tree {
        let next = self.lines.get(self.at).copied();
        let folded = value.starts_with(['|', '>']) && value.len() < 3;
        match next {
            Some((inner, _)) if folded && inner > at => {
                let mut text = String::new();
                while let Some(&(_, line)) = self.lines.get(self.at).filter(|line| line.0 >= inner)
                {
                    text.push_str(line);
                    text.push('\n');
                    self.at += 1;
                }
                Tree::Text(text)
            }
            Some((inner, line))
                if value.is_empty() && (inner > at || inner == at && line.starts_with("- ")) =>
            {
                self.block(inner, depth + 1)
            }
            _ => scalar(value),
        }
    }
}
