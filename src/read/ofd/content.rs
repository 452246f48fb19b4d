//! The content of a page, a template or a composite → its texts, lines and pictures.

use super::cover::{Fill, Painted};
use super::glyphs::{Code, GlyphType};
use super::measure::{Matrix, PagePoint, area, factor, length};
use super::path::{self, Mark};
use crate::read::package::xml::{XmlAttributes, attribute, reference};
use crate::read::package::{local, tokens};
use quick_xml::events::{BytesStart, Event};

/// Composites in one another at most.
const NESTING: u8 = 8;
/// Elements in one another at most that are looked into.
const DEPTH: usize = 400;
/// The corner of a picture opposite to its first, before it is placed: 1 mm away.
const UNIT: PagePoint = (10_000, 10_000);
/// Thicker than this a drawn line is a surface: 2 mm.
const THICK: i64 = 20_000;

/// A piece of text on the page.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub text: String,
    /// Opposite corners.
    pub corners: [PagePoint; 2],
    /// In which direction it runs, in quarter turns clockwise.
    pub quarters: u8,
    /// How far to the front its layer lies.
    pub layer: u8,
}

/// What stands on a page.
#[derive(Debug, Clone, Default)]
pub(super) struct PageContent {
    pub texts: Vec<Text>,
    pub lines: Vec<[PagePoint; 2]>,
    pub pictures: u32,
    /// Where something stands that is not white.
    pub shades: Vec<Painted>,
    /// Numbers that something was painted over.
    pub covered: Vec<Text>,
    /// Texts that were looked at for being painted over.
    pub looks: usize,
}

/// The body of a page; what lies behind it is 0, what lies before it 2.
const BODY: u8 = 1;

impl PageContent {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.texts.len() + self.lines.len() + self.pictures as usize
    }
}

/// Graphics that are defined once: their id and their XML.
pub(super) type Composites = [(u32, String)];

/// Reads content that stands at a place of the page, over what is there, up to so many marks, and tags and texts; says
/// whether it was all.
pub(super) fn read(
    xml: &str,
    origin: PagePoint,
    below: PageContent,
    composites: &Composites,
    most: usize,
    steps: &mut usize,
) -> (PageContent, bool) {
    let mut reader = ContentReader {
        marks: below,
        composites,
        most,
        steps,
        whole: true,
        layer: BODY,
        solid: true,
    };
    reader.content(xml, Matrix::PAGE.moved(origin), 0);
    (reader.marks, reader.whole)
}

struct ContentReader<'c> {
    /// Tags and texts that may still be read, over all composites.
    steps: &'c mut usize,
    marks: PageContent,
    composites: &'c Composites,
    most: usize,
    whole: bool,
    /// The layer that is read.
    layer: u8,
    /// Whether the composite that is read lets nothing through.
    solid: bool,
}

/// An object that is open.
struct Object {
    kind: ObjectKind,
    matrix: Matrix,
    /// Elements open when it began.
    depth: usize,
    filled: bool,
    stroked: bool,
    fill: Fill,
    /// Whether it lets nothing through, all over its box.
    opaque: bool,
    /// Outside of it nothing is painted.
    boundary: Option<Painted>,
}

/// How much of what is below is hidden: 255 for all of it.
fn alpha(tag: &BytesStart) -> Option<String> {
    attribute(tag, "Alpha").map(|alpha| alpha.trim().to_owned())
}

fn solid(alpha: Option<&str>) -> bool {
    alpha.is_none_or(|alpha| alpha == "255")
}

/// Whether an element says that only a part of an object shows.
fn clips(tag: &BytesStart) -> bool {
    local(tag) == "Clips"
}

impl Object {
    /// What a colour that lets all through takes away.
    fn colour(&mut self, tag: &BytesStart) {
        let alpha = alpha(tag);
        let clear = alpha.as_deref() == Some("0");
        match local(tag) {
            "FillColor" => {
                self.filled &= !clear;
                self.fill = Fill::of(tag);
                self.opaque &= solid(alpha.as_deref());
            }
            _ => self.stroked &= !clear,
        }
    }
}

enum ObjectKind {
    Text(GlyphType, Vec<Code>),
    Path(String, i64),
}

/// What the text between tags belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Code,
    Path,
}

/// A stretch of text, its characters still to come.
fn code_of(tag: &XmlAttributes) -> Code {
    let at = |name| tag.get(name).and_then(|n| length(n.trim()));
    let list = |name| tag.get(name).map(|list| list.into_owned());
    Code {
        x: at("X"),
        y: at("Y"),
        delta_x: list("DeltaX"),
        delta_y: list("DeltaY"),
        text: String::new(),
    }
}

