//! Parts of an Office Open XML package and how they relate.

use super::PART;
use super::tokens::{local, tokens};
use super::xml::{attribute, text};
use super::zip::Archive;
use quick_xml::events::{BytesStart, Event};

/// Calls a function for every opening tag.
pub(crate) fn tags(xml: &str, mut each: impl FnMut(&BytesStart)) {
    let mut tokens = tokens(xml);
    loop {
        match tokens.token() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => each(&tag),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

/// A relation of a part to another.
pub(crate) struct Relationship {
    pub id: String,
    /// The last word of its type; the rest differs between transitional and strict.
    pub kind: String,
    /// The other part.
    pub target: String,
}

/// Name of the part that lists a part's relations.
pub(crate) fn relations_part(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{file}.rels")
}

/// A part's relations.
pub(crate) fn relations(archive: &Archive, part: &str) -> Vec<Relationship> {
    let Ok(list) = archive.read(&relations_part(part), PART) else {
        return Vec::new();
    };
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut relations = Vec::new();
    tags(&text(&list.bytes), |tag| {
        let external = attribute(tag, "TargetMode").is_some_and(|mode| mode == "External");
        if local(tag) != "Relationship" || external {
            return;
        }
        let (Some(id), Some(kind), Some(target)) = (
            attribute(tag, "Id"),
            attribute(tag, "Type"),
            attribute(tag, "Target"),
        ) else {
            return;
        };
        relations.push(Relationship {
            id: id.into_owned(),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            target: resolve(folder, &target),
        });
    });
    relations
}

/// The part that a part relates to in this way.
pub(crate) fn related(archive: &Archive, part: &str, kind: &str) -> Option<String> {
    let mut relations = relations(archive, part).into_iter();
    let relation = relations.find(|relation| relation.kind == kind)?;
    archive.has(&relation.target).then_some(relation.target)
}

/// A relative name, from a folder.
pub(crate) fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}
