//! 雷同: prose of one body that another's report has too, or its own of last year; tables of two bodies
//! with the same numbers.

use super::Digest;
use super::digest::tables;
use super::overview::same_organ;
use super::sketch::Sketch;
use crate::sorted::{InOrder, Sorted};
use crate::words::Words;
use serde::Serialize;

/// Hundredths of a text from which it is said to be the same.
const SHARE: u32 = 80;
/// Shingles of a text at least: what is shorter is alike by what it has to say.
const LEAST: u32 = 40;
/// Digits of the numbers of a table, noughts left out, from which on equal ones are no coincidence.
const DIGITS: usize = 14;
/// Hashes of a sketch that others are looked up by. Of two texts that share four fifths, nearly all of the
/// smallest hashes are the same.
const KEYS: usize = 16;
/// Neighbours with the same hash that are compared with each.
const NEIGHBOURS: usize = 8;

/// Reports of which one part is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alike {
    /// `1`, `5`: the section whose prose it is; else the id of the table.
    pub part: String,
    /// Reports of two or more bodies of one year in the order of their names, or this year's report and last year's.
    pub reports: Vec<usize>,
    /// Whether they are one body's, of two years.
    pub years: bool,
    /// Whether all of them are of one proposed family.
    pub family: bool,
    /// Hundredths of the text that are the same, of the two that are least alike of those compared.
    pub share: u32,
    /// Whether the text is the same to the letter but for the names of the bodies.
    pub exact: bool,
    /// The same in a sentence.
    pub message: String,
}

/// What reports are compared by: their indices in the order of year, parent and name.
pub(super) struct Order<'r> {
    pub reports: &'r [Digest],
    /// Index, and the number of its family; bodies of one family stand together.
    pub bodies: Vec<(usize, Option<usize>)>,
    /// This year's report and last year's of the same body.
    pub pairs: Vec<(usize, usize)>,
}

