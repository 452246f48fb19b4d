//! The boundary to JavaScript: converts and forwards, nothing else. `www/gouji.d.ts` is its
//! description, and a test holds the two together.
//!
//! Plain objects go out, `null` for what is not there; nothing has to be freed. Arguments of a wrong
//! shape give an `Error` with a sentence for developers. A panic would be a trap, after which the
//! instance must not be called again: the page catches it and starts a new one.

#[cfg(feature = "office")]
mod pages;

#[cfg(feature = "office")]
use crate::batch::Digest;
use crate::place::Place;
use crate::report::{Cell, Claim, Number};
use crate::sheet::State;
use crate::sorted::Sorted;
use crate::{Given, Language, Options, Part, PartKind, Previous, Values, catalog, encoding};
use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// UTF-16 units of text in one call. A saved page with pictures inside stays far below; far beyond it
/// the memory would not suffice, which is a trap.
const LONGEST: u32 = 16 << 20;

/// Kinds of text that a part may be of.
#[cfg(feature = "office")]
const KINDS: &str = r#""html", "text" or "csv""#;
#[cfg(not(feature = "office"))]
const KINDS: &str = r#""html" or "text""#;

/// What a build takes as a part.
#[cfg(feature = "office")]
type Taken = crate::Piece;
#[cfg(not(feature = "office"))]
type Taken = Part;

type Answer = Result<JsValue, JsError>;
type Read<T> = Result<T, JsError>;

/// See [`crate::check`]; in the full build files may be among the parts: [`crate::check_pieces`].
#[wasm_bindgen]
pub fn check(parts: JsValue, options: JsValue) -> Answer {
    let parts = Argument::new("parts", parts).parts()?;
    let options = Argument::new("options", options).options()?;
    #[cfg(feature = "office")]
    return out(&crate::check_pieces(&parts, &options));
    #[cfg(not(feature = "office"))]
    out(&crate::check(&parts, &options))
}

/// See [`crate::check_cells`].
#[wasm_bindgen(js_name = checkCells)]
pub fn check_cells(values: JsValue, options: JsValue) -> Answer {
    let values = Argument::new("values", values).values()?;
    let options = Argument::new("options", options).options()?;
    out(&crate::check_cells(&values, &options))
}

/// See [`catalog::forms`].
#[wasm_bindgen]
pub fn forms(language: JsValue) -> Answer {
    let language = Argument::new("language", language).language()?;
    out(&catalog::forms(language))
}

/// See [`catalog::rules`].
#[wasm_bindgen]
pub fn rules(language: JsValue) -> Answer {
    let language = Argument::new("language", language).language()?;
    out(&catalog::rules(language))
}

/// See [`encoding::of`].
#[wasm_bindgen(js_name = encodingOf)]
pub fn encoding_of(bytes: JsValue) -> Answer {
    match bytes.dyn_ref::<Uint8Array>() {
        Some(bytes) => Ok(encoding::of(&bytes.to_vec()).into()),
        None => Argument::new("bytes", bytes).expected("a Uint8Array"),
    }
}

/// Version of the engine and its rules.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// See [`crate::check_bytes`].
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = readFile)]
pub fn read_file(bytes: JsValue, name: JsValue, options: JsValue) -> Answer {
    let (bytes, options) = file(bytes, name, options)?;
    out(&crate::check_bytes(&bytes, &options))
}

/// See [`crate::mark::mark`]. A file that cannot be marked throws the sentence that says why.
#[cfg(feature = "office")]
#[wasm_bindgen]
pub fn mark(bytes: JsValue, name: JsValue, report: JsValue, options: JsValue) -> Answer {
    let (bytes, options) = file(bytes, name, options)?;
    match crate::mark::mark(&bytes, &marks(report)?, &options) {
        Ok(marked) => Ok(Uint8Array::from(&marked[..]).into()),
        Err(sentence) => Err(JsError::new(&sentence)),
    }
}

/// See [`crate::mark::table_html`].
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = tableHtml)]
pub fn table_html(report: JsValue, corrected: JsValue) -> Read<String> {
    Ok(crate::mark::table_html(&marks(report)?, fill(&corrected)))
}

/// See [`crate::mark::table_tsv`].
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = tableTsv)]
pub fn table_tsv(report: JsValue, corrected: JsValue) -> Read<String> {
    Ok(crate::mark::table_tsv(&marks(report)?, fill(&corrected)))
}

/// See [`crate::batch::Digest`]: the same as `readFile`, but only what is kept of a report.
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = digestFile)]
pub fn digest_file(bytes: JsValue, name: JsValue, options: JsValue) -> Answer {
    let (bytes, options) = file(bytes, name, options)?;
    out(&Digest::from(&crate::check_bytes(&bytes, &options)))
}

