//! `gouji rules` and `gouji forms`; the forms of the caller's own that `--form` names.

use crate::command::{FormOptions as Asked, Rules};
use crate::files;
use gouji::catalog;
use gouji::form::{Description, Form, Forms, misread};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The built-in forms and those that are named: their JSON is described at [`Description`].
pub fn known(asked: &Asked) -> Result<Forms, String> {
    let add = |forms: Forms, path| with(forms, path);
    asked
        .form
        .iter()
        .try_fold(Forms::default(), |forms, path| add(forms, path))
}

fn with(forms: Forms, path: &Path) -> Result<Forms, String> {
    let text = fs::read_to_string(path).map_err(|error| files::reason(path, &error));
    let form = text.and_then(|text| {
        // Some editors begin a file with a mark of its encoding.
        let text = text.trim_start_matches('\u{feff}');
        let form: Description = serde_json::from_str(text).map_err(|error| {
            let place = format!("第 {} 行第 {} 列", error.line(), error.column());
            misread(&place, &error.to_string())
        })?;
        forms.with(&form)
    });
    form.map_err(|error| format!("--form: {}: {error}", path.display()))
}

/// Whether an edition has a cell of this id.
pub fn has_cell(forms: Forms, cell: &str) -> Result<(), String> {
    let mut editions = forms.editions().copied();
    match editions.any(|edition| Form::of(edition).cell(cell).is_some()) {
        true => Ok(()),
        false => Err(format!(
            "--edit: 没有编号为 {cell} 的单元格（编号见 --json） no cell has the id {cell} (--json shows them)"
        )),
    }
}

/// The forms that are looked for, as the page draws them.
pub fn forms(out: &mut impl Write, asked: &Asked, forms: Forms) -> io::Result<()> {
    let forms = catalog::forms(forms, asked.language);
    writeln!(out, "{}", serde_json::to_string(&forms)?)
}

/// The rules, to be read or as lines of JSON.
pub fn rules(out: &mut impl Write, asked: &Rules, forms: Forms) -> io::Result<()> {
    for rule in catalog::rules(forms, asked.forms.language) {
        if asked.json {
            writeln!(out, "{}", serde_json::to_string(&rule)?)?;
        } else {
            writeln!(
                out,
                "{} [{}]\n  {}\n  {}（{}）",
                rule.id, rule.edition, rule.sentence, rule.why, rule.source
            )?;
        }
    }
    Ok(())
}
