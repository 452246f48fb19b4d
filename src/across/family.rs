//! A parent's report against the reports it sums up, where that is declared.

use super::{count, is_blank};
use crate::form::{CellId, Form, Forms, Kind};
use crate::language::Language;
use crate::report::{Cell, Finding, Number, Report};
use crate::rules;
use crate::sheet::State;
use crate::sorted::InOrder;
use crate::sorted::Sorted;
use crate::words::Words;

/// One report of a family, as far as it is needed.
#[derive(Debug, Clone, Default)]
pub struct Member {
    /// The organ.
    pub organ: Option<String>,
    /// Name of the file, for a report without an organ.
    pub file: Option<String>,
    /// The report year.
    pub year: Option<u16>,
    /// Table id → edition id.
    pub edition: Sorted<String, String>,
    /// Cell id → cell.
    pub cells: Sorted<String, Cell>,
}

impl From<&Report> for Member {
    fn from(report: &Report) -> Self {
        Member {
            organ: report.organ.clone(),
            file: report.file.clone(),
            year: report.year,
            edition: report.edition.clone(),
            cells: report.cells.clone(),
        }
    }
}

impl Member {
    fn name(&self) -> &str {
        self.organ
            .as_deref()
            .or(self.file.as_deref())
            .unwrap_or("—")
    }
}

/// Where a parent's cells are not the sums of its children's.
pub fn family(parent: &Report, children: &[Report], language: Language) -> Vec<Finding> {
    let children: Vec<Member> = children.iter().map(Member::from).collect();
    family_of(&Member::from(parent), &children, language)
}

/// The same, from what is needed of the reports.
pub fn family_of(parent: &Member, children: &[Member], language: Language) -> Vec<Finding> {
    sums_of(parent, children, language).findings
}

/// A parent against the sums over its children.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// Cells that could be compared.
    pub compared: u32,
    /// Where they differ.
    pub findings: Vec<Finding>,
    /// Indices of children that lack a number which the parent has.
    pub unknown: Vec<usize>,
}

/// The same, with how far the comparison went.
///
/// Only children whose table is of the parent's edition are comparable; where one is not, or its cell
/// is not known for certain, nothing is said of that cell.
pub fn sums_of(parent: &Member, children: &[Member], language: Language) -> Sums {
    let words = Words(language);
    let mut sums = Sums::default();
    // A child's form that nobody has filled in has no numbers yet, not noughts.
    let mut lacking: Vec<bool> = (children.iter())
        .map(|child| is_blank(&child.cells))
        .collect();
    if children.is_empty() || is_blank(&parent.cells) {
        return sums;
    }
    if lacking.contains(&true) {
        sums.unknown = (0..children.len()).filter(|&at| lacking[at]).collect();
        return sums;
    }
    let form = form_of(parent);
    let forms: Vec<Form> = children.iter().map(form_of).collect();
    for table in form.tables() {
        let alike = |child: &Form| {
            let printed = child.table(table.id());
            printed.is_some_and(|printed| std::ptr::eq(printed, table))
        };
        if !forms.iter().all(alike) {
            for (child, lacks) in forms.iter().zip(&mut lacking) {
                *lacks |= !alike(child);
            }
            continue;
        }
        for cell in table.cells() {
            let name = table.name(cell);
            if !adds_up(&form, cell) {
                continue;
            }
            let Some(whole) = value(&parent.cells, &name) else {
                continue;
            };
            let parts: Vec<Option<i128>> = children
                .iter()
                .map(|child| value(&child.cells, &name))
                .collect();
            for (part, lacks) in parts.iter().zip(&mut lacking) {
                *lacks |= part.is_none();
            }
            let Some(parts) = parts.into_iter().collect::<Option<Vec<i128>>>() else {
                continue;
            };
            sums.compared += 1;
            if parts.iter().sum::<i128>() != whole {
                let finding = differing(words, (&form, cell), whole, &parts, children);
                sums.findings.push(finding.with_cells(vec![name]));
            }
        }
    }
    let unknown = lacking.iter().enumerate().filter(|(_, lacks)| **lacks);
    sums.unknown = unknown.map(|(child, _)| child).collect();
    sums
}