/// See [`crate::batch::Digest`]: the same of `parts`, for what is no file any more.
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = digestParts)]
pub fn digest_parts(parts: JsValue, options: JsValue) -> Answer {
    let parts = Argument::new("parts", parts).parts()?;
    let options = Argument::new("options", options).options()?;
    out(&Digest::from(&crate::check_pieces(&parts, &options)))
}

/// See [`crate::batch::overview`].
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = overviewOf)]
pub fn overview_of(digests: JsValue, language: JsValue) -> Answer {
    let language = Argument::new("language", language).language()?;
    out(&crate::batch::overview(&self::digests(digests)?, language))
}

/// See [`crate::batch::family`].
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = familyOf)]
pub fn family_of(parent: JsValue, children: JsValue, language: JsValue) -> Answer {
    let language = Argument::new("language", language).language()?;
    let parent = serde_wasm_bindgen::from_value(parent)
        .map_err(|error| JsError::new(&format!("parent: {error}")))?;
    out(&crate::batch::family(
        &parent,
        &digests(children)?,
        language,
    ))
}

/// The list of many reports as a file: `csv` or `xlsx`.
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = listOf)]
pub fn list_of(digests: JsValue, format: JsValue, language: JsValue) -> Read<Vec<u8>> {
    let format = Argument::new("format", format).text()?;
    let language = Argument::new("language", language).language()?;
    let digests = self::digests(digests)?;
    let overview = crate::batch::overview(&digests, language);
    let rows = crate::batch::list(&digests, &overview, language);
    Ok(match &format[..] {
        "xlsx" => crate::batch::xlsx(crate::batch::sheet_name(language), &rows),
        _ => crate::batch::csv(&rows).into_bytes(),
    })
}

/// See [`crate::batch::kind_name`].
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = kindName)]
pub fn kind_name(kind: JsValue, language: JsValue) -> Read<String> {
    let kind = Argument::new("kind", kind).text()?;
    let language = Argument::new("language", language).language()?;
    Ok(crate::batch::kind_name(&kind, language).to_owned())
}

/// See [`crate::pages`]: as `check` takes them; null for a file of another kind.
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = pagesOf)]
pub fn pages_of(bytes: JsValue) -> Answer {
    let (bytes, _) = file(bytes, JsValue::NULL, JsValue::NULL)?;
    out(&crate::pages(&bytes).map(pages::laid))
}

#[cfg(feature = "office")]
fn digests(digests: JsValue) -> Read<Vec<Digest>> {
    serde_wasm_bindgen::from_value(digests)
        .map_err(|error| JsError::new(&format!("digests: {error}")))
}

#[cfg(feature = "office")]
fn fill(corrected: &JsValue) -> crate::mark::Fill {
    match corrected.is_truthy() {
        true => crate::mark::Fill::Corrected,
        false => crate::mark::Fill::Marked,
    }
}

#[cfg(feature = "office")]
fn file(bytes: JsValue, name: JsValue, options: JsValue) -> Read<(Vec<u8>, Options)> {
    let mut options = Argument::new("options", options).options()?;
    options.name = Argument::new("name", name)
        .optional_text()?
        .or(options.name);
    match bytes.dyn_ref::<Uint8Array>() {
        Some(bytes) => Ok((bytes.to_vec(), options)),
        None => Argument::new("bytes", bytes).expected("a Uint8Array"),
    }
}

/// A report as it came out of here, or what is left of one.
#[cfg(feature = "office")]
fn marks(report: JsValue) -> Read<crate::mark::Marks> {
    serde_wasm_bindgen::from_value(report)
        .map_err(|error| JsError::new(&format!("report: {error}")))
}

