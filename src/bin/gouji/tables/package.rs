//! `datapackage.json`: what is in the folder, as Frictionless Data describes tables.

use super::part::whole;
use super::record::Tally;
use super::{Job, final_files};
use crate::command::OutputFormat;
use gouji::Language;
use gouji::tables::{Column, SCHEMA, TABLES, Table};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The description's name.
pub const NAME: &str = "datapackage.json";

/// The files of a folder that its description lists, itself among them; none where it is somebody else's.
pub fn files(dir: &Path) -> BTreeSet<String> {
    let ours = read(dir).filter(|package| package["gouji"].is_object());
    let Some(package) = ours else {
        return BTreeSet::new();
    };
    let listed = package["resources"].as_array().into_iter().flatten();
    let paths = listed.filter_map(|resource| resource["path"].as_str());
    paths.chain([NAME]).map(str::to_owned).collect()
}

/// What was found by a run over just these inputs that is done already.
pub fn finished(dir: &Path, key: &str) -> Option<Tally> {
    let package = read(dir)?;
    let ours = &package["gouji"];
    let there = files(dir).iter().all(|name| dir.join(name).is_file());
    let same = ours["key"] == key && there;
    same.then(|| serde_json::from_value(ours["tally"].clone()).ok())?
}

fn read(dir: &Path) -> Option<Json> {
    serde_json::from_slice(&fs::read(dir.join(NAME)).ok()?).ok()
}

/// Takes it away, before what it describes changes.
pub fn remove(dir: &Path) -> io::Result<()> {
    match fs::remove_file(dir.join(NAME)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Describes the tables that are there.
pub fn write(dir: &Path, job: &Job, tally: &Tally, key: &str) -> io::Result<()> {
    let language = job.options.language;
    let resources: Vec<Json> = TABLES
        .iter()
        .zip(tally.rows)
        .map(|(table, rows)| resource(table, rows, job.format, language))
        .collect();
    let package = json!({
        "name": "gouji",
        "profile": "data-package",
        "resources": resources,
        "gouji": {
            "schema": SCHEMA,
            "engine": job.run.engine,
            "rules": job.run.rules,
            "key": key,
            "tally": tally,
        },
    });
    let mut text = serde_json::to_vec_pretty(&package)?;
    text.push(b'\n');
    whole(&dir.join(NAME), &text)
}

fn resource(table: &Table, rows: u64, format: OutputFormat, language: Language) -> Json {
    let at = TABLES.iter().position(|one| one.name == table.name);
    let path = match format {
        OutputFormat::Xlsx => final_files::names(format).next(),
        _ => final_files::names(format).nth(at.unwrap_or(0)),
    };
    let mut resource = json!({
        "name": table.name,
        "path": path,
        "format": format.ending(),
        "description": said(table.says, language),
        "rows": rows,
        "schema": {
            "fields": table.columns.iter().map(|column| field(column, language)).collect::<Vec<_>>(),
            "missingValues": [""],
        },
    });
    match format {
        OutputFormat::Csv => {
            resource["encoding"] = "utf-8".into();
            resource["dialect"] = json!({ "lineTerminator": "\r\n" });
        }
        OutputFormat::Xlsx => resource["dialect"] = json!({ "sheet": table.name }),
        OutputFormat::Parquet => {}
    }
    resource
}

fn field(column: &Column, language: Language) -> Json {
    json!({
        "name": column.name,
        "type": column.r#type.name(),
        "description": said(column.says, language),
        "constraints": { "required": column.required },
    })
}

fn said([zh, en]: [&'static str; 2], language: Language) -> &'static str {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}
