//! `dist/site/`: what a portal uploads and the server here serves. www/ as it is, its scripts and
//! styles without comments and indentation.

use crate::{notices, record::sizes, shell::root};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the site stands.
pub fn folder() -> PathBuf {
    root().join("dist/site")
}

/// Makes the site anew out of www/.
pub fn make() -> Result<()> {
    let (www, site) = (root().join("www"), folder());
    if site.exists() {
        fs::remove_dir_all(&site).context("dist/site cannot be made anew")?;
    }
    for file in sizes(&www)? {
        let to = site.join(&file.path);
        let parent = to.parent().unwrap_or(&site);
        fs::create_dir_all(parent)
            .with_context(|| format!("{} cannot be made", parent.display()))?;
        let bytes = fs::read(www.join(&file.path))?;
        fs::write(&to, lean(Path::new(&file.path), bytes)?)?;
    }
    element_style(&site)?;
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

/// The styles of the custom element: the page's, for inside a shadow root, and its own.
fn element_style(site: &Path) -> Result<()> {
    let mut style = String::new();
    for file in ["tokens.css", "page.css", "form.css", "later/desk.css"] {
        style += &inside_shadow(&fs::read_to_string(site.join(file))?);
    }
    let own = site.join("element/element.css");
    style += &inside_shadow(&fs::read_to_string(&own)?);
    fs::remove_file(own)?;
    fs::write(site.join("element/gouji-check.css"), style)?;
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
fn lean(path: &Path, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    // pdf.js comes lean.
    if !matches!(ending, Some("js" | "css" | "html")) || path.starts_with("pdf/lib") {
        return Ok(bytes);
    }
    let text =
        String::from_utf8(bytes).with_context(|| format!("{} is no text", path.display()))?;
    let lean = match ending {
        Some("js") => minifier::js::minify(&text).map(|lean| lean.to_string()),
        // No element of ours keeps its white space.
        Some("html") => Ok(text.lines().map(str::trim).collect::<Vec<_>>().join("\n")),
        _ => minifier::css::minify(&text).map(|lean| lean.to_string()),
    };
    let lean = lean.map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    Ok(lean.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

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
