//! What must be true of every input, whatever it is. One program for every door, so that the checker
//! is compiled and linked once; `GOUJI_FUZZ` names the door.

#![no_main]

mod aligned;
mod invariants;
mod laid;
mod located;
mod package;
mod parts;

use gouji::form::{Form, edition};
use gouji::sorted::Sorted;
use gouji::{Given, Options, Part, PartKind, Previous, Values};
use libfuzzer_sys::{Corpus, fuzz_target};
use std::sync::LazyLock;

/// What takes an input; whether it could.
type Door = fn(&[u8]) -> bool;

static DOOR: LazyLock<Door> = LazyLock::new(|| {
    let name = std::env::var("GOUJI_FUZZ").expect("GOUJI_FUZZ names a door");
    door(&name).unwrap_or_else(|| panic!("there is no door {name}"))
});

fuzz_target!(|bytes: &[u8]| -> Corpus {
    match DOOR(bytes) {
        true => Corpus::Keep,
        false => Corpus::Reject,
    }
});

/// The doors by their names; xtask/src/fuzz.rs lists them too, with how long each runs.
fn door(name: &str) -> Option<Door> {
    Some(match name {
        "text" => |bytes| text(bytes, |text| part(PartKind::Text, text)),
        "html" => |bytes| text(bytes, |text| part(PartKind::Html, text)),
        "csv" => |bytes| text(bytes, |text| part(PartKind::Csv, text)),
        "number" => |bytes| text(bytes, parts::number),
        "rows" => |bytes| any(bytes, parts::rows),
        "align" => |bytes| any(bytes, aligned::aligned),
        "cells" => |bytes| any(bytes, cells),
        "locate" => |bytes| any(bytes, located::located),
        "pages" => |bytes| any(bytes, laid::pages),
        "file" => |bytes| any(bytes, file),
        "docx" => |xml| any(&package::docx(xml), file),
        "xlsx" => |xml| any(&package::xlsx(xml), file),
        "odf" => |xml| any(&package::odf(xml), file),
        "ofd" => |xml| any(&package::ofd(xml), file),
        _ => return None,
    })
}

fn any(bytes: &[u8], holds: impl Fn(&[u8])) -> bool {
    holds(bytes);
    true
}

/// Bytes that are no text are not worth keeping.
fn text(bytes: &[u8], holds: impl Fn(&str)) -> bool {
    let text = std::str::from_utf8(bytes);
    text.map(holds).is_ok()
}

/// Text, HTML or CSV as it is pasted.
fn part(kind: PartKind, text: &str) {
    let part = Part {
        kind,
        text: text.to_owned(),
    };
    let report = gouji::check(&[part], &Options::default());
    invariants::hold(&report);
}

/// A file of any kind; one that is marked reads as before.
fn file(bytes: &[u8]) {
    let options = Options::default();
    let report = gouji::check(gouji::Input::file(bytes), &options);
    invariants::hold(&report);
    let Ok(marked) = gouji::mark::mark(bytes, &(&report).into(), &options) else {
        return;
    };
    let again = gouji::check(gouji::Input::file(&marked), &options);
    invariants::same(&report, &again);
}

/// Values without a text, last year's with them: naming the wrong cell, year against year. Two bytes
/// a cell, so that small changes of the input are small changes of the table.
fn cells(bytes: &[u8]) {
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
        edition: form
            .tables
            .iter()
            .map(|table| (table.key().to_owned(), form.id.to_owned()))
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
    let previous = gouji::check(&last, &Options::default());
    let options = Options {
        previous: (first & 2 == 2).then(|| Previous::from(&previous)),
        ..Options::default()
    };
    let report = gouji::check(&this, &options);
    invariants::hold(&report);
}
