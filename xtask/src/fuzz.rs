//! Coverage-guided fuzzing of every door: libFuzzer, linked by the crate libfuzzer-sys. What
//! cargo-fuzz would add is a toolchain of its own; the flags below are all that it passes.

use crate::shell::{cargo, root, run, target_dir};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Counters at every edge, and the operands of comparisons.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing";
/// Flags and the target triple keep build scripts and macros free of counters.
const HOST: &str = "x86_64-unknown-linux-gnu";
/// Seconds that one input may take, MB that the process may hold.
const TIMEOUT: &str = "-timeout=20";
const MEMORY: &str = "-rss_limit_mb=2048";

/// What was asked for.
#[derive(Debug)]
pub struct Options {
    length: Length,
    targets: Vec<String>,
    minimise: bool,
}

/// How long each target runs.
#[derive(Debug, Clone, Copy)]
enum Length {
    Seconds(u32),
    /// The committed inputs and a few hundred made from them, the same ones every time.
    Short,
}

impl Options {
    /// `[SECONDS | --short] [TARGET …] [--minimise]`.
    pub fn parse(words: &[String]) -> Result<Self> {
        let mut options = Options {
            length: Length::Seconds(60),
            targets: Vec::new(),
            minimise: false,
        };
        for word in words {
            if let Ok(seconds) = word.parse() {
                options.length = Length::Seconds(seconds);
            } else if word == "--short" {
                options.length = Length::Short;
            } else if word == "--minimise" {
                options.minimise = true;
            } else if targets()?.contains(word) {
                options.targets.push(word.clone());
            } else {
                bail!("there is no fuzz target {word}: {}", targets()?.join(", "));
            }
        }
        Ok(options)
    }
}

/// Runs every target, or those named, for so long each; fails after the last where one found something.
pub fn all(options: &Options) -> Result<()> {
    let built = build()?;
    let named = match options.targets.is_empty() {
        true => targets()?,
        false => options.targets.clone(),
    };
    let mut failed = Vec::new();
    println!("target   executions  a second  corpus");
    for target in &named {
        let program = built.join(target);
        if options.minimise {
            minimise(&program, target)?;
            continue;
        }
        let done = fuzz(&program, target, options.length)?;
        println!(
            "{target:8} {:>10}  {:>8}  {:>6}",
            done.executions, done.rate, done.corpus
        );
        if !done.clean {
            failed.push(target.as_str());
        }
    }
    if !failed.is_empty() {
        bail!("found something: {} (see above)", failed.join(", "));
    }
    Ok(())
}

/// The names of the targets, sorted: the files of tests/fuzz/targets.
fn targets() -> Result<Vec<String>> {
    let folder = root().join("tests/fuzz/targets");
    let files = fs::read_dir(&folder).context("tests/fuzz/targets cannot be read")?;
    let stem = |path: PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
    let mut names: Vec<String> = files.flatten().filter_map(|f| stem(f.path())).collect();
    names.sort();
    Ok(names)
}

fn build() -> Result<PathBuf> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("fuzzing is set up for Linux on x86-64 only");
    }
    let target = target_dir().join("fuzz");
    run(cargo()
        .args([
            "build",
            "--quiet",
            "--locked",
            "--release",
            "--target",
            HOST,
        ])
        .args(["--manifest-path", "tests/fuzz/Cargo.toml", "--target-dir"])
        .arg(&target)
        .env("RUSTFLAGS", FLAGS))?;
    Ok(target.join(HOST).join("release"))
}

/// Bytes of an input: a cell, some entries, a page of rows, a whole file.
fn longest(target: &str) -> &'static str {
    match target {
        "number" => "-max_len=60",
        "locate" => "-max_len=200",
        "rows" | "align" => "-max_len=2000",
        _ => "-max_len=40000",
    }
}

/// Executions of a short run: fewer where each searches for mistakes.
fn runs(target: &str) -> &'static str {
    match target {
        "cells" | "locate" => "-runs=100",
        _ => "-runs=400",
    }
}

/// Inputs that are committed.
fn kept(target: &str) -> PathBuf {
    root().join("tests/fuzz/corpus").join(target)
}

/// Inputs found here.
fn found(target: &str) -> Result<PathBuf> {
    let folder = target_dir().join("fuzz/corpus").join(target);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A folder with nothing in it.
fn empty() -> Result<PathBuf> {
    let folder = target_dir().join("fuzz/short");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// What a run did.
struct Done {
    executions: String,
    rate: String,
    corpus: usize,
    clean: bool,
}

fn fuzz(program: &Path, target: &str, length: Length) -> Result<Done> {
    let found = match length {
        Length::Seconds(_) => found(target)?,
        Length::Short => empty()?,
    };
    fs::create_dir_all(kept(target))?;
    let artifacts = format!("-artifact_prefix={}/", target_dir().join("fuzz").display());
    let mut command = Command::new(program);
    command.arg(&found).arg(kept(target));
    match length {
        Length::Seconds(seconds) => command.arg(format!("-max_total_time={seconds}")),
        Length::Short => command.args(["-seed=1", runs(target)]),
    };
    if target == "file" {
        command.arg(root().join("tests/fixtures"));
    }
    let output = command
        .args([TIMEOUT, MEMORY, longest(target), "-print_final_stats=1"])
        .arg(artifacts)
        .stdout(Stdio::inherit())
        .output()
        .with_context(|| format!("{} cannot be run", program.display()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        eprintln!("{said}");
    }
    let figure = |name: &str| {
        let line = said.lines().find_map(|line| line.strip_prefix(name));
        line.map_or("?".into(), |rest| rest.trim().to_owned())
    };
    Ok(Done {
        executions: figure("stat::number_of_executed_units:"),
        rate: figure("stat::average_exec_per_sec:"),
        corpus: fs::read_dir(&found)?.count(),
        clean: output.status.success(),
    })
}

/// Puts the smallest set of inputs that reaches the same code into the committed folder.
fn minimise(program: &Path, target: &str) -> Result<()> {
    let (from, to) = (found(target)?, kept(target));
    fs::create_dir_all(&to)?;
    run(Command::new(program)
        .arg("-merge=1")
        .args([TIMEOUT, MEMORY, longest(target)])
        .arg(&to)
        .arg(&from)
        .stderr(Stdio::null()))
}
