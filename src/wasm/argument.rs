//! Arguments are read by hand: serde's readers and their errors, with all that prints a float, came to a
//! seventh of the wasm (22 kB gzipped).

use super::Read;
use crate::form::Forms;
use crate::language::{FIRST, Language};
use crate::options::{Options, Part, PartKind, Piece};
#[cfg(feature = "explain")]
use crate::profile::{Profile, Setting};
use crate::sorted::Sorted;
#[cfg(feature = "office")]
use js_sys::Uint8Array;
use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

/// UTF-16 units of text in one call. A saved page with pictures inside stays far below; far beyond it
/// the memory would not suffice, which is a trap.
const LONGEST: u32 = 16 << 20;

/// Kinds of text that a part may be of.
#[cfg(feature = "office")]
const KINDS: &str = r#""html", "text" or "csv""#;
#[cfg(not(feature = "office"))]
const KINDS: &str = r#""html" or "text""#;

/// A value and the words for it in an error.
pub(super) struct Argument {
    pub value: JsValue,
    pub what: String,
}

impl Argument {
    pub fn new(what: &str, value: JsValue) -> Self {
        Argument {
            value,
            what: what.to_owned(),
        }
    }

    pub fn expected<T>(&self, expected: &str) -> Read<T> {
        Err(JsError::new(&format!("{}: expected {expected}", self.what)))
    }

    pub fn is_nothing(&self) -> bool {
        self.value.is_undefined() || self.value.is_null()
    }

    pub fn is_object(&self) -> bool {
        self.value.is_object() && !Array::is_array(&self.value)
    }

    /// A property; undefined where there is none.
    pub fn get(&self, key: &str) -> Read<Argument> {
        let what = format!("{}.{key}", self.what);
        match Reflect::get(&self.value, &key.into()) {
            Ok(value) => Ok(Argument { value, what }),
            Err(_) => self.expected("an object whose properties can be read"),
        }
    }