impl ContentReader<'_> {
    fn content(&mut self, xml: &str, page: Matrix, nesting: u8) {
        let mut tokens = tokens(xml);
        let mut object: Option<Object> = None;
        let mut inside = Inside::Nothing;
        let mut depth = 0usize;
        // The depth from which on elements are passed over.
        let mut skipped: Option<usize> = None;
        loop {
            if self.marks.count() > self.most || *self.steps == 0 {
                self.whole = false;
                return;
            }
            *self.steps -= 1;
            let event = tokens.token();
            match &event {
                Ok(Event::Start(tag) | Event::Empty(tag)) => {
                    depth += 1;
                    if skipped.is_none() {
                        match local(tag) {
                            // What is inside them is not on the page.
                            "Clips" | "Actions" | "CGTransform" | "Border" => {
                                skipped = Some(depth);
                                if let Some(object) = object.as_mut().filter(|_| clips(tag)) {
                                    object.opaque = false;
                                }
                            }
                            "Layer" => {
                                self.layer = match attribute(tag, "Type").as_deref() {
                                    Some("Background") => 0,
                                    Some("Foreground") => 2,
                                    _ => BODY,
                                };
                            }
                            "FillColor" | "StrokeColor" => {
                                skipped = Some(depth);
                                if let Some(object) = &mut object {
                                    object.colour(tag);
                                }
                            }
                            _ if depth > DEPTH => skipped = Some(depth),
                            name => {
                                inside = self.start(name, tag, depth, page, nesting, &mut object)
                            }
                        }
                    }
                    if matches!(event, Ok(Event::Empty(_))) {
                        inside = Inside::Nothing;
                        self.end(&mut depth, &mut skipped, &mut object);
                    }
                }
                Ok(Event::End(_)) => {
                    inside = Inside::Nothing;
                    self.end(&mut depth, &mut skipped, &mut object);
                }
                Ok(Event::Text(text)) if skipped.is_none() => add(&mut object, inside, text),
                Ok(Event::CData(text)) if skipped.is_none() => add(&mut object, inside, text),
                Ok(Event::GeneralRef(name)) if skipped.is_none() => {
                    if let Some(c) = reference(name) {
                        add(&mut object, inside, c.encode_utf8(&mut [0; 4]));
                    }
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(_) => {
                    self.whole = false;
                    break;
                }
            }
        }
        if let Some(object) = object {
            self.put(object);
        }
    }

    fn start(
        &mut self,
        name: &str,
        tag: &BytesStart,
        depth: usize,
        page: Matrix,
        nesting: u8,
        object: &mut Option<Object>,
    ) -> Inside {
        match (name, object.as_mut().map(|object| &mut object.kind)) {
            ("TextObject" | "PathObject" | "ImageObject" | "CompositeObject", _) => {
                if let Some(object) = object.take() {
                    self.put(object);
                }
                let tag = &XmlAttributes::of(tag);
                let alpha = tag.get("Alpha").map(|alpha| alpha.trim().to_owned());
                if alpha.as_deref() == Some("0") || is(tag, "Visible") == Some(false) {
                    return Inside::Nothing;
                }
                let boundary = tag.get("Boundary").and_then(|boundary| area(&boundary));
                let matrix = placed(tag, boundary).then(page);
                let kind = match name {
                    "TextObject" => ObjectKind::Text(type_of(tag, boundary), Vec::new()),
                    "PathObject" => {
                        let width = tag.get("LineWidth").and_then(|w| length(w.trim()));
                        ObjectKind::Path(String::new(), width.unwrap_or(0))
                    }
                    "ImageObject" => {
                        self.marks.pictures += 1;
                        let corners = [(0, 0), UNIT].map(|corner| matrix.point(corner));
                        self.marks.shade(upright(corners));
                        return Inside::Nothing;
                    }
                    _ => {
                        let id = tag.get("ResourceID").and_then(|id| id.trim().parse().ok());
                        let around = self.solid;
                        self.solid &= solid(alpha.as_deref());
                        self.composite(id, matrix, nesting);
                        self.solid = around;
                        return Inside::Nothing;
                    }
                };
                let text = name == "TextObject";
                *object = Some(Object {
                    kind,
                    matrix,
                    depth,
                    filled: is(tag, "Fill").unwrap_or(text),
                    stroked: is(tag, "Stroke").unwrap_or(!text),
                    fill: Fill::Unsaid,
                    opaque: self.solid && solid(alpha.as_deref()),
                    boundary: boundary.map(|[x, y, width, height]| {
                        upright([(x, y), (x + width, y + height)].map(|at| page.point(at)))
                    }),
                });
                Inside::Nothing
            }
            ("TextCode", Some(ObjectKind::Text(_, codes))) => {
                codes.push(code_of(&XmlAttributes::of(tag)));
                Inside::Code
            }
            ("AbbreviatedData", Some(ObjectKind::Path(..))) => Inside::Path,
            _ => Inside::Nothing,
        }
    }

    /// An element ends; a part of the file may end more than began.
    fn end(&mut self, depth: &mut usize, skipped: &mut Option<usize>, object: &mut Option<Object>) {
        if skipped.is_some_and(|from| *depth <= from) {
            *skipped = None;
        }
        if let Some(whole) = object.take_if(|object| *depth <= object.depth) {
            self.put(whole);
        }
        *depth = depth.saturating_sub(1);
    }

    fn composite(&mut self, id: Option<u32>, matrix: Matrix, nesting: u8) {
        let composites = self.composites;
        let mut found = composites.iter().filter(|(of, _)| Some(*of) == id);
        if let Some((_, xml)) = found.next().filter(|_| nesting < NESTING) {
            self.content(xml, matrix, nesting + 1);
        }
    }

    /// What an object leaves on the page. What is neither filled nor drawn cannot be seen, and may
    /// say anything.
    fn put(&mut self, object: Object) {
        let Object { matrix, .. } = object;
        if !object.filled && !object.stroked {
            return;
        }
        match object.kind {
            ObjectKind::Text(type_, codes) => {
                let matrix = Matrix::turned(type_.quarters).then(matrix);
                let Some(quarters) = matrix.quarters() else {
                    return;
                };
                let white = object.fill == Fill::White && !object.stroked;
                let (marks, layer) = (&mut self.marks, self.layer);
                type_.pieces(&codes, |piece| {
                    let text = Text {
                        text: piece.text,
                        corners: [matrix.point(piece.from), matrix.point(piece.to)],
                        quarters,
                        layer,
                    };
                    if !white || marks.shows_white(&text) {
                        marks.texts.push(text);
                    }
                });
            }
            ObjectKind::Path(data, width) => {
                let (marks, most, layer) = (&mut self.marks, self.most, self.layer);
                let drawn = object.stroked && width <= THICK;
                path::marks(&data, &matrix, drawn, object.filled, |mark| {
                    match mark {
                        Mark::Line(from, to) => marks.lines.push([from, to]),
                        Mark::Box(from, to) if object.fill != Fill::Unsaid && object.opaque => {
                            let painted = upright([from, to]);
                            let painted = object
                                .boundary
                                .map_or(painted, |boundary| both(painted, boundary));
                            marks.cover(painted, object.fill, layer);
                        }
                        Mark::Box(..) => {}
                    }
                    marks.lines.len() <= most
                });
            }
        }
    }
}