fn out(value: &impl Serialize) -> Answer {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

// Arguments are read by hand: serde's readers and their errors, with all that prints a float,
// came to a seventh of the wasm (22 kB gzipped).

/// A value and the words for it in an error.
struct Argument {
    value: JsValue,
    what: String,
}

impl Argument {
    fn new(what: &str, value: JsValue) -> Self {
        Argument {
            value,
            what: what.to_owned(),
        }
    }

    fn expected<T>(&self, expected: &str) -> Read<T> {
        Err(JsError::new(&format!("{}: expected {expected}", self.what)))
    }

    fn is_nothing(&self) -> bool {
        self.value.is_undefined() || self.value.is_null()
    }

    fn is_object(&self) -> bool {
        self.value.is_object() && !Array::is_array(&self.value)
    }

    /// A property; undefined where there is none.
    fn get(&self, key: &str) -> Read<Argument> {
        let what = format!("{}.{key}", self.what);
        match Reflect::get(&self.value, &key.into()) {
            Ok(value) => Ok(Argument { value, what }),
            Err(_) => self.expected("an object whose properties can be read"),
        }
    }

    /// The properties of a plain object; none where it is no object.
    fn entries(&self) -> Option<impl Iterator<Item = (String, Argument)>> {
        let object = self.is_object().then(|| Object::from(self.value.clone()))?;
        let entry = |what: &str, entry: JsValue| {
            let entry = Array::from(&entry);
            let key = entry.get(0).as_string().unwrap_or_default();
            let what = format!("{what}[\"{key}\"]");
            let value = entry.get(1);
            (key, Argument { value, what })
        };
        let what = self.what.clone();
        let entries = Object::entries(&object).into_iter();
        Some(entries.map(move |pair| entry(&what, pair)))
    }

    fn text(&self) -> Read<String> {
        match self.value.as_string() {
            Some(text) => Ok(text),
            None => self.expected("a string"),
        }
    }

    fn optional_text(&self) -> Read<Option<String>> {
        (!self.is_nothing()).then(|| self.text()).transpose()
    }

    /// A whole number within ±(2⁵³ − 1).
    fn whole(&self) -> Option<i64> {
        let number = self.value.as_f64()?;
        const SAFE: f64 = 9_007_199_254_740_991.0;
        (number % 1.0 == 0.0 && number.abs() <= SAFE).then_some(number as i64)
    }

    fn small<T: TryFrom<i64>>(&self) -> Read<T> {
        match self.whole().map(T::try_from) {
            Some(Ok(number)) => Ok(number),
            _ => self.expected("a whole number in its range"),
        }
    }

    fn year(&self) -> Read<Option<u16>> {
        (!self.is_nothing()).then(|| self.small()).transpose()
    }

    fn edition(&self) -> Read<Sorted<String, String>> {
        match self.entries() {
            Some(mut entries) => {
                entries.try_fold(Sorted::default(), |mut editions, (table, id)| {
                    editions.insert(table, id.text()?);
                    Ok(editions)
                })
            }
            None => self.expected("an object of table and edition"),
        }
    }

    fn language(&self) -> Read<Language> {
        match self.value.as_string().as_deref() {
            None if self.is_nothing() => Ok(Language::default()),
            Some("zh-CN") => Ok(Language::Chinese),
            Some("en") => Ok(Language::English),
            _ => self.expected("\"zh-CN\" or \"en\""),
        }
    }

    fn options(&self) -> Read<Options> {
        if self.is_nothing() {
            return Ok(Options::default());
        }
        if !self.is_object() {
            return self.expected("an object of options");
        }
        let previous = self.get("previous")?;
        Ok(Options {
            language: self.get("language")?.language()?,
            name: self.get("name")?.optional_text()?,
            previous: (!previous.is_nothing())
                .then(|| previous.previous())
                .transpose()?,
            off: self.get("off")?.texts()?,
        })
    }

    fn texts(&self) -> Read<Vec<String>> {
        self.elements()?.iter().map(Argument::text).collect()
    }

    fn previous(&self) -> Read<Previous> {
        if !self.is_object() {
            return self.expected("a report");
        }
        let cells = self.get("cells")?;
        let Some(mut entries) = cells.entries() else {
            return cells.expected("the cells of a report");
        };
        Ok(Previous {
            organ: self.get("organ")?.optional_text()?,
            year: self.get("year")?.year()?,
            edition: self.get("edition")?.edition()?,
            cells: entries.try_fold(Sorted::default(), |mut cells, (id, cell)| {
                cells.insert(id, cell.cell()?);
                Ok::<_, JsError>(cells)
            })?,
        })
    }

    fn parts(&self) -> Read<Vec<Taken>> {
        if !Array::is_array(&self.value) {
            return self.expected("an array of { kind, text }");
        }
        let mut left = LONGEST;
        let parts = Array::from(&self.value);
        let part = |(index, value): (usize, JsValue)| {
            let part = Argument::new(&format!("{}[{index}]", self.what), value);
            if !part.is_object() {
                return part.expected("{ kind, text }");
            }
            let (kind, text) = (part.get("kind")?, part.get("text")?);
            let kind = match kind.value.as_string().as_deref() {
                Some("html") => PartKind::Html,
                Some("text") => PartKind::Text,
                #[cfg(feature = "office")]
                Some("csv") => PartKind::Csv,
                #[cfg(feature = "office")]
                Some("file") => {
                    let bytes = part.get("bytes")?;
                    let Some(array) = bytes.value.dyn_ref::<Uint8Array>() else {
                        return bytes.expected("a Uint8Array");
                    };
                    let name = part.get("name")?.optional_text()?;
                    return Ok(crate::Piece::File(array.to_vec(), name));
                }
                #[cfg(feature = "office")]
                Some("pages") => {
                    let name = part.get("name")?.optional_text()?;
                    return Ok(crate::Piece::Pages(part.get("pages")?.pages()?, name));
                }
                _ => return kind.expected(KINDS),
            };
            // Its length is looked at before it is copied.
            let Some(string) = text.value.dyn_ref::<JsString>() else {
                return text.expected("a string");
            };
            let Some(rest) = left.checked_sub(string.length()) else {
                return text.expected(&format!("at most {LONGEST} characters in all"));
            };
            left = rest;
            let part = Part {
                kind,
                text: string.into(),
            };
            #[cfg(feature = "office")]
            return Ok(crate::Piece::Text(part));
            #[cfg(not(feature = "office"))]
            Ok(part)
        };
        parts.iter().enumerate().map(part).collect()
    }

    fn values(&self) -> Read<Values> {
        if !self.is_object() {
            return self.expected("{ edition, cells }");
        }
        let cells = self.get("cells")?;
        let Some(mut entries) = cells.entries() else {
            return cells.expected("an object of cells");
        };
        Ok(Values {
            edition: self.get("edition")?.edition()?,
            cells: entries.try_fold(Sorted::default(), |mut cells, (id, given)| {
                cells.insert(id, given.given()?);
                Ok::<_, JsError>(cells)
            })?,
            claims: self.get("claims")?.claims()?,
            organ: self.get("organ")?.optional_text()?,
            year: self.get("year")?.year()?,
            file: self.get("file")?.optional_text()?,
        })
    }

    /// The elements of an array; none where there is nothing.
    fn elements(&self) -> Read<Vec<Argument>> {
        if self.is_nothing() {
            return Ok(Vec::new());
        }
        if !Array::is_array(&self.value) {
            return self.expected("an array");
        }
        let element = |(index, value): (usize, JsValue)| {
            Argument::new(&format!("{}[{index}]", self.what), value)
        };
        Ok(Array::from(&self.value)
            .iter()
            .enumerate()
            .map(element)
            .collect())
    }

    fn claims(&self) -> Read<Vec<Claim>> {
        let names = |sum: &Argument| sum.texts();
        let claim = |claim: &Argument| {
            Ok(Claim {
                value: claim.get("value")?.small()?,
                any_of: claim
                    .get("any_of")?
                    .elements()?
                    .iter()
                    .map(names)
                    .collect::<Read<_>>()?,
            })
        };
        self.elements()?.iter().map(claim).collect()
    }

    fn given(&self) -> Read<Given> {
        if self.is_nothing() {
            return Ok(Given::Nothing(()));
        }
        if self.is_object() {
            return self.cell().map(Given::Cell);
        }
        let text = self.value.as_string().map(Given::Text);
        match text.or_else(|| self.whole().map(Given::Count)) {
            Some(given) => Ok(given),
            None => self.expected("a whole number, a text, a cell or null"),
        }
    }

    fn cell(&self) -> Read<Cell> {
        if !self.is_object() {
            return self.expected("a cell of a report");
        }
        let (value, state, at) = (self.get("value")?, self.get("state")?, self.get("at")?);
        let text = value.value.as_string().map(Number::Amount);
        let number = text.or_else(|| value.whole().map(Number::Count));
        if number.is_none() && !value.is_nothing() {
            return value.expected("a whole number, a decimal as text, or null");
        }
        Ok(Cell {
            value: number,
            text: self.get("text")?.optional_text()?.unwrap_or_default(),
            state: match state.value.as_string().as_deref() {
                Some("read") => State::Read,
                Some("blank") => State::Blank,
                Some("inferred") => State::Inferred,
                Some("missing") => State::Missing,
                Some("unreadable") => State::Unreadable,
                _ => return state.expected("the state of a cell"),
            },
            at: (!at.is_nothing()).then(|| at.place()).transpose()?,
        })
    }

    fn place(&self) -> Read<Place> {
        if !self.is_object() {
            return self.expected("a place");
        }
        let number = |key| self.get(key)?.small::<u32>();
        #[cfg(feature = "office")]
        if !self.get("page")?.is_nothing() {
            let measure = |key| self.get(key)?.small::<i32>();
            return Ok(Place::Page {
                page: number("page")?,
                x: measure("x")?,
                y: measure("y")?,
                width: measure("width")?,
                height: measure("height")?,
            });
        }
        if self.get("table")?.is_nothing() {
            return Ok(Place::Span {
                line: number("line")?,
                start: number("start")?,
                end: number("end")?,
            });
        }
        Ok(Place::Cell {
            table: number("table")?,
            row: number("row")?,
            column: number("column")?,
        })
    }
}
