//! What the page weighs and how long things take, beside peers and limits, everything in one run.

use crate::{
    against, page,
    shell::{cargo, node, root, run, target_dir},
    test,
};
use anyhow::{Context, Result};
use std::{env, fs};

/// In turn: weight and the first paste; a check in either engine; opening the page; the same over slow lines; long tasks; office files; growth; tidy tables; many files; edits in place.
const SCRIPTS: [&str; 10] = [
    "tests/web/bench.mjs",
    "tests/bench/engines.mjs",
    "tests/bench/load.mjs",
    "tests/bench/open.mjs",
    "tests/bench/tasks.mjs",
    "tests/bench/office.mjs",
    "tests/bench/growth.mjs",
    "tests/bench/tables.mjs",
    "tests/bench/batch.mjs",
    "tests/web/edits.mjs",
];

/// Builds, installs the peers, and leaves the measuring to the scripts; at the end the ratios are set
/// beside those of docs/benchmarks.json, or written there.
pub fn figures(keep: bool) -> Result<()> {
    page::build(&[])?;
    natives()?;
    run(cargo().args([
        "build",
        "--quiet",
        "--locked",
        "--release",
        "--bin",
        "gouji",
    ]))?;
    test::install()?;
    run(node("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--prefix", "tests/bench"]))?;
    let found = target_dir().join("bench/figures.jsonl");
    fs::create_dir_all(target_dir().join("bench"))?;
    fs::write(&found, "").context("target/bench cannot be written")?;
    for script in SCRIPTS {
        run(node("node")
            .arg(script)
            .env("XTASK", env::current_exe()?)
            .env("GOUJI_FIGURES", &found))?;
    }
    run(node("node")
        .arg("tests/bench/compare.mjs")
        .arg(&found)
        .arg(root().join("docs/benchmarks.json"))
        .args(keep.then_some("--keep")))
}

/// Either engine of the page against the same natively, and nothing else.
pub fn engines() -> Result<()> {
    page::build(&["page".to_owned(), "full".to_owned()])?;
    natives()?;
    run(node("node")
        .arg("tests/bench/engines.mjs")
        .env("XTASK", env::current_exe()?))
}

/// The measuring program with the features of either engine of the page.
fn natives() -> Result<()> {
    let kept = target_dir().join("bench");
    fs::create_dir_all(&kept)?;
    for (name, features) in [("small", "wasm"), ("full", "wasm,office")] {
        let program = against::build(root(), &target_dir(), "throughput", Some(features))?;
        fs::copy(program, kept.join(format!("native-{name}")))?;
    }
    Ok(())
}