fn add(object: &mut Option<Object>, inside: Inside, text: &str) {
    match object.as_mut().map(|object| &mut object.kind) {
        Some(ObjectKind::Text(_, codes)) if inside == Inside::Code => {
            if let Some(code) = codes.last_mut() {
                code.text.push_str(text);
            }
        }
        Some(ObjectKind::Path(data, _)) if inside == Inside::Path => data.push_str(text),
        _ => {}
    }
}

/// The corners of a box, the upper left one first.
fn upright([a, b]: [PagePoint; 2]) -> Painted {
    [(a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1))]
}

/// What two boxes have in common.
fn both([a, b]: Painted, [c, d]: Painted) -> Painted {
    [(a.0.max(c.0), a.1.max(c.1)), (b.0.min(d.0), b.1.min(d.1))]
}

/// A yes or no.
fn is(tag: &XmlAttributes, name: &str) -> Option<bool> {
    match tag.get(name)?.trim() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// From an object's own frame to that of what it stands in.
fn placed(tag: &XmlAttributes, boundary: Option<[i64; 4]>) -> Matrix {
    let matrix = tag.get("CTM").and_then(|ctm| Matrix::read(&ctm));
    let [x, y, ..] = boundary.unwrap_or_default();
    matrix.unwrap_or(Matrix::PAGE).moved((x, y))
}

fn type_of(tag: &XmlAttributes, boundary: Option<[i64; 4]>) -> GlyphType {
    // One converter does not write the size, but makes the boundary as high as it.
    let high = || boundary.map(|[.., height]| height);
    let size = tag.get("Size").and_then(|size| length(size.trim()));
    let turned = tag
        .get("CharDirection")
        .map(|degrees| degrees.trim().to_owned());
    GlyphType {
        size: size.or_else(high).unwrap_or(0).max(0),
        guessed: size.is_none(),
        wide: tag
            .get("HScale")
            .and_then(|scale| factor(scale.trim()))
            .filter(|&scale| scale > 0)
            .unwrap_or(1_000_000),
        quarters: match turned.as_deref() {
            Some("90") => 1,
            Some("180") => 2,
            Some("270") => 3,
            _ => 0,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_no_mark_costs_as_much_however_often_it_is_shown() {
        let junk = [(1, "<a/>".repeat(1000))];
        let page = "<CompositeObject ResourceID='1'/>".repeat(1000);
        let mut steps = 10_000;
        let (_, whole) = read(
            &page,
            (0, 0),
            PageContent::default(),
            &junk,
            1000,
            &mut steps,
        );
        assert!(!whole && steps == 0);
    }
}
