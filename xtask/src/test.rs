//! All tests: native, the wasm against the record, the boundary in Node.js, the page in browsers.
//!
//! There is no wasm-bindgen-test: what could break between Rust and a page is the object that
//! JavaScript gets, so the built wasm is called from JavaScript, in Node.js and in the browsers.

use crate::{
    dist, page,
    shell::{apt_install, cargo, has_apt, node, run, succeeds},
};
use anyhow::{Context, Result};
use std::{env, path::Path, thread};

/// Debian's packages and the file by which each is known to be there.
const DEBIAN: [(&str, &str); 3] = [
    ("chromium", "/usr/bin/chromium"),
    ("firefox-esr", "/usr/bin/firefox-esr"),
    (
        "fonts-wqy-zenhei",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    ),
];

/// Installs what is needed and runs everything.
pub fn all() -> Result<()> {
    // The wasm is compiled by one thread, for the longest time: the native tests have the others meanwhile.
    thread::scope(|scope| {
        let page = scope.spawn(page::build);
        native()?;
        page.join().expect("no panic")
    })?;
    install()?;
    dist::from_site()?;
    // The tests serve the page through this very program.
    run(node("npm")
        .args(["test", "--prefix", "tests/web"])
        .env("XTASK", env::current_exe()?))?;
    page::check_budget()
}

/// Installs the packages of tests/web, the browsers and a Chinese font, where they are missing.
pub fn install() -> Result<()> {
    run(node("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--prefix", "tests/web"]))
    .context("the tests of the page want Node.js 20 or newer and its npm")?;
    if !has_apt() {
        return run(node("npx")
            .args(["--prefix", "tests/web", "playwright-core", "install"])
            .args(["chromium", "firefox"]));
    }
    let missing: Vec<&str> = DEBIAN
        .iter()
        .filter(|(_, file)| !Path::new(file).exists())
        .map(|(name, _)| *name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    apt_install(&missing)
}

fn native() -> Result<()> {
    if succeeds(cargo().args(["nextest", "--version"])) {
        // nextest leaves the examples in the documentation to cargo.
        run(cargo().args(["test", "--locked", "--quiet", "--doc"]))?;
        run(cargo().args([
            "nextest",
            "run",
            "--locked",
            "--workspace",
            "--no-fail-fast",
        ]))
    } else {
        run(cargo().args(["test", "--locked", "--workspace", "--no-fail-fast"]))
    }
}
