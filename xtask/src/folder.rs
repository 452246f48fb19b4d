//! A folder of www/ that is a way in of its own: what its entry needs of the folder, joined into the entry, so
//! that whoever loads it asks for one file. The folder's other modules go on beside it.
//!
//! The folder is joined as a page is (see join.rs): its entry and what that imports are what is shared, the
//! others are what shares it.

use crate::join::{self, SHARED};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};

/// Where modules stand meanwhile that are not joined.
const BESIDE: &str = "beside/";
/// One of them that gives what the entry gives: what is shared has names of its own, the entry keeps its.
const PUBLIC: &str = "beside/public.js";

/// Joins the modules of `folder` that `entry` imports into it.
pub fn join(modules: &mut BTreeMap<String, String>, folder: &str, entry: &str) -> Result<()> {
    let of = |name: &str| format!("{folder}/{name}");
    let mut joined = BTreeSet::new();
    let mut ahead = vec![entry.to_owned()];
    while let Some(name) = ahead.pop() {
        if !joined.insert(name.clone()) {
            continue;
        }
        let path = of(&name);
        let text = modules.get(&path);
        ahead.extend(asks(text.with_context(|| format!("there is no {path}"))?));
    }
    let mut site = BTreeMap::new();
    // A page that needs the entry.
    let page = format!("import * as all from \"./{entry}\";\nall;\n");
    site.insert("main.js".to_owned(), page);
    let names_given: Vec<String> = exports(&modules[&of(entry)])
        .into_iter()
        .map(str::to_owned)
        .collect();
    let given = names_given.join(", ");
    let public =
        format!("import {{ {given} }} from \"../{entry}\";\nexport const all = {{ {given} }};\n");
    site.insert(PUBLIC.to_owned(), public);
    let names: Vec<String> = modules
        .keys()
        .filter_map(|path| path.strip_prefix(&of(""))?.to_owned().into())
        .collect();
    for name in &names {
        let text = &modules[&of(name)];
        // Those that import from elsewhere share nothing with the entry.
        if joined.contains(name) {
            site.insert(name.clone(), text.clone());
        } else if asks(text).all(|ask| names.contains(&ask)) && !text.contains("from \"../") {
            let mut text = text.clone();
            for other in &joined {
                text = text.replace(&format!("\"./{other}\""), &format!("\"../{other}\""));
            }
            site.insert(format!("{BESIDE}{name}"), text);
        }
    }
    // What only imports one that shares nothing is left as it is.
    let left: Vec<String> = site
        .iter()
        .filter(|(path, text)| {
            path.starts_with(BESIDE)
                && *path != PUBLIC
                && asks(text).any(|ask| !site.contains_key(&format!("{BESIDE}{ask}")))
        })
        .map(|(path, _)| path.clone())
        .collect();
    site.retain(|path, _| !left.contains(path));
    for name in &joined {
        modules.remove(&of(name));
    }
    let mut site = join::modules(site)?;
    let mut chunk = site
        .remove(SHARED)
        .context("nothing of the folder is shared")?;
    let public = site.remove(PUBLIC).context("the entry gives nothing")?;
    chunk += &renamed(&names_given, &public, &chunk)?;
    modules.insert(of(entry), chunk);
    let shared = format!("\"../{SHARED}\"");
    for (path, text) in site {
        if let Some(name) = path.strip_prefix(BESIDE) {
            modules.insert(of(name), text.replace(&shared, &format!("\"./{entry}\"")));
        }
    }
    Ok(())
}

/// The export of the entry's own names out of a chunk that gives them by others: `public` is a module that
/// takes those and gives them by their own.
fn renamed(names: &[String], public: &str, chunk: &str) -> Result<String> {
    let list = |text: &str, before: &str| -> Option<Vec<(String, String)>> {
        let (_, rest) = text.rsplit_once(before)?;
        let (names, _) = rest.split_once('}')?;
        let pairs = names.split(',').map(|pair| {
            let (from, to) = pair
                .trim()
                .split_once(" as ")
                .unwrap_or((pair.trim(), pair.trim()));
            (from.to_owned(), to.to_owned())
        });
        Some(pairs.collect())
    };
    let taken = list(public, "import {").context("the entry is not shared")?;
    let shared = list(chunk, "export {").context("nothing is shared")?;
    let mut given = Vec::new();
    for name in names {
        let short = taken
            .iter()
            .find(|(_, here)| here.ends_with(&format!("_{name}")));
        let (short, _) = short.with_context(|| format!("{name} is not shared"))?;
        let own = shared.iter().find(|(_, there)| there == short);
        let (own, _) = own.with_context(|| format!("{name} is not in what is shared"))?;
        given.push(format!("{own} as {name}"));
    }
    Ok(format!("export {{ {} }};\n", given.join(", ")))
}

/// Names that a module declares and exports.
fn exports(text: &str) -> Vec<&str> {
    let words = ["export const ", "export function ", "export class "];
    text.lines()
        .filter_map(|line| words.iter().find_map(|word| line.strip_prefix(word)))
        .filter_map(|rest| rest.split([' ', '(']).next())
        .collect()
}

/// Names of the modules beside it that a module imports.
fn asks(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split("from \"./")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_of_a_folder_has_in_it_what_it_imports() {
        let given = [
            ("engine.js", "export const check = 1;"),
            (
                "in/entry.js",
                "import { part } from \"./part.js\";\nexport const watch = () => part;",
            ),
            (
                "in/part.js",
                "export const part = 2, more = () => import(\"./told.js\");",
            ),
            (
                "in/editor.js",
                "import { more } from \"./part.js\";\nimport { watch } from \"./entry.js\";\nexport const attach = () => watch(more);",
            ),
            (
                "in/page.js",
                "import { attach } from \"./editor.js\";\nattach();",
            ),
            (
                "in/told.js",
                "import { check } from \"../engine.js\";\nexport const told = check;",
            ),
            ("in/worker.js", "import { told } from \"./told.js\";\ntold;"),
        ];
        let given = given.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let mut modules = BTreeMap::from(given.clone());
        join(&mut modules, "in", "entry.js").unwrap();
        let paths: Vec<&str> = modules.keys().map(String::as_str).collect();
        assert_eq!(
            paths,
            [
                "engine.js",
                "in/editor.js",
                "in/entry.js",
                "in/page.js",
                "in/told.js",
                "in/worker.js"
            ]
        );
        assert!(modules["in/entry.js"].contains("import(\"./told.js\")"));
        assert!(modules["in/entry.js"].ends_with("_watch as watch };\n"));
        assert!(modules["in/editor.js"].contains("from \"./entry.js\""));
        assert!(modules["in/page.js"].contains("from \"./editor.js\""));
        for (path, text) in &given[5..] {
            assert_eq!(&modules[path], text);
        }
    }
}
