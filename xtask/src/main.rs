//! `cargo xtask serve` builds the page and serves it; `cargo xtask test` installs what the tests
//! need and runs all of them.

mod against;
mod bench;
mod dist;
mod folder;
mod fuzz;
mod join;
mod notices;
mod page;
mod pdf;
mod ratios;
mod record;
mod reproduce;
mod script;
mod serve;
mod shell;
mod site;
mod sizes;
mod test;
mod tidy;
mod toolchain;

use anyhow::{Result, bail};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

  serve [--port N] [--no-open] [--no-build]   build the page, serve it here and open the browser
  build [--check]                             build the page: dist/site; fail where it is over its budget
  build FLAVOUR …                             the same with only these of its wasm built anew
  site                                        dist/site anew out of www/, with the wasm that was built before
  sizes [FLAVOUR …]                           what weighs most in the wasm, by module and function
  lint                                        clippy for the wasm target
  dist                                        build the page, the single file, the npm package: dist
  test                                        install what the tests need and run all of them
  bench [--keep]                              sizes and times beside peers; keep the ratios
  bench --engines                             either engine of the page against the same natively, alone
  bench --against REV [--write] [--keep FILE] [--check FILE]
                                              a check beside another revision; the table into docs/benchmarks.md
  reproduce                                   build the last commit twice and compare every byte
  fuzz [SECONDS] [TARGET …] [--minimise]       fuzzes every door, or those named, 60 seconds each
  fuzz --short                                the kept inputs and a few hundred more, always the same
  fuzz --wasm                                 what was found here, through the wasm as well
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match command(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(args: &[String]) -> Result<()> {
    let Some((command, rest)) = args.split_first() else {
        bail!("{USAGE}");
    };
    match (command.as_str(), rest) {
        ("serve", options) => serve::run(&serve::Options::parse(options)?),
        ("build", [word]) if word == "--check" => {
            page::build(&[]).and_then(|()| page::check_budget())
        }
        ("build", flavours) => page::build(flavours),
        ("site", []) => page::assemble(),
        ("sizes", flavours) => page::sizes(flavours),
        ("lint", []) => toolchain::lint(),
        ("dist", []) => dist::make(),
        ("test", []) => test::all(),
        ("bench", []) => bench::figures(false),
        ("bench", [word]) if word == "--keep" => bench::figures(true),
        ("bench", [word]) if word == "--engines" => bench::engines(),
        ("bench", [word, options @ ..]) if word == "--against" => {
            against::figures(&against::Options::parse(options)?)
        }
        ("reproduce", []) => reproduce::twice(),
        ("fuzz", [word]) if word == "--wasm" => fuzz::in_wasm(),
        ("fuzz", options) => fuzz::all(&fuzz::Options::parse(options)?),
        _ => bail!("not understood: {}\n\n{USAGE}", args.join(" ")),
    }
}
