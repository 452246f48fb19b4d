//! The boundary to JavaScript: converts and forwards, nothing else. `www/gouji.d.ts` is its
//! description, and a test holds the two together.
//!
//! Plain objects go out, `null` for what is not there; nothing has to be freed. Arguments of a wrong
//! shape give an `Error` with a sentence for developers. A panic would be a trap, after which the
//! instance must not be called again: the page catches it and starts a new one.

mod argument;
#[cfg(feature = "explain")]
mod given;
#[cfg(feature = "office")]
mod pages;
#[cfg(feature = "scan")]
mod pictures;
#[cfg(feature = "office")]
mod reports;

#[cfg(feature = "office")]
use crate::batch::Digest;
use crate::catalog;
#[cfg(feature = "explain")]
use crate::encoding;
use crate::form::Forms;
#[cfg(feature = "office")]
use crate::options::Options;
#[cfg(feature = "office")]
use crate::options::Piece;
use argument::Argument;
#[cfg(feature = "office")]
use js_sys::Array;
use js_sys::JSON;
#[cfg(feature = "explain")]
use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The browser decodes text files: it has the tables. Said before any file is read.
#[cfg(feature = "office")]
fn browser_decodes() {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    {
        #[wasm_bindgen]
        extern "C" {
            type TextDecoder;
            #[wasm_bindgen(constructor)]
            fn new(label: &str) -> TextDecoder;
            #[wasm_bindgen(method)]
            fn decode(this: &TextDecoder, bytes: &[u8]) -> String;
        }
        encoding::decoder::set(|label, bytes| TextDecoder::new(label).decode(bytes));
    }
}

// What reads pictures is an engine beside the others: with the feature `scan` those of their functions that need
// no `office` are not handed out, and what they alone use weighs nothing.

type Answer = Result<JsValue, JsError>;
type Read<T> = Result<T, JsError>;

/// See [`crate::check`]; in the full build files may be among the parts.
#[cfg_attr(not(feature = "scan"), wasm_bindgen)]
pub fn check(parts: JsValue, options: JsValue) -> Answer {
    let parts = Argument::new("parts", parts).parts()?;
    let options = Argument::new("options", options).options()?;
    // Past the door through which values come too: the first build has none of what reads them, and gives null
    // where it leaves the parts to the larger one.
    match crate::pipeline::check_pieces(&parts, &options) {
        Some(report) => out(&report),
        None => Ok(JsValue::NULL),
    }
}

/// See [`crate::check`]: values that need no reading.
#[cfg(feature = "explain")]
#[cfg_attr(not(feature = "scan"), wasm_bindgen(js_name = checkCells))]
pub fn check_cells(values: JsValue, options: JsValue) -> Answer {
    let values = Argument::new("values", values).values()?;
    let options = Argument::new("options", options).options()?;
    out(&crate::check(values, &options))
}

/// See [`catalog::forms`].
#[cfg_attr(not(feature = "scan"), wasm_bindgen)]
pub fn forms(language: JsValue) -> Answer {
    let language = Argument::new("language", language).language()?;
    out(&catalog::forms(Forms::known(), language))
}

/// See [`catalog::rules`].
#[cfg_attr(not(feature = "scan"), wasm_bindgen)]
pub fn rules(language: JsValue) -> Answer {
    let language = Argument::new("language", language).language()?;
    out(&catalog::rules(Forms::known(), language))
}

/// See [`encoding::of`].
#[cfg(feature = "explain")]
#[cfg_attr(not(feature = "scan"), wasm_bindgen(js_name = encodingOf))]
pub fn encoding_of(bytes: JsValue) -> Answer {
    match bytes.dyn_ref::<Uint8Array>() {
        Some(bytes) => Ok(encoding::of(&bytes.to_vec()).into()),
        None => Argument::new("bytes", bytes).expected("a Uint8Array"),
    }
}

/// See [`crate::VERSION`].
#[wasm_bindgen]
pub fn version() -> String {
    crate::VERSION.to_owned()
}

/// See [`crate::check`]: a file.
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = readFile)]
pub fn read_file(bytes: JsValue, name: JsValue, options: JsValue) -> Answer {
    let (bytes, options) = file(bytes, name, options)?;
    out(&crate::check(vec![Piece::File(bytes, None)], &options))
}

