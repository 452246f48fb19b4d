//! Formats that hold under conditions: of a style, or of areas of a sheet.

use super::OdfReader;
use super::styles::OdfStyles;
use crate::read::office::address::place;
use crate::read::office::conditional::{
    AREAS, CellLook, Condition, Conditioned, INK, PAPER, Rules,
};
use crate::read::package::xml::attribute;
use crate::sorted::InOrder;
use quick_xml::events::BytesStart;

/// Cells of a sheet at most that have colours or styles with conditions.
const CELLS: usize = 1 << 16;

/// What holds under conditions in a sheet.
#[derive(Default)]
pub(super) struct Conditions {
    rules: Rules,
    /// Where the next rules hold, and whether none was added for it.
    areas: Vec<[u32; 4]>,
    is_new: bool,
    coloured: Vec<((u32, u32), CellLook)>,
    /// Cells whose style has conditions: the style, row, first and last column.
    styled: Vec<(String, u32, u32, u32)>,
}

impl Conditions {
    /// A cell, which stands in these columns, the first and the last: what its style is where any have conditions,
    /// and how it looks.
    pub fn cell(&mut self, style: Option<String>, look: CellLook, row: u32, columns: (u32, u32)) {
        if self.coloured.len() + self.styled.len() >= CELLS {
            return;
        }
        let (first, last) = columns;
        if let Some(style) = style {
            match self.styled.last_mut() {
                Some(before) if before.0 == style && (before.1, before.3 + 1) == (row, first) => {
                    before.3 = last;
                }
                _ => self.styled.push((style, row, first, last)),
            }
        }
        if look != (Some(INK), Some(PAPER)) {
            let columns = (first..=last).take(64);
            self.coloured
                .extend(columns.map(|column| ((row, column), look)));
        }
    }

    /// Adds the rules of the styles that cells have.
    fn of_styles(&mut self, styles: &OdfStyles) {
        let mut known: Vec<(String, Vec<Condition>)> = Vec::new();
        for (style, row, first, last) in std::mem::take(&mut self.styled) {
            let index = known.iter().position(|one| one.0 == style);
            let index = index.unwrap_or_else(|| {
                let maps = styles.maps(&style);
                let conditions = maps
                    .iter()
                    .map(|(when, name)| condition(when, name, styles));
                known.push((style.clone(), conditions.collect()));
                known.len() - 1
            });
            let mut is_new = true;
            for condition in &known[index].1 {
                let areas = [[row, first, row, last]];
                self.rules.add(condition, &areas, "", &mut is_new);
            }
        }
    }
}

/// A condition as it is written, and the style that holds under it.
fn condition(when: &str, style: &str, styles: &OdfStyles) -> Condition {
    let look = styles.look_of("table-cell", style);
    let number = |colour: super::Colour| colour.number();
    let format = Conditioned {
        gone: look.struck == Some(true) || look.is_hidden() || styles.has_numbers(style),
        above: look.colour.and_then(number),
        behind: look.behind.and_then(number),
    };
    let when = when
        .trim()
        .trim_start_matches("cell-content()")
        .trim_start();
    let operator = when
        .find(|c| !"<>=!".contains(c))
        .map_or("", |end| &when[..end]);
    let (name, inside) = when.split_once('(').unwrap_or((when, ""));
    let inside = inside.strip_suffix(')').unwrap_or(inside);
    let unquoted = inside.trim().trim_matches('"').to_owned();
    let limits = || inside.split(',').map(str::to_owned).collect();
    let plain = |formula: &str| vec![formula.replace("[.", "").replace(']', "")];
    let (kind, operator, text, formulas) = match name {
        _ if !operator.is_empty() => {
            let operator = if operator == "!=" { "<>" } else { operator };
            (
                "cellIs",
                operator,
                None,
                vec![when[operator.len()..].to_owned()],
            )
        }
        "between" | "cell-content-is-between" => ("cellIs", "between", None, limits()),
        "formula-is" | "is-true-formula" => ("expression", "", None, plain(inside)),
        "begins-with" => ("beginsWith", "", Some(unquoted), Vec::new()),
        "ends-with" => ("endsWith", "", Some(unquoted), Vec::new()),
        "contains-text" => ("containsText", "", Some(unquoted), Vec::new()),
        "is-error" => ("containsErrors", "", None, Vec::new()),
        _ => ("", "", None, Vec::new()),
    };
    Condition {
        kind: kind.to_owned(),
        operator: operator.to_owned(),
        text,
        formulas,
        format,
    }
}

/// Areas of a sheet: `Sheet1.A1:Sheet1.B2`, with the name of the sheet in quotes where it has blanks.
fn areas(addresses: &str) -> Vec<[u32; 4]> {
    let mut plain = String::new();
    let mut quoted = false;
    for c in addresses.chars() {
        quoted ^= c == '\'';
        if !quoted && c != '$' {
            plain.push(c);
        }
    }
    let corner = |name: &str| place(name.rsplit('.').next().unwrap_or(name));
    let area = |text: &str| {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let ((row, column), (last_row, last_column)) = (corner(first)?, corner(last)?);
        Some([row, column, last_row, last_column])
    };
    let areas = plain.split_ascii_whitespace().filter_map(area);
    areas.take(AREAS).collect()
}

impl OdfReader<'_> {
    /// Takes note of a format that holds in areas of the open sheet; of no other tag.
    pub(super) fn conditional(&mut self, name: &str, tag: &BytesStart) {
        let Some(sheet) = &mut self.sheet else {
            return;
        };
        let value = |name| attribute(tag, name).unwrap_or_default();
        let found = &mut sheet.conditions;
        let rule = match name {
            "conditional-format" => {
                found.areas = areas(&value("target-range-address"));
                found.is_new = true;
                return;
            }
            "condition" => condition(&value("value"), &value("apply-style-name"), &self.styles),
            "data-bar" | "icon-set" | "formatting-entry" if value("show-value") == "false" => {
                let format = Conditioned {
                    gone: true,
                    ..Conditioned::default()
                };
                Condition {
                    format,
                    ..Condition::default()
                }
            }
            _ => return,
        };
        let first = value("base-cell-address");
        let first = first
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        let (rules, is_new) = (&mut found.rules, &mut found.is_new);
        rules.add(&rule, &found.areas, &first, is_new);
    }

    /// Makes what such formats may hide in the open sheet unreadable.
    pub(super) fn conceal(&mut self) {
        let Some(sheet) = &mut self.sheet else {
            return;
        };
        let mut found = std::mem::take(&mut sheet.conditions);
        found.of_styles(&self.styles);
        let mut coloured = found.coloured;
        coloured.put_in_order();
        let look = |at| {
            let before = coloured.partition_point(|cell: &((u32, u32), CellLook)| cell.0 < at);
            let cell = coloured.get(before).filter(|cell| cell.0 == at);
            cell.map_or((Some(INK), Some(PAPER)), |cell| cell.1)
        };
        found.rules.conceal(look, &mut sheet.grid);
    }
}
