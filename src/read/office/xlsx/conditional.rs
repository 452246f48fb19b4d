//! Formats that hold under conditions, where they hide numbers: in the colour of what lies behind them, struck
//! out, a bar or a sign in place of the number.
//!
//! A condition that compares the cell with numbers, or asks whether it is nought, blank, an error or begins with
//! a sign, is looked at; of any other nobody knows here whether it holds. A number that may be hidden cannot be
//! read (□), unless it is nought: hidden, nought is as good as shown.
//!
//! The rules are gathered first, and every cell is then looked at once: against a bounded number of areas and of
//! rules. Of those beyond the bound nothing is known, and all numbers are in doubt from their first row and column
//! to their last.

use super::styles::Conditioned;
use super::{SheetGrid, UNKNOWN, area};
use crate::float;
use crate::read::package::xml::{attribute, number, reader, reference};
use quick_xml::events::{BytesStart, Event};

/// Areas of a sheet at most that have such formats.
const AREAS: usize = 512;
/// Rules of a sheet at most that may hide a number.
const RULES: usize = 256;
/// Tests of one rule at most: the rest hold for all that is known.
const TESTS: usize = 8;

/// How a cell looks where no rule holds: the colours of its font and of what lies behind it.
pub(super) type CellLook = (Option<u32>, Option<u32>);

/// How a number is compared with another.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Comparison {
    fn of_operator(operator: &str) -> Option<Self> {
        Some(match operator {
            "equal" | "=" => Comparison::Equal,
            "notEqual" | "<>" => Comparison::Unequal,
            "lessThan" | "<" => Comparison::Less,
            "lessThanOrEqual" | "<=" => Comparison::AtMost,
            "greaterThan" | ">" => Comparison::Greater,
            "greaterThanOrEqual" | ">=" => Comparison::AtLeast,
            _ => return None,
        })
    }

    /// The same with its sides exchanged.
    fn turned(self) -> Self {
        match self {
            Comparison::Less => Comparison::Greater,
            Comparison::AtMost => Comparison::AtLeast,
            Comparison::Greater => Comparison::Less,
            Comparison::AtLeast => Comparison::AtMost,
            same => same,
        }
    }

    fn holds(self, value: f64, limit: f64) -> bool {
        match self {
            Comparison::Equal => value == limit,
            Comparison::Unequal => value != limit,
            Comparison::Less => value < limit,
            Comparison::AtMost => value <= limit,
            Comparison::Greater => value > limit,
            Comparison::AtLeast => value >= limit,
        }
    }
}

/// What a number has to pass that a rule may hold of, all of it; nothing where nothing is known. None where the
/// rule holds of no number but nought.
type Tests = Option<Vec<(Comparison, f64)>>;

/// What has to hold of a cell, as it is written.
#[derive(Default)]
struct Condition {
    kind: String,
    operator: String,
    text: Option<String>,
    formulas: Vec<String>,
    /// What its format does; a bar or a sign in place of the number hides it.
    format: Conditioned,
}

