//! Coverage-guided fuzzing of every door: libFuzzer, linked by the crate libfuzzer-sys. What
//! cargo-fuzz would add is a toolchain of its own; the flags below are all that it passes.

use crate::page;
use crate::shell::{cargo, node, root, run, target_dir};
use anyhow::{Context, Result, bail};
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::{self, ScopedJoinHandle, available_parallelism};

/// Counters at every edge, and the operands of comparisons.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing";
/// Flags and the target triple keep build scripts and macros free of counters.
const HOST: &str = "x86_64-unknown-linux-gnu";
/// Seconds that one input may take, MB that the process may hold.
const TIMEOUT: &str = "-timeout=20";
const MEMORY: &str = "-rss_limit_mb=2048";

/// Gives what fuzzing found here to the wasm as files: no trap, and what the command line says of them.
pub fn in_wasm() -> Result<()> {
    let found = target_dir().join("fuzz/corpus");
    if !found.exists() {
        bail!("nothing was found here yet: run `cargo xtask fuzz` first");
    }
    page::build(&[])?;
    run(cargo().args(["build", "--quiet", "--locked"]))?;
    let found = found.strip_prefix(root()).unwrap_or(&found).to_owned();
    run(node("node")
        .args(["--test", "tests/web/same.test.mjs"])
        .env("GOUJI_FOUND", found))
}

/// A door of tests/fuzz/src/main.rs.
#[derive(Debug)]
struct Target {
    name: &'static str,
    /// Bytes of an input at most.
    longest: u32,
    /// Executions of a short run: fewer where each searches for mistakes.
    runs: u32,
}

const fn target(name: &'static str, longest: u32, runs: u32) -> Target {
    Target {
        name,
        longest,
        runs,
    }
}

const TARGETS: [Target; 14] = [
    target("align", 2_000, 400),
    target("cells", 40_000, 100),
    target("csv", 40_000, 400),
    target("docx", 40_000, 400),
    target("file", 40_000, 400),
    target("html", 40_000, 400),
    target("locate", 200, 100),
    target("number", 60, 400),
    target("odf", 40_000, 400),
    target("ofd", 40_000, 400),
    target("pages", 40_000, 400),
    target("rows", 2_000, 400),
    target("text", 40_000, 400),
    target("xlsx", 40_000, 400),
];

/// What was asked for.
#[derive(Debug)]
pub struct Options {
    length: Length,
    targets: Vec<&'static Target>,
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
            } else if let Some(target) = TARGETS.iter().find(|target| target.name == word) {
                options.targets.push(target);
            } else {
                let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
                bail!("there is no fuzz target {word}: {}", names.join(", "));
            }
        }
        Ok(options)
    }
}

/// Runs every target, or those named, for so long each, as many at once as there are processors; fails after the last where one found something.
pub fn all(options: &Options) -> Result<()> {
    let program = build(match options.length {
        Length::Seconds(_) => "release",
        Length::Short => "short",
    })?;
    let named = match options.targets.is_empty() {
        true => TARGETS.iter().collect(),
        false => options.targets.clone(),
    };
    if options.minimise {
        return named
            .iter()
            .try_for_each(|target| minimise(&program, target));
    }
    let mut failed = Vec::new();
    println!("target   executions  a second  corpus");
    let at_once = available_parallelism().map_or(1, NonZero::get);
    for some in named.chunks(at_once) {
        let results: Vec<Result<Done>> = thread::scope(|scope| {
            let (program, length) = (program.as_path(), options.length);
            let run = |&target| scope.spawn(move || fuzz(program, target, length));
            let running: Vec<_> = some.iter().map(run).collect();
            let wait = |thread: ScopedJoinHandle<_>| thread.join().expect("no panic");
            running.into_iter().map(wait).collect()
        });
        for (target, done) in some.iter().zip(results) {
            let done = done?;
            println!(
                "{:8} {:>10}  {:>8}  {:>6}",
                target.name, done.executions, done.rate, done.corpus
            );
            if !done.clean {
                failed.push(target.name);
            }
        }
    }
    if !failed.is_empty() {
        bail!("found something: {} (see above)", failed.join(", "));
    }
    Ok(())
}

/// Builds the program under a profile of tests/fuzz/Cargo.toml.
fn build(profile: &str) -> Result<PathBuf> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("fuzzing is set up for Linux on x86-64 only");
    }
    let target = target_dir().join("fuzz");
    run(cargo()
        .args([
            "build",
            "--quiet",
            "--locked",
            "--profile",
            profile,
            "--target",
            HOST,
        ])
        .args(["--manifest-path", "tests/fuzz/Cargo.toml", "--target-dir"])
        .arg(&target)
        .env("RUSTFLAGS", FLAGS))?;
    Ok(target.join(HOST).join(profile).join("gouji-fuzz"))
}

/// Inputs that are committed.
fn kept(target: &Target) -> PathBuf {
    root().join("tests/fuzz/corpus").join(target.name)
}

/// Inputs found here.
fn found(target: &Target) -> Result<PathBuf> {
    let folder = target_dir().join("fuzz/corpus").join(target.name);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A folder with nothing in it.
fn empty(target: &Target) -> Result<PathBuf> {
    let folder = target_dir().join("fuzz/short").join(target.name);
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

/// The program at a target's door, with its bounds.
fn command(program: &Path, target: &Target) -> Command {
    let mut command = Command::new(program);
    command
        .env("GOUJI_FUZZ", target.name)
        .args([TIMEOUT, MEMORY])
        .arg(format!("-max_len={}", target.longest));
    command
}

fn fuzz(program: &Path, target: &Target, length: Length) -> Result<Done> {
    let found = match length {
        Length::Seconds(_) => found(target)?,
        Length::Short => empty(target)?,
    };
    fs::create_dir_all(kept(target))?;
    let artifacts = format!("-artifact_prefix={}/", target_dir().join("fuzz").display());
    let mut command = command(program, target);
    command.arg(&found).arg(kept(target));
    match length {
        Length::Seconds(seconds) => command.arg(format!("-max_total_time={seconds}")),
        Length::Short => command.args(["-seed=1", &format!("-runs={}", target.runs)]),
    };
    if target.name == "file" {
        command.arg(root().join("tests/fixtures"));
    }
    let output = command
        .arg("-print_final_stats=1")
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
fn minimise(program: &Path, target: &Target) -> Result<()> {
    let (from, to) = (found(target)?, kept(target));
    fs::create_dir_all(&to)?;
    run(command(program, target)
        .arg("-merge=1")
        .arg(&to)
        .arg(&from)
        .stderr(Stdio::null()))
}