/// See [`crate::versions::versions`]: two versions of one report, each as `check` takes it.
#[cfg(feature = "office")]
#[wasm_bindgen]
pub fn compare(before: JsValue, after: JsValue, options: JsValue) -> Answer {
    let options = Argument::new("options", options).options()?;
    let before = Argument::new("before", before).parts()?;
    let after = Argument::new("after", after).parts()?;
    let [before, after] = [before, after].map(|parts| {
        let name = match parts.first() {
            Some(Piece::File(_, name) | Piece::Pages(_, name)) => name.clone(),
            _ => None,
        };
        let options = Options {
            name,
            ..options.clone()
        };
        crate::check(parts, &options)
    });
    out(&crate::versions::versions(
        &before,
        &after,
        options.language,
    ))
}

/// See [`crate::mark::mark`]. A file that cannot be marked throws the sentence that says why.
#[cfg(feature = "office")]
#[wasm_bindgen]
pub fn mark(bytes: JsValue, name: JsValue, report: JsValue, options: JsValue) -> Answer {
    let (bytes, options) = file(bytes, name, options)?;
    match crate::mark::mark(&bytes, &marks(report)?, &options) {
        Ok(marked) => Ok(Uint8Array::from(&marked[..]).into()),
        Err(error) => Err(JsError::new(&error.sentence(options.language))),
    }
}

/// See [`crate::mark::correct`]: { bytes, left }. `values` is cell id → text.
#[cfg(feature = "office")]
#[wasm_bindgen]
pub fn correct(bytes: JsValue, report: JsValue, values: JsValue, options: JsValue) -> Answer {
    let (bytes, options) = file(bytes, JsValue::NULL, options)?;
    let values = Argument::new("values", values);
    let Some(mut entries) = values.entries() else {
        return values.expected("an object of cells and texts");
    };
    let values = entries.try_fold(
        crate::sorted::Sorted::default(),
        |mut values, (id, text)| {
            values.insert(id, text.text()?);
            Ok::<_, JsError>(values)
        },
    )?;
    let done = crate::mark::correct(&bytes, &marks(report)?, &values, &options);
    let done = done.map_err(|error| JsError::new(&error.sentence(options.language)))?;
    let left = Array::from_iter(done.left.iter().map(|id| JsValue::from_str(id)));
    let bytes = Uint8Array::from(&done.bytes[..]);
    Ok(object(&[("bytes", bytes.into()), ("left", left.into())]))
}

/// See [`crate::mark::table_html`].
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = tableHtml)]
pub fn table_html(report: JsValue, plain: JsValue, table: JsValue) -> Read<String> {
    let table = Argument::new("table", table).optional_text()?;
    let (marks, fill) = (marks(report)?, fill(&plain));
    Ok(crate::mark::table_html(&marks, fill, table.as_deref()))
}

/// See [`crate::mark::table_tsv`].
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = tableTsv)]
pub fn table_tsv(report: JsValue, plain: JsValue, table: JsValue) -> Read<String> {
    let table = Argument::new("table", table).optional_text()?;
    let (marks, fill) = (marks(report)?, fill(&plain));
    Ok(crate::mark::table_tsv(&marks, fill, table.as_deref()))
}

/// See [`crate::batch::unpack`]: an array of { path, bytes, trouble }, one of the last two null.
#[cfg(feature = "office")]
#[wasm_bindgen]
pub fn unpack(bytes: JsValue, endings: JsValue) -> Answer {
    let (bytes, _) = file(bytes, JsValue::NULL, JsValue::NULL)?;
    let endings = Argument::new("endings", endings).texts()?;
    let entry = |packed: crate::batch::Packed| {
        let (bytes, trouble) = match packed.content {
            Ok(bytes) => (Uint8Array::from(&bytes[..]).into(), JsValue::NULL),
            Err(trouble) => (JsValue::NULL, trouble.word().into()),
        };
        object(&[
            ("path", packed.path.into()),
            ("bytes", bytes),
            ("trouble", trouble),
        ])
    };
    let packed = crate::batch::unpack(&bytes, &endings);
    Ok(Array::from_iter(packed.into_iter().map(entry)).into())
}

