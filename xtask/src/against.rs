//! How long a check takes, beside another revision: both are built, and run in turns over the same inputs,
//! on one thread, in processor time. And how often each stage asks for memory.

use crate::ratios::{self, Compared};
use crate::shell::{cargo, node, output, root, run, target_dir};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Turns that each build has with each input.
const ROUNDS: usize = 7;
/// Files of the tests that are measured besides text and HTML.
const FILES: [&str; 8] = ["docx", "xlsx", "xls", "ods", "odt", "rtf", "doc", "ofd"];
/// Where the tables of docs/benchmarks.md stand.
const TIMES: [&str; 2] = ["<!-- against -->", "<!-- /against -->"];
const ALLOCATIONS: [&str; 2] = ["<!-- allocations -->", "<!-- /allocations -->"];

/// What the command was asked for.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    pub revision: String,
    /// Where the ratios are written.
    pub keep: Option<PathBuf>,
    /// Ratios that this run is held to.
    pub check: Option<PathBuf>,
    /// Whether the table goes into docs/benchmarks.md.
    pub write: bool,
}

impl Options {
    /// `REVISION [--keep FILE] [--check FILE] [--write]`.
    pub fn parse(words: &[String]) -> Result<Options> {
        let mut words = words.iter();
        let mut options = Options {
            revision: words.next().context("--against which revision?")?.clone(),
            ..Options::default()
        };
        while let Some(word) = words.next() {
            let mut file = || words.next().map(PathBuf::from).context("a file is missing");
            match word.as_str() {
                "--keep" => options.keep = Some(file()?),
                "--check" => options.check = Some(file()?),
                "--write" => options.write = true,
                other => bail!("not understood: {other}"),
            }
        }
        Ok(options)
    }
}

/// Builds, measures, and says what became of the speed.
pub fn figures(options: &Options) -> Result<()> {
    let (old, new) = (other(&options.revision)?, ours()?);
    let inputs = inputs()?;
    let mut compared: Vec<Compared> = inputs
        .iter()
        .map(|input| Compared::of(name(input)))
        .collect();
    for round in 1..=ROUNDS {
        eprintln!("round {round} of {ROUNDS}");
        for (input, compared) in inputs.iter().zip(&mut compared) {
            compared.old.push(micros(&old, input)?);
            compared.new.push(micros(&new, input)?);
        }
    }
    let table = ratios::table(&options.revision, &compared);
    let allocations =
        output(Command::new(build(root(), &target_dir(), "allocations", None)?).args(&inputs))?;
    println!("{table}\n{allocations}");
    if options.write {
        write(TIMES, &table)?;
        write(ALLOCATIONS, &allocations)?;
    }
    rest(options)?;
    if let Some(file) = &options.keep {
        fs::write(file, ratios::kept(&compared)?)?;
    }
    if let Some(file) = &options.check {
        let worse = ratios::worse(&compared, &fs::read_to_string(file)?)?;
        if !worse.is_empty() {
            bail!(
                "slower than was kept by more than a tenth: {}",
                worse.join(", ")
            );
        }
    }
    Ok(())
}

/// What else the two builds are measured by: many texts at the command line; and this one alone: tables that take long,
/// families and years of many reports.
fn rest(options: &Options) -> Result<()> {
    let folder = target_dir().join("against");
    let checkout = folder.join(commit(&options.revision)?);
    let old = command(&checkout, &folder.join("target"))?;
    let new = command(root(), &target_dir())?;
    run(node("node")
        .arg("tests/bench/command.mjs")
        .arg(target_dir().join("bench/inputs"))
        .args([old, new]))?;
    for bench in ["nasty", "together"] {
        println!("\n{bench}:");
        let bench = [
            "bench",
            "--quiet",
            "--locked",
            "--package",
            "gouji",
            "--bench",
            bench,
        ];
        run(cargo().args(bench))?;
    }
    Ok(())
}

