//! Pictures: gray planes in, what was seen on them out; that in again, a report out. Between the two whoever shows
//! the report keeps it: reading takes seconds, judging what was read anew, after somebody typed, does not.

use super::argument::Argument;
use super::{Answer, Read, out};
use crate::batch::Digest;
use crate::form::{Forms, TableForm};
use crate::options::Options;
use crate::pipeline::of_seen;
use crate::read::scan::net::Readers;
use crate::read::scan::{
    PAGES, Picture, Plane, Seen, SeenCell, SeenPage, SeenTable, Step, Told, Why, read,
};
use js_sys::{Function, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What is on pages, each `{ width, height, pixels, red }` with a byte a pixel: gray, 0 black, and, where anything is red or
/// yellow, how much so, see [`Picture`]. `told`, where it is given, hears
/// how far it is: `"pages"` or `"cells"`, how many of how many.
#[wasm_bindgen(js_name = seePictures)]
pub fn see_pictures(pages: JsValue, told: JsValue) -> Answer {
    let pages = Argument::new("pages", pages).elements()?;
    if pages.len() > PAGES {
        return Argument::new("pages", JsValue::NULL).expected(&format!("at most {PAGES} pages"));
    }
    let all = pages.len();
    let told = told.dyn_ref::<Function>();
    let mut tell = |step: Step| {
        if let Some(told) = told {
            let (what, done, all) = match step {
                Step::Pages(done) => ("pages", done, all),
                Step::Cells(done, all) => ("cells", done, all),
            };
            let [done, all] = [done, all].map(|n| JsValue::from(n as u32));
            // What hears of it may fail; what is read does not.
            let _ = told.call3(&JsValue::NULL, &what.into(), &done, &all);
        }
    };
    let mut wrong = None;
    // One after the other: a page is reduced before the next is copied.
    let planes = pages
        .iter()
        .map_while(|page| plane(page).map_err(|error| wrong = Some(error)).ok());
    let seen = read(planes, Forms::default(), &Readers::new(), &mut tell);
    match wrong {
        Some(error) => Err(error),
        None => out(&JsSeen::from(&seen)),
    }
}

/// See [`crate::check`]: of what `seePictures` gave. A page may be no picture (`text`), and its cells stand beside those
/// that were seen; `organ` and `year` are then what such pages say.
#[wasm_bindgen(js_name = checkPictures)]
pub fn check_pictures(seen: JsValue, options: JsValue) -> Answer {
    let (seen, options) = arguments(seen, options)?;
    out(&of_seen(&seen, &options))
}

/// See [`Digest`]: of what `seePictures` gave.
#[wasm_bindgen(js_name = digestPictures)]
pub fn digest_pictures(seen: JsValue, options: JsValue) -> Answer {
    let (seen, options) = arguments(seen, options)?;
    out(&Digest::from(&of_seen(&seen, &options)))
}

fn arguments(seen: JsValue, options: JsValue) -> Read<(Seen, Options)> {
    let options = Argument::new("options", options).options()?;
    Ok((Argument::new("seen", seen).seen()?, options))
}

fn plane(page: &Argument) -> Read<Picture> {
    let side = |key| page.get(key)?.small::<u16>().map(usize::from);
    let (width, height) = (side("width")?, side("height")?);
    let gray = bytes(&page.get("pixels")?, width, height)?;
    let red = page.get("red")?;
    let red = match red.is_nothing() {
        true => None,
        false => Some(bytes(&red, width, height)?),
    };
    Ok(Picture { gray, red })
}

fn bytes(pixels: &Argument, width: usize, height: usize) -> Read<Plane> {
    let Some(bytes) = pixels.value.dyn_ref::<Uint8Array>() else {
        return pixels.expected("a Uint8Array");
    };
    // Looked at before it is copied.
    if bytes.length() as usize != width * height || width * height == 0 {
        return pixels.expected("a byte a pixel");
    }
    match Plane::new(width, height, bytes.to_vec()) {
        Some(plane) => Ok(plane),
        None => pixels.expected("a byte a pixel"),
    }
}

#[derive(Serialize)]
struct JsSeen {
    pages: Vec<JsPage>,
    tables: Vec<JsTable>,
    /// The height of the smallest digit, in pixels.
    digits: Option<f32>,
}

#[derive(Serialize)]
struct JsPage {
    width: usize,
    height: usize,
    quarters: u8,
    outlines: usize,
}

#[derive(Serialize)]
struct JsTable {
    table: &'static str,
    edition: &'static str,
    cells: Vec<JsCell>,
    outlines: Vec<(usize, [(f64, f64); 4])>,
}

#[derive(Serialize)]
struct JsCell {
    cell: String,
    /// `text`, `blank`, `absent`, or why it was not read.
    told: &'static str,
    text: Option<String>,
    readings: Vec<(String, f32)>,
    at: Option<(usize, [f64; 4])>,
}

impl From<&Seen> for JsSeen {
    fn from(seen: &Seen) -> Self {
        let page = |page: &SeenPage| JsPage {
            width: page.width,
            height: page.height,
            quarters: page.quarters,
            outlines: page.outlines,
        };
        JsSeen {
            pages: seen.pages.iter().map(page).collect(),
            tables: seen.tables.iter().map(JsTable::from).collect(),
            digits: seen.digits,
        }
    }
}

impl From<&SeenTable> for JsTable {
    fn from(table: &SeenTable) -> Self {
        let form = table.form;
        let forms = Forms::default();
        let mut editions = forms.editions();
        let cell = |cell: &SeenCell| {
            let (told, text) = match &cell.told {
                Told::Text(text) => ("text", Some(text.clone())),
                Told::Blank => ("blank", None),
                Told::Absent => ("absent", None),
                Told::Unread(why) => (why.code(), None),
            };
            JsCell {
                cell: form.name(cell.cell),
                told,
                text,
                readings: cell.readings.clone(),
                at: cell.at,
            }
        };
        JsTable {
            table: form.key(),
            edition: editions
                .find(|edition| edition.prints(form))
                .map_or("", |edition| edition.id),
            cells: table.cells.iter().map(cell).collect(),
            outlines: table.outlines.clone(),
        }
    }
}

impl Argument {
    fn list<T>(&self, read: impl Fn(&Argument) -> Read<T>) -> Read<Vec<T>> {
        self.elements()?.iter().map(read).collect()
    }

    fn seen(&self) -> Read<Seen> {
        let page = |page: &Argument| {
            let whole = |key| page.get(key)?.small::<u32>();
            Ok(SeenPage {
                width: whole("width")? as usize,
                height: whole("height")? as usize,
                quarters: page.get("quarters")?.small::<u8>()? % 4,
                outlines: whole("outlines")? as usize,
                text: !page.get("text")?.is_nothing(),
            })
        };
        let digits = self.get("digits")?;
        let (organ, year) = (self.get("organ")?, self.get("year")?);
        Ok(Seen {
            pages: self.get("pages")?.list(page)?,
            tables: self.get("tables")?.list(table)?,
            digits: match digits.is_nothing() {
                true => None,
                false => Some(digits.number()? as f32),
            },
            organ: (!organ.is_nothing()).then(|| organ.text()).transpose()?,
            year: (!year.is_nothing()).then(|| year.small()).transpose()?,
        })
    }

    /// Four of something.
    fn four<T>(&self, read: impl Fn(&Argument) -> Read<T>) -> Read<[T; 4]> {
        match self.list(read)?.try_into() {
            Ok(four) => Ok(four),
            Err(_) => self.expected("four of them"),
        }
    }

    /// A pair: the first, and the second.
    fn pair(&self) -> Read<[Argument; 2]> {
        match self.elements()?.try_into() {
            Ok(pair) => Ok(pair),
            Err(_) => self.expected("two of them"),
        }
    }
}

fn table(table: &Argument) -> Read<SeenTable> {
    let (key, edition) = (table.get("table")?.text()?, table.get("edition")?.text()?);
    let edition = Forms::default().edition(&edition);
    let Some(form) = edition.and_then(|edition| edition.table_of(&key)) else {
        return table.expected("a table of a form that is known");
    };
    let outline = |outline: &Argument| {
        let [page, corners] = outline.pair()?;
        let corner = |corner: &Argument| {
            let [x, y] = corner.pair()?;
            Ok((x.number()?, y.number()?))
        };
        Ok((page.small::<u16>()?.into(), corners.four(corner)?))
    };
    Ok(SeenTable {
        form,
        cells: table.get("cells")?.list(|one| cell(one, form))?,
        outlines: table.get("outlines")?.list(outline)?,
    })
}

fn cell(seen: &Argument, form: &'static TableForm) -> Read<SeenCell> {
    let name = seen.get("cell")?;
    let Some(cell) = form.cell(&name.text()?) else {
        return name.expected("a cell of the table");
    };
    let told = seen.get("told")?;
    let told = match &told.text()?[..] {
        "text" => Told::Text(seen.get("text")?.text()?),
        "blank" => Told::Blank,
        "absent" => Told::Absent,
        why => match why.parse::<Why>() {
            Ok(why) => Told::Unread(why),
            Err(_) => return told.expected("what a cell says"),
        },
    };
    let reading = |reading: &Argument| {
        let [text, share] = reading.pair()?;
        Ok((text.text()?, share.number()? as f32))
    };
    let at = seen.get("at")?;
    Ok(SeenCell {
        cell,
        told,
        readings: seen.get("readings")?.list(reading)?,
        at: match at.is_nothing() {
            true => None,
            false => {
                let [page, outline] = at.pair()?;
                Some((page.small::<u16>()?.into(), outline.four(Argument::number)?))
            }
        },
    })
}
