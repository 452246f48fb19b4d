//! The engine for Python: reports leave as JSON, tables as Arrow streams. What a user sees of it is
//! `gouji/__init__.py`.

mod arrow;
mod many;

use gouji::form::Forms;
use gouji::{Input, Language, Options, Previous, Report, catalog, check};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::collections::BTreeMap;

/// What is asked besides the input.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Asked {
    name: Option<String>,
    language: String,
    previous: Option<String>,
    edits: BTreeMap<String, String>,
    off: Vec<String>,
}

impl Asked {
    fn options(self) -> PyResult<Options> {
        let language: Result<Language, _> = self.language.parse();
        let wrong = |what: String| PyValueError::new_err(what);
        let previous = self
            .previous
            .map(|text| serde_json::from_str::<Report>(&text));
        let previous = previous
            .transpose()
            .map_err(|error| wrong(error.to_string()))?;
        Ok(Options {
            language: language.map_err(|_| wrong("language: zh-CN, en".into()))?,
            name: self.name,
            previous: previous.as_ref().map(Previous::from),
            edits: self.edits.into_iter().collect(),
            off: self.off,
            ..Options::default()
        })
    }
}

fn json(input: Input, options: &Options) -> PyResult<String> {
    let wrong = |error: serde_json::Error| PyValueError::new_err(error.to_string());
    serde_json::to_string(&check(input, options)).map_err(wrong)
}

/// The report on a file's bytes, as JSON.
#[pyfunction]
fn check_file(py: Python<'_>, bytes: Vec<u8>, asked: Asked) -> PyResult<String> {
    let options = asked.options()?;
    py.detach(|| json(Input::file(bytes), &options))
}

/// The report on a text, as JSON.
#[pyfunction]
fn check_text(py: Python<'_>, text: String, html: bool, asked: Asked) -> PyResult<String> {
    let options = asked.options()?;
    let input = if html {
        Input::html(text)
    } else {
        Input::text(text)
    };
    py.detach(|| json(input, &options))
}

/// The recognised tables of a report as HTML without scripts, styles or links of its own making.
#[pyfunction]
fn table_html(report: &str) -> PyResult<String> {
    let report: Report =
        serde_json::from_str(report).map_err(|error| PyValueError::new_err(error.to_string()))?;
    let marks = gouji::mark::Marks::from(&report);
    Ok(gouji::mark::table_html(
        &marks,
        gouji::mark::FillStyle::Marked,
        None,
    ))
}

/// The forms and the rules as JSON.
#[pyfunction]
fn described(language: &str) -> PyResult<(String, String)> {
    let language: Language = language
        .parse()
        .map_err(|_| PyValueError::new_err("language: zh-CN, en"))?;
    let forms = serde_json::to_string(&catalog::forms(Forms::default(), language));
    let rules = serde_json::to_string(&catalog::rules(Forms::default(), language));
    let wrong = |error: serde_json::Error| PyValueError::new_err(error.to_string());
    Ok((forms.map_err(wrong)?, rules.map_err(wrong)?))
}

/// The endings of files that are taken from a folder.
#[pyfunction]
fn endings() -> Vec<&'static str> {
    gouji::batch::ENDINGS.to_vec()
}

/// How everything begins that gouji writes under a name that somebody chose.
#[pyfunction]
fn beginnings() -> Vec<std::borrow::Cow<'static, [u8]>> {
    let all = gouji::batch::beginnings().into_iter();
    all.map(std::borrow::Cow::Owned).collect()
}

/// Whether a file or folder of this name is passed over.
#[pyfunction]
fn is_hidden(name: &[u8]) -> bool {
    gouji::batch::is_hidden(name)
}

/// What is said of files in folders that were not read.
#[pyfunction]
fn left_sentence(others: BTreeMap<String, usize>, hidden: usize, own: usize) -> Option<String> {
    let left = gouji::batch::Left {
        others,
        hidden,
        own,
    };
    left.sentence(Language::Chinese)
}

#[pymodule]
fn _gouji(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", gouji::VERSION)?;
    module.add_class::<arrow::Table>()?;
    module.add_function(wrap_pyfunction!(check_file, module)?)?;
    module.add_function(wrap_pyfunction!(check_text, module)?)?;
    module.add_function(wrap_pyfunction!(many::tables, module)?)?;
    module.add_function(wrap_pyfunction!(many::fingerprint, module)?)?;
    module.add_function(wrap_pyfunction!(endings, module)?)?;
    module.add_function(wrap_pyfunction!(beginnings, module)?)?;
    module.add_function(wrap_pyfunction!(is_hidden, module)?)?;
    module.add_function(wrap_pyfunction!(left_sentence, module)?)?;
    module.add_function(wrap_pyfunction!(table_html, module)?)?;
    module.add_function(wrap_pyfunction!(described, module)?)
}