/// Builds the command line of a checkout.
fn command(checkout: &Path, target: &Path) -> Result<PathBuf> {
    run(cargo()
        .args([
            "build",
            "--quiet",
            "--locked",
            "--release",
            "--bin",
            "gouji",
        ])
        .arg("--manifest-path")
        .arg(checkout.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", target))?;
    Ok(target
        .join("release")
        .join(format!("gouji{}", std::env::consts::EXE_SUFFIX)))
}

/// The commit that a revision is.
fn commit(revision: &str) -> Result<String> {
    let commit = output(
        Command::new("git")
            .args(["rev-parse", "--verify", "--end-of-options"])
            .arg(format!("{revision}^{{commit}}")),
    )?;
    Ok(commit.trim().to_owned())
}

/// The measuring program of this revision.
fn ours() -> Result<PathBuf> {
    build(root(), &target_dir(), "throughput", None)
}

/// That of another, built in a checkout of its own.
fn other(revision: &str) -> Result<PathBuf> {
    let commit = commit(revision)?;
    let folder = target_dir().join("against");
    let checkout = folder.join(&commit);
    if !checkout.exists() {
        let add = ["worktree", "add", "--force", "--detach"];
        run(Command::new("git").args(add).arg(&checkout).arg(commit))?;
    }
    let program = fs::read_to_string(root().join("examples/throughput.rs"))?;
    let lib = fs::read_to_string(checkout.join("src/lib.rs"))?;
    let program = match lib.contains("check_bytes") {
        true => program.replace(
            "gouji::check(gouji::Input::file(bytes), options)",
            "gouji::check_bytes(bytes, options)",
        ),
        false => program,
    };
    let place = checkout.join("examples/throughput.rs");
    // Written only where it is another, so that it is not built anew each time.
    if fs::read_to_string(&place).ok().as_ref() != Some(&program) {
        fs::write(place, program)?;
    }
    build(&checkout, &folder.join("target"), "throughput", None)
}

/// Builds an example of a checkout, with these features instead of the default ones where they are given.
pub fn build(
    checkout: &Path,
    target: &Path,
    program: &str,
    features: Option<&str>,
) -> Result<PathBuf> {
    let build = [
        "build",
        "--quiet",
        "--locked",
        "--release",
        "--package",
        "gouji",
        "--example",
        program,
    ];
    let features = features.map(|features| ["--no-default-features", "--features", features]);
    run(cargo()
        .args(build)
        .args(features.iter().flatten())
        .arg("--manifest-path")
        .arg(checkout.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", target))?;
    Ok(target
        .join("release/examples")
        .join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
}

/// A report as text, as HTML and as Word copies it, and the files of the tests.
fn inputs() -> Result<Vec<PathBuf>> {
    let folder = target_dir().join("bench/inputs");
    fs::create_dir_all(&folder)?;
    let forms = output(cargo().args([
        "run",
        "--quiet",
        "--locked",
        "--release",
        "--bin",
        "gouji",
        "--",
        "forms",
    ]))?;
    fs::write(folder.join("forms.json"), forms)?;
    run(node("node").arg("tests/bench/inputs.mjs").arg(&folder))?;
    let written = ["text.txt", "page.html", "word.html"];
    let written = written.iter().map(|file| folder.join(file));
    let fixture = |kind| {
        root()
            .join("tests/fixtures")
            .join(format!("consistent-2021.{kind}"))
    };
    Ok(written.chain(FILES.iter().map(fixture)).collect())
}

/// What an input is called in the table.
fn name(input: &Path) -> String {
    let file = input.file_name().unwrap_or_default().to_string_lossy();
    match &*file {
        "text.txt" => "text".to_owned(),
        "page.html" => "HTML".to_owned(),
        "word.html" => "Word HTML".to_owned(),
        other => other.rsplit('.').next().unwrap_or(other).to_owned(),
    }
}

fn micros(program: &Path, input: &Path) -> Result<f64> {
    let said = output(Command::new(program).arg(input))?;
    // The least of its batches: what else the machine did slowed the others.
    let least = said.split(' ').nth(1).unwrap_or_default();
    least.parse().with_context(|| format!("no time: {said}"))
}

/// Puts a table between its marks in docs/benchmarks.md.
fn write(marks: [&str; 2], table: &str) -> Result<()> {
    let file = root().join("docs/benchmarks.md");
    let text = fs::read_to_string(&file)?;
    let text = ratios::between(&text, marks, table);
    fs::write(&file, text.context("docs/benchmarks.md has no marks")?)?;
    Ok(())
}
