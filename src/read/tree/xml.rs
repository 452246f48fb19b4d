//! XML of nobody knows whose as a tree: an element that holds text alone is a text, one whose children have all one name
//! a list, any other a map of its children by their names.

use super::{DEPTH, Tree};
use crate::read::markup;

/// An element that is open.
struct Open {
    name: String,
    text: String,
    children: Vec<(String, Tree)>,
}

/// The tree of a text that begins as XML does; none of another, or where elements do not close as they should.
pub(super) fn tree(text: &str) -> Option<Tree> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n']);
    let known = ["<td", "<TD", "<html", "CDATA", "&lt;"];
    if !start.starts_with("<?xml") || known.iter().any(|mark| start.contains(mark)) {
        return None;
    }
    let root = Open {
        name: String::new(),
        text: String::new(),
        children: Vec::new(),
    };
    let mut open = vec![root];
    for part in start.split('<').skip(1) {
        let (tag, text) = part.split_once('>')?;
        if tag.starts_with(['?', '!']) {
            continue;
        }
        if tag
            .strip_prefix('/')
            .is_some_and(|name| name.trim() == open.last().map_or("", |o| &o.name))
        {
            close(&mut open)?;
        } else if tag.starts_with('/') || open.len() > DEPTH {
            return None;
        } else {
            let name = tag.split([' ', '/', '\n', '\t']).next()?.to_owned();
            open.push(Open {
                name,
                text: String::new(),
                children: Vec::new(),
            });
            if tag.ends_with('/') {
                close(&mut open)?;
            }
        }
        open.last_mut()?.text.push_str(text);
    }
    let root = open.pop().filter(|_| open.is_empty())?;
    Some(value(root))
}

fn close(open: &mut Vec<Open>) -> Option<()> {
    let inner = open.pop()?;
    let name = inner.name.clone();
    open.last_mut()?.children.push((name, value(inner)));
    Some(())
}

fn value(element: Open) -> Tree {
    let children = element.children;
    match &children[..] {
        [] => Tree::Text(markup::decode(element.text.trim()).into_owned()),
        [first, rest @ ..] if !rest.is_empty() && rest.iter().all(|other| other.0 == first.0) => {
            Tree::List(children.into_iter().map(|child| child.1).collect())
        }
        _ => Tree::Map(children),
    }
}
