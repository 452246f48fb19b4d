//! Who belongs to whom among many reports: by year, by family.

use super::Digest;
use super::alike::{Alike, Order};
use crate::across::{proposals, sums_of, years};
use crate::language::Language;
use crate::report::{Finding, Verdict};
#[cfg(feature = "totals")]
use crate::rules;
use crate::sorted::{InOrder, Sorted};
use crate::text::plain;
use crate::words::Words;
use serde::Serialize;

/// What reports say together. Numbers are indices into the reports as given.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Overview {
    /// This year's report with last year's of the same organ.
    pub pairs: Vec<Pair>,
    /// Statistics of enforcement with the annual report of the same body and year.
    #[cfg(feature = "totals")]
    pub enforcement: Vec<AgainstAnnual>,
    /// Several reports of one organ and year: none of them is paired or summed up.
    pub repeated: Vec<SameReport>,
    /// Reports that are not there although most organs have one of that year.
    pub absent: Vec<Absent>,
    /// Reports that were read but whose organ or year was not: they are not paired.
    pub unnamed: Vec<usize>,
    /// Proposals of who sums up whom; nothing is compared before a person agrees.
    pub families: Vec<Family>,
    /// Reports of which a part is the same: bodies of one parent first, then years of one body.
    pub alike: Vec<Alike>,
}

/// Two years of one organ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// This year's report.
    pub this: usize,
    /// Last year's.
    pub last: usize,
    /// Where one does not follow from the other.
    pub findings: Vec<Finding>,
}

/// What statistics of enforcement say against an annual report.
#[cfg(feature = "totals")]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgainstAnnual {
    /// The statistics.
    pub this: usize,
    /// The annual report.
    pub annual: usize,
    /// Decisions of which they have other numbers.
    pub findings: Vec<Finding>,
}

/// Reports that claim to be the same one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameReport {
    /// The reports.
    pub reports: Vec<usize>,
    /// Whether their numbers are the same as well.
    pub alike: bool,
}

/// A report that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Absent {
    /// The organ, as one of its reports names it.
    pub organ: String,
    /// The year.
    pub year: u16,
}

/// Who may sum up whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Family {
    /// The year of all of them.
    pub year: u16,
    /// The report that sums up.
    pub parent: usize,
    /// Those that it sums up.
    pub children: Vec<usize>,
}

/// A parent against the sums over its children.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summed {
    /// Cells that could be compared.
    pub compared: u32,
    /// Where they differ.
    pub findings: Vec<Finding>,
    /// Children that have not every number, so that some cells could not be compared.
    pub unknown: Vec<usize>,
}

/// Files of one body and year that are compared with those of the year before.
const COPIES: usize = 8;

