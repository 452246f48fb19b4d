//! Formats that hold under conditions, where they hide numbers: white on white, struck out, a bar or a sign in
//! place of the number.
//!
//! A condition that compares the cell with a number, or asks whether it is nought, blank or an error, is looked
//! at; of any other nobody knows here whether it holds. A number that may be hidden cannot be read (□), unless
//! it is nought: hidden, nought is as good as shown.

use super::SheetGrid;
use super::{UNKNOWN, area};
use crate::float;
use crate::read::package::xml::{attribute, number, reader, reference};
use quick_xml::events::{BytesStart, Event};

/// Areas of a sheet at most that have such formats.
const AREAS: usize = 512;

/// What has to hold of a cell.
#[derive(Default)]
struct Condition {
    kind: String,
    operator: String,
    formulas: Vec<String>,
    hides: bool,
}

impl Condition {
    fn of(tag: &BytesStart, hiding: &[bool]) -> Self {
        let text = |name| attribute(tag, name).unwrap_or_default().into_owned();
        let format = number(tag, "dxfId").and_then(|id| hiding.get(id as usize));
        Condition {
            kind: text("type"),
            operator: text("operator"),
            formulas: Vec::new(),
            hides: format == Some(&true),
        }
    }

    /// Makes numbers unreadable that stand in these areas and that it may hide.
    fn conceal(&self, areas: &[[u32; 4]], first: &str, grid: &mut SheetGrid) {
        if !self.hides {
            return;
        }
        let within = |row: u32, column: u32| {
            let mut areas = areas.iter();
            areas.any(|[top, left, bottom, right]| {
                (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
            })
        };
        let hidden = |text: &str| {
            float::parse(text).is_some_and(|value| value != 0.0 && self.may_hold(value, first))
        };
        let cells = grid.cells().iter();
        let gone = cells.filter(|(row, column, text)| within(*row, *column) && hidden(text));
        let gone = gone.map(|(row, column, _)| ((*row, *column), UNKNOWN.to_owned()));
        let gone = gone.collect();
        grid.replace(gone);
    }

    /// Whether it may hold of a number that is not nought; `first` is the first cell that has the format.
    fn may_hold(&self, value: f64, first: &str) -> bool {
        let formula = self.formulas.first().map_or("", String::as_str);
        let plain: String = formula
            .chars()
            .filter(|c| !matches!(c, '$' | ' '))
            .collect();
        match (&*self.kind, float::parse(formula.trim())) {
            ("containsBlanks" | "containsErrors", _) => false,
            ("cellIs", Some(limit)) => match &*self.operator {
                "equal" => value == limit,
                "lessThan" => value < limit,
                "lessThanOrEqual" => value <= limit,
                "greaterThan" => value > limit,
                "greaterThanOrEqual" => value >= limit,
                _ => true,
            },
            ("expression", _) => {
                let blank = ["ISBLANK", "ISERROR", "ISNA", "ISERR", "ISTEXT"]
                    .map(|function| format!("{function}({first})"));
                let nought = [format!("{first}=0"), format!("{first}=\"\"")];
                !blank.contains(&plain) && !nought.contains(&plain)
            }
            _ => true,
        }
    }
}

/// Makes what such a format may hide unreadable; `hiding` says of the workbook's formats which hide.
pub(super) fn conceal(xml: &str, hiding: &[bool], grid: &mut SheetGrid) {
    // They follow the cells.
    let rest = &xml[xml.rfind("sheetData").unwrap_or(xml.len())..];
    let Some(at) = rest.find("conditionalFormatting") else {
        return;
    };
    let from = rest[..at].rfind('<').unwrap_or(at);
    let mut tokens = reader(&rest[from..]);
    let (mut areas, mut left, mut first) = (Vec::new(), AREAS, String::new());
    let mut condition = Condition::default();
    let mut in_formula = false;
    loop {
        let event = tokens.read_event();
        let empty = matches!(event, Ok(Event::Empty(_)));
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "conditionalFormatting" => {
                    let range = attribute(&tag, "sqref").unwrap_or_default();
                    areas = range
                        .split_ascii_whitespace()
                        .filter_map(area)
                        .take(left)
                        .collect();
                    left -= areas.len();
                    let end = range.find([':', ' ']).unwrap_or(range.len());
                    first = range[..end].to_owned();
                }
                "cfRule" => {
                    condition = Condition::of(&tag, hiding);
                    if empty {
                        condition.conceal(&areas, &first, grid);
                    }
                }
                "iconSet" | "dataBar" => {
                    let shown = attribute(&tag, "showValue");
                    condition.hides |= matches!(shown.as_deref(), Some("0" | "false"));
                }
                "formula" if condition.formulas.len() < 4 => {
                    condition.formulas.push(String::new());
                    in_formula = !empty;
                }
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "formula" => in_formula = false,
                "cfRule" => condition.conceal(&areas, &first, grid),
                _ => {}
            },
            Ok(Event::Text(text)) if in_formula => {
                condition
                    .formulas
                    .last_mut()
                    .into_iter()
                    .for_each(|f| f.push_str(&text));
            }
            Ok(Event::GeneralRef(name)) if in_formula => {
                let formula = condition.formulas.last_mut().into_iter();
                formula.for_each(|formula| formula.extend(reference(&name)));
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}
