//! What the page weighs and how long a check takes, everything measured in one run.

use crate::{
    page,
    shell::{cargo, node, run},
    test,
};
use anyhow::Result;
use std::env;

/// Builds, installs, and leaves the measuring to tests/web/bench.mjs, which runs the native bench and
/// the wasm in turns over one report, and to tests/web/throughput.mjs, which runs folders of them.
pub fn figures() -> Result<()> {
    page::build()?;
    run(cargo().args([
        "bench",
        "--quiet",
        "--locked",
        "--no-default-features",
        "--no-run",
        "--bench",
        "check",
    ]))?;
    run(cargo().args([
        "build",
        "--quiet",
        "--locked",
        "--release",
        "--bin",
        "gouji",
    ]))?;
    test::install()?;
    for script in ["tests/web/bench.mjs", "tests/web/throughput.mjs"] {
        run(node("node").arg(script).env("XTASK", env::current_exe()?))?;
    }
    Ok(())
}
