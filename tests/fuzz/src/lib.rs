//! What must be true of every input, whatever it is; one function a door.

mod aligned;
mod invariants;
mod laid;
mod located;
pub mod package;
mod parts;

pub use aligned::aligned;
pub use laid::pages;
pub use located::located;
pub use parts::{number, rows};

use gouji::form::{Form, TableId, edition};
use gouji::sorted::Sorted;
use gouji::{Given, Options, Part, PartKind, Previous, Values};

/// Text, HTML or CSV as it is pasted.
pub fn part(kind: PartKind, text: &str) {
    let part = Part {
        kind,
        text: text.to_owned(),
    };
    let report = gouji::check(&[part], &Options::default());
    invariants::hold(&report);
}

/// A file of any kind; one that is marked reads as before.
pub fn file(bytes: &[u8]) {
    let options = Options::default();
    let report = gouji::check_bytes(bytes, &options);
    invariants::hold(&report);
    let Ok(marked) = gouji::mark::mark(bytes, &(&report).into(), &options) else {
        return;
    };
    let again = gouji::check_bytes(&marked, &options);
    invariants::same(&report, &again);
}

/// Values without a text, last year's with them: naming the wrong cell, year against year. Two bytes
/// a cell, so that small changes of the input are small changes of the table.
pub fn cells(bytes: &[u8]) {
    let Some((&first, rest)) = bytes.split_first() else {
        return;
    };
    let form = edition(if first & 1 == 0 { "2021" } else { "2019" }).expect("an edition");
    let names: Vec<String> = Form::of(form)
        .tables()
        .flat_map(|table| table.cells().map(|cell| table.name(cell)))
        .collect();
    let mut pairs = rest.chunks(2).map(|pair| match *pair {
        [high, low] => i64::from(u16::from_be_bytes([high, low])),
        _ => i64::from(pair[0]),
    });
    let mut values = || Values {
        edition: TableId::ALL
            .map(|table| (table.id().to_owned(), form.id.to_owned()))
            .into_iter()
            .collect(),
        cells: names
            .iter()
            .map(|name| {
                let given = match pairs.next() {
                    Some(0xffff) => Given::Nothing(()),
                    Some(0xfffe) => Given::Text("/".into()),
                    Some(0xfffd) => Given::Text("12.5".into()),
                    Some(0xfffc) => Given::Count(-1),
                    Some(number) => Given::Count(number),
                    None => Given::Count(0),
                };
                (name.clone(), given)
            })
            .collect::<Sorted<_, _>>(),
        claims: Vec::new(),
        organ: None,
        year: None,
        file: None,
    };
    let (this, last) = (values(), values());
    let previous = gouji::check_cells(&last, &Options::default());
    let options = Options {
        previous: (first & 2 == 2).then(|| Previous::from(&previous)),
        ..Options::default()
    };
    let report = gouji::check_cells(&this, &options);
    invariants::hold(&report);
}