impl Condition {
    fn of(tag: &BytesStart, formats: &[Conditioned]) -> Self {
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

    /// What it asks of a number; `areas` have the format.
    fn tests(&self, areas: &[[u32; 4]], first: &str) -> Tests {
        let formula = self.formulas.first().map_or("", String::as_str);
        let limit = |index: usize| {
            let formula = self.formulas.get(index)?;
            float::parse(formula.trim())
        };
        match &*self.kind {
            "containsBlanks" | "containsErrors" => None,
            "cellIs" => match (&*self.operator, limit(0), limit(1)) {
                ("between", Some(one), Some(other)) => Some(vec![
                    (Comparison::AtLeast, one.min(other)),
                    (Comparison::AtMost, one.max(other)),
                ]),
                (operator, Some(limit), _) => {
                    let comparison = Comparison::of_operator(operator);
                    Some(comparison.map(|is| (is, limit)).into_iter().collect())
                }
                _ => Some(Vec::new()),
            },
            "beginsWith" | "endsWith" | "containsText" => match self.text.as_deref() {
                Some("-") if self.kind == "beginsWith" => Some(vec![(Comparison::Less, 0.0)]),
                // What no number has in it.
                Some(text) if text.contains(|c: char| c.is_alphabetic() && !"eE".contains(c)) => {
                    None
                }
                _ => Some(Vec::new()),
            },
            "expression" => asked(&own_cell(formula, areas, first), 0),
            _ => Some(Vec::new()),
        }
    }
}

/// A formula without blanks, in which the cell itself is `@`: one that always means the same row, or the same
/// column, does so only where the areas have no other.
fn own_cell(formula: &str, areas: &[[u32; 4]], first: &str) -> String {
    let formula: String = formula.chars().filter(|&c| c != ' ').collect();
    let formula = formula.to_ascii_uppercase();
    let letters = first.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (column, row) = first.split_at(letters);
    let Some([top, left, ..]) = areas.first() else {
        return formula;
    };
    let one_column = areas
        .iter()
        .all(|area| area[1] == *left && area[3] == *left);
    let one_row = areas.iter().all(|area| area[0] == *top && area[2] == *top);
    let mut names = vec![format!("{column}{row}")];
    names.extend(one_column.then(|| format!("${column}{row}")));
    names.extend(one_row.then(|| format!("{column}${row}")));
    names.extend((one_column && one_row).then(|| format!("${column}${row}")));
    let mut own = String::new();
    let mut rest = formula.as_str();
    while let Some(c) = rest.chars().next() {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '$' | '!' | ':' | '_' | '.' | '\'');
        let free = !own.ends_with(part);
        let name = names.iter().find(|name| {
            let behind = rest.strip_prefix(name.as_str());
            free && behind.is_some_and(|behind| !behind.starts_with(part))
        });
        match name {
            Some(name) if !column.is_empty() => {
                own.push('@');
                rest = &rest[name.len()..];
            }
            _ => {
                own.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    own
}

/// What a formula asks of a number in its cell, which is `@` in it.
fn asked(formula: &str, depth: usize) -> Tests {
    let all = formula.strip_prefix("AND(");
    if let Some(inner) = all.and_then(|inner| inner.strip_suffix(')'))
        && depth < 4
        && let Some(parts) = parts(inner)
    {
        let mut tests = Vec::new();
        for part in parts {
            tests.extend(asked(part, depth + 1)?);
        }
        tests.truncate(TESTS);
        return Some(tests);
    }
    // No number is blank, an error, or a text.
    let never = ["ISBLANK", "ISERROR", "ISNA", "ISERR"]
        .iter()
        .any(|function| {
            let inner = formula.strip_prefix(function);
            matches!(inner, Some("(@)" | "(TRIM(@))"))
        });
    let blank = [
        "ISTEXT(@)",
        "NOT(ISNUMBER(@))",
        "ISNUMBER(@)=FALSE",
        "@=\"\"",
        "\"\"=@",
        "TRIM(@)=\"\"",
        "\"\"=TRIM(@)",
        "LEN(@)=0",
        "0=LEN(@)",
        "LEN(@)<1",
        "LEN(TRIM(@))=0",
        "0=LEN(TRIM(@))",
        "LEN(TRIM(@))<1",
    ];
    if never || blank.contains(&formula) {
        return None;
    }
    if matches!(formula, "LEFT(@,1)=\"-\"" | "LEFT(@)=\"-\"") {
        return Some(vec![(Comparison::Less, 0.0)]);
    }
    let compared = |behind: &str| {
        let end = behind.find(|c| !matches!(c, '<' | '>' | '='));
        let (operator, rest) = behind.split_at(end?);
        Some((Comparison::of_operator(operator)?, rest.to_owned()))
    };
    let test = || {
        if let Some((is, limit)) = formula.strip_prefix('@').and_then(compared) {
            return Some((is, float::parse(&limit)?));
        }
        let limit = formula.strip_suffix('@')?;
        let at = limit.find(['<', '>', '='])?;
        let is = Comparison::of_operator(&limit[at..])?;
        Some((is.turned(), float::parse(&limit[..at])?))
    };
    Some(test().into_iter().collect())
}

/// What stands between the commas of a list; nothing where its brackets do not close one another.
fn parts(list: &str) -> Option<Vec<&str>> {
    let (mut parts, mut open, mut quoted, mut from) = (Vec::new(), 0usize, false, 0);
    for (at, c) in list.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' => open += 1,
            ')' => open = open.checked_sub(1)?,
            ',' if open == 0 => {
                parts.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[from..]);
    (open == 0 && !quoted).then_some(parts)
}

/// The area that encloses two.
fn enclosing(one: [u32; 4], other: [u32; 4]) -> [u32; 4] {
    [
        one[0].min(other[0]),
        one[1].min(other[1]),
        one[2].max(other[2]),
        one[3].max(other[3]),
    ]
}

/// A rule that may hide a number.
#[derive(PartialEq)]
struct Rule {
    tests: Vec<(Comparison, f64)>,
    format: Conditioned,
}

impl Rule {
    fn hides(&self, value: f64, look: CellLook) -> bool {
        let mut tests = self.tests.iter();
        tests.all(|(is, limit)| is.holds(value, *limit)) && self.format.hides(look)
    }
}

/// Areas and the rules that are for them.
#[derive(Default)]
struct Group {
    areas: Vec<[u32; 4]>,
    rules: Vec<Rule>,
}

/// All of a sheet.
#[derive(Default)]
struct Rules {
    groups: Vec<Group>,
    areas: usize,
    rules: usize,
    /// What encloses the areas of rules beyond the bound.
    doubted: Option<[u32; 4]>,
}

impl Rules {
    fn add(&mut self, condition: &Condition, areas: &[[u32; 4]], first: &str, is_new: &mut bool) {
        let format = condition.format;
        if !format.may_hide() || areas.is_empty() {
            return;
        }
        let Some(tests) = condition.tests(areas, first) else {
            return;
        };
        // A nought that is hidden says as much as a blank.
        if tests.contains(&(Comparison::Equal, 0.0)) {
            return;
        }
        let rule = Rule { tests, format };
        if let Some(group) = self.groups.iter().find(|group| group.areas == areas)
            && group.rules.contains(&rule)
        {
            return;
        }
        let more = if *is_new { areas.len() } else { 0 };
        if self.rules >= RULES || self.areas + more > AREAS {
            let all = areas.iter().copied().chain(self.doubted);
            self.doubted = all.reduce(enclosing);
            return;
        }
        if *is_new {
            self.areas += areas.len();
            self.groups.push(Group {
                areas: areas.to_vec(),
                rules: Vec::new(),
            });
            *is_new = false;
        }
        if let Some(group) = self.groups.last_mut()
            && !group.rules.contains(&rule)
        {
            group.rules.push(rule);
            self.rules += 1;
        }
    }

    fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.doubted.is_none()
    }

    /// Whether the number at a place may be hidden.
    fn may_hide(&self, at: (u32, u32), value: f64, look: CellLook) -> bool {
        let holds = |area: &[u32; 4]| {
            (area[0]..=area[2]).contains(&at.0) && (area[1]..=area[3]).contains(&at.1)
        };
        let mut groups = self.groups.iter();
        self.doubted.as_ref().is_some_and(holds)
            || groups.any(|group| {
                group.areas.iter().any(holds)
                    && group.rules.iter().any(|rule| rule.hides(value, look))
            })
    }
}

/// Makes what such a format may hide unreadable; `formats` are those of the workbook, and `look` says how the
/// cell at a place looks.
pub(super) fn conceal(
    xml: &str,
    formats: &[Conditioned],
    look: impl Fn((u32, u32)) -> CellLook,
    grid: &mut SheetGrid,
) {
    let rules = rules(xml, formats);
    if rules.is_empty() {
        return;
    }
    let cells = grid.cells().iter();
    let gone = cells.filter_map(|(row, column, text)| {
        let at = (*row, *column);
        let value = float::parse(text).filter(|value| *value != 0.0)?;
        let hidden = rules.may_hide(at, value, look(at));
        hidden.then(|| (at, UNKNOWN.to_owned()))
    });
    let gone = gone.collect();
    grid.replace(gone);
}

/// The rules of a sheet that may hide a number.
fn rules(xml: &str, formats: &[Conditioned]) -> Rules {
    let mut rules = Rules::default();
    // They follow the cells.
    let rest = &xml[xml.rfind("sheetData").unwrap_or(xml.len())..];
    let Some(at) = rest.find("conditionalFormatting") else {
        return rules;
    };
    let from = rest[..at].rfind('<').unwrap_or(at);
    let mut tokens = reader(&rest[from..]);
    let (mut areas, mut first, mut is_new) = (Vec::new(), String::new(), true);
    let mut condition = Condition::default();
    let mut in_formula = false;
    loop {
        let event = tokens.read_event();
        let empty = matches!(event, Ok(Event::Empty(_)));
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "conditionalFormatting" => {
                    let range = attribute(&tag, "sqref").unwrap_or_default();
                    areas = range.split_ascii_whitespace().filter_map(area).collect();
                    if areas.len() > AREAS {
                        areas = areas.into_iter().reduce(enclosing).into_iter().collect();
                    }
                    let end = range.find([':', ' ']).unwrap_or(range.len());
                    first = range[..end].to_ascii_uppercase();
                    is_new = true;
                }
                "cfRule" => {
                    condition = Condition::of(&tag, formats);
                    if empty {
                        rules.add(&condition, &areas, &first, &mut is_new);
                    }
                }
                "iconSet" | "dataBar" => {
                    let shown = attribute(&tag, "showValue");
                    condition.format.gone |= matches!(shown.as_deref(), Some("0" | "false"));
                }
                "formula" if condition.formulas.len() < 4 => {
                    condition.formulas.push(String::new());
                    in_formula = !empty;
                }
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "formula" => in_formula = false,
                "cfRule" => rules.add(&condition, &areas, &first, &mut is_new),
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
    rules
}
