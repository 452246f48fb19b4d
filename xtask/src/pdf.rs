//! What reads PDF in the page: pdf.js, which Mozilla keeps, bundled for the oldest browser meant.

use crate::{
    dist,
    shell::{node, root, run, succeeds},
};
use anyhow::Result;
use std::fs;

/// Fills www/pdf/lib/ where that is not done yet. It wants Node.js; a page that is built without it
/// says that it cannot read PDF.
pub fn bring() -> Result<()> {
    let lib = root().join("www/pdf/lib");
    let wanted = wanted()?;
    let stamp = lib.join("stamp");
    if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(());
    }
    if !succeeds(node("npm").arg("--version")) {
        println!("no Node.js here: the page is built without its reader of PDF");
        return Ok(());
    }
    if let Err(error) = dist::bundler() {
        println!("{error:#}: the page is built without its reader of PDF");
        return Ok(());
    }
    run(node("node").arg("xtask/bundle/pdf.mjs"))?;
    fs::write(&stamp, wanted)?;
    Ok(())
}

/// All that the bundle is made from.
fn wanted() -> Result<String> {
    let read = |file: &str| fs::read_to_string(root().join("xtask/bundle").join(file));
    Ok(read("package-lock.json")? + &read("pdf.mjs")? + &read("paths.mjs")?)
}