/// The form of the editions that a report's tables are of.
fn form_of(member: &Member) -> Form {
    let names = member.edition.iter().map(|(table, id)| (&**table, &**id));
    Form::named(Forms::known(), names)
}

/// What is said of a cell whose parts do not add up to the whole.
fn differing(
    words: Words,
    (form, cell): (&Form, CellId),
    whole: i128,
    parts: &[i128],
    children: &[Member],
) -> Finding {
    let sum: i128 = parts.iter().sum();
    let scale = match form.place(cell).1.kind {
        Kind::Amount => SCALE,
        Kind::Count | Kind::Change => 1,
    };
    let gap = sum - whole;
    // A child counted twice or left out; several of the same number explain nothing.
    let explains = |wanted: i128| {
        let mut fitting = (0..parts.len()).filter(|&i| parts[i] == wanted);
        match (fitting.next(), fitting.next()) {
            (Some(i), None) if wanted != 0 => Some(children[i].name()),
            _ => None,
        }
    };
    let message = words.family_differs(
        &words.cell(form, cell),
        [
            &shown(whole, scale),
            &shown(sum, scale),
            &shown(gap.abs(), scale),
        ],
        explains(gap),
        explains(-gap),
    );
    let finding = rules::finding("family.sum", message);
    match (scale, i64::try_from(whole), i64::try_from(sum)) {
        (1, Ok(left), Ok(right)) => finding.of(left, right),
        _ => finding,
    }
}

/// Whether a sum over bodies makes sense for a cell, by the form's data.
fn adds_up(form: &Form, cell: CellId) -> bool {
    let (row, column) = form.place(cell);
    let table = form.table(cell.table).map(|form| &form.table.usage);
    table.is_none_or(|usage| {
        !usage.unsummed_rows.contains(&row.id) && !usage.unsummed_columns.contains(&column.id)
    })
}

/// Amounts are compared in millionths.
const SCALE: i128 = 1_000_000;

/// The number of a cell: a count as it is, an amount in millionths; a blank as 0.
fn value(cells: &Sorted<String, Cell>, name: &str) -> Option<i128> {
    let cell = cells.get(name)?;
    match (&cell.value, cell.state) {
        (Some(Number::Amount(text)), State::Read) => {
            let plain: String = text.chars().filter(|c| *c != ',').collect();
            let plain = plain.trim_end_matches("万元");
            let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
            if fraction.len() > 6 {
                return None;
            }
            let padded = format!("{whole}{fraction:0<6}");
            padded.parse().ok()
        }
        _ => count(cells, name).map(i128::from),
    }
}

