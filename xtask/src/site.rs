//! `dist/site/`: what a portal uploads and the server here serves. www/, its scripts and styles without
//! comments and indentation; what the first answer needs of them in few files (see join.rs).

use crate::{folder, join, notices, record::sizes, script, shell::root};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs before anything is drawn, in browsers that know no modules too.
const CLASSIC: &str = "start.js";
/// The styles that the page links to, as one.
const STYLE: &str = "style.css";

/// Where bindgen's scripts and the engines stand.
const ENGINES: [&str; 4] = ["pkg", "full", "whole", "scan"];

/// Where the site stands.
pub fn folder() -> PathBuf {
    root().join("dist/site")
}

/// Makes the site anew out of www/.
pub fn make() -> Result<()> {
    let (www, site) = (root().join("www"), folder());
    let mut modules = BTreeMap::new();
    let mut files = BTreeMap::new();
    for file in sizes(&www)? {
        let bytes = fs::read(www.join(&file.path))?;
        match is_module(&file.path) {
            true => modules
                .insert(file.path.clone(), text(&file.path, bytes)?)
                .is_some(),
            false => files.insert(file.path.clone(), bytes).is_some(),
        };
    }
    folder::join(&mut modules, "inplace", "inplace.js")?;
    element_style(&mut files)?;
    first_style(&mut files)?;
    for (path, module) in join::modules(modules)? {
        files.insert(path, module.into_bytes());
    }
    for folder in ENGINES {
        let path = format!("{folder}/gouji.js");
        let script = only_promised(taken(&mut files, &path)?)?;
        files.insert(path, script.into_bytes());
    }
    for (path, bytes) in &mut files {
        *bytes = lean(path, std::mem::take(bytes))?;
    }
    // What was there is kept until all of the new is at hand.
    if site.exists() {
        fs::remove_dir_all(&site).context("dist/site cannot be made anew")?;
    }
    for (path, bytes) in files {
        let to = site.join(&path);
        let parent = to.parent().unwrap_or(&site);
        fs::create_dir_all(parent)
            .with_context(|| format!("{} cannot be made", parent.display()))?;
        fs::write(&to, bytes)?;
    }
    fs::write(site.join("rules/LICENSES.txt"), notices::text()?)?;
    checksums(&site)
}

/// The list that the page compares its files with: in the form of `sha256sum`, all files but itself.
fn checksums(site: &Path) -> Result<()> {
    let mut list = String::new();
    for file in sizes(site)? {
        let sum = Sha256::digest(fs::read(site.join(&file.path))?);
        let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        list += &format!("{hex}  {}\n", file.path);
    }
    fs::write(site.join("rules/SHA256SUMS"), list).context("the list of checksums")
}

/// bindgen's script without the way to start that waits for nothing: no page takes it.
fn only_promised(script: String) -> Result<String> {
    let both = "export { initSync, __wbg_init as default };";
    if !script.contains(both) {
        bail!("bindgen's script does not end with `{both}`");
    }
    Ok(script.replace(both, "export { __wbg_init as default };"))
}

/// Whether a file is one of the project's own modules; bindgen's and pdf.js stand for themselves.
fn is_module(path: &str) -> bool {
    let mut made = ENGINES.iter().chain(&["pdf/lib"]);
    let is_made = made.any(|folder| Path::new(path).starts_with(folder));
    path.ends_with(".js") && path != CLASSIC && !is_made
}

fn text(path: &str, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).with_context(|| format!("{path} is no text"))
}

/// The styles that index.html links to become one, and so do the links.
fn first_style(files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let mut page = taken(files, "index.html")?;
    let mut style = String::new();
    let (start, end) = ("<link rel=\"stylesheet\" href=\"", "\">\n");
    let first = page.find(start).context("index.html links to no style")?;
    while let Some(name) = page[first..].strip_prefix(start) {
        let (name, _) = name
            .split_once(end)
            .context("a link of index.html does not end")?;
        let name = name.to_owned();
        style += &taken(files, &name)?;
        page.replace_range(first..first + start.len() + name.len() + end.len(), "");
    }
    if page.contains(start) {
        bail!("index.html: its links to styles must stand together");
    }
    let shared = join::SHARED;
    page.insert_str(
        first,
        &format!("{start}{STYLE}{end}<link rel=\"modulepreload\" href=\"{shared}\">\n"),
    );
    files.insert(STYLE.to_owned(), style.into_bytes());
    files.insert("index.html".to_owned(), page.into_bytes());
    Ok(())
}

