//! OFD (GB/T 33190-2016), the national format of laid-out documents → [`Document`].
//!
//! A zip archive of XML: `OFD.xml` names the documents, each document its pages and templates, each
//! page its objects. Only text, paths and the number of pictures are taken; [`placed`] makes rows of
//! them. Annotations are on their page, other than watermarks; signatures and seals are passed over, and
//! so is what cannot be seen.

mod annotations;
mod content;
mod cover;
mod glyphs;
mod measure;
mod path;
#[cfg(all(feature = "scan", not(target_arch = "wasm32")))]
pub(super) mod pictures;
#[cfg(test)]
mod tests;

use super::package::xml::{attribute, number, reference, text};
use super::package::zip::Archive;
use super::package::{PART, local, resolve, tokens};
use super::placed::{self, Page, RulingLine, Run};
use super::{Reading, Refusal, Remark};
use crate::document::Bounds;
use content::{Composites, PageContent};
use measure::{PagePoint, area, points};
use quick_xml::events::{BytesStart, Event};

/// Tags and texts that are read of pages at most, for each mark that may be: graphics that are defined
/// once may be shown many times.
const STEPS: usize = 16;
/// Documents of a file, and composites and templates of a document, at most.
const LISTED: usize = 1000;

/// Whether an archive is an OFD file.
pub(super) fn is_ofd(archive: &Archive) -> bool {
    archive.has("OFD.xml")
}

/// Reads every page of every document.
pub(super) fn read(archive: &Archive, bounds: &Bounds) -> Result<Reading, Refusal> {
    let taken = taken(archive)?;
    let mut document = placed::read(&taken.pages, 0, bounds);
    document.title = document.title.or(taken.title);
    document.cut |= taken.cut;
    Ok(Reading {
        document,
        remarks: taken
            .damaged
            .then_some(Remark::Damaged)
            .into_iter()
            .collect(),
        pages: taken.pages.len() as u32,
        ..Reading::default()
    })
}

/// What is on the pages, and what has to be said of it.
pub(super) struct PagesRead {
    pub pages: Vec<Page>,
    title: Option<String>,
    cut: bool,
    damaged: bool,
}

/// Takes the pages of every document apart.
pub(super) fn taken(archive: &Archive) -> Result<PagesRead, Refusal> {
    // GM/T 0099: where parts are encrypted, this one says how; what stands in their place is not the text.
    if archive.has("Encryptions.xml") {
        return Err(Refusal::Encrypted);
    }
    let mut reader = OfdReader {
        archive,
        pages: Vec::new(),
        steps: STEPS * placed::MARKS,
        marks: placed::MARKS,
        cut: false,
        damaged: false,
    };
    let (mut roots, mut title) = (Vec::new(), None);
    let list = reader.part("OFD.xml").ok_or(Refusal::Corrupt)?;
    leaves(&list, "", |name, _, text| match name {
        "DocRoot" => roots.push(resolve("", text)),
        "Title" if title.is_none() && !text.is_empty() => title = Some(text.to_owned()),
        _ => {}
    });
    for root in roots.iter().take(LISTED) {
        reader.document(root);
    }
    if reader.pages.is_empty() {
        return Err(Refusal::Corrupt);
    }
    Ok(PagesRead {
        pages: reader.pages,
        title,
        cut: reader.cut || roots.len() > LISTED,
        damaged: reader.damaged,
    })
}

struct OfdReader<'a> {
    archive: &'a Archive<'a>,
    pages: Vec<Page>,
    /// Tags and texts that may still be read.
    steps: usize,
    /// Texts and lines that may still be taken.
    marks: usize,
    cut: bool,
    damaged: bool,
}

/// What the pages of a document share.
#[derive(Default)]
struct Shared {
    size: Option<[i64; 4]>,
    composites: Vec<(u32, String)>,
    /// Template id, its part, and what is on it once it was read.
    templates: Vec<(u32, String, Option<PageContent>)>,
}

