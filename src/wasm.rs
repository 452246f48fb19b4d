//! The boundary to JavaScript: converts and forwards, nothing else. `www/gouji.d.ts` is its
//! description, and a test holds the two together.
//!
//! Plain objects go out, `null` for what is not there; nothing has to be freed. Arguments of a wrong
//! shape give an `Error` with a sentence for developers. A panic would be a trap, after which the
//! instance must not be called again: the page catches it and starts a new one.

use crate::sorted::Sorted;
use crate::{Given, Language, Options, Part, PartKind, Previous, Values, catalog, encoding};
use js_sys::{Array, JsString, Object, Uint8Array};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// UTF-16 units of text in one call. A saved page with pictures inside stays far below; far beyond it
/// the memory would not suffice, which is a trap.
const LONGEST: u32 = 16 << 20;

type Answer = Result<JsValue, JsError>;

// `expecting` is how an error calls them.
#[derive(Deserialize)]
#[serde(expecting = "{ kind, text }")]
struct GivenPart {
    kind: PartKind,
    /// Looked at before it is copied.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    text: JsValue,
}

#[derive(Default, Deserialize)]
#[serde(default, expecting = "an object of options")]
struct GivenOptions {
    language: Option<Language>,
    name: Option<String>,
    previous: Option<Previous>,
}

#[derive(Deserialize)]
#[serde(expecting = "{ edition, cells }")]
struct GivenValues {
    edition: Sorted<String, String>,
    /// Read one by one, so that an error can name the cell.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    cells: JsValue,
    #[serde(default)]
    organ: Option<String>,
    #[serde(default)]
    year: Option<u16>,
    #[serde(default)]
    file: Option<String>,
}

/// See [`crate::check`].
#[wasm_bindgen]
pub fn check(parts: JsValue, options: JsValue) -> Answer {
    let parts = parts_from(parts)?;
    out(&crate::check(&parts, &options_from(options)?))
}

/// See [`crate::check_cells`].
#[wasm_bindgen(js_name = checkCells)]
pub fn check_cells(values: JsValue, options: JsValue) -> Answer {
    let values = values_from(values)?;
    out(&crate::check_cells(&values, &options_from(options)?))
}

/// See [`catalog::forms`].
#[wasm_bindgen]
pub fn forms(language: JsValue) -> Answer {
    out(&catalog::forms(language_from(language)?))
}

/// See [`catalog::rules`].
#[wasm_bindgen]
pub fn rules(language: JsValue) -> Answer {
    out(&catalog::rules(language_from(language)?))
}

/// See [`encoding::of`].
#[wasm_bindgen(js_name = encodingOf)]
pub fn encoding_of(bytes: JsValue) -> Answer {
    match bytes.dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(encoding::of(&bytes.to_vec()).into()),
        Err(_) => Err(JsError::new("bytes: expected a Uint8Array")),
    }
}

/// Version of the engine and its rules.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn out(value: &impl Serialize) -> Answer {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

fn read<T: DeserializeOwned>(what: &str, value: JsValue) -> Result<T, JsError> {
    serde_wasm_bindgen::from_value(value).map_err(|error: serde_wasm_bindgen::Error| {
        let error = error.to_string();
        let error = error.strip_prefix("Error: ").unwrap_or(&error);
        JsError::new(&format!("{what}: {error}"))
    })
}

fn language_from(value: JsValue) -> Result<Language, JsError> {
    Ok(read::<Option<Language>>("language", value)?.unwrap_or_default())
}

fn options_from(value: JsValue) -> Result<Options, JsError> {
    let given = read::<Option<GivenOptions>>("options", value)?.unwrap_or_default();
    Ok(Options {
        language: given.language.unwrap_or_default(),
        name: given.name,
        previous: given.previous,
    })
}

fn parts_from(value: JsValue) -> Result<Vec<Part>, JsError> {
    if !Array::is_array(&value) {
        return Err(JsError::new("parts: expected an array of { kind, text }"));
    }
    let mut left = LONGEST;
    let mut parts = Vec::new();
    for (index, value) in Array::from(&value).iter().enumerate() {
        let what = format!("parts[{index}]");
        let GivenPart { kind, text } = read(&what, value)?;
        let Ok(text) = text.dyn_into::<JsString>() else {
            return Err(JsError::new(&format!("{what}.text: expected a string")));
        };
        let Some(rest) = left.checked_sub(text.length()) else {
            let sentence = format!("{what}.text: more than {LONGEST} characters in all");
            return Err(JsError::new(&sentence));
        };
        left = rest;
        parts.push(Part {
            kind,
            text: text.into(),
        });
    }
    Ok(parts)
}

fn values_from(value: JsValue) -> Result<Values, JsError> {
    let given: GivenValues = read("values", value)?;
    let Some(cells) = given.cells.dyn_ref::<Object>() else {
        return Err(JsError::new("values.cells: expected an object"));
    };
    let mut values = Sorted::default();
    for entry in Object::entries(cells).iter() {
        let (id, value): (String, JsValue) = {
            let entry = Array::from(&entry);
            (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
        };
        let Ok(value) = serde_wasm_bindgen::from_value::<Given>(value) else {
            let sentence =
                format!("values.cells[\"{id}\"]: expected a whole number, a text, a cell or null");
            return Err(JsError::new(&sentence));
        };
        values.insert(id, value);
    }
    Ok(Values {
        edition: given.edition,
        cells: values,
        organ: given.organ,
        year: given.year,
        file: given.file,
    })
}