/// Takes a text out of the files.
fn taken(files: &mut BTreeMap<String, Vec<u8>>, path: &str) -> Result<String> {
    let bytes = files.remove(path);
    text(path, bytes.with_context(|| format!("www/ has no {path}"))?)
}

/// The styles of the custom element: the page's, for inside a shadow root, and its own.
fn element_style(files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let own = "element/element.css";
    let mut style = String::new();
    for path in ["tokens.css", "page.css", "form.css", "later/desk.css", own] {
        let bytes = files.get(path);
        let css = bytes.with_context(|| format!("www/ has no {path}"))?;
        let css = lean(path, css.clone())?;
        style += &inside_shadow(&text(path, css)?);
    }
    files.remove(own);
    files.insert("element/gouji-check.css".to_owned(), style.into_bytes());
    Ok(())
}

/// A style sheet of the page as it serves inside `.gouji` in a shadow root: the root is that box; what
/// counts in the root's font size counts in pixels, since pages made with Bootstrap 3 have made that
/// size 10; and a custom property can be set from outside by its name after `--gouji-`.
fn inside_shadow(css: &str) -> String {
    let css = css.replace(":root", ".gouji");
    let mut out = String::with_capacity(css.len());
    let mut rest = css.as_str();
    while let Some(at) = rest.find("rem") {
        let (before, after) = rest.split_at(at);
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = &before[digits.len()..];
        rest = &after["rem".len()..];
        match number.parse::<f64>() {
            Ok(rem) => out += &format!("{digits}{}px", rem * 16.0),
            Err(_) => out += &format!("{before}rem"),
        }
    }
    out += rest;
    settable(&out)
}

/// Every declaration `--name:value` as `--name:var(--gouji-name,value)`.
fn settable(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    for piece in css.split_inclusive([';', '{', '}']) {
        let (text, end) = piece.split_at(piece.trim_end_matches([';', '{', '}']).len());
        let lead = &text[..text.len() - text.trim_start().len()];
        match text
            .trim_start()
            .strip_prefix("--")
            .and_then(|t| t.split_once(':'))
        {
            Some((name, value)) if end != "{" => {
                out += &format!("{lead}--{name}:var(--gouji-{name},{}){end}", value.trim());
            }
            _ => out += piece,
        }
    }
    out
}

/// A file less what only its authors read.
fn lean(path: &str, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let ending = Path::new(path)
        .extension()
        .and_then(|ending| ending.to_str());
    // pdf.js comes lean.
    if !matches!(ending, Some("js" | "css" | "html")) || path.starts_with("pdf/lib") {
        return Ok(bytes);
    }
    let text = text(path, bytes)?;
    let lean = match ending {
        Some("js") => script::lean(&text, path == CLASSIC),
        // No element of ours keeps its white space.
        Some("html") => Ok(text.lines().map(str::trim).collect::<Vec<_>>().join("\n")),
        _ => minifier::css::minify(&text)
            .map(|lean| lean.to_string())
            .map_err(anyhow::Error::msg),
    };
    Ok(lean.with_context(|| path.to_owned())?.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_of_www_can_be_joined_and_shortened() {
        let www = root().join("www");
        let mut modules = BTreeMap::new();
        for file in sizes(&www).unwrap() {
            if is_module(&file.path) {
                let module = fs::read_to_string(www.join(&file.path)).unwrap();
                modules.insert(file.path, module);
            }
        }
        for (path, module) in join::modules(modules).unwrap() {
            lean(&path, module.into_bytes()).unwrap();
        }
    }

    #[test]
    fn a_style_sheet_serves_inside_a_shadow_root() {
        let css = ":root[data-theme=\"dark\"]{--ink:#fff;--s0:.5rem}a:hover{margin:-1.5rem 10px;color:var(--ink)}.remark{top:0}";
        assert_eq!(
            inside_shadow(css),
            ".gouji[data-theme=\"dark\"]{--ink:var(--gouji-ink,#fff);--s0:var(--gouji-s0,8px)}\
             a:hover{margin:-24px 10px;color:var(--ink)}.remark{top:0}"
        );
    }
}