fn shown(value: i128, scale: i128) -> String {
    if scale == 1 {
        return value.to_string();
    }
    let (sign, size) = (if value < 0 { "-" } else { "" }, value.abs());
    let text = format!("{sign}{}.{:06}", size / scale, size % scale);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Proposes who sums up whom, from the names of the organs alone: the index of each parent with those
/// of its children. A government's area is what its name begins with; a body whose name begins with
/// that area is below it, and below the nearest such government only.
pub fn proposals(organs: &[Option<&str>]) -> Vec<(usize, Vec<usize>)> {
    let areas: Vec<Option<Vec<char>>> = organs.iter().map(|o| area((*o)?)).collect();
    let mut families: Vec<(usize, Vec<usize>)> = Vec::new();
    for (child, organ) in organs.iter().enumerate() {
        let Some(organ) = organ.map(|o| o.chars().collect::<Vec<char>>()) else {
            continue;
        };
        let above = |&(parent, length): &(usize, usize)| parent != child && length > 0;
        let nearest = areas
            .iter()
            .enumerate()
            .filter_map(|(parent, area)| Some((parent, covers(area.as_ref()?, &organ))))
            .filter(above)
            // A government is not below itself under another name.
            .filter(|&(parent, _)| areas[child] != areas[parent])
            .max_by_key(|&(parent, length)| (length, std::cmp::Reverse(parent)));
        if let Some((parent, _)) = nearest {
            match families.iter_mut().find(|(p, _)| *p == parent) {
                Some((_, children)) => children.push(child),
                None => families.push((parent, vec![child])),
            }
        }
    }
    families.put_in_order();
    families
}

/// The area a government's name begins with: 青江市东湖区人民政府办公室 → 青江市东湖区.
fn area(organ: &str) -> Option<Vec<char>> {
    let bare = organ.trim_end_matches("办公室").trim_end_matches("办公厅");
    let area = ["人民政府", "管理委员会", "管委会", "政府"]
        .iter()
        .find_map(|end| bare.strip_suffix(end))?;
    (area.chars().count() >= 2).then(|| area.chars().collect())
}

/// Characters of an area that an organ's name begins with: all of it, or from a later unit on, since a
/// district's bodies may leave out the city.
fn covers(area: &[char], organ: &[char]) -> usize {
    let unit = |c: &char| "省市县区旗州镇乡".contains(*c);
    let starts = (0..area.len()).filter(|&i| i == 0 || unit(&area[i - 1]));
    let fits = |&start: &usize| {
        let tail = &area[start..];
        tail.len() >= 2 && organ.len() > tail.len() && organ.starts_with(tail)
    };
    starts
        .filter(fits)
        .map(|start| area.len() - start)
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::edition;

    fn member(organ: &str, cells: &[(&str, i64)]) -> Member {
        let table = edition("2021").unwrap().table_of("t3").unwrap();
        let cell = |n: i64| Cell::new(Some(Number::Count(n)), n.to_string(), State::Read);
        let given = |name: &str| cells.iter().find(|(c, _)| *c == name).map_or(0, |c| c.1);
        Member {
            organ: Some(organ.to_owned()),
            edition: [("t3".to_owned(), "2021".to_owned())].into_iter().collect(),
            cells: table
                .cells()
                .map(|c| table.name(c))
                .map(|name| (name.clone(), cell(given(&name))))
                .collect(),
            ..Member::default()
        }
    }

    #[test]
    fn a_gap_names_the_child_that_explains_it() {
        let total = "t3.r1.total";
        let children = [
            member("青江市水利局", &[(total, 5)]),
            member("青江市教育局", &[(total, 7)]),
            member("青江市人民政府办公室", &[(total, 2)]),
        ];
        let of = |n| {
            family_of(
                &member("青江市人民政府", &[(total, n)]),
                &children,
                Language::Chinese,
            )
        };
        assert!(of(14).is_empty());
        let left_out = of(7);
        assert_eq!(left_out.len(), 1);
        assert_eq!((left_out[0].left, left_out[0].right), (Some(7), Some(14)));
        assert!(
            left_out[0].message.contains("青江市教育局") && left_out[0].message.contains("未计入")
        );
        let twice = of(19);
        assert!(twice[0].message.contains("青江市水利局") && twice[0].message.contains("重复"));
        assert!(!of(15)[0].message.contains("水利局"));
    }

    #[test]
    fn nothing_is_said_of_cells_that_are_not_known_or_need_not_add_up() {
        let parent = member("青江市人民政府", &[("t3.r1.total", 9)]);
        let mut child = member("青江市水利局", &[("t3.r1.total", 5)]);
        child.cells.get_mut("t3.r1.total").unwrap().state = State::Inferred;
        assert!(family_of(&parent, &[child], Language::Chinese).is_empty());
        let form = Form::of(edition("2021").unwrap());
        let adds_up = |name: &str| adds_up(&form, form.cell(name).unwrap());
        assert!(!adds_up("t2.regulations.made") && !adds_up("t2.normative_docs.valid"));
        assert!(adds_up("t2.normative_docs.made") && adds_up("t3.r1.total"));
    }

    #[test]
    fn amounts_are_shown_with_one_sign() {
        assert_eq!(shown(-1_500_000, 1_000_000), "-1.5");
        assert_eq!(shown(20_000_000, 1_000_000), "20");
    }

    #[test]
    fn families_are_proposed_from_names() {
        let organs = [
            Some("青江市人民政府"),
            Some("青江市水利局"),
            Some("青江市东湖区人民政府"),
            Some("东湖区教育局"),
            Some("青江市东湖区南门街道办事处"),
            Some("白石市财政局"),
            None,
        ];
        assert_eq!(proposals(&organs), [(0, vec![1, 2]), (2, vec![3, 4])]);
    }
}