impl OfdReader<'_> {
    /// The text of a part; none, and said, where there is none.
    fn part(&mut self, name: &str) -> Option<String> {
        let Ok(part) = self.archive.read(name, PART) else {
            self.damaged = true;
            return None;
        };
        self.cut |= part.cut;
        Some(text(&part.bytes).into_owned())
    }

    /// The name of a part that another one points to. Some writers count from the root without saying so.
    fn resolved(&self, from: &str, target: &str) -> String {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = resolve(folder, target);
        match self.archive.has(&name) {
            true => name,
            false => resolve("", target),
        }
    }

    fn document(&mut self, root: &str) {
        let Some(xml) = self.part(root) else {
            return;
        };
        let (mut shared, mut pages, mut resources) = (Shared::default(), Vec::new(), Vec::new());
        let mut annotations = None;
        leaves(&xml, "", |name, tag, text| {
            let target = || attribute(tag, "BaseLoc").map(|target| self.resolved(root, &target));
            match name {
                "PhysicalBox" if shared.size.is_none() => shared.size = area(text),
                "PublicRes" | "DocumentRes" => resources.push(self.resolved(root, text)),
                "TemplatePage" if shared.templates.len() < LISTED => {
                    if let (Some(id), Some(part)) = (number(tag, "ID"), target()) {
                        shared.templates.push((id, part, None));
                    }
                }
                "Page" => pages.extend(target().map(|part| (number(tag, "ID"), part))),
                "Annotations" => annotations = Some(self.resolved(root, text)),
                _ => {}
            }
        });
        for part in resources.iter().take(LISTED) {
            self.composites(part, &mut shared.composites);
        }
        let annotations = annotations.map_or_else(Vec::new, |list| self.annotations(&list));
        for (id, part) in &pages {
            let spent = self.marks == 0 || self.steps == 0 || self.archive.is_spent();
            if spent || self.pages.len() >= placed::PAGES {
                self.cut = true;
                break;
            }
            let annotated = annotations.iter().filter(|(page, _)| Some(*page) == *id);
            let annotated: Vec<&str> = annotated.map(|(_, part)| part.as_str()).collect();
            self.page(part, &annotated, &mut shared);
        }
    }

    /// Which parts hold the annotations of which page.
    fn annotations(&mut self, list: &str) -> Vec<(u32, String)> {
        let xml = match self.archive.has(list) {
            true => self.part(list).unwrap_or_default(),
            false => String::new(),
        };
        let mut parts = annotations::parts(&xml);
        parts.truncate(LISTED);
        for (_, part) in &mut parts {
            *part = self.resolved(list, part);
        }
        parts
    }

    fn composites(&mut self, part: &str, list: &mut Vec<(u32, String)>) {
        // Most resources are fonts and pictures, which may well be missing.
        if !self.archive.has(part) {
            return;
        }
        if let Some(xml) = self
            .part(part)
            .filter(|xml| xml.contains("CompositeGraphicUnit"))
        {
            composites(&xml, list);
        }
    }

    fn page(&mut self, part: &str, annotated: &[&str], shared: &mut Shared) {
        // A page that is lost is still counted.
        let xml = self.part(part).unwrap_or_default();
        let (mut size, mut below, mut resources) = (None, Vec::new(), Vec::new());
        leaves(&xml, "Content", |name, tag, text| match name {
            "PhysicalBox" if size.is_none() => size = area(text),
            "Template" if below.len() < LISTED => {
                let over = attribute(tag, "ZOrder").is_some_and(|order| order == "Foreground");
                below.extend(number(tag, "TemplateID").map(|id| (id, over)));
            }
            "PageRes" => resources.push(self.resolved(part, text)),
            _ => {}
        });
        // Behind the page, but for those that say they lie over it.
        let mut marks = PageContent::default();
        for &(id, _) in below.iter().filter(|(_, over)| !over) {
            self.template(id, shared, &mut marks);
        }
        let own = shared.composites.len();
        for part in resources.iter().take(LISTED) {
            self.composites(part, &mut shared.composites);
        }
        marks = self.marks(&xml, (0, 0), marks, &shared.composites);
        for part in annotated.iter().filter(|part| self.archive.has(part)) {
            let xml = self.part(part).unwrap_or_default();
            for (origin, appearance) in annotations::shown(&xml) {
                marks = self.marks(appearance, origin, marks, &shared.composites);
            }
        }
        shared.composites.truncate(own);
        for &(id, _) in below.iter().filter(|(_, over)| *over) {
            self.template(id, shared, &mut marks);
        }
        let [_, _, width, height] = size.or(shared.size).unwrap_or([0, 0, 2_100_000, 2_970_000]);
        self.pages.push(shown(marks, (width, height)));
    }

    /// Adds what a template shows, which is read once.
    fn template(&mut self, id: u32, shared: &mut Shared, marks: &mut PageContent) {
        let Some(index) = shared.templates.iter().position(|(of, ..)| *of == id) else {
            return;
        };
        if shared.templates[index].2.is_none() {
            let part = shared.templates[index].1.clone();
            let xml = self.part(&part).unwrap_or_default();
            let empty = PageContent::default();
            shared.templates[index].2 = Some(self.marks(&xml, (0, 0), empty, &shared.composites));
        }
        let Some(template) = &shared.templates[index].2 else {
            return;
        };
        let Some(left) = self.marks.checked_sub(template.count()) else {
            self.cut = true;
            return;
        };
        self.marks = left;
        marks.texts.extend(template.texts.iter().cloned());
        marks.lines.extend(&template.lines);
        marks.shades.extend(&template.shades);
        marks.covered.extend(template.covered.iter().cloned());
        marks.pictures += template.pictures;
    }

    /// Adds what content shows to what is on the page below it.
    fn marks(
        &mut self,
        xml: &str,
        origin: PagePoint,
        below: PageContent,
        composites: &Composites,
    ) -> PageContent {
        let before = below.count();
        let most = self.marks + before;
        let (marks, whole) = content::read(xml, origin, below, composites, most, &mut self.steps);
        self.cut |= !whole;
        self.marks = most.saturating_sub(marks.count().max(before));
        marks
    }
}