/// What an organ is known by: its name folded, simplified and without spaces, brackets and quotes.
pub fn same_organ(organ: &str) -> String {
    plain(organ)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Pairs, proposes and lists what is not there. The order of the reports changes nothing.
pub fn overview(reports: &[Digest], language: Language) -> Overview {
    let mut overview = Overview::default();
    let mut known: Sorted<(String, u16), Vec<usize>> = Sorted::default();
    for index in in_order(reports) {
        let report = &reports[index];
        // What has no table of a report is none, whatever else it is.
        if report.verdict == Verdict::Unrecognised || report.edition.is_empty() {
            continue;
        }
        match (&report.organ, report.year) {
            (Some(organ), Some(year)) => {
                known.entry((same_organ(organ), year)).push(index);
            }
            _ => overview.unnamed.push(index),
        }
    }
    let words = Words(language);
    for ((organ, year), these) in &known {
        if let [_, _, ..] = these[..] {
            let figures = |&i: &usize| (&reports[i].edition, &reports[i].figures);
            overview.repeated.push(SameReport {
                alike: these.iter().all(|i| figures(i) == figures(&these[0])),
                reports: these.clone(),
            });
        }
        let last = year
            .checked_sub(1)
            .and_then(|year| known.get(&(organ.clone(), year)));
        if let ([this], Some([last])) = (&these[..], last.map(Vec::as_slice)) {
            let (now, then) = (reports[*this].as_previous(), reports[*last].as_previous());
            overview.pairs.push(Pair {
                this: *this,
                last: *last,
                findings: years::findings(&now, &then, words),
            });
        }
    }
    #[cfg(feature = "totals")]
    {
        overview.enforcement = enforcement(reports, &known, words);
    }
    overview.absent = absent(reports, &known);
    overview.families = families(&known);
    let order = Order {
        reports,
        bodies: bodies(&known, &overview.families),
        pairs: in_a_row(&known),
    };
    overview.alike = order.alike(words);
    overview
}

/// Statistics of enforcement against the only annual report of their body and year.
#[cfg(feature = "totals")]
fn enforcement(
    reports: &[Digest],
    known: &Sorted<(String, u16), Vec<usize>>,
    words: Words,
) -> Vec<AgainstAnnual> {
    let mut all = Vec::new();
    for this in in_order(reports) {
        let report = &reports[this];
        let (Some(organ), Some(year), true) =
            (&report.organ, report.year, report.edition.is_empty())
        else {
            continue;
        };
        let Some([annual]) = known.get(&(same_organ(organ), year)).map(Vec::as_slice) else {
            continue;
        };
        let said = report.decided.iter();
        let pairs = said.filter_map(|own| Some((own, reports[*annual].decided_of(&own.row)?)));
        let pairs: Vec<_> = pairs.collect();
        if !pairs.is_empty() {
            all.push(AgainstAnnual {
                this,
                annual: *annual,
                findings: pairs
                    .into_iter()
                    .filter_map(|(own, decided)| rules::decisions(own, decided, words))
                    .collect(),
            });
        }
    }
    all
}

/// Indices in an order that the reports themselves decide.
fn in_order(reports: &[Digest]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.put_in_order_by_key(|&i| {
        let report = &reports[i];
        (&report.organ, report.year, &report.file)
    });
    order
}

/// Years of which at least half of the organs have a report are expected of all of them. Any other
/// may be a slip in a title.
fn absent(reports: &[Digest], known: &Sorted<(String, u16), Vec<usize>>) -> Vec<Absent> {
    let mut organs: Sorted<&str, Vec<u16>> = Sorted::default();
    let mut years: Sorted<u16, usize> = Sorted::default();
    for (organ, year) in known.keys() {
        organs.entry(organ.as_str()).push(*year);
        *years.entry(*year) += 1;
    }
    let mut absent = Vec::new();
    for (organ, has) in &organs {
        let expected = years
            .iter()
            .filter(|&(_, &count)| count * 2 >= organs.len());
        for (&year, _) in expected.filter(|(year, _)| !has.contains(year)) {
            let one = known.get(&((*organ).to_owned(), has[0]));
            let name = one.and_then(|these| reports[these[0]].organ.clone());
            absent.push(Absent {
                organ: name.unwrap_or_default(),
                year,
            });
        }
    }
    absent
}

/// Proposals within each year, over organs with one report of it.
fn families(known: &Sorted<(String, u16), Vec<usize>>) -> Vec<Family> {
    let mut years: Sorted<u16, Vec<(&str, usize)>> = Sorted::default();
    for ((organ, year), these) in known {
        if let [only] = these[..] {
            years.entry(*year).push((organ, only));
        }
    }
    let mut families = Vec::new();
    for (&year, of_year) in years.iter().rev() {
        let organs: Vec<Option<&str>> = of_year.iter().map(|(organ, _)| Some(*organ)).collect();
        for (parent, children) in proposals(&organs) {
            families.push(Family {
                year,
                parent: of_year[parent].1,
                children: children.into_iter().map(|child| of_year[child].1).collect(),
            });
        }
    }
    families
}

/// Every report with those of its body of the year before.
fn in_a_row(known: &Sorted<(String, u16), Vec<usize>>) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for ((organ, year), these) in known {
        let last = year.checked_sub(1);
        let last = last.and_then(|year| known.get(&(organ.clone(), year)));
        for that in last.into_iter().flatten().take(COPIES) {
            all.extend(these.iter().take(COPIES).map(|this| (*this, *that)));
        }
    }
    all
}

/// The reports of each body and year with its family, in the order of family and name.
fn bodies(
    known: &Sorted<(String, u16), Vec<usize>>,
    families: &[Family],
) -> Vec<(usize, Option<usize>)> {
    let mut of: Sorted<usize, usize> = Sorted::default();
    for (number, family) in families.iter().enumerate() {
        for child in &family.children {
            of.insert(*child, number);
        }
        of.entry_or(family.parent, number);
    }
    let each = known.values().flatten();
    let mut bodies: Vec<_> = each.map(|index| (*index, of.get(index).copied())).collect();
    bodies.put_in_order_by_key(|(_, family)| *family);
    bodies
}

/// A parent against its children, once somebody said that they belong together.
pub fn family(parent: &Digest, children: &[Digest], language: Language) -> Summed {
    let members: Vec<_> = children.iter().map(Digest::as_member).collect();
    let sums = sums_of(&parent.as_member(), &members, language);
    Summed {
        compared: sums.compared,
        findings: sums.findings,
        unknown: sums.unknown,
    }
}