    /// The properties of a plain object; none where it is no object.
    pub fn entries(&self) -> Option<impl Iterator<Item = (String, Argument)>> {
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

    pub fn text(&self) -> Read<String> {
        match self.value.as_string() {
            Some(text) => Ok(text),
            None => self.expected("a string"),
        }
    }

    pub fn optional_text(&self) -> Read<Option<String>> {
        (!self.is_nothing()).then(|| self.text()).transpose()
    }

    #[cfg(any(feature = "office", feature = "scan"))]
    pub fn number(&self) -> Read<f64> {
        match self.value.as_f64() {
            Some(number) => Ok(number),
            None => self.expected("a number"),
        }
    }

    /// A whole number within ±(2⁵³ − 1).
    #[cfg(feature = "explain")]
    pub fn whole(&self) -> Option<i64> {
        let number = self.value.as_f64()?;
        (number % 1.0 == 0.0 && number.abs() <= crate::number::MAX as f64).then_some(number as i64)
    }

    #[cfg(feature = "explain")]
    pub fn small<T: TryFrom<i64>>(&self) -> Read<T> {
        match self.whole().map(T::try_from) {
            Some(Ok(number)) => Ok(number),
            _ => self.expected("a whole number in its range"),
        }
    }

    #[cfg(feature = "explain")]
    pub fn year(&self) -> Read<Option<u16>> {
        (!self.is_nothing()).then(|| self.small()).transpose()
    }

    pub fn edition(&self) -> Read<Sorted<String, String>> {
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

    /// Cell id → text; nothing where nothing was typed.
    pub fn edits(&self) -> Read<Sorted<String, String>> {
        match self.is_nothing() {
            true => Ok(Sorted::default()),
            false => self.edition(),
        }
    }

    pub fn language(&self) -> Read<Language> {
        match self.value.as_string().as_deref() {
            None if self.is_nothing() => Ok(Language::default()),
            Some("zh-CN") => Ok(Language::Chinese),
            Some("en") if !FIRST => Ok(Language::English),
            _ if FIRST => self.expected("\"zh-CN\" in this build"),
            _ => self.expected("\"zh-CN\" or \"en\""),
        }
    }

    /// Whether something is wanted; not where nothing is said.
    #[cfg(feature = "totals")]
    fn flag(&self) -> Read<bool> {
        match self.value.as_bool() {
            Some(flag) => Ok(flag),
            None if self.is_nothing() => Ok(false),
            None => self.expected("true or false"),
        }
    }

    /// Nothing, or a no: this build has not what is asked for.
    #[cfg(all(feature = "office", not(feature = "totals")))]
    fn is_declined(&self, feature: &str) -> Read<()> {
        match self.is_nothing() || self.value.as_bool() == Some(false) {
            true => Ok(()),
            false => self.expected(&format!(
                "nothing in a build without the feature `{feature}`"
            )),
        }
    }

    pub fn options(&self) -> Read<Options> {
        if self.is_nothing() {
            return Ok(Options::default());
        }
        if !self.is_object() {
            return self.expected("an object of options");
        }
        // Whoever asks for what this build has not must hear of it.
        #[cfg(all(feature = "office", not(feature = "totals")))]
        self.get("totals")?.is_declined("totals")?;
        Ok(Options {
            #[cfg(feature = "office")]
            forms: self.get("forms")?.forms()?,
            #[cfg(not(feature = "office"))]
            forms: Forms::default(),
            language: self.get("language")?.language()?,
            name: self.get("name")?.optional_text()?,
            // What the first build does not compare it need not read.
            #[cfg(feature = "explain")]
            previous: self.get("previous")?.previous()?,
            #[cfg(not(feature = "explain"))]
            previous: None,
            off: self.get("off")?.texts()?,
            edits: self.get("edits")?.edits()?,
            #[cfg(feature = "totals")]
            totals: self.get("totals")?.flag()?,
            #[cfg(feature = "explain")]
            profile: self.get("profile")?.profile()?,
        })
    }

    /// The built-in forms and those of an array of descriptions; what is wrong with one is said in its own
    /// sentence.
    #[cfg(feature = "forms")]
    pub fn forms(&self) -> Read<Forms> {
        let mut forms = Forms::default();
        for element in self.elements()? {
            let form: crate::form::Description =
                serde_wasm_bindgen::from_value(element.value.clone()).map_err(|error| {
                    let (place, error) = misread(&element.value).unwrap_or(("".into(), error));
                    let said = crate::form::misread(&place, &error.to_string());
                    JsError::new(&format!("{}{said}", element.what))
                })?;
            let with = forms.with(&form);
            forms = with.map_err(|error| JsError::new(&format!("{}: {error}", element.what)))?;
        }
        Ok(forms)
    }

    /// The built-in forms: this build takes no others.
    #[cfg(all(feature = "office", not(feature = "forms")))]
    pub fn forms(&self) -> Read<Forms> {
        match self.is_nothing() {
            true => Ok(Forms::default()),
            false => self.expected("nothing in a build without the feature `forms`"),
        }
    }

    /// The object of a local profile; what is wrong with it is said in its own sentence.
    #[cfg(feature = "explain")]
    pub fn profile(&self) -> Read<Option<Profile>> {
        if self.is_nothing() {
            return Ok(None);
        }
        let Some(entries) = self.entries() else {
            return self.expected("an object of settings");
        };
        let setting = |value: &Argument| {
            if let Some(text) = value.value.as_string() {
                return Setting::Text(text);
            }
            if Array::is_array(&value.value) {
                return value.texts().map_or(Setting::Other, Setting::Texts);
            }
            value.small().map_or(Setting::Other, Setting::Number)
        };
        let settings = entries.map(|(key, value)| (key, setting(&value)));
        Profile::new(settings)
            .map(Some)
            .map_err(|error| JsError::new(&error))
    }

    pub fn texts(&self) -> Read<Vec<String>> {
        self.elements()?.iter().map(Argument::text).collect()
    }

    pub fn parts(&self) -> Read<Vec<Piece>> {
        #[cfg(feature = "office")]
        super::browser_decodes();
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
                    return Ok(Piece::File(array.to_vec(), name));
                }
                #[cfg(feature = "office")]
                Some("pages") => {
                    let name = part.get("name")?.optional_text()?;
                    return Ok(Piece::Pages(part.get("pages")?.pages()?, name));
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
            Ok(Piece::Text(Part {
                kind,
                text: string.into(),
            }))
        };
        parts.iter().enumerate().map(part).collect()
    }

    /// The elements of an array; none where there is nothing.
    pub fn elements(&self) -> Read<Vec<Argument>> {
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
}

/// The smallest part of a form's description that cannot be read, as a path below it, and why.
#[cfg(feature = "forms")]
fn misread(form: &JsValue) -> Option<(String, serde_wasm_bindgen::Error)> {
    use crate::form::load::description::{
        EditionText, LineText, RelationText, RevisionText, SectionText, TableText,
    };
    fn first<T: serde::de::DeserializeOwned>(
        of: &JsValue,
        list: &str,
    ) -> Option<(String, JsValue, serde_wasm_bindgen::Error)> {
        let list_of = js_sys::Reflect::get(of, &list.into()).ok()?;
        if !Array::is_array(&list_of) {
            return None;
        }
        let elements = Array::from(&list_of).to_vec().into_iter().enumerate();
        let mut wrong = elements.filter_map(|(at, element)| {
            let error = serde_wasm_bindgen::from_value::<T>(element.clone()).err()?;
            Some((format!(".{list}[{at}]"), element, error))
        });
        wrong.next()
    }
    if let Some((place, edition, error)) = first::<EditionText>(form, "editions") {
        let Some((table, revision, error)) = first::<RevisionText>(&edition, "tables") else {
            return Some((place, error));
        };
        let within = first::<LineText>(&revision, "lines")
            .or_else(|| first::<RelationText>(&revision, "relations"));
        let place = format!("{place}{table}");
        return Some(match within {
            Some((part, _, error)) => (format!("{place}{part}"), error),
            None => (place, error),
        });
    }
    let found =
        first::<TableText>(form, "tables").or_else(|| first::<SectionText>(form, "sections"));
    found.map(|(place, _, error)| (place, error))
}
