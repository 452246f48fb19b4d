//! The values of one column, each different one once: most of what stands in a report stands in the others too.

use ahash::RandomState;
use gouji::tables::{Column, TidyValue, Type};
use indexmap::IndexSet;

/// Small numbers, each with how often it comes in succession.
#[derive(Default)]
pub struct Runs(Vec<(u32, u32)>);

impl Runs {
    fn push(&mut self, number: u32) {
        match self.0.last_mut() {
            Some((last, times)) if *last == number => *times += 1,
            _ => self.0.push((number, 1)),
        }
    }

    /// Number and times, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().copied()
    }
}

/// The values of one column.
pub struct ColumnValues {
    /// 1 for a row that has a value, 0 for one that has none; kept where a row may have none.
    pub there: Option<Runs>,
    /// Of each row that has one, its place among the different ones.
    pub rows: Runs,
    /// How many rows have one.
    pub count: u32,
    /// The different ones in the order in which they came.
    pub distinct: Distinct,
    /// Bytes that they take.
    pub bytes: usize,
    /// The place that the last row has.
    last: usize,
    /// Place in the list of the row's writer → place here.
    listed: Vec<Option<usize>>,
}

/// Values, none twice, in the order in which they came.
pub enum Distinct {
    Texts(IndexSet<Box<str>, RandomState>),
    /// Whole numbers, or thousandths.
    Numbers(IndexSet<i64, RandomState>),
}

impl ColumnValues {
    /// None yet.
    pub fn of(column: &Column) -> Self {
        ColumnValues {
            there: (!column.required).then(Runs::default),
            rows: Runs::default(),
            count: 0,
            distinct: match column.r#type {
                Type::Text => Distinct::Texts(IndexSet::default()),
                Type::Integer | Type::Probability => Distinct::Numbers(IndexSet::default()),
            },
            bytes: 0,
            last: 0,
            listed: Vec::new(),
        }
    }

    /// That of one more row.
    pub fn push(&mut self, value: &TidyValue) {
        let place = match *value {
            TidyValue::Nothing => None,
            TidyValue::Text(text) => Some(self.text(text)),
            TidyValue::Listed(at, text) => Some(self.listed(at, text)),
            TidyValue::Integer(n) => Some(self.number(n)),
            TidyValue::Thousandths(n) => Some(self.number(n.into())),
        };
        if let Some(there) = &mut self.there {
            there.push(place.is_some().into());
        }
        if let Some(place) = place {
            self.rows.push(place as u32);
            self.count += 1;
            self.last = place;
        }
    }

    fn listed(&mut self, at: usize, text: &str) -> usize {
        if let Some(&Some(place)) = self.listed.get(at) {
            return place;
        }
        let place = self.text(text);
        if self.listed.len() <= at {
            self.listed.resize(at + 1, None);
        }
        self.listed[at] = Some(place);
        place
    }

    fn text(&mut self, text: &str) -> usize {
        let Distinct::Texts(all) = &mut self.distinct else {
            debug_assert!(false, "{text:?} is no number");
            return 0;
        };
        if all.get_index(self.last).is_some_and(|last| **last == *text) {
            return self.last;
        }
        all.get_index_of(text).unwrap_or_else(|| {
            self.bytes += text.len();
            all.insert_full(text.into()).0
        })
    }

    fn number(&mut self, n: i64) -> usize {
        let Distinct::Numbers(all) = &mut self.distinct else {
            debug_assert!(false, "{n} is no text");
            return 0;
        };
        match all.get_index(self.last) {
            Some(&last) if last == n => self.last,
            _ => all.insert_full(n).0,
        }
    }
}

impl Distinct {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Distinct::Texts(all) => all.len(),
            Distinct::Numbers(all) => all.len(),
        }
    }
}
