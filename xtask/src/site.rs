//! `dist/site/`: what a portal uploads and the server here serves. www/ as it is, its scripts and
//! styles without comments and indentation.

use crate::{record::sizes, shell::root};
use anyhow::{Context, Result};
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
    Ok(())
}

/// A file less what only its authors read.
fn lean(path: &Path, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    if !matches!(ending, Some("js" | "css")) {
        return Ok(bytes);
    }
    let text =
        String::from_utf8(bytes).with_context(|| format!("{} is no text", path.display()))?;
    let lean = match ending {
        Some("js") => minifier::js::minify(&text).map(|lean| lean.to_string()),
        _ => minifier::css::minify(&text).map(|lean| lean.to_string()),
    };
    let lean = lean.map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    Ok(lean.into_bytes())
}
