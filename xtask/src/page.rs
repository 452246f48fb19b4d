//! The page's wasm: compiled, bound to JavaScript, checked against the record.

use crate::{
    pdf,
    record::{Flavour, Record},
    shell::{root, run, target_dir},
    site,
    sizes::Sizes,
    tidy::tidied,
    toolchain::{self, TARGET},
};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::{env, fs};
use wasm_bindgen_cli_support::Bindgen;
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

/// Builds the flavours of these names, or every one, and prints what each weighs.
pub fn build(wanted: &[String]) -> Result<()> {
    let record = Record::read()?;
    for (name, flavour) in record.flavours() {
        if !wanted.is_empty() && !wanted.iter().any(|other| other == name) {
            continue;
        }
        let wasm = compile(name, flavour)?;
        println!(
            "{name}, kB of code: {}",
            sizes_of(name, flavour, &wasm)?.brief()
        );
        bind(flavour, &wasm, &root().join(&flavour.out), false)?;
        let file = format!("{}_bg.wasm", flavour.name);
        let built = fs::read(root().join(&flavour.out).join(file))?;
        record.floor.check(&built)?;
    }
    pdf::bring()?;
    assemble()
}

/// Makes the site of www/ with the wasm that stands there, and prints what every flavour weighs.
pub fn assemble() -> Result<()> {
    let record = Record::read()?;
    site::make()?;
    let prebuilt = toolchain::wasm()?.is_prebuilt();
    for (name, flavour) in record.flavours() {
        let files = record.files(name)?;
        let weight = |wasm: bool| {
            let counted = files.iter().filter(|f| !wasm || f.path.ends_with(".wasm"));
            kilo(counted.map(|f| f.gzip).sum())
        };
        println!(
            "{name}: {:.1} kB gzipped of {} kB, the wasm {:.1} kB{}",
            weight(false),
            flavour.gzip_budget / 1000,
            weight(true),
            match prebuilt {
                true => String::new(),
                false => {
                    let heavier = weight(false) + kilo(flavour.gzip_prebuilt);
                    format!("; {heavier:.1} kB with rustup's own library")
                }
            }
        );
    }
    Ok(())
}

/// Prints what weighs most in the flavours of these names, or in all.
pub fn sizes(wanted: &[String]) -> Result<()> {
    for (name, flavour) in Record::read()?.flavours() {
        if !wanted.is_empty() && !wanted.iter().any(|other| other == name) {
            continue;
        }
        sizes_of(name, flavour, &compile(name, flavour)?)?.print(name);
    }
    Ok(())
}

/// What a flavour's wasm weighs by function: of a copy that is bound with its names, which that writes out.
fn sizes_of(name: &str, flavour: &Flavour, wasm: &[u8]) -> Result<Sizes> {
    let out = target_dir().join("sizes").join(name);
    bind(flavour, wasm, &out, true)?;
    Sizes::of(&fs::read(out.join(format!("{}_bg.wasm", flavour.name)))?)
}

/// Fails where a flavour weighs more than the record allows. Apart from the build: a page under work
/// may be too heavy for a while.
pub fn check_budget() -> Result<()> {
    let record = Record::read()?;
    let prebuilt = toolchain::wasm()?.is_prebuilt();
    for (name, flavour) in record.flavours() {
        flavour.check_budget(&record.files(name)?, prebuilt)?;
    }
    Ok(())
}

/// Bytes to kB.
fn kilo(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

fn compile(name: &str, flavour: &Flavour) -> Result<Vec<u8>> {
    let wasm = toolchain::wasm()?;
    // A profile and by it a folder each (Cargo.toml): what did not change is not compiled again.
    let profile = format!("wasm-{name}");
    run(wasm
        .cargo()
        .args(["--config", &rustflags(wasm.flags(), flavour)?])
        .arg("--config")
        .arg(format!("profile.{profile}.opt-level={}", flavour.level()))
        .args(["build", "--locked", "--package", "gouji", "--lib"])
        .args(["--target", TARGET])
        .args(["--profile", &profile])
        .args(["--no-default-features", "--features"])
        .arg(flavour.cargo_features.join(",")))?;
    let built = target_dir().join(TARGET).join(&profile).join("gouji.wasm");
    fs::read(&built).with_context(|| format!("cargo built no {}", built.display()))
}

/// Cargo's setting of the flags given, of the flavour's own and of those by which no panic message holds a path of this
/// machine: the same sources make the same bytes wherever they are built.
fn rustflags(given: &[&str], flavour: &Flavour) -> Result<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let sources = home.context("cargo has no home")?.join("registry/src");
    let mut flags: Vec<String> = given.iter().map(ToString::to_string).collect();
    flags.extend(flavour.flags());
    flags.push(format!("--remap-path-prefix={}=gouji", root().display()));
    // One folder a registry; there since xtask itself was built.
    for registry in fs::read_dir(&sources).into_iter().flatten().flatten() {
        let path = registry.path();
        flags.push(format!("--remap-path-prefix={}=crates", path.display()));
    }
    let flags = toml::Value::from(flags);
    Ok(format!("target.{TARGET}.rustflags={flags}"))
}

/// Binds a flavour's wasm to JavaScript in a folder; `named` keeps the names of functions.
fn bind(flavour: &Flavour, wasm: &[u8], out: &Path, named: bool) -> Result<()> {
    fs::create_dir_all(out)?;
    Bindgen::new()
        .input_bytes(&flavour.name, without_target_features(wasm)?)
        .web(true)?
        .omit_default_module_path(false)
        .typescript(false)
        .remove_name_section(!named)
        .remove_producers_section(true)
        .generate(out)
        .context("wasm-bindgen failed")?;
    if !named {
        let path = out.join(format!("{}_bg.wasm", flavour.name));
        fs::write(&path, tidied(&fs::read(&path)?)?)?;
    }
    // Node.js takes a .js file for CommonJS unless told.
    fs::write(out.join("package.json"), "{ \"type\": \"module\" }\n")?;
    Ok(())
}

/// The wasm less its custom section `target_features`.
///
/// The standard library names reference types and multivalue there though none of its code uses
/// them, and bindgen would go by the name and use both. Together with .cargo/config.toml this keeps
/// to what browsers had before Chromium 96.
fn without_target_features(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("cargo built something that is no wasm")?;
        if matches!(&payload, Payload::CustomSection(s) if s.name() == "target_features") {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let data = &wasm[range];
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::CustomSection;

    #[test]
    fn only_the_section_of_features_is_dropped() {
        let section = |name: &'static str| CustomSection {
            name: name.into(),
            data: (&[1, 2, 3]).into(),
        };
        let with = |names: &[&'static str]| {
            let mut module = Module::new();
            for name in names {
                module.section(&section(name));
            }
            module.finish()
        };
        let all = with(&["name", "target_features", "producers"]);
        let less = without_target_features(&all).unwrap();
        assert_eq!(less, with(&["name", "producers"]));
        assert!(without_target_features(b"no wasm").is_err());
    }
}
