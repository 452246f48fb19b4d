//! What the page weighs and how long things take, beside peers and limits, everything in one run.

use crate::{
    page,
    shell::{cargo, node, root, run, target_dir},
    test,
};
use anyhow::{Context, Result};
use std::{env, fs};

/// In turn: weight and time of a check; opening the page; the same over slow lines; office files; growth; tidy tables; folders in the page; edits in place.
const SCRIPTS: [&str; 8] = [
    "tests/web/bench.mjs",
    "tests/bench/load.mjs",
    "tests/bench/open.mjs",
    "tests/bench/office.mjs",
    "tests/bench/growth.mjs",
    "tests/bench/tables.mjs",
    "tests/web/throughput.mjs",
    "tests/web/edits.mjs",
];

/// Builds, installs the peers, and leaves the measuring to the scripts; at the end the ratios are set
/// beside those of docs/benchmarks.json, or written there.
pub fn figures(keep: bool) -> Result<()> {
    page::build(&[])?;
    // With the features of either engine.
    for features in [&["--no-default-features"][..], &[]] {
        run(cargo()
            .args([
                "bench",
                "--quiet",
                "--locked",
                "--package",
                "gouji",
                "--no-run",
                "--bench",
                "check",
            ])
            .args(features))?;
    }
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