/// See [`crate::batch::pack`]: one zip of an array of { path, bytes }.
#[cfg(feature = "office")]
#[wasm_bindgen]
pub fn pack(files: JsValue) -> Answer {
    let part = |file: &Argument| {
        let bytes = file.get("bytes")?;
        match bytes.value.dyn_ref::<Uint8Array>() {
            Some(array) => Ok((file.get("path")?.text()?, array.to_vec())),
            None => bytes.expected("a Uint8Array"),
        }
    };
    let files = Argument::new("files", files).elements()?;
    let files: Vec<_> = files.iter().map(part).collect::<Read<_>>()?;
    Ok(Uint8Array::from(&crate::batch::pack(files)[..]).into())
}

#[cfg(feature = "office")]
fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in entries {
        // A plain object takes any.
        let _ = js_sys::Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

/// See [`crate::batch::Digest`]: the same as `readFile`, but only what is kept of a report.
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = digestFile)]
pub fn digest_file(bytes: JsValue, name: JsValue, options: JsValue) -> Answer {
    let (bytes, options) = file(bytes, name, options)?;
    out(&Digest::from(&crate::check(
        vec![Piece::File(bytes, None)],
        &options,
    )))
}

/// See [`crate::batch::Digest`]: the same of `parts`, for what is no file any more.
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = digestParts)]
pub fn digest_parts(parts: JsValue, options: JsValue) -> Answer {
    let parts = Argument::new("parts", parts).parts()?;
    let options = Argument::new("options", options).options()?;
    out(&Digest::from(&crate::check(parts, &options)))
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
    let parent = reports::digest(&Argument::new("parent", parent))?;
    out(&crate::batch::family(
        &parent,
        &digests(children)?,
        language,
    ))
}

/// The list of many reports as a file: `csv` or `xlsx`. With `only`, the reports of these numbers; what
/// is said of them is what all of them say.
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = listOf)]
pub fn list_of(
    digests: JsValue,
    format: JsValue,
    language: JsValue,
    only: JsValue,
) -> Read<Vec<u8>> {
    let format = Argument::new("format", format).text()?;
    let language = Argument::new("language", language).language()?;
    let digests = self::digests(digests)?;
    let overview = crate::batch::overview(&digests, language);
    let mut rows = crate::batch::list(&digests, &overview, language);
    let only = Argument::new("only", only);
    if !only.is_nothing() {
        let wanted = only.elements()?;
        let wanted: Vec<usize> = wanted.iter().map(Argument::small).collect::<Read<_>>()?;
        let order = crate::batch::worst_first(&digests);
        // A head comes before them.
        let mut kept = std::iter::once(true).chain(order.iter().map(|n| wanted.contains(n)));
        rows.retain(|_| kept.next().unwrap_or(true));
    }
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
    Ok(crate::batch::kind_name(Forms::known(), &kind, language))
}

/// See [`crate::stages::pages`]: as `check` takes them; null for a file of another kind.
#[cfg(feature = "office")]
#[wasm_bindgen(js_name = pagesOf)]
pub fn pages_of(bytes: JsValue) -> Answer {
    let (bytes, _) = file(bytes, JsValue::NULL, JsValue::NULL)?;
    out(&crate::stages::pages(&bytes).map(pages::laid))
}

#[cfg(feature = "office")]
fn digests(digests: JsValue) -> Read<Vec<Digest>> {
    reports::digests(&Argument::new("digests", digests))
}

#[cfg(feature = "office")]
fn fill(plain: &JsValue) -> crate::mark::FillStyle {
    match plain.is_truthy() {
        true => crate::mark::FillStyle::Plain,
        false => crate::mark::FillStyle::Marked,
    }
}

#[cfg(feature = "office")]
fn file(bytes: JsValue, name: JsValue, options: JsValue) -> Read<(Vec<u8>, Options)> {
    browser_decodes();
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
    reports::marks(&Argument::new("report", report))
}

/// A plain object, by way of its JSON: one text goes over the boundary instead of every property by
/// itself, and what writes JSON is smaller than what makes objects (by 3 kB gzipped in the page).
fn out(value: &impl Serialize) -> Answer {
    let json = serde_json::to_string(value)
        .map_err(|_| JsError::new("an answer that cannot be written"))?;
    JSON::parse(&json).map_err(|_| JsError::new("what was written is no JSON"))
}
