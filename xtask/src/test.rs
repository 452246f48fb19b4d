//! All tests: native, the wasm against the record, the boundary in Node.js, the page in browsers.
//!
//! There is no wasm-bindgen-test: what could break between Rust and a page is the object that
//! JavaScript gets, so the built wasm is called from JavaScript, in Node.js and in the browsers.

use crate::{
    dist, page,
    shell::{apt_install, cargo, has_apt, node, run, succeeds},
};
use anyhow::{Context, Result};
use std::{env, path::Path, sync::Mutex, thread, time::Instant};

/// Debian's packages and the file by which each is known to be there.
const DEBIAN: [(&str, &str); 4] = [
    // Chromium without its windows, which cost more than what is shown in them.
    (
        "chromium-headless-shell",
        "/usr/bin/chromium-headless-shell",
    ),
    // The one with them, for it alone loads extensions.
    ("chromium", "/usr/bin/chromium"),
    ("firefox-esr", "/usr/bin/firefox-esr"),
    (
        "fonts-wqy-zenhei",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    ),
];

/// Installs what is needed, runs everything and says what each part took.
pub fn all() -> Result<()> {
    let times = Times::default();
    let done = parts(&times);
    times.tell();
    done
}

fn parts(times: &Times) -> Result<()> {
    // The wasm is compiled by one thread, for the longest time: the native tests have the others meanwhile,
    // and what is fetched waits for a line.
    thread::scope(|scope| {
        let install = scope.spawn(|| times.of("what the tests need", install));
        let wasm = scope.spawn(|| times.of("the page and its wasm", || page::build(&[])));
        times.of("native tests beside them", native)?;
        [install, wasm]
            .into_iter()
            .try_for_each(|work| work.join().expect("no panic"))
    })?;
    times.of("what is handed on", dist::from_site)?;
    times.of("tests in Node.js and the browsers", browsers)?;
    page::check_budget()
}

/// The tests of the page, which serve it through this very program.
fn browsers() -> Result<()> {
    run(node("npm")
        .args(["test", "--prefix", "tests/web"])
        .env("XTASK", env::current_exe()?))
}

/// What each part took, in the order in which they ended: seconds and its name.
#[derive(Default)]
struct Times(Mutex<Vec<(u64, &'static str)>>);

impl Times {
    fn of(&self, name: &'static str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        let begun = Instant::now();
        let done = work();
        let took = begun.elapsed().as_secs();
        self.0.lock().expect("no panic").push((took, name));
        done
    }

    fn tell(&self) {
        println!();
        for (seconds, name) in self.0.lock().expect("no panic").iter() {
            println!("{seconds:>6}s  {name}");
        }
    }
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
    // A package at a time: together they would want other features of what both are made of, and have all
    // of it compiled once more than `cargo xtask` has.
    const PACKAGES: [&str; 3] = ["gouji", "gouji-cli", "xtask"];
    let has_nextest = succeeds(cargo().args(["nextest", "--version"]));
    for package in PACKAGES {
        let mut tests = cargo();
        match has_nextest {
            true => tests.args(["nextest", "run"]),
            false => tests.arg("test"),
        };
        // Not the programs in examples/, which hold no tests.
        tests.args(["--locked", "--no-fail-fast", "--tests"]);
        run(tests.args(["--package", package]))?;
    }
    // Those in the documentation are neither.
    run(cargo().args(["test", "--locked", "--quiet", "--doc"]))
}
