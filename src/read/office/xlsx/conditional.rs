//! The rules of a sheet of Excel's own format, and those of its extension, which say their areas last.

use super::area;
use super::styles::Dxf;
use crate::read::office::conditional::{AREAS, Condition, Conditioned, Rules, enclosing};
use crate::read::package::xml::{attribute, number, reader, reference};
use quick_xml::events::{BytesStart, Event};

/// Rules of the extension for the same areas at most.
const RULES: usize = 64;

/// A rule as it is written; `formats` are those of the workbook.
fn condition(tag: &BytesStart, formats: &[Conditioned]) -> Condition {
    let text = |name| attribute(tag, name).unwrap_or_default().into_owned();
    let format = number(tag, "dxfId").and_then(|id| formats.get(id as usize));
    Condition {
        format: format.map_or_else(Conditioned::default, |format| *format),
        kind: text("type"),
        operator: text("operator"),
        text: attribute(tag, "text").map(|text| text.into_owned()),
        formulas: Vec::new(),
    }
}

/// Where rules hold: areas, the name of the cell they begin with, and whether none was added for them.
struct Range {
    areas: Vec<[u32; 4]>,
    first: String,
    is_new: bool,
}

impl Range {
    fn of(text: &str) -> Self {
        let mut areas: Vec<_> = text.split_ascii_whitespace().filter_map(area).collect();
        if areas.len() > AREAS {
            areas = areas.into_iter().reduce(enclosing).into_iter().collect();
        }
        let end = text.find([':', ' ']).unwrap_or(text.len());
        Range {
            areas,
            first: text[..end].to_ascii_uppercase(),
            is_new: true,
        }
    }

    fn add(&mut self, condition: &Condition, rules: &mut Rules) {
        rules.add(condition, &self.areas, &self.first, &mut self.is_new);
    }
}

/// What is read of a rule's own text.
#[derive(Clone, Copy, PartialEq)]
enum InFormatting {
    Other,
    Formula,
    Areas,
}

/// The rules of a sheet that may hide a number.
pub(super) fn rules(xml: &str, formats: &[Conditioned]) -> Rules {
    let mut rules = Rules::default();
    // They follow the cells.
    let rest = &xml[xml.rfind("sheetData").unwrap_or(xml.len())..];
    let Some(at) = rest.find("conditionalFormatting") else {
        return rules;
    };
    let from = rest[..at].rfind('<').unwrap_or(at);
    let mut tokens = reader(&rest[from..]);
    let mut range = Range::of("");
    // Rules whose areas are not known yet.
    let mut waiting: Vec<Condition> = Vec::new();
    let (mut rule, mut dxf) = (Condition::default(), Dxf::default());
    let (mut inside, mut areas) = (InFormatting::Other, String::new());
    loop {
        let event = tokens.read_event();
        let empty = matches!(event, Ok(Event::Empty(_)));
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "conditionalFormatting" => {
                    range = Range::of(&attribute(&tag, "sqref").unwrap_or_default());
                    areas.clear();
                }
                "cfRule" => {
                    rule = condition(&tag, formats);
                    if empty {
                        range.add(&rule, &mut rules);
                    }
                }
                "dxf" => dxf = Dxf::default(),
                "iconSet" | "dataBar" => {
                    let shown = attribute(&tag, "showValue");
                    rule.format.gone |= matches!(shown.as_deref(), Some("0" | "false"));
                }
                "formula" | "f" if rule.formulas.len() < 4 && !empty => {
                    rule.formulas.push(String::new());
                    inside = InFormatting::Formula;
                }
                "sqref" if !empty => inside = InFormatting::Areas,
                name => dxf.note(name, &tag),
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "formula" | "f" | "sqref" => inside = InFormatting::Other,
                "dxf" => rule.format = dxf.format,
                "cfRule" if !range.areas.is_empty() => range.add(&rule, &mut rules),
                "cfRule" if waiting.len() < RULES => waiting.push(std::mem::take(&mut rule)),
                "conditionalFormatting" if !waiting.is_empty() => {
                    let mut range = Range::of(&areas);
                    for rule in waiting.drain(..) {
                        range.add(&rule, &mut rules);
                    }
                }
                _ => {}
            },
            Ok(Event::Text(text)) => match (inside, rule.formulas.last_mut()) {
                (InFormatting::Formula, Some(formula)) => formula.push_str(&text),
                (InFormatting::Areas, _) => areas.push_str(&text),
                _ => {}
            },
            Ok(Event::GeneralRef(name)) if inside == InFormatting::Formula => {
                let formula = rule.formulas.last_mut().into_iter();
                formula.for_each(|formula| formula.extend(reference(&name)));
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    rules
}