/// The page as it is read: turned so that most of its text runs to the right.
fn shown(marks: PageContent, (width, height): PagePoint) -> Page {
    let mut votes = [0usize; 4];
    for text in &marks.texts {
        votes[usize::from(text.quarters)] += text.text.chars().count();
    }
    // Where two directions tie, the first: upright.
    let most = votes.iter().max().copied().unwrap_or(0);
    let turned = votes.iter().position(|&votes| votes == most).unwrap_or(0);
    let turn = |(x, y): PagePoint| match turned {
        0 => (x, y),
        1 => (y, width - x),
        2 => (width - x, height - y),
        _ => (height - y, x),
    };
    let (width, height) = match turned % 2 {
        0 => (width, height),
        _ => (height, width),
    };
    let ends = |[from, to]: [PagePoint; 2]| {
        let (from, to) = (turn(from), turn(to));
        [from.0, from.1, to.0, to.1].map(points)
    };
    let run = |text: content::Text| {
        let [x0, y0, x1, y1] = ends(text.corners);
        Run {
            x: x0.min(x1),
            y: y0.min(y1),
            width: (x1 - x0).abs(),
            height: (y1 - y0).abs(),
            text: text.text,
        }
    };
    let rule = |line: [PagePoint; 2]| {
        let [x0, y0, x1, y1] = ends(line);
        RulingLine { x0, y0, x1, y1 }
    };
    Page {
        width: points(width),
        height: points(height),
        rules: marks.lines.iter().copied().map(rule).collect(),
        pictures: marks.pictures,
        runs: marks.shown().into_iter().map(run).collect(),
    }
}

/// Calls a function for every element without elements inside it, with its text, up to one of a name.
fn leaves(xml: &str, until: &str, mut each: impl FnMut(&str, &BytesStart, &str)) {
    let mut tokens = tokens(xml);
    let (mut open, mut inner): (Option<BytesStart>, _) = (None, String::new());
    loop {
        match tokens.token() {
            Ok(Event::Start(tag)) if local(&tag) == until => break,
            Ok(Event::Start(tag)) => {
                inner.clear();
                open = Some(tag);
            }
            Ok(Event::Empty(tag)) => each(local(&tag), &tag, ""),
            Ok(Event::Text(text)) => inner.push_str(&text),
            Ok(Event::CData(text)) => inner.push_str(&text),
            Ok(Event::GeneralRef(name)) => inner.extend(reference(&name)),
            Ok(Event::End(_)) => {
                if let Some(tag) = open.take() {
                    each(local(&tag), &tag, inner.trim());
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

/// The composites that a part of resources defines.
fn composites(xml: &str, list: &mut Vec<(u32, String)>) {
    let mut tokens = tokens(xml);
    let mut open: Option<(u32, usize)> = None;
    loop {
        let before = tokens.position();
        match tokens.token() {
            Ok(Event::Start(tag)) if local(&tag) == "CompositeGraphicUnit" => {
                open = number(&tag, "ID").map(|id| (id, tokens.position()));
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "CompositeGraphicUnit" => {
                if let Some((id, from)) = open.take()
                    && list.len() < LISTED
                {
                    list.push((id, xml[from..before].to_owned()));
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}