impl Order<'_> {
    /// Every group, bodies of one parent first.
    pub fn alike(&self, words: Words) -> Vec<Alike> {
        let mut all = Vec::new();
        for section in super::sketch::SECTIONS {
            let part = (section + 1).to_string();
            let read = |report: &Digest| Sketch::read(report.prose.get(&part)?);
            let sketches: Vec<Option<Sketch>> = self.reports.iter().map(read).collect();
            let sketches: Vec<Option<&Sketch>> = sketches
                .iter()
                .map(|s| s.as_ref().filter(|s| s.shingles >= LEAST))
                .collect();
            all.extend(self.prose(&part, &sketches));
            all.extend(self.years(&part, &sketches));
        }
        all.extend(self.tables());
        for alike in &mut all {
            let name = |&index: &usize| {
                let report = &self.reports[index];
                let name = report.organ.as_deref().or(report.file.as_deref());
                name.unwrap_or("—")
            };
            let mut names: Vec<&str> = alike.reports.iter().map(name).collect();
            names.dedup();
            let mut tables = tables(&self.reports[alike.reports[0]].edition);
            let table = tables.find(|table| table.key() == alike.part);
            let part = match table {
                Some(form) => words.table(form.table).to_owned(),
                None => words.section(&alike.part),
            };
            alike.message = words.alike(&part, alike, table.is_some(), &names);
        }
        all.put_in_order_by_key(|alike| {
            let apart = !alike.family && !alike.years;
            (
                apart,
                alike.years,
                alike.part.clone(),
                alike.reports.clone(),
            )
        });
        all
    }

    /// Groups of bodies with the same prose: whoever shares enough with one of them is of it.
    fn prose(&self, part: &str, sketches: &[Option<&Sketch>]) -> Vec<Alike> {
        let mut keys: Vec<(Option<u16>, u32, usize)> = Vec::new();
        for (place, (index, _)) in self.bodies.iter().enumerate() {
            let least = sketches[*index].map_or(&[][..], |sketch| &sketch.least);
            let year = self.reports[*index].year;
            keys.extend(least.iter().take(KEYS).map(|hash| (year, *hash, place)));
        }
        keys.put_in_order();
        let mut groups = Groups::of(self.bodies.len());
        for (i, one) in keys.iter().enumerate() {
            let next = keys[i + 1..].iter().take(NEIGHBOURS);
            for other in next.take_while(|other| (other.0, other.1) == (one.0, one.1)) {
                let (a, b) = (one.2, other.2);
                let of = |place: usize| sketches[self.bodies[place].0];
                let (Some(x), Some(y)) = (of(a), of(b)) else {
                    continue;
                };
                if groups.top(a) == groups.top(b) {
                    continue;
                }
                let share = x.share(y).min(y.share(x));
                if share >= SHARE {
                    groups.join(a, b, share, x == y);
                }
            }
        }
        self.groups(part, groups)
    }

    fn groups(&self, part: &str, mut groups: Groups) -> Vec<Alike> {
        let mut members: Sorted<usize, Vec<usize>> = Sorted::default();
        for place in 0..self.bodies.len() {
            let top = groups.top(place);
            members.entry(top).push(place);
        }
        let many = members.iter().filter(|(_, places)| self.several(places));
        many.map(|(top, places)| self.group(part, places, groups.links[*top]))
            .collect()
    }

    /// Whether reports are of more than one body: two files of one report are no copies of each other.
    fn several(&self, places: &[usize]) -> bool {
        let organ = |place: usize| {
            let organ = self.reports[self.bodies[place].0].organ.as_deref();
            same_organ(organ.unwrap_or_default())
        };
        let mut all = places.iter().copied().map(organ);
        let first = all.next();
        all.any(|organ| Some(organ) != first)
    }

    fn group(&self, part: &str, places: &[usize], (share, exact): (u32, bool)) -> Alike {
        let family = self.bodies[places[0]].1;
        let same = |place: &usize| self.bodies[*place].1 == family;
        Alike {
            part: part.to_owned(),
            reports: places.iter().map(|place| self.bodies[*place].0).collect(),
            years: false,
            family: family.is_some() && places.iter().all(same),
            share,
            exact,
            message: String::new(),
        }
    }

    fn years(&self, part: &str, sketches: &[Option<&Sketch>]) -> Vec<Alike> {
        let alike = |&(this, last): &(usize, usize)| {
            let (one, two) = (sketches[this]?, sketches[last]?);
            let share = one.share(two);
            (share >= SHARE).then(|| Alike {
                part: part.to_owned(),
                reports: vec![this, last],
                years: true,
                family: false,
                share,
                exact: one == two,
                message: String::new(),
            })
        };
        self.pairs.iter().filter_map(alike).collect()
    }

    /// Groups of bodies whose table has the same numbers.
    fn tables(&self) -> Vec<Alike> {
        // By what the reports hold, not by copies of it: there may be a hundred thousand.
        type Key<'r> = (&'r str, Option<u16>, &'r str, &'r str);
        let mut same: Sorted<Key, Vec<usize>> = Sorted::default();
        for (place, (index, _)) in self.bodies.iter().enumerate() {
            let report = &self.reports[*index];
            for (table, figures) in &report.figures {
                let numbers = figures.split(' ').filter(|number| *number != "0");
                let telling = numbers.map(str::len).sum::<usize>() >= DIGITS;
                if telling && !figures.contains('?') {
                    let edition = report.edition.get(table).map_or("", String::as_str);
                    same.entry((table, report.year, edition, figures))
                        .push(place);
                }
            }
        }
        let many = same.iter().filter(|(_, places)| self.several(places));
        many.map(|((table, ..), places)| self.group(table, places, (100, true)))
            .collect()
    }
}

/// Which of many belong together, by links between two of them.
struct Groups {
    above: Vec<usize>,
    /// Of each group, at its top: the least share of its links, and whether all of them are exact.
    links: Vec<(u32, bool)>,
}

impl Groups {
    fn of(count: usize) -> Groups {
        Groups {
            above: (0..count).collect(),
            links: vec![(100, true); count],
        }
    }

    fn top(&mut self, mut place: usize) -> usize {
        while self.above[place] != place {
            self.above[place] = self.above[self.above[place]];
            place = self.above[place];
        }
        place
    }

    fn join(&mut self, a: usize, b: usize, share: u32, exact: bool) {
        let (a, b) = (self.top(a), self.top(b));
        let (first, second) = (a.min(b), a.max(b));
        let (one, two) = (self.links[a], self.links[b]);
        self.above[second] = first;
        self.links[first] = (one.0.min(two.0).min(share), one.1 && two.1 && exact);
    }
}
