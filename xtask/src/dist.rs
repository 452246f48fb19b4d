//! Everything that can be handed on: the site, the single file, the npm package, their checksums.
//!
//! Bundling is esbuild's work: it knows every form of import, and what it joins runs as the modules
//! would. It wants Node.js; the site alone does not.

use crate::{
    page,
    record::Record,
    shell::{node, run},
};
use anyhow::{Context, Result};

/// Installs esbuild and what is bundled.
pub fn bundler() -> Result<()> {
    run(node("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--prefix", "xtask/bundle"]))
}

/// Builds the page and makes the rest from it.
pub fn make() -> Result<()> {
    page::build(&[])?;
    from_site()
}

/// Makes what is made from a site that is built.
pub fn from_site() -> Result<()> {
    bundler().context("bundling wants Node.js 20 or newer and its npm")?;
    run(node("node").arg("xtask/bundle/dist.mjs"))?;
    for (name, door) in Record::read()?.doors() {
        let (weight, budget) = door.weigh()?;
        println!(
            "{name}: {} kB gzipped of {} kB",
            weight / 1000,
            budget / 1000
        );
    }
    Ok(())
}
